"""Find the log of a note: the sections of its entries, and their order.

A section is known by the words of its heading; where none is, `dated_sections.py` looks for one
that its dates show. `log_reader.py` divides a section into entries.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import attrgetter, gt, lt
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import phrases
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.log_reader import read_section
from contactkeeper.core.note.markdown import line_numbers
from contactkeeper.core.note.style import style_of
from contactkeeper.core.note.tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.outline import Body
    from contactkeeper.core.note.style import EntrySpan, Style
    from contactkeeper.core.settings import LogRules

HEADINGS = frozenset(phrases(lambda language: language.log_headings))
"""Titles of a log, as `fold_title` gives them."""
MORE_HEADINGS = frozenset(phrases(lambda language: language.more_log_headings))
"""Titles of a log where none of `HEADINGS` stands in the note."""

_LONGEST_TITLE = 200
"""Characters of a title that may say that it is a log's."""
_NOT_WORDS = re.compile(r"[\W_]+")
# `1.`, `2)`, `(3)`, `2.1` and the emoji 1️⃣. A number alone may be a year, or mean something.
_NUMBER = lazy_regex(
    r"\A\W*(?:[0-9]\ufe0f?\u20e3|[1-9][0-9]?(?:(?:\.[1-9][0-9]?)+[.)]?|[.)])(?![0-9.]))"
    r"(?=.*[^\W\d])"
)
_AFTER_WORDS = lazy_regex(
    r"[\W_]*(?:[(\[{][^()\[\]{}]*[)\]}]|(?<!\w)(?:19|20)[0-9]{2}(?!\w)(?:[ ]?г\.?)?)[\W_]*\Z"
)
"""A year or a bracket that ends a title: `Meetings 2025`, `Calls (by phone)`."""


class Log(NamedTuple):
    """The section with the entries: where there are several, the one that is written to."""

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
    elsewhere: Sequence[EntrySpan] = ()
    """The entries of other sections of this kind, which are read and not added to."""
    others: Sequence[tuple[int, int]] = ()
    """The starts and ends of those sections."""
    is_known: bool = True
    """Whether its heading says that it is the log; else its dates alone show it."""

    @property
    def top(self) -> int:
        """Return where the text above the log ends: at its heading, else at its first entry."""
        entries = () if self.title else self.all_spans
        return entries[0].start if entries else self.heading_start

    @property
    def all_spans(self) -> Sequence[EntrySpan]:
        """Return the entries of all sections, in the order of the file."""
        if not self.elsewhere:
            return self.spans
        return sorted((*self.spans, *self.elsewhere), key=attrgetter("start"))

    @property
    def style(self) -> Style:
        """Return the style of the newest entry; `Style()` where there is none."""
        spans = in_own_hand(self.source, self.spans)
        return style_of(self.source, spans, newest_first=bool(self.newest_first))


@lru_cache(maxsize=1024)  # the same few titles stand in every note of a vault
def fold_title(title: str) -> str:
    """Return a heading's words without case, emoji, punctuation, and a number before them."""
    words = unicodedata.normalize("NFC", title)
    if not words[:1].isalpha():  # few titles begin with anything else
        words = _NUMBER.sub("", words)
    while not words[-1:].isalpha() and (after := _AFTER_WORDS.search(words[-_LONGEST_TITLE:])):
        if not after.start():
            break
        words = words[: after.start()]
    return _NOT_WORDS.sub(" ", words).strip().casefold()


def configured_titles(rules: LogRules) -> frozenset[str]:
    """Return the titles of a log in the settings, folded."""
    return frozenset(map(fold_title, (rules.heading, *rules.more_headings))) - {""}


class Section(NamedTuple):
    """A stretch of a note that may be its log."""

    heading_start: int
    start: int
    end: int
    level: int
    title: str


def find_log(
    body: Body, titles: AbstractSet[str], *, merged: bool = False, only: str | None = None
) -> Log | None:
    """Read the sections under the headings that name a log; `titles` are the configured ones.

    `merged`: the note holds both sides of a merge, so an entry may be there twice; it is kept once.
    `only`: the title of the section that is written to, whatever else the note has.
    """
    if only is not None:
        kinds = find_sections(body, {fold_title(only)})
        return read_log(body, kinds[0], merged=merged, only=only) if kinds else None
    named = find_sections(body, HEADINGS | titles)
    empty = None
    for log in (read_log(body, sections, merged=merged) for sections in named):
        if log.all_spans:
            return log
        empty = empty or log
    for sections in find_sections(body, MORE_HEADINGS):
        log = read_log(body, sections, merged=merged, is_known=not named)
        if log.all_spans:
            return log
        empty = empty or log
    return empty


def find_sections(body: Body, titles: Collection[str]) -> list[list[Section]]:
    """Find the sections under headings with these titles: a list for each title, in their order.

    A line of dashes right under the text of an entry makes a heading of that text, but is meant as
    a divider: in a log it counts for none.
    """
    kinds: dict[str, list[Section]] = {}
    end = 0
    for at, heading in enumerate(body.headings):
        if heading.start < end or (folded := fold_title(heading.title)) not in titles:
            continue
        end = _end_of_section(body, at)
        found = Section(heading.start, heading.end, end, heading.level, heading.title)
        kinds.setdefault(folded, []).append(found)
    return list(kinds.values())


def _end_of_section(body: Body, at: int) -> int:
    """Return where the section under the heading at a place ends."""
    level = body.headings[at].level
    for place in range(at + 1, len(body.headings)):
        later = body.headings[place]
        if later.level <= level and not later.may_divide:
            return later.start
    return len(body.flat)


def read_log(
    body: Body,
    sections: Sequence[Section],
    *,
    merged: bool = False,
    is_known: bool = True,
    only: str | None = None,
) -> Log:
    """Read sections that are one log; the one with the newest entry is written to, or `only`."""
    lines = line_numbers(body.flat, [section.start for section in sections])
    read = [
        read_section(body, section.start, section.end, line)
        for section, line in zip(sections, lines, strict=True)
    ]
    spans = [_each_once(each.spans) if merged else each.spans for each in read]
    at = 0
    if len(sections) > 1:
        newest = [max((span.entry.date for span in each), default=date.min) for each in spans]
        chosen = [section.title == only for section in sections]
        at = max(range(len(sections)), key=lambda place: (chosen[place], newest[place], -place))
    own, further = sections[at], [place for place in range(len(sections)) if place != at]
    return Log(
        own.heading_start,
        own.start,
        own.level,
        own.title,
        own.end,
        spans[at],
        is_newest_first(in_own_hand(body.flat, spans[at])),
        body.flat,
        [fault for each in read for fault in each.faults],
        [start for each in read for start in each.uncounted],
        [start for each in read for start in each.undated],
        [span for each in read for span in each.planned],
        [span for place in further for span in spans[place]],
        [(sections[place].start, sections[place].end) for place in further],
        is_known,
    )


def _each_once(spans: Sequence[EntrySpan]) -> Sequence[EntrySpan]:
    kept: dict[Entry, EntrySpan] = {}
    for span in spans:
        kept.setdefault(span.entry.without_lines(), span)
    return tuple(kept.values())


def in_own_hand(flat: str, spans: Sequence[EntrySpan]) -> Sequence[EntrySpan]:
    """Leave out the ticked tasks, which decide nothing; where all are tasks, all stay."""
    if "[x]" not in flat and "[X]" not in flat:
        return spans  # most logs
    return [span for span in spans if not TASK.match(flat, span.start)] or spans


def is_newest_first(spans: Sequence[EntrySpan]) -> bool | None:
    """Return whether most neighbours stand newest first; None for a tie or too few dates."""
    days = [span.entry.date for span in spans]
    later = sum(map(gt, days, days[1:]))
    balance = later - sum(map(lt, days, days[1:]))
    return balance > 0 if balance else None
