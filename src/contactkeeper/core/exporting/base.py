"""Find what a Base of the contacts needs to know: by what notes are contacts, and their spellings.

The names and words are those that the notes have, since a Base reads properties as they stand; but
a name with a control character is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.language.languages import phrases
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.property_values import read_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.model import Contact, Status
    from contactkeeper.core.settings import Settings


class BaseRules(NamedTuple):
    """The notes and the properties that a Base shows."""

    tags: tuple[str, ...]
    """Tags that make a note a contact."""
    types: tuple[str, ...]
    """Words in the property `type` that do, as notes have them."""
    folders: tuple[str, ...]
    """Folders of contacts."""
    left_out: tuple[str, ...]
    """Folders of templates."""
    spellings: Mapping[str, tuple[str, ...]]
    """The spellings of each property that notes have, by its canonical name, commonest first."""
    statuses: Mapping[Status, tuple[str, ...]]
    """The words for each status, in lower case."""


def base_rules(
    contacts: Iterable[Contact], templates: Sequence[str], settings: Settings
) -> BaseRules:
    """Look at all contacts; `templates` are the folders of templates, relative to the vault."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for contact in contacts:
        for name, value in contact.properties:
            meaning = canonical(name, settings)
            if meaning and name.isprintable():
                names[meaning][name] += 1
                words[meaning][value] += 1
    rules = settings.contacts
    types = {caseless(word) for word in rules.types}
    known = [word for word in _in_order(words["type"]) if caseless(word) in types]
    return BaseRules(
        tuple(tag.lstrip("#") for tag in filter(str.isprintable, rules.tags)),
        tuple(filter(str.isprintable, dict.fromkeys([*rules.types, *known]))),
        tuple(_outermost(rules.folders)),
        tuple(_outermost(templates)),
        {meaning: tuple(_in_order(spelled)) for meaning, spelled in names.items()},
        {
            status: tuple(_words_for(status, words["status"]))
            for status in ("paused", "do-not-contact")
        },
    )


def _outermost(folders: Iterable[str]) -> list[str]:
    """Return folders without those that lie in others of them."""
    found: list[str] = []
    for folder in sorted({folder.strip("/") for folder in folders}):
        is_inside = any(folder.startswith(f"{above}/") for above in found)
        if folder.isprintable() and not is_inside:
            found.append(folder)
    return found


def _words_for(status: Status, found: Counter[str]) -> Iterable[str]:
    known = phrases(lambda language: language.statuses.get(status, ""))
    own = [word.casefold() for word in _in_order(found) if read_status(word) == status]
    return dict.fromkeys([status, *filter(str.isprintable, own), *known])


def _in_order(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda each: (-counts[each], each))
