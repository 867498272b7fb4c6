"""Find notes about recruiters without a mark, and plan the tag that makes them contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.editing.edits import Plan, apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.property_values import tags_of
from contactkeeper.core.people.folding import fold
from contactkeeper.core.survey.history import is_dated
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.core.survey.sighting import Sighting

Sign = Literal["tag", "role", "touch"]
"""The sign of a contact in a note: a tag in its text, the role, or a cadence or last contact."""


class Unmarked(NamedTuple):
    """Notes with one sign of a contact; a tag in their properties makes them contacts."""

    sign: Sign
    word: str
    """The tag in the text; empty for other signs."""
    paths: tuple[str, ...]
    tag: str
    """The tag that they would get."""


def find_unmarked(
    sights: Sequence[Sighting], marked: Collection[str], settings: Settings
) -> tuple[Unmarked, ...]:
    """Return the notes beside the marked ones that look like recruiters, each once."""
    found: dict[tuple[Sign, str], list[str]] = {}
    for sight in sights:
        if sight.path in marked or not sight.is_person:
            continue
        if sight.text_tags:
            found.setdefault(("tag", sight.text_tags[0]), []).append(sight.path)
        elif sight.role == "recruiter":
            found.setdefault(("role", ""), []).append(sight.path)
        elif sight.keeps_touch:
            found.setdefault(("touch", ""), []).append(sight.path)
    return tuple(
        Unmarked(sign, word, tuple(paths), _tag_for(word, settings))
        for (sign, word), paths in found.items()
    )


def find_strangers(sights: Iterable[Sighting], marked: Collection[str]) -> tuple[str, ...]:
    """Return the notes with a recruiter's tag in their text that look like no person or day."""
    return tuple(
        sight.path
        for sight in sights
        if sight.text_tags
        and not sight.is_person
        and sight.path not in marked
        and not is_dated(sight.path)
    )


def plan_tag(note: Note, tag: str) -> Plan:
    """Plan a further tag in the properties of a note.

    Raises:
        WriteRefused: the properties can't be edited safely.
    """
    block = note.frontmatter
    name, tags = "tags", tuple[str, ...]()
    for each in block.properties if block else ():
        if canonical(each.name, note.settings) == "tags":
            name, tags = each.name, tags_of(each.value)
            break
    return set_property(note, name, (*tags, tag))


def with_tags(
    texts: Mapping[str, str], unmarked: Iterable[Unmarked], settings: Settings
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the texts as they will be with the tags, and the paths that can't get one."""
    changed, refused = dict(texts), []
    for each in unmarked:
        for path in each.paths:
            note = Note.parse(texts[path], path, settings)
            try:
                changed[path] = apply(note.text, plan_tag(note, each.tag).edits)
            except WriteRefused:
                refused.append(path)
    return changed, tuple(refused)


def _tag_for(word: str, settings: Settings) -> str:
    """Return the tag that makes a note a contact: its own, if the settings know it."""
    tags = settings.contacts.tags or ("recruiter",)
    root = fold(word.partition("/")[0])
    return word if root in map(fold, tags) else tags[0]
