"""Find people whose history the rules do not read: dates in their notes, dated notes about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.events.schema import EVENT_WORDS, NEWS_WORDS
from contactkeeper.core.language.languages import MONTHS, pattern
from contactkeeper.core.note.elsewhere import links_in, read_elsewhere
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.property_names import canonical, fold_name
from contactkeeper.core.note.property_values import fold_word, tags_of, words_of
from contactkeeper.core.note.tasks import OPEN_TASKS
from contactkeeper.core.people.find_contact import directory_of
from contactkeeper.core.people.owners import Owners
from contactkeeper.core.settings import LogRules, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.note.note import Note

_NUMBERS = (
    r"(?<![\w.-])(?:(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2})|20[0-9]{2}[01][0-9][0-3][0-9])(?![\w-])"
)
_MONTH = pattern(MONTHS)
_NAMED = rf"(?<!\w)(?:[0-9]{{1,2}}\S{{0,3}}\s{_MONTH}|{_MONTH}\.?\s[0-9]{{1,2}})(?!\w)"
_DATE = re.compile(rf"{_NUMBERS}|{_NAMED}", re.IGNORECASE)
_OF_FILE = frozenset({"updated", "modified", "datemodified", "mtime", "изменено", "обновлено"})
_MEETINGS = Settings(log=LogRules(meetings=True))
_DAILY = Settings(log=LogRules(mentions=True))


MentionKind = Literal["meeting", "daily", "other"]


class Mention(NamedTuple):
    """A dated note about others: of a meeting, a daily note, or another one."""

    path: str
    kind: MentionKind
    entries: tuple[tuple[str, Entry | None], ...]
    """Links, or names, with the entries that those may get by `[log] meetings` or `mentions`."""


class Unseen(NamedTuple):
    """People without an entry who have a history in the vault."""

    own: tuple[str, ...]
    """Paths of those whose own notes have dates that count for nothing."""
    mentioned: tuple[str, ...]
    """Paths of the others whom dated notes mention."""
    notes: int
    """The number of those dated notes."""


def find_mention(path: str, text: str) -> Mention | None:
    """Return what a dated note may say of others; None where it names nobody."""
    if found := read_elsewhere(path, text, _MEETINGS):
        return Mention(path, "meeting", found.entries)
    if "[[" not in text and "](" not in text:
        return None
    if found := read_elsewhere(path, text, _DAILY):
        return Mention(path, "daily", found.entries)
    head = text[: text.find("\n---", 3)] if text.startswith("---") else ""
    if (is_dated(path) or _DATE.search(head)) and not _is_event(text):
        return Mention(path, "other", tuple((link, None) for link in links_in(text)))
    return None


def _is_event(text: str) -> bool:
    """Return whether a note is one of an event or of news, which are read as such."""
    block = read_frontmatter(text)
    return any(
        fold_word(word) in EVENT_WORDS | NEWS_WORDS
        for each in (block.properties if block else ())
        if canonical(each.name, _MEETINGS) in ("type", "tags")
        for word in tags_of(each.value)
    )


def is_read(mention: Mention, rules: LogRules) -> bool:
    """Return whether the rules make entries of what a note says of others."""
    return {"meeting": rules.meetings, "daily": rules.mentions, "other": False}[mention.kind]


def group_mentions(
    people: Sequence[Contact], mentions: Iterable[Mention], notes: Sequence[str]
) -> dict[str, list[tuple[Mention, Entry | None]]]:
    """Return what dated notes say of each person, by the path of their own note.

    `notes` are the paths of all notes.
    """
    about: dict[str, list[tuple[Mention, Entry | None]]] = {}
    known = directory_of(people)
    paths = set(known.paths)
    owners = Owners(known, notes)
    for mention in mentions:
        if mention.path in paths:
            continue  # a contact's own note says who introduced them, and the like
        named = ((owners.find(name), entry) for name, entry in mention.entries)
        owned = ((those[0], entry) for those, entry in named if len(those) == 1)
        for owner, entry in dict.fromkeys(owned):
            about.setdefault(owner, []).append((mention, entry))
    return about


def is_dated(path: str) -> bool:
    """Return whether the name of a note holds a date, as those of daily notes do."""
    return bool(_DATE.search(note_name(path)))


def has_dates(note: Note) -> bool:
    """Return whether a date of the past may stand in a note that no rule reads.

    That is one in its text, outside of open tasks and of properties, or in an unknown property.
    """
    block = note.frontmatter
    text = note.text
    for each in reversed(note.inline):
        text = text[: each.start] + text[each.end :]
    text = OPEN_TASKS.sub("", "\n" + text[block.end if block else 0 :])
    return bool(_DATE.search(text)) or any(
        canonical(each.name, note.settings) is None
        and fold_name(each.name) not in _OF_FILE
        and _DATE.search(words_of(each.value))
        for each in (block.properties if block else ())
    )
