"""Find the entries that name an event note or a news note: by a link, in a field, in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Event, News

_WIKI = re.compile(r"\[\[([^\[\]|#]+)")
_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_MARKDOWN = re.compile(r"\]\(<?([^()<>]+?)>?\)")
_FIELDS = {"event", "told", "news"}
"""Inline fields whose words may name such a note without the brackets of a link."""


def is_named(
    event_note: Event | News, contact: Contact, today: date, since: date | None = None
) -> bool:
    """Return whether an entry of a contact, up to `today` and not before `since`, names it."""
    for entry in reversed(contact.entries):
        if since and entry.date < since:
            return False
        if entry.date <= today and names(entry, event_note):
            return True
    return False


def names(entry: Entry, event_note: Event | News) -> bool:
    """Return whether an entry names the note of an event or of news."""
    if not entry.fields and "[" not in entry.text:
        return False
    path = _place(event_note.path)
    for target in _targets(entry):
        wanted = _place(target.strip())
        if wanted != "/" and path.endswith(wanted):
            return True
    return False


def is_told(news: News, contact: Contact, today: date) -> bool:
    """Return whether an entry of a contact, up to `today`, tells them news.

    It names the note, or since the day of the news it has its name or an alias as whole words.
    """
    return any(
        entry.date <= today
        and (names(entry, news) or (entry.date >= news.date and _says(entry, news)))
        for entry in reversed(contact.entries)
    )


def _says(entry: Entry, news: News) -> bool:
    """Return whether a text or a field `told` has the words of news; a link tells its own note."""
    told = (value for key, value in entry.fields if key == "told")
    words = [_words(_LINK.sub(" | ", text)) for text in (entry.text, *told) if text]
    phrases = [_words(name) for name in (news.name, *news.aliases)]
    return any(phrase in text for phrase in phrases if phrase.strip() for text in words)


def _targets(entry: Entry) -> Iterator[str]:
    """Yield the targets of an entry's links, and the words of its fields."""
    values = [value for _, value in entry.fields]
    for text in (entry.text, *values):
        yield from _WIKI.findall(text)
        if "](" in text:
            yield from (found.replace("%20", " ") for found in _MARKDOWN.findall(text))
    for key, value in entry.fields:
        if key in _FIELDS and "[" not in value:
            yield value
            yield from value.split(",")


@lru_cache(maxsize=1024)  # the same few notes are linked again and again
def _place(path: str) -> str:
    """Return a path, or the end of one, as it is compared: folded, after a slash."""
    return f"/{fold(path).removesuffix('.md').removeprefix('/')}"


@lru_cache(maxsize=1024)
def _words(text: str) -> str:
    """Return the folded words of a text, each between blanks."""
    return f" {' '.join(fold_words(text))} "
