"""A contact as one line of JSON, and the contact read back from it.

The line holds the whole contact: its fields, its properties, its entries, its problems. The log may
be a line of its own. A day is written as its ordinal. Nothing here depends on a day or on settings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, time
from itertools import starmap
from typing import TYPE_CHECKING, Any

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import Cadence, Contact, Entry, PartialDate, Problem, Task

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELDS = Contact._fields
_DEFAULTS = [Contact._field_defaults.get(name) for name in _FIELDS]
_WRITTEN = tuple(enumerate(_DEFAULTS))[2:]
"""The places and defaults of all fields but the path and the name, which come first."""
_ENTRIES = _FIELDS.index("entries")


def encode_contact(contact: Contact) -> str:
    """Return the contact as JSON: each field's place in `Contact` and its value.

    Fields at their default are left out, and so are the path and the name.
    """
    return _encode(
        [(place, value) for place, default in _WRITTEN if (value := contact[place]) != default]
    )


def encode_log(entries: Sequence[Entry]) -> str:
    """Return the entries of a log as JSON."""
    return _encode(entries)


def encode_elsewhere(entries: Sequence[tuple[str, Entry]]) -> str:
    """Return entries of others, each with the name of whose it is, as JSON."""
    return _encode([[name for name, _ in entries], [entry for _, entry in entries]])


def decode_elsewhere(text: str) -> list[tuple[str, Entry]]:
    """Return what `encode_elsewhere` wrote."""
    names, entries = _decode(text)
    return list(zip(names, _entries(entries), strict=True))


def decode_contact(path: str, text: str, log: str = "") -> Contact:
    """Return the contact that `encode_contact` wrote.

    Args:
        path: of its note, relative to the vault, with `/`.
        text: the JSON.
        log: what `encode_log` wrote; its entries take the place of those in `text`.
    """
    values = [path, note_name(path), *_DEFAULTS[2:]]
    for place, value in _decode(text):
        make = _MAKE[place]
        values[place] = make(value) if make else value
    if log:
        values[_ENTRIES] = _entries(_decode(log))
    return Contact._make(values)


def _plain(value: date | time) -> int | str:
    """Return what JSON has no type for."""
    return value.toordinal() if isinstance(value, date) else value.isoformat()


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain
).encode
_decode = json.JSONDecoder().decode


def _entries(log: Sequence[Sequence[Any]]) -> tuple[Entry, ...]:
    return tuple(
        [
            Entry(
                date.fromordinal(day),
                text,
                direction,
                channel,
                time.fromisoformat(clock) if clock else None,
                _pairs(fields) if fields else (),
                tuple([_task(*task) for task in tasks]) if tasks else (),
                line,
            )
            for day, text, direction, channel, clock, fields, tasks, line in log
        ]
    )


def _task(text: str, due: int | None, *rest: Any) -> Task:  # noqa: ANN401
    state, kind, line, clock, channel, completed = rest
    at = time.fromisoformat(clock) if clock else None
    day = date.fromordinal(due) if due else None
    done = date.fromordinal(completed) if completed else None
    return Task(text, day, state, kind, line, at, channel, done)


def _pairs(value: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple([(key, words) for key, words in value])


def _problem(fields: Sequence[Any]) -> Problem:
    *others, facts = fields
    lists = ((name, tuple(fact) if isinstance(fact, list) else fact) for name, fact in facts)
    return Problem._make((*others, tuple(lists)))


_DECODERS: dict[Any, Callable[[Any], Any]] = {
    date | None: date.fromordinal,
    tuple[str, ...]: tuple,
    Sequence[tuple[str, str]]: _pairs,
    Sequence[Entry]: _entries,
    tuple[Task, ...]: lambda value: tuple(starmap(_task, value)),
    tuple[Problem, ...]: lambda value: tuple(map(_problem, value)),
    Cadence | None: Cadence._make,
    PartialDate | None: PartialDate._make,
    tuple[tuple[str, PartialDate], ...]: lambda value: tuple(
        (name, PartialDate(*day)) for name, day in value
    ),
}
_MAKE = tuple(_DECODERS.get(Contact.__annotations__[name]) for name in _FIELDS)
"""The decoder of each field by its type, in the order of `Contact`; None: kept as it is."""
