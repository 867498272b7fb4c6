"""A contact as one line of JSON, and the contact read back from it.

The line holds the whole contact: its fields, its properties, every entry of its log, its problems.
A day is written as its ordinal. Nothing here depends on a day or on the settings.
"""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING, Any

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import Cadence, Contact, Entry, PartialDate, Problem, Promise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Fact

_FIELDS = Contact._fields
_DEFAULTS = [Contact._field_defaults.get(name) for name in _FIELDS]
_SEPARATE = frozenset({"path", "name", "properties", "entries", "problems"})
"""Fields that stand outside the list of fields."""
_LISTED = tuple(
    (place, _DEFAULTS[place]) for place, name in enumerate(_FIELDS) if name not in _SEPARATE
)
_PATH, _NAME, _PROPERTIES, _ENTRIES, _PROBLEMS = map(
    _FIELDS.index, ("path", "name", "properties", "entries", "problems")
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().decode

DAMAGED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""The exceptions of `decode_contact` for a text that `encode_contact` did not write."""


def encode_contact(contact: Contact) -> str:
    """Return the contact as JSON: fields, properties, entries, problems.

    Fields are pairs of their place in `Contact` and their value; those at their default are left
    out. The path is not in it.
    """
    fields = [
        (place, _plain(value)) for place, default in _LISTED if (value := contact[place]) != default
    ]
    problems = [tuple(problem)[1:] for problem in contact.problems]
    return _encode((fields, contact.properties, *_columns(contact.entries), problems))


def decode_contact(path: str, text: str) -> Contact:
    """Return the contact that `encode_contact` wrote.

    Args:
        path: of its note, relative to the vault, with `/`.
        text: the JSON.

    Raises:
        One of DAMAGED: the text is not what was written.
    """
    fields, properties, columns, rest, problems = _decode(text)
    values = _DEFAULTS.copy()
    values[_PATH], values[_NAME] = path, note_name(path)
    for place, value in fields:
        make = _MAKE[place]
        values[place] = make(value) if make else value
    values[_PROPERTIES] = tuple((key, words) for key, words in properties)
    values[_ENTRIES] = _entries(columns, rest)
    if problems:
        values[_PROBLEMS] = tuple(_problem(path, problem) for problem in problems)
    return Contact._make(values)


def _problem(path: str, problem: Any) -> Problem:  # noqa: ANN401
    """Return a problem with the facts that JSON held."""
    line, code, severity, case, facts = problem
    read = tuple((name, _fact(fact)) for name, fact in facts)
    return Problem(path, line, code, severity, case, read)


def _fact(fact: Any) -> Fact:  # noqa: ANN401
    return tuple(fact) if isinstance(fact, list) else fact


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    """Return a field's value as JSON can hold it."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _columns(entries: Sequence[Entry]) -> tuple[list[list[Any]], list[Any]]:
    """Return entries column by column, which is decoded in a third of the time of row by row.

    The columns hold day, text, direction, channel and line. What few entries have comes after
    them: the place of the entry, its time, fields and tasks.
    """
    columns: list[list[Any]] = [
        [entry.date.toordinal() for entry in entries],
        [entry.text for entry in entries],
        [entry.direction for entry in entries],
        [entry.channel for entry in entries],
        [entry.line for entry in entries],
    ]
    rest: list[Any] = [
        (
            place,
            entry.time.isoformat() if entry.time else "",
            entry.fields,
            [
                (task[0], task[1].toordinal() if task[1] else 0, *task[2:])
                for task in entry.promises
            ],
        )
        for place, entry in enumerate(entries)
        if entry.time or entry.fields or entry.promises
    ]
    return columns, rest


def _entries(columns: Any, rest: Any) -> tuple[Entry, ...]:  # noqa: ANN401
    """Return the entries that `_columns` took apart."""
    days, texts, directions, channels, lines = columns
    count = len(days)
    times: list[time | None] = [None] * count
    fields: list[tuple[tuple[str, str], ...]] = [()] * count
    promises: list[tuple[Promise, ...]] = [()] * count
    for place, clock, pairs, tasks in rest:
        times[place] = time.fromisoformat(clock) if clock else None
        fields[place] = tuple([(key, value) for key, value in pairs])
        promises[place] = tuple([_promise(*task) for task in tasks])
    dates = map(date.fromordinal, days)
    made = zip(dates, texts, directions, channels, times, fields, promises, lines, strict=True)
    return tuple(map(Entry._make, made))


def _promise(text: str, due: int, *rest: Any) -> Promise:  # noqa: ANN401
    return Promise(text, date.fromordinal(due) if due else None, *rest)


_DECODERS: dict[Any, Callable[[Any], Any]] = {
    date | None: date.fromordinal,
    tuple[str, ...]: tuple,
    Cadence | None: Cadence._make,
    PartialDate | None: PartialDate._make,
    tuple[tuple[str, PartialDate], ...]: lambda value: tuple(
        (name, PartialDate(*day)) for name, day in value
    ),
}
_MAKE = tuple(_DECODERS.get(Contact.__annotations__[name]) for name in _FIELDS)
"""The decoder of each field by its type, in the order of `Contact`; None: kept as it is."""
