"""Look at one note for what marks a person, before the settings say which notes are contacts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.note.detect_contact import is_contact
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.markdown import flatten, is_hidden, read_outline
from contactkeeper.core.note.property_names import canonical_name, fold_name
from contactkeeper.core.note.property_values import (
    emails_of,
    items_of,
    open_links,
    tags_of,
    words_of,
)
from contactkeeper.core.note.schema import HANDLES
from contactkeeper.core.people.recruiter_titles import is_recruiter_title
from contactkeeper.core.survey.people_words import (
    has_given_name,
    looks_like_name,
    means_people,
    means_recruiters,
    means_topic,
)

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.settings import Settings

_CATEGORIES = frozenset({"category", "categories", "категория", "категории"})
_TAG = re.compile(r"(?<![\w&/#])#([\w/-]*[^\W\d_][\w/-]*)")
_FIELD = re.compile(r"^[ \t>*+-]*+([^\W\d_][\w /-]{1,40}?)\**::[ \t]*(\S.*)", re.MULTILINE)
_ADDRESSES = frozenset({"email", *HANDLES}) - {"github"}
_TOUCH = frozenset({"cadence", "last_contact"})
_OF_PERSON = frozenset({"company", "role"})


class Sighting(NamedTuple):
    """The marks of a person in one note."""

    path: str
    tags: tuple[str, ...]
    types: tuple[str, ...]
    has_address: bool
    """Whether it has an e-mail address or a handle."""
    categories: tuple[tuple[str, str], ...] = ()
    """Names and values of properties like `categories: ["[[People]]"]`."""
    text_tags: tuple[str, ...] = ()
    """Tags outside the frontmatter that mean recruiters."""
    role: Literal["", "recruiter", "other"] = ""
    keeps_touch: bool = False
    """Whether it is about a person, and has a cadence or a last contact."""
    is_person: bool = False
    """Whether its name or its properties look like those of a person."""


class _Properties(NamedTuple):
    """The properties of one note that may mark a person."""

    tags: list[str]
    types: list[str]
    categories: list[tuple[str, str]]
    values: dict[str, str]
    """The words of the other known properties, by canonical name."""


def look_at(path: str, text: str, settings: Settings) -> Sighting | None:
    """Return what in a note marks a person; None where nothing does."""
    block = read_frontmatter(text)
    tags, types, categories, values = _read_properties(block, text, settings)
    known = values.keys()
    has_address = not _ADDRESSES.isdisjoint(known)
    role = values.get("role", "")
    kinds = [*types, *(word for _, word in categories)]
    folders = path.split("/")[:-1]
    is_marked = is_contact(block, text, path, settings)
    if block and block.error and is_marked and settings.contacts.tags:
        tags.append(settings.contacts.tags[0])  # the unparsed block has one of them
    sight = Sighting(
        path,
        tuple(tags),
        tuple(types),
        has_address,
        tuple(categories),
        text_tags=_text_tags(text, block),
        role=("recruiter" if is_recruiter_title(role) else "other") if role else "",
        keeps_touch=not _TOUCH.isdisjoint(known)
        and (
            has_address
            or "company" in known
            or has_given_name(note_name(path))
            or any(map(_means_anybody, folders))
        )
        and (not kinds or any(map(_means_anybody, kinds))),
        is_person=has_address
        or not _OF_PERSON.isdisjoint(known)
        or looks_like_name(note_name(path)),
    )
    marking = [*prefixes_of(tags), *kinds, *folders]
    is_seen = has_address or sight.text_tags or sight.role or sight.keeps_touch or is_marked
    return sight if is_seen or any(map(_means_anybody, marking)) else None


def _read_properties(block: Frontmatter | None, text: str, settings: Settings) -> _Properties:
    """Read the frontmatter and the Dataview lines of a note."""
    read = _Properties([], [], [], {})
    for each in block.properties if block else ():
        meaning = canonical_name(each.name, settings.properties)
        if meaning == "tags":
            read.tags.extend(tags_of(each.value))
        elif meaning == "type":
            read.types.extend(_types_of(each.value))
        elif fold_name(each.name) in _CATEGORIES:
            read.categories.extend((each.name, found) for found in _types_of(each.value))
        elif meaning == "email" and not emails_of(each.value):
            continue
        elif meaning and (words := words_of(each.value)):
            read.values.setdefault(meaning, words)
    for name, words in find_fields(text):
        if meaning := canonical_name(name, settings.properties):
            read.values.setdefault(meaning, words)
    return read


def find_fields(text: str) -> list[tuple[str, str]]:
    """Return the names and values of Dataview lines: `Company:: Avito`."""
    return _FIELD.findall(text)


def prefixes_of(tags: list[str] | tuple[str, ...]) -> list[str]:
    """Return tags with those above them: `people`, `people/recruiter`."""
    parts = [tag.split("/") for tag in tags]
    return ["/".join(each[:count]) for each in parts for count in range(1, len(each) + 1)]


def _means_anybody(word: str) -> bool:
    last = word.rpartition("/")[2]
    return means_recruiters(last) or means_people(last) or means_topic(last)


def _types_of(value: Value) -> list[str]:
    return [word.strip("# ") for item in items_of(value) for word in open_links(item).split(",")]


def _text_tags(text: str, block: Frontmatter | None) -> tuple[str, ...]:
    """Return the tags in a note's text that mean recruiters, outside code and comments."""
    start = block.end if block else 0
    found = [
        match
        for match in _TAG.finditer(text, start)
        if any(map(means_recruiters, match[1].split("/")))
    ]
    if not found:
        return ()
    flat = flatten(text)
    _, hidden = read_outline(flat, start)
    starts = [(match[1], flat.rfind("\n", 0, match.start()) + 1) for match in found]
    return tuple(dict.fromkeys(tag for tag, start in starts if not is_hidden(hidden, start)))
