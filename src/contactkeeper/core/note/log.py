"""Find the log of a note: the section of its entries, and their order.

`log_reader.py` divides the section into entries.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter, gt, lt
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import phrases
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.log_reader import read_section
from contactkeeper.core.note.style import style_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.outline import Heading, Hidden
    from contactkeeper.core.note.style import EntrySpan, Style

HEADINGS = frozenset(phrases(lambda language: language.log_headings))
"""Titles of a log, as `fold_title` gives them."""

_NOT_WORDS = re.compile(r"[\W_]+")
# `1.`, `2)`, `(3)`, `2.1` and the emoji 1️⃣. A number alone may be a year, or mean something.
_NUMBER = lazy_regex(
    r"\A\W*(?:[0-9]\ufe0f?\u20e3|[1-9][0-9]?(?:(?:\.[1-9][0-9]?)+[.)]?|[.)])(?![0-9.]))"
    r"(?=.*[^\W\d])"
)


class Log(NamedTuple):
    """The section with the entries."""

    heading_start: int
    start: int
    """After the ending of the heading's line, where the section's text starts."""
    level: int
    title: str
    """As it is written, without `#` and blanks."""
    end: int
    """The start of the next heading of the same or a higher level, or the text's end."""
    spans: Sequence[EntrySpan]
    """In the order of the file; immutable."""
    newest_first: bool | None
    """None: the section doesn't show it (fewer than two dates, or a tie)."""
    source: str
    """The whole note with LF endings and the same offsets."""
    faults: Sequence[Fault] = ()
    uncounted: Sequence[int] = ()
    """The starts of lines that begin with a date but are no entry."""
    undated: Sequence[int] = ()
    """The starts of bullets without a date that are text of the entry above."""
    planned: Sequence[EntrySpan] = ()
    """Open tasks between the entries that begin with a date, as the entries they will be."""

    @property
    def style(self) -> Style:
        """Return the style of the newest entry; `Style()` where there is none."""
        return style_of(self.source, self.spans, newest_first=bool(self.newest_first))


@lru_cache(maxsize=1024)  # the same few titles stand in every note of a vault
def fold_title(title: str) -> str:
    """Return a heading's words without case, emoji, punctuation, and a number before them."""
    words = unicodedata.normalize("NFC", title)
    if not words[:1].isalpha():  # few titles begin with anything else
        words = _NUMBER.sub("", words)
    return _NOT_WORDS.sub(" ", words).strip().casefold()


def find_section(
    headings: Sequence[Heading], title: str, length: int, first: int = 0
) -> tuple[Heading, int, tuple[Heading, ...]] | None:
    """Find the log's heading, where its section ends, and the headings inside it.

    `title` is the one of the configuration, `length` that of the text; headings before the place
    `first` are passed over. A line of dashes right under the text of an entry makes a heading of
    that text, but is meant as a divider: in a log it counts for none.
    """
    configured = fold_title(title)
    for at in range(first, len(headings)):
        heading = headings[at]
        folded = fold_title(heading.title)
        if folded in HEADINGS or (folded and folded == configured):
            inside: list[Heading] = []
            for below in range(at + 1, len(headings)):
                later = headings[below]
                if later.may_divide:
                    continue
                if later.level <= heading.level:
                    return heading, later.start, tuple(inside)
                inside.append(later)
            return heading, length, tuple(inside)
    return None


def find_log(
    flat: str,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    title: str,
    *,
    merged: bool = False,
) -> Log | None:
    """Read the section under the first heading that names a log.

    `merged`: the note holds both sides of a merge, so an entry may be there twice; it is kept once.
    """
    found = find_section(headings, title, len(flat))
    if not found:
        return None
    heading, end, inside = found
    section = read_section(flat, heading.end, end, inside, hidden)
    spans, faults, uncounted, undated, planned = section
    if merged:
        kept: dict[Entry, EntrySpan] = {}
        for span in spans:
            kept.setdefault(span.entry.without_lines(), span)
        spans = tuple(kept.values())
    return Log(
        heading.start,
        heading.end,
        heading.level,
        heading.title,
        end,
        spans,
        is_newest_first(spans),
        flat,
        faults,
        uncounted,
        undated,
        planned,
    )


def find_second(
    headings: Sequence[Heading], hidden: Sequence[Hidden], log: Log, title: str
) -> Heading | None:
    """Find a section below an empty log that could be one too, and holds entries."""
    flat, end = log.source, log.end
    while section := find_section(headings, title, len(flat), _first_at(headings, end)):
        heading, end, inside = section
        # Nobody asks for the lines of these entries, so they are not counted from the top.
        if read_section(flat, heading.end, end, inside, hidden, line=1).spans:
            return heading
    return None


def _first_at(headings: Sequence[Heading], offset: int) -> int:
    """Return the place of the first heading that starts at an offset or below it."""
    return bisect_left(headings, offset, key=attrgetter("start"))


def is_newest_first(spans: Sequence[EntrySpan]) -> bool | None:
    """Return whether most neighbours stand newest first; None for a tie or too few dates."""
    days = [span.entry.date for span in spans]
    later = sum(map(gt, days, days[1:]))
    balance = later - sum(map(lt, days, days[1:]))
    return balance > 0 if balance else None
