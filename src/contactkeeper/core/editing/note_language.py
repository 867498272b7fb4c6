"""The language of what is written into a note: Russian where most of its properties are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.interchange import LISTS
from contactkeeper.core.language.en import EN
from contactkeeper.core.language.languages import phrases_in
from contactkeeper.core.language.ru import RU
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.property_values import fold_word
from contactkeeper.core.note.schema import HANDLES, KNOWN
from contactkeeper.core.people.spellings import has_cyrillic
from contactkeeper.core.settings import LogRules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.language.language import Language
    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import Style
    from contactkeeper.core.settings import Settings

_LATIN = frozenset({"aliases", "tags", "type", "email", *HANDLES} - {"phone"})
"""Properties that are mostly spelled in English, in Russian vaults too."""

_WORDS: dict[str, dict[str, str]] = {
    "status": {str(status): words for status, words in RU.statuses.items()},
    "tier": {str(tier): words for tier, words in RU.tiers.items()},
}
"""The Russian words for the values that `ck` writes; the first of each is written."""


def are_russian(names: Iterable[tuple[str | None, str]]) -> bool:
    """Say whether most spellings of known properties, (meaning, spelling), are Russian."""
    found = [is_russian_name(name) for key, name in names if key and key not in _LATIN]
    return sum(found) * 2 > len(found)


def is_russian_name(name: str) -> bool:
    """Say whether a property is spelled in Russian."""
    return has_cyrillic(name.casefold())


def is_russian(note: Note) -> bool:
    """Say whether most known properties of a note are spelled in Russian."""
    block = note.frontmatter.properties if note.frontmatter else ()
    names = [each.name for each in (*block, *note.inline)]
    return are_russian((canonical(name, note.settings), name) for name in names)


def language_of(contact: Contact, settings: Settings) -> Language:
    """Return the language of a contact's log: that of its channels, else of the properties."""
    channels = [entry.channel for entry in contact.entries if entry.channel]
    names = ((canonical(name, settings), name) for name, _ in contact.properties)
    in_russian = not all(map(str.isascii, channels)) if channels else are_russian(names)
    return RU if in_russian else EN


def russian_name(key: str) -> str:
    """Return how a known property, or a list of an import, is written in Russian; else the name."""
    row = KNOWN.get(key) if key not in _LATIN else None
    return (row.russian.partition(",")[0] if row else LISTS.get(key, "")) or key


def log_heading(settings: Settings, *, in_russian: bool) -> str:
    """Return the heading of a new log: the configured one, else that of the language."""
    usual = settings.log.heading
    if not in_russian or usual != LogRules().heading:
        return usual
    return phrases_in(RU.log_headings)[0].capitalize()


def in_language(note: Note, style: Style) -> Style:
    """Return the style with the words of the note's language."""
    return style._replace(waiting=RU.waiting) if is_russian(note) else style


def value_beside(name: str, old: Value, value: PropertyValue, settings: Settings) -> PropertyValue:
    """Return a status or tier in the language of the old value, else of the name.

    An old word that means the same stays.
    """
    words = _WORDS.get(canonical(name, settings) or "", {})
    beside = old if isinstance(old, str) and old else name
    if not isinstance(value, str) or value not in words or not is_russian_name(beside):
        return value
    meant = [fold_word(word) for word in (value, *phrases_in(words[value]))]
    return beside if fold_word(beside) in meant else phrases_in(words[value])[0]
