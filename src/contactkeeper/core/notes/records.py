"""A contact as plain values that can be kept, and the contact made of them again.

A record holds all properties, and of the log what nearly every question is answered from: the
newest entries, back to the last that I had a part in and the last that was a contact, and those
with open tasks. Whoever asks for another entry has the note read. Must not depend on any day.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from contactkeeper.core.late import late
from contactkeeper.core.model import Cadence, Contact, Entry, PartialDate, Problem, Promise, name_in
from contactkeeper.core.notes.unread import Entries, holds_open_task, open_places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from contactkeeper.core.model import Direction

Record: TypeAlias = "list[Any]"
"""Lists, texts and whole numbers only: the fields that say something, by their place in
`Contact`; how many entries there are; the newest; those before them with open tasks, each with
its place; the problems; what links and fields of the log say. A day is its number in the
calendar."""

# Each begins with what `re` finds fast; as one pattern they would take ten times as long.
_LINKS = tuple(map(late, (r"\[\[[^\[\]\n]+", r"\]\([^()\n]+", r"::[^\[\]\n]+")))
_FIELDS = Contact._fields
_USUAL = [Contact._field_defaults.get(name) for name in _FIELDS]
_KEPT = tuple(
    (place, _USUAL[place])
    for place, name in enumerate(_FIELDS)
    if name not in ("path", "name", "entries", "problems")
)
_ENTRIES, _PROBLEMS = _FIELDS.index("entries"), _FIELDS.index("problems")


def record_of(contact: Contact) -> Record:
    """Return the record of a contact that a note was read into."""
    entries = contact.entries
    first = _first_of_tail(entries)
    return [
        [(place, _plain(value)) for place, usual in _KEPT if (value := contact[place]) != usual],
        len(entries),
        [_plain_entry(entry) for entry in entries[first:]],
        [(at, _plain_entry(entries[at])) for at in open_places(entries) if at < first],
        [tuple(problem)[1:] for problem in contact.problems],
        _linked(entries) if first else "",
    ]


def contact_from(path: str, record: Record, read: Callable[[], Sequence[Entry]]) -> Contact:
    """Make the contact of a record.

    Args:
        path: relative to the vault, with `/`.
        record: of `record_of`, or what JSON made of it.
        read: gives all entries of the note, oldest first; called when they are asked for.

    Raises:
        ValueError, TypeError, LookupError: it is no record.
    """
    fields, count, tail, open_before, problems, linked = record
    values = _USUAL.copy()
    values[0], values[1] = path, name_in(path)
    for place, value in fields:
        make = _MAKE[place]
        values[place] = make(value) if make else _tuples(value) if type(value) is list else value
    newest = [_entry(*entry) for entry in tail]
    before = {place: _entry(*entry) for place, entry in open_before}
    values[_ENTRIES] = (
        tuple(newest) if count == len(newest) else KnownEntries(count, newest, before, linked, read)
    )
    if problems:
        values[_PROBLEMS] = tuple(Problem(path, *problem) for problem in problems)
    return Contact._make(values)


class KnownEntries(Entries):
    """A log of which the newest entries and those with open tasks are known; the rest is read."""

    __slots__ = ("_all", "_before", "_count", "_first", "_linked", "_newest", "_read")

    def __init__(
        self,
        count: int,
        newest: Sequence[Entry],
        before: dict[int, Entry],
        linked: str,
        read: Callable[[], Sequence[Entry]],
    ) -> None:
        """Keep what is known.

        Args:
            count: of all entries.
            newest: the last of them, oldest first.
            before: entries before those that hold open tasks, by their places.
            linked: what the links and fields of all of them say.
            read: gives all entries, oldest first.
        """
        self._count = count
        self._newest = newest
        self._first = count - len(newest)
        self._before = before
        self._linked = linked
        self._read = read
        self._all: Sequence[Entry] | None = None

    def __len__(self) -> int:
        return self._count

    def _at(self, at: int) -> Entry:
        if at >= self._first:
            return self._newest[at - self._first]
        if at in self._before:
            return self._before[at]
        if self._all is None:
            self._all = self._read()
        return self._all[at]

    def open_places(self) -> list[int]:
        """Return the places, from 0, of those that hold an open task."""
        newest = enumerate(self._newest, self._first)
        return sorted(self._before) + [at for at, entry in newest if holds_open_task(entry)]

    def source(self) -> str:
        """Return a text in which all their links and fields stand."""
        return self._linked


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
        tuple((key, value) for key, value in fields),
        tuple(
            Promise(task, date.fromordinal(due) if due else None, *rest)
            for task, due, *rest in promises
        ),
        line,
    )


def _tuples(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    """Make tuples of lists, as they were before JSON."""
    return tuple(map(_tuples, value)) if isinstance(value, (list, tuple)) else value


_DAYS = ("company_since", "paused_until", "snooze_until", "snoozed", "last_contact", "met",
         "created", "placed_me", "left")  # fmt: skip
_SPECIAL: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_DAYS, date.fromordinal),
    "cadence": Cadence._make,
    "birthday": PartialDate._make,
    "dates": lambda value: tuple((name, PartialDate(*day)) for name, day in value),
}
_MAKE = tuple(map(_SPECIAL.get, _FIELDS))
"""How the value of a field is made, by its place in `Contact`; None: as any."""
