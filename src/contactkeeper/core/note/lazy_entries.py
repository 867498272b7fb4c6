"""Entries of a plain log, each made when it is asked for and not before.

A morning asks for the newest of a contact and for those with open tasks: 2,000 of 20,000. To find
one costs 1 microsecond, to make one 4. Nothing here knows a grammar, and nothing can be wrong with
an entry that is made late: what might hold a fault is made while the log is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload
from unicodedata import normalize

from contactkeeper.core.note.style import EntrySpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import TypeAlias

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.style import Shape

    Groups: TypeAlias = tuple[str, ...]
    Build: TypeAlias = Callable[[Groups, date, int, list[Fault]], Entry]

_Item_co = TypeVar("_Item_co", covariant=True)


class Frozen(Sequence[_Item_co]):
    """A sequence that is equal to the tuple of its items, and like it in all else."""

    __slots__ = ()

    def _at(self, at: int) -> _Item_co:
        raise NotImplementedError

    @overload
    def __getitem__(self, at: int) -> _Item_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Item_co, ...]: ...
    def __getitem__(self, at: int | slice) -> _Item_co | tuple[_Item_co, ...]:
        if isinstance(at, slice):
            return tuple(map(self._at, range(len(self))[at]))
        return self._at(at if 0 <= at < len(self) else range(len(self))[at])

    def __iter__(self) -> Iterator[_Item_co]:
        return map(self._at, range(len(self)))

    def __reversed__(self) -> Iterator[_Item_co]:
        return map(self._at, range(len(self) - 1, -1, -1))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Frozen, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Entries(Frozen["Entry"]):
    """The entries of a log, oldest first, of which most are never asked for."""

    __slots__ = ()

    def open_places(self) -> list[int]:
        """Return the places, from 0, of those that hold an open task."""
        raise NotImplementedError

    def with_open_tasks(self) -> list[Entry]:
        """Return those that hold an open task, in their order."""
        return list(map(self._at, self.open_places()))

    def source(self) -> str:
        """Return a text in which all their links and fields stand."""
        raise NotImplementedError

    def release(self) -> None:
        """Let go of what can be read again, once all is said that is to be said of the log."""

    def may_link(self, word: str) -> bool:
        """Say no only where no link or field of theirs holds a word, in any spelling."""
        text = _fold(self.source())
        word = _fold(normalize("NFC", word))
        return word in text or (not word.isascii() and normalize("NFD", word) in text)


class UnreadSpans(Frozen[EntrySpan]):
    """The entries of a plain log with where they stand, in the order of the file."""

    __slots__ = (
        "_build", "_counted", "_entries", "_groups", "_shape", "_starts", "days", "flat", "tasks",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - what one pattern found in one text
        self,
        flat: str,
        shape: Shape,
        groups: Sequence[Groups],
        days: Sequence[date],
        starts: Sequence[int],
        tasks: Sequence[int],
        build: Build,
    ) -> None:
        """Keep what the pattern found of each entry.

        Args:
            flat: the whole note.
            shape: that of all entries.
            groups: what `build` makes the entry of; the first is all of its lines.
            days: when each was.
            starts: where each begins.
            tasks: the places, from 0, of those that may hold open tasks.
            build: makes an entry of its groups, its day and its line, and names its faults.
        """
        self.flat = flat
        self._shape = shape
        self._groups = groups
        self.days = days
        self._starts = starts
        self.tasks = tasks
        self._build = build
        self._entries: dict[int, Entry] = {}
        self._counted = (0, 1)  # an offset and its line, from which others are counted

    def __len__(self) -> int:
        return len(self._groups)

    def entry(self, at: int, faults: list[Fault] | None = None) -> Entry:
        """Return an entry by its place in the file, from 0; the same one each time."""
        entry = self._entries.get(at)
        if entry is None:
            line = self._line(self._starts[at])
            faults = [] if faults is None else faults
            entry = self._build(self._groups[at], self.days[at], line, faults)
            self._entries[at] = entry
        return entry

    def _at(self, at: int) -> EntrySpan:
        start = self._starts[at]
        return EntrySpan(self.entry(at), start, start + len(self._groups[at][0]), self._shape)

    def _line(self, start: int) -> int:
        # From the last one on, either way: whoever asks for all counts each line once.
        offset, line = self._counted
        if start >= offset:
            line += self.flat.count("\n", offset, start)
        else:
            line -= self.flat.count("\n", start, offset)
        self._counted = (start, line)
        return line


class UnreadEntries(Entries):
    """The entries of a plain log, oldest first; those of one day by their place in the log.

    None of them has a time of day, which would count.
    """

    __slots__ = ("_order", "_spans")

    def __init__(self, spans: UnreadSpans, *, newest_first: bool) -> None:
        """Order the entries; `newest_first` is how the log is ordered."""
        places = range(len(spans))
        self._spans = spans
        self._order = sorted(
            reversed(places) if newest_first else places, key=spans.days.__getitem__
        )

    def __len__(self) -> int:
        return len(self._order)

    def _at(self, at: int) -> Entry:
        return self._spans.entry(self._order[at])

    def open_places(self) -> list[int]:
        """Return the places, from 0, of those that hold an open task."""
        tasks = set(self._spans.tasks)
        if not tasks:
            return []
        places = (place for place, at in enumerate(self._order) if at in tasks)
        return [place for place in places if holds_open_task(self._at(place))]

    def source(self) -> str:
        """Return a text in which all their links and fields stand: the note."""
        return self._spans.flat


def with_open_tasks(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that hold an open task, in their order, and make hardly any other."""
    if isinstance(entries, Entries):
        return entries.with_open_tasks()
    return list(filter(holds_open_task, entries))


def open_places(entries: Sequence[Entry]) -> list[int]:
    """Return the places of the entries that hold an open task."""
    if isinstance(entries, Entries):
        return entries.open_places()
    return [place for place, entry in enumerate(entries) if holds_open_task(entry)]


def holds_open_task(entry: Entry) -> bool:
    """Say whether something in an entry is still promised, by me or by them."""
    for promise in entry.promises:  # noqa: SIM110  # asked of each entry: `any` takes three times as long
        if promise.state == "open":
            return True
    return False


def may_link(entries: Sequence[Entry], word: str) -> bool:
    """Say no only where no link or field of the entries holds the word, and make none to know."""
    return not isinstance(entries, Entries) or entries.may_link(word)


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("\u0308", "")  # ё may be two characters
