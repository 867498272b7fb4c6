"""The JSON of all contacts that `ck` exports, and that `ck_json_reader` reads back.

docs/export-format.md describes each key. Keys may be added to a version, never renamed.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from contactkeeper.core.json_escapes import escape_unseen
from contactkeeper.exchange.texts import write_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, time

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Day, Entry, Task

FORMAT = "contactkeeper"
VERSION = 1


def write_json(people: Iterable[Person], made: Day) -> Iterator[bytes]:
    """Give the document in pieces, each contact in a line of its own."""
    encode = JSONEncoder(ensure_ascii=False).encode
    yield _bytes(
        f'{{"format": "{FORMAT}", "version": {VERSION}, "made": "{made.isoformat()}", "contacts": ['
    )
    before = "\n"
    for person in people:
        yield _bytes(f"{before}{encode(_contact(person))}")
        before = ",\n"
    yield b"\n]}\n"


def is_ours(data: bytes) -> bool:
    """Say whether a file begins as this writer begins one."""
    return data.startswith(_bytes(f'{{"format": "{FORMAT}", "version": '))


def _bytes(text: str) -> bytes:
    return escape_unseen(text).encode()


def details_of(person: Person) -> dict[str, Any]:
    """Return what is known of a person by name, as an export and `ck import --json` have it."""
    return {
        "aliases": person.aliases,
        "emails": person.emails,
        "phones": person.phones,
        "handles": person.handles,
        "company": person.company or None,
        "role": person.role or None,
        "met": _iso(person.connected),
        "birthday": write_day(person.birthday) if person.birthday else None,
        "dates": [{"name": name, "day": write_day(day)} for name, day in person.dates],
    }


def _contact(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "path": person.path or None,
        **details_of(person),
        "tags": person.categories,
        "properties": dict(person.properties),
        "entries": list(map(_entry, person.entries)),
        "tasks": list(map(_task, person.tasks)),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "date": _iso(entry.date),
        "time": _iso_time(entry.time),
        "direction": entry.direction,
        "channel": entry.channel or None,
        "text": entry.text,
        "fields": [{"key": key, "value": value} for key, value in entry.fields],
        "tasks": list(map(_task, entry.tasks)),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "state": task.state,
        "text": task.text,
        "due": _iso(task.due),
        "time": _iso_time(task.time),
        "channel": task.channel or None,
        "done": _iso(task.done),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _iso_time(at: time | None) -> str | None:
    return at.isoformat("seconds" if at.second else "minutes") if at else None
