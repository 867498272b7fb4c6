"""Find the notes of a vault that look like people, before the settings say which are contacts.

It only proposes; the caller asks the user, and reads the files.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.note.detect_contact import is_contact
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.property_values import emails_of, items_of, tags_of
from contactkeeper.core.note.schema import HANDLES
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from contactkeeper.core.settings import ContactRules, Settings

MarkKind = Literal["tag", "type", "folder"]

RECRUITERS = frozenset({
    "recruiter", "recruiters", "recruiting", "recruitment", "hr", "hrbp", "headhunter",
    "headhunters", "sourcer", "talent-acquisition",
    "рекрутер", "рекрутеры", "рекрутинг", "эйчар", "эйчары", "кадры", "хедхантер",
})  # fmt: skip
"""Folded tags and types that mean recruiters."""

PEOPLE = frozenset({
    "person", "people", "contact", "contacts", "crm", "network", "networking",
    "человек", "люди", "контакт", "контакты", "персона", "нетворкинг",
})  # fmt: skip
"""Folded tags, types and folders that mean people of any kind."""

# Tags that articles have too, so that the user is asked before they are used.
_TOPICS = frozenset({"recruiting", "recruitment", "рекрутинг", "кадры"})
_FEWEST = 2
"""Notes with an address from which a folder counts as one of people."""


class Mark(NamedTuple):
    """A tag, type or folder as it is written in the vault, with its notes."""

    kind: MarkKind
    word: str
    paths: tuple[str, ...]


class Sighting(NamedTuple):
    """The marks of a person in one note's frontmatter."""

    path: str
    tags: tuple[str, ...]
    types: tuple[str, ...]
    has_address: bool
    """Whether it has an e-mail address or a handle."""


def look_at(path: str, text: str, settings: Settings) -> Sighting | None:
    """Return the marks of a person in a note; None where it has none."""
    block = read_frontmatter(text)
    tags: list[str] = []
    types: list[str] = []
    has_address = False
    for each in block.properties if block else ():
        meaning = canonical_name(each.name, settings.properties)
        if meaning == "tags":
            tags += tags_of(each.value)
        elif meaning == "type":
            types += (word.strip("# ") for item in items_of(each.value) for word in item.split(","))
        elif meaning == "email":
            has_address = has_address or bool(emails_of(each.value))
        elif meaning in HANDLES and meaning != "github":
            has_address = has_address or bool(each.value)
    words = [tag.partition("/")[0] for tag in tags] + types + path.split("/")[:-1]
    is_marked = is_contact(block, text, path, settings)
    if block and block.error and is_marked and settings.contacts.tags:
        tags.append(settings.contacts.tags[0])  # the unparsed block has one of them
    elif not (is_marked or has_address or any(fold(w) in RECRUITERS | PEOPLE for w in words)):
        return None
    return Sighting(path, tuple(tags), tuple(types), has_address)


def find_marks(sights: Sequence[Sighting]) -> tuple[Mark, ...]:
    """Return the marks of recruiters; if there are none, those of people, most notes first.

    Marks of recruiters count each note once and are used together. From those of people the user
    chooses.
    """
    words = RECRUITERS - _TOPICS
    found = _each_once([*_marks_of("tag", sights, words), *_marks_of("type", sights, words)])
    if found:
        return found
    people = [
        *_marks_of("type", sights, PEOPLE),
        *_marks_of("tag", sights, PEOPLE | _TOPICS),
        *_folders_of(sights),
    ]
    return tuple(sorted(people, key=lambda mark: (-len(mark.paths), mark.kind, mark.word)))


def marks_of(sights: Sequence[Sighting], rules: ContactRules) -> tuple[Mark, ...]:
    """Return the marks that the rules name; each note counts for its first mark."""
    folders = [
        Mark("folder", folder, tuple(s.path for s in sights if s.path.startswith(f"{folder}/")))
        for folder in rules.folders
    ]
    marks = [
        *_marks_of("tag", sights, {fold(word) for word in rules.tags}),
        *_marks_of("type", sights, {fold(word) for word in rules.types}),
        *folders,
    ]
    return _each_once(marks)


def rules_with(
    rules: ContactRules, marks: Iterable[Mark], empty: Collection[str] = ()
) -> ContactRules:
    """Return the rules with further marks, and without words that only `empty` notes use.

    Args:
        rules: the rules so far.
        marks: tags, types and folders whose notes are contacts.
        empty: paths of marked notes that have nothing of a person.
    """
    for mark in marks:
        field = {"tag": "tags", "type": "types", "folder": "folders"}[mark.kind]
        words: tuple[str, ...] = getattr(rules, field)
        same = [word for word in words if fold(word) == fold(mark.word)]
        if all(path in empty for path in mark.paths):
            words = tuple(word for word in words if word not in same)
        elif not same:
            words = (*words, mark.word)
        rules = rules._replace(**{field: words})
    return rules


def _each_once(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Count each note for its first mark only."""
    taken: set[str] = set()
    found = []
    for mark in marks:
        paths = tuple(path for path in mark.paths if path not in taken)
        taken.update(paths)
        if paths:
            found.append(mark._replace(paths=paths))
    return tuple(found)


def _marks_of(kind: MarkKind, sights: Iterable[Sighting], words: Collection[str]) -> list[Mark]:
    """Group notes by the words of one kind, under the commonest spelling."""
    spelled: dict[str, Counter[str]] = {}
    paths: dict[str, list[str]] = {}
    for sight in sights:
        own = [tag.partition("/")[0] for tag in sight.tags] if kind == "tag" else sight.types
        for word in dict.fromkeys(own):
            folded = fold(word)
            if folded in words:
                spelled.setdefault(folded, Counter())[word] += 1
                if sight.path not in paths.setdefault(folded, []):
                    paths[folded].append(sight.path)
    marks = [
        Mark(kind, min(spelled[folded], key=lambda w: (-spelled[folded][w], w)), tuple(those))
        for folded, those in paths.items()
    ]
    return sorted(marks, key=lambda mark: (-len(mark.paths), mark.word))


def _folders_of(sights: Iterable[Sighting]) -> list[Mark]:
    """Find folders that are named for people, or that have notes with an address."""
    inside: dict[str, list[str]] = {}
    addressed: Counter[str] = Counter()
    for sight in sights:
        folder = sight.path.rpartition("/")[0]
        if folder:
            inside.setdefault(folder, []).append(sight.path)
            addressed[folder] += sight.has_address
    return [
        Mark("folder", folder, tuple(paths))
        for folder, paths in inside.items()
        if addressed[folder] >= _FEWEST or fold(folder.rpartition("/")[2]) in RECRUITERS | PEOPLE
    ]
