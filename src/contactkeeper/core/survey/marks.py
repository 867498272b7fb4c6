"""Find the marks by which the contacts of a vault are told: tags, types, categories, folders.

It only proposes; the caller asks the user.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.people.folding import fold
from contactkeeper.core.survey.people_words import means_people, means_recruiters, means_topic
from contactkeeper.core.survey.sighting import prefixes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.core.survey.sighting import Sighting

MarkKind = Literal["tag", "type", "category", "folder"]

_FEWEST = 2
"""Notes with an address from which a folder counts as one of people."""
_MOST = 2 / 3
"""The least share of notes that look like people in a folder named for recruiters."""


class Mark(NamedTuple):
    """A tag, type, category or folder as it is written in the vault, with its notes."""

    kind: MarkKind
    word: str
    paths: tuple[str, ...]
    name: str = ""
    """The property of a category."""
    of_recruiters: bool = False
    """Whether its word means recruiters."""


def find_marks(sights: Sequence[Sighting]) -> tuple[Mark, ...]:
    """Return the marks of recruiters; if there are none, those of people, most notes first.

    Marks of recruiters count each note once and are used together. From those of people the user
    chooses.
    """
    found = _each_once(_marks_of(sights, means_recruiters))
    taken = {path for mark in found for path in mark.paths}
    folders = [mark for mark in _folders_of_recruiters(sights, taken) if mark.paths]
    if found or folders:
        return tuple(mark._replace(of_recruiters=True) for mark in _each_once([*found, *folders]))
    people = [*_marks_of(sights, _means_people), *_folders_of_people(sights)]
    return tuple(sorted(people, key=lambda mark: (-len(mark.paths), mark.kind, mark.word)))


def marks_of(sights: Sequence[Sighting], settings: Settings) -> tuple[Mark, ...]:
    """Return the marks that the settings name; each note counts for its first mark."""
    rules = settings.contacts
    tags, types = set(map(fold, rules.tags)), set(map(fold, rules.types))
    names = set(map(fold, dict(settings.properties).get("type", ())))
    marks = [
        *_group("tag", _tags_of(sights), lambda tag: fold(tag) in tags),
        *_group("type", _types_of(sights), lambda word: fold(word) in types),
        *(
            mark
            for mark in _categories_of(sights, lambda word: fold(word) in types)
            if fold(mark.name) in names
        ),
    ]
    for folder in rules.folders:
        inside = tuple(each.path for each in sights if each.path.startswith(f"{folder}/"))
        marks.append(Mark("folder", folder, inside))
    return _each_once(marks)


def rules_with(settings: Settings, marks: Iterable[Mark], empty: Collection[str] = ()) -> Settings:
    """Return the settings with further marks, and without words that only `empty` notes use.

    Args:
        settings: the settings so far.
        marks: tags, types, categories and folders whose notes are contacts.
        empty: paths of marked notes that have nothing of a person.
    """
    rules = settings.contacts
    spellings = {known: list(spelled) for known, spelled in settings.properties}
    for mark in marks:
        field = {"tag": "tags", "folder": "folders"}.get(mark.kind, "types")
        words: tuple[str, ...] = getattr(rules, field)
        same = [word for word in words if fold(word) == fold(mark.word)]
        if all(path in empty for path in mark.paths):
            words = tuple(word for word in words if word not in same)
        elif not same:
            words = (*words, mark.word)
        rules = rules._replace(**{field: words})
        if mark.name and mark.name not in spellings.setdefault("type", []):
            spellings["type"].append(mark.name)
    properties = tuple((known, tuple(spelled)) for known, spelled in spellings.items())
    return settings._replace(contacts=rules, properties=properties)


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


def _means_people(word: str) -> bool:
    return means_people(word) or means_topic(word)


def _marks_of(sights: Sequence[Sighting], means: Callable[[str], bool]) -> list[Mark]:
    """Return the tags, types and categories with this meaning."""

    def tag_means(tag: str) -> bool:
        *above, last = tag.split("/")
        return means(last) and not any(map(means, above))  # a tag counts for those below it

    return [
        *_group("tag", _tags_of(sights), tag_means),
        *_group("type", _types_of(sights), lambda word: means(word) and not means_topic(word)),
        *_categories_of(sights, lambda word: means(word) and not means_topic(word)),
    ]


def _tags_of(sights: Iterable[Sighting]) -> Iterator[tuple[str, str]]:
    return ((sight.path, tag) for sight in sights for tag in prefixes_of(sight.tags))


def _types_of(sights: Iterable[Sighting]) -> Iterator[tuple[str, str]]:
    return ((sight.path, word) for sight in sights for word in sight.types)


def _categories_of(sights: Sequence[Sighting], means: Callable[[str], bool]) -> list[Mark]:
    names = dict.fromkeys(name for sight in sights for name, _ in sight.categories)
    return [
        mark._replace(name=name)
        for name in names
        for mark in _group(
            "category",
            (
                (sight.path, word)
                for sight in sights
                for other, word in sight.categories
                if other == name
            ),
            means,
        )
    ]


def _group(
    kind: MarkKind, uses: Iterable[tuple[str, str]], means: Callable[[str], bool]
) -> list[Mark]:
    """Group notes by their words with this meaning, under the commonest spelling."""
    spelled: dict[str, Counter[str]] = {}
    paths: dict[str, dict[str, None]] = {}
    for path, word in uses:
        if means(word):
            folded = fold(word)
            spelled.setdefault(folded, Counter())[word] += 1
            paths.setdefault(folded, {})[path] = None
    marks = [
        Mark(kind, min(spelled[folded], key=lambda w: (-spelled[folded][w], w)), tuple(those))
        for folded, those in paths.items()
    ]
    return sorted(marks, key=lambda mark: (-len(mark.paths), mark.word))


def _folders(sights: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    """Return the notes in each folder and below it, the outer folders first."""
    inside: dict[str, list[Sighting]] = {}
    for sight in sights:
        parts = sight.path.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            inside.setdefault("/".join(parts[:count]), []).append(sight)
    return dict(sorted(inside.items(), key=lambda item: (item[0].count("/"), item[0])))


def _folders_of_recruiters(sights: Iterable[Sighting], taken: Collection[str]) -> list[Mark]:
    """Find folders named for recruiters whose further notes look like people for the most part."""
    marks = []
    for folder, inside in _folders(sights).items():
        further = [sight for sight in inside if sight.path not in taken]
        people = sum(sight.is_person for sight in further)
        if people and people >= _MOST * len(further) and means_recruiters(_last(folder)):
            marks.append(Mark("folder", folder, tuple(sight.path for sight in further)))
    return marks


def _folders_of_people(sights: Iterable[Sighting]) -> list[Mark]:
    """Find folders that are named for people, or that have notes with an address in them."""
    marks = []
    for folder, inside in _folders(sights).items():
        own = [sight for sight in inside if sight.path.rpartition("/")[0] == folder]
        if means_people(_last(folder)):
            marks.append(Mark("folder", folder, tuple(sight.path for sight in inside)))
        elif sum(sight.has_address for sight in own) >= _FEWEST:
            marks.append(Mark("folder", folder, tuple(sight.path for sight in own)))
    return marks


def _last(folder: str) -> str:
    return folder.rpartition("/")[2]
