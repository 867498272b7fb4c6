"""Find the log of a note that no heading names: the section that its dates show to be one.

A section is what stands between two headings, or below a line of bold text. It is read as the log
if it has two or more dated items, more than half of its items are dated, none is a range, and its
title is none of a CV or an agenda.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import TwoReadings, date_at
from contactkeeper.core.language.languages import phrases
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note import log_marks
from contactkeeper.core.note.log import Section, fold_title, read_log
from contactkeeper.core.note.log_reader import read_section
from contactkeeper.core.note.markdown import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.log_reader import Section as Content
    from contactkeeper.core.note.outline import Body
    from contactkeeper.core.note.style import EntrySpan

_OTHERS = frozenset(phrases(lambda language: language.other_headings))
_BOLD_LINES = lazy_regex(
    r"\n {0,3}(?P<mark>\*\*|__)(?P<title>[^*_\n]{1,80})(?P=mark):?[ \t]*(?=\n|\Z)"
)
_BOLD_LEVEL = 7
"""The level of a line of bold text that stands for a heading: below all others."""
_FEWEST = 2
_ITEM_MARK = lazy_regex(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[xX]\][ \t]+)?|#{1,6}[ \t]+|\|[ \t]*)?"
)
_ROW = lazy_regex(r"\n {0,3}\|[ \t]*(?![-: \t|]*(?:\n|\Z))")
_BLOCK = lazy_regex(
    r"(?:\A|\n[ \t]*(?=\n))\n*(?=[^\s#])"
    r"(?!(?:[-*+][ \t]+)?[*_]{0,2}\w[\w -]{0,40}[*_]{0,2}[ \t]?::)"
)
"""The beginning of a paragraph or list, but not of properties: `Company:: Avito`."""
_UNTIL = lazy_regex(
    r"[ \t]{0,3}(?:[–—-]|to\b|until\b|по\b|до\b)[ \t]{0,3}[^\W_]{0,12}\.?[ \t]?[0-9]"
)
"""Text after a date that makes it the beginning of a span of days or years."""


def find_dated_logs(body: Body, start: int) -> list[Log]:
    """Find the sections below the properties that their dates show to be logs.

    Sections with one title are one log, and so are all without a title.
    """
    kinds: dict[str, list[Section]] = {}
    for section in _sections(body, start):
        if _is_log(body, section):
            kinds.setdefault(fold_title(section.title), []).append(section)
    return [read_log(body, sections, is_known=False) for sections in kinds.values()]


def _sections(body: Body, start: int) -> Iterator[Section]:
    """Yield the stretches between headings without a date, and between lines of bold text."""
    current = Section(start, start, start, 0, "")
    for heading in body.headings:
        is_dated = log_marks.mark_heading(body, heading).shape is not None
        if heading.may_divide or (is_dated and heading.level > current.level):
            continue
        yield from _parts(body, current._replace(end=heading.start))
        if is_dated:
            current = Section(heading.start, heading.start, 0, 0, "")
        else:
            # The title of a note names no section of it.
            title = heading.title if heading.level > 1 else ""
            top = heading.start if title else heading.end
            current = Section(top, heading.end, 0, heading.level, title)
    yield from _parts(body, current._replace(end=len(body.flat)))


def _parts(body: Body, section: Section) -> Iterator[Section]:
    """Yield the parts of a section that lines of bold text divide."""
    for line in _BOLD_LINES.finditer(body.flat, max(0, section.start - 1), section.end):
        at = line.start() + 1
        if is_hidden(body.hidden, at) or log_marks.date_at(body, at):
            continue
        yield section._replace(end=at)
        below = min(line.end() + 1, section.end)
        section = Section(at, below, section.end, _BOLD_LEVEL, line["title"].strip(" :"))
    yield section


def _is_log(body: Body, section: Section) -> bool:
    title = fold_title(section.title)
    if title in _OTHERS:
        return False
    read = read_section(body, section.start, section.end, line=1)  # the lines are not asked for
    if len(read.spans) < _FEWEST or any(_is_range(body.flat, span) for span in read.spans):
        return False
    return 2 * len(read.spans) > _count_items(body, section, read)


def _count_items(body: Body, section: Section, read: Content) -> int:
    """Count the items of a section: bullets and rows at the margin, or paragraphs."""
    stretch = body.flat[section.start - 1 : section.end]
    shapes = {span.shape for span in read.spans}
    dated = len(read.spans)
    if shapes == {"paragraph"}:
        return sum(1 for _ in _BLOCK.finditer(stretch))
    undated = len(read.undated) + len(read.faults)
    if "row" in shapes:
        rows = sum(1 for _ in _ROW.finditer(stretch))
        undated += max(0, rows - 1 - dated)  # the first has the names of columns
    return dated + undated


def _is_range(flat: str, span: EntrySpan) -> bool:
    """Return whether the date of an entry is the first of two."""
    line = log_marks.rest_of_line(flat, span.start)
    mark = _ITEM_MARK.match(line)
    try:
        found = date_at(line, mark.end() if mark else 0)
    except (ImpossibleDate, TwoReadings):
        return False
    return bool(found and _UNTIL.match(line, found.end))
