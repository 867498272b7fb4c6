"""A contact as one line of JSON, and the contact read back from it.

The line holds the whole contact: its fields, its properties, its entries, its problems. The log may
be a line of its own. A day is written as its ordinal. Nothing here depends on a day or on settings.
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


def encode_contact(contact: Contact) -> str:
    """Return the contact as JSON: fields, properties, entries, problems.

    Fields are pairs of their place in `Contact` and their value; those at their default are left
    out. The path is not in it.
    """
    fields = [
        (place, _plain(value)) for place, default in _LISTED if (value := contact[place]) != default
    ]
    problems = [tuple(problem)[1:] for problem in contact.problems]
    return _encode((fields, contact.properties, _rows(contact.entries), problems))


def encode_log(entries: Sequence[Entry]) -> str:
    """Return the entries of a log as JSON."""
    return _encode(_rows(entries))


def decode_contact(path: str, text: str, log: str = "") -> Contact:
    """Return the contact that `encode_contact` wrote.

    Args:
        path: of its note, relative to the vault, with `/`.
        text: the JSON.
        log: what `encode_log` wrote; its entries take the place of those in `text`.
    """
    fields, properties, entries, problems = _decode(text)
    values = _DEFAULTS.copy()
    values[_PATH], values[_NAME] = path, note_name(path)
    for place, value in fields:
        make = _MAKE[place]
        values[place] = make(value) if make else value
    values[_PROPERTIES] = tuple([(key, words) for key, words in properties])
    values[_ENTRIES] = tuple([_entry(*row) for row in (_decode(log) if log else entries)])
    if problems:
        values[_PROBLEMS] = tuple([_problem(path, problem) for problem in problems])
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


def _rows(entries: Sequence[Entry]) -> list[list[Any]]:
    """Return each entry as the arguments of `_entry`; what few entries have comes last."""
    rows: list[list[Any]] = []
    for entry in entries:
        day = entry.date.toordinal()
        row: list[Any] = [day, entry.text, entry.direction, entry.channel, entry.line]
        if entry.time or entry.fields or entry.promises:
            clock = entry.time.isoformat() if entry.time else ""
            row += [clock, entry.fields, _plain(entry.promises)]
        rows.append(row)
    return rows


def _entry(  # noqa: PLR0913, PLR0917  # the fields of an entry
    day: int,
    text: str,
    direction: Any,  # noqa: ANN401  # one of `Direction`
    channel: str,
    line: int,
    clock: str = "",
    fields: Sequence[tuple[str, str]] = (),
    promises: Sequence[Sequence[Any]] = (),
) -> Entry:
    """Return the entry that `_rows` took apart."""
    return Entry(
        date.fromordinal(day),
        text,
        direction,
        channel,
        time.fromisoformat(clock) if clock else None,
        tuple([(key, value) for key, value in fields]) if fields else (),
        tuple([_promise(*task) for task in promises]) if promises else (),
        line,
    )


def _promise(text: str, due: int | None, *rest: Any) -> Promise:  # noqa: ANN401
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
