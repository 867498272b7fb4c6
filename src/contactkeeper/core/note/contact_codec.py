"""A contact as plain values that can be kept, and the contact made of them again.

A record holds all properties, and of the log what nearly every question is answered from: the
newest entries, back to the last that I had a part in and the last that was a contact, and those
with open tasks. Whoever asks for another entry has the note read. Must not depend on any day.
"""

from __future__ import annotations

import json
from datetime import date, time
from itertools import chain
from typing import TYPE_CHECKING, Any

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Cadence, Contact, Entry, PartialDate, Problem, Promise
from contactkeeper.core.note.lazy_entries import Entries, Frozen, holds_open_task, open_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from contactkeeper.core.model import Direction

    Property: TypeAlias = tuple[str, str]

# Each begins with what `re` finds fast; as one pattern they would take ten times as long.
_LINKS = tuple(map(lazy_regex, (r"\[\[[^\[\]\n]+", r"\]\([^()\n]+", r"::[^\[\]\n]+")))
_FIELDS = Contact._fields
_USUAL = [Contact._field_defaults.get(name) for name in _FIELDS]
_KEPT = tuple(
    (place, _USUAL[place])
    for place, name in enumerate(_FIELDS)
    if name not in ("path", "name", "properties", "entries", "problems")
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().raw_decode  # `loads` looks at the text around the value as well
_PATH, _NAME, _PROPERTIES, _ENTRIES, _PROBLEMS = map(
    _FIELDS.index, ("path", "name", "properties", "entries", "problems")
)


def record_of(contact: Contact) -> bytes:
    """Return the record of a contact that a note was read into: two lines of JSON.

    The first holds what a morning asks for: the fields that say something, by their place in
    `Contact`; how many entries there are; the newest; those before them with open tasks, each with
    its place; the problems. The second the properties, and what links and fields of the log say.
    There are only lists, texts and whole numbers in them; a day is its number in the calendar.
    """
    entries = contact.entries
    first = _first_of_tail(entries)
    often = (
        [(place, _plain(value)) for place, usual in _KEPT if (value := contact[place]) != usual],
        len(entries),
        [_plain_entry(entry) for entry in entries[first:]],
        [(at, _plain_entry(entries[at])) for at in open_places(entries) if at < first],
        [tuple(problem)[1:] for problem in contact.problems],
    )
    seldom = (tuple(contact.properties), _linked(entries) if first else "")
    return f"{_encode(often)}\n{_encode(seldom)}".encode()


def contact_from(path: str, record: bytes, read: Callable[[str, int], Sequence[Entry]]) -> Contact:
    """Make the contact of a record.

    Args:
        path: relative to the vault, with `/`.
        record: what `record_of` gave.
        read: gives all entries of the note at a path, so many, oldest first; called when they are
            asked for.

    Raises:
        ValueError, TypeError, LookupError, AttributeError, ArithmeticError: it is no record.
    """
    often, _, seldom = record.partition(b"\n")
    fields, count, tail, open_before, problems = _decode(often.decode())[0]
    values = _USUAL.copy()
    values[_PATH], values[_NAME] = path, note_name(path)
    for place, value in fields:
        make = _MAKE[place]
        values[place] = make(value) if make else value
    rest = _Rest(seldom)
    values[_PROPERTIES] = KnownProperties(rest)
    newest = [_entry(*entry) for entry in tail]
    if count == len(newest):
        values[_ENTRIES] = tuple(newest)
    else:
        before = {place: _entry(*entry) for place, entry in open_before}
        values[_ENTRIES] = KnownEntries(path, count, newest, before, rest, read)
    if problems:
        values[_PROBLEMS] = tuple(Problem(path, *problem) for problem in problems)
    return Contact._make(values)


class _Rest:
    """The second line of a record, read when it is asked for."""

    __slots__ = ("_line", "_said")

    def __init__(self, line: bytes) -> None:
        self._line = line
        self._said: tuple[tuple[Property, ...], str] | None = None

    def said(self) -> tuple[tuple[Property, ...], str]:
        """Return the properties, and what links and fields of the log say."""
        if self._said is None:
            properties, linked = json.loads(self._line)
            self._said = tuple((key, words) for key, words in properties), linked
        return self._said


class KnownProperties(Frozen["Property"]):
    """The properties of a note, made when they are asked for."""

    __slots__ = ("_rest",)

    def __init__(self, rest: _Rest) -> None:
        """Keep where they stand."""
        self._rest = rest

    def __len__(self) -> int:
        return len(self._rest.said()[0])

    def _at(self, at: int) -> Property:
        return self._rest.said()[0][at]


class KnownEntries(Entries):
    """A log of which the newest entries and those with open tasks are known; the rest is read."""

    __slots__ = ("_all", "_before", "_count", "_first", "_newest", "_path", "_read", "_rest")

    def __init__(  # noqa: PLR0913, PLR0917  # what a record says of a log
        self,
        path: str,
        count: int,
        newest: Sequence[Entry],
        before: dict[int, Entry],
        rest: _Rest,
        read: Callable[[str, int], Sequence[Entry]],
    ) -> None:
        """Keep what is known.

        Args:
            path: of the note.
            count: of all entries.
            newest: the last of them, oldest first.
            before: entries before those that hold open tasks, by their places.
            rest: knows what the links and fields of all of them say.
            read: gives all entries of the note, so many, oldest first.
        """
        self._path = path
        self._count = count
        self._newest = newest
        self._first = count - len(newest)
        self._before = before
        self._rest = rest
        self._read = read
        self._all: Sequence[Entry] | None = None

    def __len__(self) -> int:
        return self._count

    def __reversed__(self) -> Iterator[Entry]:
        return chain(reversed(self._newest), map(self._at, range(self._first - 1, -1, -1)))

    def _at(self, at: int) -> Entry:
        if at >= self._first:
            return self._newest[at - self._first]
        if at in self._before:
            return self._before[at]
        if self._all is None:
            self._all = self._read(self._path, self._count)
        return self._all[at]

    def open_places(self) -> list[int]:
        """Return the places, from 0, of those that hold an open task."""
        newest = enumerate(self._newest, self._first)
        return [*self._before, *(at for at, entry in newest if holds_open_task(entry))]

    def with_open_tasks(self) -> list[Entry]:
        """Return those that hold an open task, in their order, and look for no place of theirs."""
        return [*self._before.values(), *filter(holds_open_task, self._newest)]

    def source(self) -> str:
        """Return a text in which all their links and fields stand."""
        return self._rest.said()[1]

    def release(self) -> None:
        """Let go of the entries that were read from the note."""
        self._all = None


def _linked(entries: Sequence[Entry]) -> str:
    """Return what the links and fields of a log say, each once."""
    if isinstance(entries, Entries):
        texts = [entries.source()]
    else:
        texts = [entry.text for entry in entries]
        texts += [f"{key}:: {value}]" for entry in entries for key, value in entry.fields]
    text = "\n".join(texts)
    return "\n".join(sorted({found for link in _LINKS for found in link.findall(text)}))


def _first_of_tail(entries: Sequence[Entry]) -> int:
    """Return the place from which on entries are kept."""
    conversed = answered = False
    for place in range(len(entries) - 1, -1, -1):
        direction = entries[place].direction
        conversed = conversed or direction != "<-"
        answered = answered or direction != "->"
        if conversed and answered:
            return place
    return 0


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    """Make what JSON can say of a field's value."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _plain_entry(entry: Entry) -> list[Any]:
    day, text, direction, channel, clock, fields, promises, line = entry
    return [
        day.toordinal(),
        text,
        direction,
        channel,
        clock.isoformat() if clock else "",
        fields,
        [(task[0], task[1].toordinal() if task[1] else 0, *task[2:]) for task in promises],
        line,
    ]


def _entry(  # noqa: PLR0913, PLR0917  # the parts of an entry
    day: int,
    text: str,
    direction: Direction,
    channel: str,
    clock: str,
    fields: Sequence[Sequence[str]],
    promises: Sequence[Any],
    line: int,
) -> Entry:
    return Entry(
        date.fromordinal(day),
        text,
        direction,
        channel,
        time.fromisoformat(clock) if clock else None,
        tuple((key, value) for key, value in fields) if fields else (),
        tuple(
            Promise(task, date.fromordinal(due) if due else None, *rest)
            for task, due, *rest in promises
        )
        if promises
        else (),
        line,
    )


_DAYS = ("company_since", "paused_until", "snooze_until", "snoozed", "last_contact", "met",
         "created", "placed_me", "left")  # fmt: skip
_WORDS = ("aliases", "emails", "handles", "previous", "tags")
_SPECIAL: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_DAYS, date.fromordinal),
    **dict.fromkeys(_WORDS, tuple),
    "cadence": Cadence._make,
    "birthday": PartialDate._make,
    "dates": lambda value: tuple((name, PartialDate(*day)) for name, day in value),
}
_MAKE = tuple(map(_SPECIAL.get, _FIELDS))
"""How the value of a field is made, by its place in `Contact`; None: it is as it was kept."""
