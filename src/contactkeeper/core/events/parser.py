"""Detect and read event notes and news notes; `property_reader.py` reads their properties.

A note of such a type that names no people or audience is ignored, and no fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.events.property_reader import OURS, Reading, sort_of
from contactkeeper.core.events.schema import EVENT_WORDS, NEWS_WORDS, property_name
from contactkeeper.core.model import Event, EventNotes, News
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.malformed import read_malformed
from contactkeeper.core.note.property_values import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.events.schema import Sort
    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.settings import Settings

_BREAKS = re.compile(r"\r\n|\r|\n")
_LIST_LINE = re.compile(r"[ \t]*-[ \t]")
_WORDS: tuple[tuple[Sort, frozenset[str]], ...] = (("event", EVENT_WORDS), ("news", NEWS_WORDS))


def parse_event_notes(
    notes: Iterable[tuple[str, str]], settings: Settings
) -> tuple[EventNotes, tuple[Problem, ...]]:
    """Read the notes that may be of events or news: pairs of path and text, in their order.

    Returns the events and news, and all their problems.
    """
    events: list[Event] = []
    news: list[News] = []
    problems: list[Problem] = []
    for path, text in notes:
        found = parse_event_note(path, text, settings)
        if isinstance(found, Event):
            events.append(found)
        elif isinstance(found, News):
            news.append(found)
        problems += found if isinstance(found, list) else found.problems
    return EventNotes(tuple(events), tuple(news)), tuple(problems)


def parse_event_note(path: str, text: str, settings: Settings) -> Event | News | list[Problem]:
    """Read one note; only its problems where it has no day or is neither event nor news."""
    block = read_frontmatter(text) or read_malformed(text)
    if block is None or block.template is not None:
        return []
    read = Reading(path)
    if block.error:
        if _is_ours_raw(text, block, settings):
            read.problems.append(block.error.problem(path, "nothing"))
        return read.problems
    known = read.properties(block, settings)
    sort = sort_of(known)
    if sort is None:
        return []
    if sort == "event":
        return read.event(known) or read.problems
    return read.news(known) or read.problems


def _is_ours_raw(text: str, block: Frontmatter, settings: Settings) -> bool:
    """Return whether a block that does not parse seems to be one of ours."""
    found: dict[str, str] = {}
    name = None
    for line in _BREAKS.split(text[block.body_start : block.body_end]):
        head, colon, rest = line.partition(":")
        if colon and not _LIST_LINE.match(line):
            name = property_name(head.strip(" \t\"'"), settings.properties)
        else:
            rest = line
        if name and rest.strip():
            found[name] = f"{found.get(name, '')} {rest.strip(' -')}".strip()
    types = {fold_word(word) for word in re.split(r"[\s,\[\]\"']+", found.get("type", ""))}
    return any(
        not types.isdisjoint(words) and any(name in found for name in OURS[sort])
        for sort, words in _WORDS
    )
