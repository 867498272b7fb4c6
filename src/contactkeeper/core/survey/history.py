"""Find people whose history the rules do not read: dates in their notes, dated notes about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.language.languages import MONTHS, pattern
from contactkeeper.core.note.property_names import canonical, fold_name
from contactkeeper.core.note.property_values import words_of
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.note.note import Note

_NUMBERS = (
    r"(?<![\w.-])(?:(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2})|20[0-9]{2}[01][0-9][0-3][0-9])(?![\w-])"
)
_MONTH = pattern(MONTHS)
_NAMED = rf"(?<!\w)(?:[0-9]{{1,2}}\S{{0,3}}\s{_MONTH}|{_MONTH}\.?\s[0-9]{{1,2}})(?!\w)"
_DATE = re.compile(rf"{_NUMBERS}|{_NAMED}", re.IGNORECASE)
_OF_FILE = frozenset({"updated", "modified", "datemodified", "mtime", "изменено", "обновлено"})
_LINK = re.compile(r"\[\[(?:[^\[\]|#\n]*/)?([^\[\]|#\n/]+)")


class Mention(NamedTuple):
    """A dated note that links to others: a daily note, or one about a meeting."""

    path: str
    names: frozenset[str]
    """Folded names of the notes that it links to."""


class Unseen(NamedTuple):
    """People without an entry who have a history in the vault."""

    own: tuple[str, ...]
    """Paths of those whose own notes have dates that count for nothing."""
    mentioned: tuple[str, ...]
    """Paths of the others whom dated notes mention."""
    notes: int
    """The number of those dated notes."""


def find_mention(path: str, text: str) -> Mention | None:
    """Return the links of a dated note: dated by its name, or by a property above its text."""
    if "[[" not in text:
        return None
    names = frozenset(fold(name.strip()) for name in _LINK.findall(text))
    head = text[: text.find("\n---", 3)] if text.startswith("---") else ""
    if is_dated(path) or _DATE.search(head):
        return Mention(path, names)
    return None


def is_dated(path: str) -> bool:
    """Return whether the name of a note holds a date, as those of daily notes do."""
    return bool(_DATE.search(note_name(path)))


def _has_dates(note: Note) -> bool:
    """Return whether a date stands in the text of a note, or in a property that is not known."""
    block = note.frontmatter
    return bool(_DATE.search(note.text, block.end if block else 0)) or any(
        canonical(each.name, note.settings) is None
        and fold_name(each.name) not in _OF_FILE
        and _DATE.search(words_of(each.value))
        for each in (block.properties if block else ())
    )


def find_unseen(people: Iterable[Note], mentions: Sequence[Mention]) -> Unseen:
    """Find the people without an entry or last contact who have a history all the same."""
    own, mentioned, notes = [], [], set()
    for note in people:
        contact = note.contact()
        if contact.entries or contact.last_contact:
            continue
        if _has_dates(note):
            own.append(note.path)
            continue
        names = {fold(contact.name), *map(fold, contact.aliases)}
        about = {
            mention.path
            for mention in mentions
            if mention.path != note.path and not names.isdisjoint(mention.names)
        }
        if about:
            mentioned.append(note.path)
            notes |= about
    return Unseen(tuple(own), tuple(mentioned), len(notes))
