"""Make of a contact and its note all that the JSON of an export has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.exporting.people import person_of
from contactkeeper.core.note.frontmatter import agreeing
from contactkeeper.core.note.property_values import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.note.note import Note

_Texts: TypeAlias = "str | tuple[str, ...]"


def everything_of(contact: Contact, note: Note) -> Person:
    """Return all that is known of somebody; of the note the properties as it has them."""
    return person_of(contact)._replace(
        properties=tuple(_properties(note).items()),
        entries=tuple(contact.entries),
        tasks=contact.tasks,
    )


def _properties(note: Note) -> dict[str, _Texts]:
    """Return the properties of a note by their names there; one that comes twice has all values."""
    own = note.frontmatter.properties if note.frontmatter else ()
    found: dict[str, _Texts] = {}
    for each in (*agreeing(own), *note.inline):
        value = _texts(each.value)
        if each.name in found:
            value = tuple(dict.fromkeys((*_several(found[each.name]), *_several(value))))
        found[each.name] = value
    return found


def _texts(value: Value) -> _Texts:
    """Return a value as a text or a list of texts, with the brackets of links."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return tuple(_pairs(value))
    return tuple(each if isinstance(each, str) else words_of(each) for each in value if each)


def _pairs(value: Mapping[str, Value]) -> Iterator[str]:
    for key, each in value.items():
        yield f"{key}: {words}" if (words := words_of(each)) else key


def _several(value: _Texts) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
