"""Read the JSON of all contacts that `ck` has exported."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from contactkeeper.core.interchange import Exported, Person, Place
from contactkeeper.core.language.dates import read_partial
from contactkeeper.core.model import Entry, Problem, Task
from contactkeeper.exchange.ck_json import FORMAT, VERSION
from contactkeeper.exchange.json_stream import JsonStream
from contactkeeper.exchange.source import MEGABYTE, Unreadable, unread_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contactkeeper.core.model import Direction, TaskKind, TaskState
    from contactkeeper.exchange.source import Answers, Member, Source

_Value = TypeVar("_Value")
_Word = TypeVar("_Word", bound=str)

_MARK: Final = re.compile(rb'"format"\s*:\s*"%b"' % FORMAT.encode())
_SORTED: Final = re.compile(rb'\s*\{\s*"contacts"\s*:\s*\[\s*\{\s*"aliases"\s*:')
"""The beginning where a program has sorted the keys, so that the format comes last."""
_LARGEST: Final = 16 * MEGABYTE
"""Characters of the largest contact, of whose note the log has about a third as many."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_DIRECTIONS: tuple[Direction, ...] = ("", "->", "<-", "~")
_STATES: tuple[TaskState, ...] = ("open", "kept", "dropped")
_KINDS: tuple[TaskKind, ...] = ("promise", "waiting", "appointment", "reminder")


class _Wrong(ValueError):
    """A value that is none of its key, which is the argument."""


class _Export(NamedTuple):
    people: list[Person]
    problems: list[Problem]
    made: date | None = None

    def add(self, contact: object, place: Place) -> None:
        """Add a contact, or what is wrong with it."""
        try:
            self.people.append(_person(_Object(contact, "contacts"), place))
        except _Wrong as wrong:
            file, line = place
            self.problems.append(unread_row(file, line, "bad-contact", key=str(wrong)))


def is_ck_json(source: Source) -> bool:
    """Say whether a file says that it is an export of `ck`."""
    return any(map(_is_ours, source.named(".json")))


def read_ck_json(source: Source, answers: Answers) -> Exported:  # noqa: ARG001  # of a `Format`
    """Read all contacts of the exports; a contact that is none is a problem with its line.

    Raises:
        Unreadable: it is no JSON, none of `ck`, or of a later version.
    """
    members = [each for each in source.named(".json") if _is_ours(each)] or source.members
    exports = list(map(_read, members))
    people = tuple(person for each in exports for person in each.people)
    return Exported(
        "json",
        source.name,
        made=min((each.made for each in exports if each.made), default=None),
        people=people,
        counts=(("contacts", len(people)), ("entries", sum(len(each.entries) for each in people))),
        problems=tuple(problem for each in exports for problem in each.problems),
        holds_everybody=False,
    )


def _is_ours(member: Member) -> bool:
    head = member.head()
    return bool(_MARK.search(head) or _SORTED.match(head))


def _read(member: Member) -> _Export:
    """Read an export, whose keys may stand in any order."""
    name = member.name
    export = _Export([], [])
    said: dict[str, object] = {}
    with member.open() as file:
        stream = JsonStream(file, name, _LARGEST)
        for key in stream.members() if stream.is_at("{") else ():
            if key == "contacts" and stream.is_at("["):
                for _ in stream.elements():
                    place = Place(name, stream.line())
                    export.add(stream.value(), place)
            elif key in ("format", "version", "made", "contacts"):
                said[key] = stream.value()
            else:
                stream.skip()
    if said.get("format") != FORMAT:
        raise Unreadable(name, 1, "no-ck-json")
    if said.get("version") != VERSION:
        raise Unreadable(name, 1, "ck-json-version")
    try:
        _Object(said, "").list_of("contacts")
        return export._replace(made=_Object(said, "").read("made", date.fromisoformat))
    except _Wrong as wrong:
        raise Unreadable(name, 1, "bad-ck-json", key=str(wrong)) from wrong


class _Object:
    """An object of the document; its methods read a key, and raise `_Wrong`. None is not there."""

    def __init__(self, value: Any, key: str) -> None:  # noqa: ANN401  # of JSON
        if not isinstance(value, dict):
            raise _Wrong(key)
        self._values: dict[str, Any] = value

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        value = self._values.get(key)
        return "" if value is None else _text(value, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(_text(each, key) for each in self.list_of(key))

    def word(self, key: str, words: tuple[_Word, ...]) -> _Word:
        """Return one of a few words, the first where there is none."""
        value = self._values.get(key, words[0])
        for word in words:
            if word == value:
                return word
        raise _Wrong(key)

    def read(self, key: str, read: Callable[[str], _Value | None]) -> _Value | None:
        """Read a text in some form, where there is one."""
        text = self.text(key)
        try:
            value = read(text) if text else None
        except ValueError as error:
            raise _Wrong(key) from error
        if text and value is None:
            raise _Wrong(key)
        return value

    def objects(self, key: str) -> Iterator[_Object]:
        """Yield the objects of a list."""
        return (_Object(each, key) for each in self.list_of(key))

    def map_of(self, key: str) -> dict[str, Any]:
        """Return an object as it is."""
        value = self._values.get(key)
        if value is not None and not isinstance(value, dict):
            raise _Wrong(key)
        return value or {}

    def list_of(self, key: str) -> list[Any]:
        """Return a list of anything."""
        value = self._values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise _Wrong(key)
        return value


def _text(value: Any, key: str) -> str:  # noqa: ANN401  # of JSON
    """Return a text; a surrogate alone, which JSON can write and no file can hold, is replaced."""
    if not isinstance(value, str):
        raise _Wrong(key)
    return _SURROGATES.sub("\ufffd", value)


def _person(contact: _Object, place: Place) -> Person:
    name = unicodedata.normalize("NFC", contact.text("name")).strip()
    if not name:
        raise _Wrong("name")
    days = [
        (each.text("name"), each.read("day", read_partial)) for each in contact.objects("dates")
    ]
    return Person(
        name=name,
        aliases=contact.texts("aliases"),
        emails=contact.texts("emails"),
        phones=contact.texts("phones"),
        handles=contact.texts("handles"),
        company=contact.text("company"),
        role=contact.text("role"),
        connected=contact.read("met", date.fromisoformat),
        birthday=contact.read("birthday", read_partial),
        dates=tuple((name, day) for name, day in days if day),
        categories=contact.texts("tags"),
        place=place,
        path=contact.text("path"),
        properties=tuple(_properties(contact)),
        entries=tuple(map(_entry, contact.objects("entries"))),
        tasks=tuple(map(_task, contact.objects("tasks"))),
    )


def _properties(contact: _Object) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield the properties that say something."""
    for key, value in contact.map_of("properties").items():
        if value in (None, "", []):
            continue
        is_list = isinstance(value, list)
        yield (
            _text(key, key),
            tuple(_text(each, key) for each in value) if is_list else _text(value, key),
        )


def _entry(entry: _Object) -> Entry:
    day = entry.read("date", date.fromisoformat)
    if day is None:
        raise _Wrong("date")
    return Entry(
        day,
        text=entry.text("text"),
        direction=entry.word("direction", _DIRECTIONS),
        channel=entry.text("channel"),
        time=entry.read("time", _read_time),
        fields=tuple((each.text("key"), each.text("value")) for each in entry.objects("fields")),
        tasks=tuple(map(_task, entry.objects("tasks"))),
    )


def _task(task: _Object) -> Task:
    return Task(
        task.text("text"),
        due=task.read("due", date.fromisoformat),
        state=task.word("state", _STATES),
        kind=task.word("kind", _KINDS),
        time=task.read("time", _read_time),
        channel=task.text("channel"),
        done=task.read("done", date.fromisoformat),
    )


def _read_time(text: str) -> time:
    return time.fromisoformat(text).replace(microsecond=0, tzinfo=None)
