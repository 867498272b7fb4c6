"""Read the log of a note: divide its section into entries, and detect their order.

`log_section.py` finds the section, and `entry_parser.py` reads each entry.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from operator import attrgetter, gt, lt
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import read_half
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note import entry_parser, tables
from contactkeeper.core.note.markdown import is_hidden, line_numbers
from contactkeeper.core.note.simple_log import read_plain
from contactkeeper.core.note.style import EntrySpan, style_of
from contactkeeper.core.note.tasks import read_promise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.model import Facts, Promise
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.outline import Heading, Hidden
    from contactkeeper.core.note.style import Shape, Style

_EXCERPT = 40


class Log(NamedTuple):
    """The section with the entries."""

    heading_start: int
    heading_end: int
    """After the ending of the heading's line; where the section's text starts."""
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
    is_simple: bool = False
    """Whether `simple_log` has read it: then every line of it belongs to an entry."""

    @property
    def start(self) -> int:
        """Return where the section's text starts."""
        return self.heading_end

    @property
    def style(self) -> Style:
        """Return the style of the newest entry; `Style()` where there is none."""
        return style_of(self.source, self.spans, newest_first=bool(self.newest_first))


_WHEN_IN_BULLET, _WHEN_IN_HEADING = 3, 1
"""At which of a match's groups those of `entry_parser.WHEN` begin."""


class _Mark(NamedTuple):
    """The beginning of an entry or of a heading without a date; it ends the entry above."""

    start: int
    """Of its first line."""
    shape: Shape | None
    found: re.Match[str] | None
    depth: int
    """The columns before a bullet, the level of a heading."""


def read_spans(  # noqa: PLR0913, PLR0917 - a stretch of text and what was found in it
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    faults: list[Fault],
    line: int = 0,
) -> Sequence[EntrySpan]:
    """Read all entries between two offsets of a flattened text, in the order of the file.

    `headings` are those inside the section. What is wrong is added to `faults`. `line` is the
    number of the first line; 0: it is counted.
    """
    plain = None if hidden else read_plain(flat, start, end, faults)
    if plain is None:
        return read_any(flat, start, end, headings, hidden, faults, line)
    return plain


def read_any(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    faults: list[Fault],
    line: int = 0,
) -> tuple[EntrySpan, ...]:
    """Read as `read_spans` does, whatever the section is like.

    What is never closed is no part of the entry above it, unless it is an indented `%%` comment.
    """
    end = _visible_end(flat, start, end, hidden)
    spans: list[EntrySpan] = []
    headers = []
    if flat.find("|", start, end) >= 0:
        headers = list(tables.HEADERS.finditer(flat, start - 1, end))
    faults += _near_dates(flat, start, end, hidden)
    from contactkeeper.core.note.unread_dates import find_unread  # a plain log has none

    marks = _find_marks(flat, start, end, headings, headers, hidden)
    faults += find_unread(flat, start, end, [mark[:2] for mark in marks], hidden)
    line = line or flat.count("\n", 0, start) + 1
    counted = start
    for place, mark in enumerate(marks):
        if not mark.shape:
            continue
        following = marks[place + 1] if place + 1 < len(marks) else None
        until = following.start if following else end
        if not (following and following.shape):
            until = _cut_trailing(flat, mark, until, spans, hidden)
        line += flat.count("\n", counted, mark.start)
        counted = mark.start
        if mark.shape == "row":
            span = _read_row(flat, mark, end, line, headers, faults)
            if span and (below := _read_below(flat, span.end, until, line + 1, hidden, faults)):
                owner = span.entry
                span = span._replace(entry=owner._replace(promises=(*owner.promises, *below)))
        else:
            kinds = _kinds_of_lines(flat, hidden, mark.start, until, line) if hidden else None
            span = _read_block(flat, mark, until, line, kinds, faults)
        if span:
            spans.append(span)
    return tuple(spans)


def _near_dates(
    flat: str, start: int, end: int, hidden: Sequence[Hidden]
) -> list[entry_parser.Fault]:
    """Find what is nearly a date at the beginning of a bullet, a heading or a row."""
    found = [
        nearly
        for nearly in entry_parser.NEARLY.finditer(flat, start - 1, end)
        if not (hidden and is_hidden(hidden, nearly.start() + 1))
    ]
    numbers = line_numbers(flat, [nearly.start() + 1 for nearly in found])
    return [
        entry_parser.Fault(number, "impossible-date", "nearly", _nearly(nearly["words"]))
        for number, nearly in zip(numbers, found, strict=True)
    ]


def _nearly(words: str) -> Facts:
    """Return the facts of what is nearly a date; the day that was meant is empty for none."""
    try:
        day = date(*map(int, re.findall(r"[0-9]+", words)[:3])).isoformat()
    except ValueError:
        day = ""
    return (("words", words), ("day", day))


def _visible_end(flat: str, start: int, end: int, hidden: Sequence[Hidden]) -> int:
    """Return where a section ends, or where something begins in it that is never closed."""
    if not hidden or hidden[-1].closed:
        return end
    last = hidden[-1]
    if last.opened > last.start and flat.startswith("%%", last.opened):
        return end
    return max(start, min(end, last.start))


def is_newest_first(spans: Sequence[EntrySpan]) -> bool | None:
    """Return the order of most adjacent unequal pairs; None for a tie or too few dates."""
    days = [span.entry.date for span in spans]
    later = sum(map(gt, days, days[1:]))
    balance = later - sum(map(lt, days, days[1:]))
    return balance > 0 if balance else None


_UNDATED = lazy_regex(r"\n(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?![0-9]{4}-|\[[^\]\n]\](?:[ \t]|\n))\S")


def find_undated(
    flat: str, start: int, end: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> list[int]:
    """Find the top-level bullets without a date that stand in no entry of another shape.

    What closes the section below its last entry is none of them.
    """
    if spans and spans[-1].shape == "bullet":
        end = spans[-1].end
    if not _UNDATED.search(flat, start - 1, end):
        return []
    known = {span.start for span in spans}
    starts = (found.start() + 1 for found in _UNDATED.finditer(flat, start - 1, end))
    unknown = [at for at in starts if at not in known]
    blocks = [span for span in spans if span.shape == "heading"] if unknown else []
    undated = []
    for at in unknown:
        above = bisect_left(blocks, at, key=attrgetter("start"))
        in_block = above and at < blocks[above - 1].end
        if not in_block and not is_hidden(hidden, at):
            undated.append(at)
    return undated


def _find_marks(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading],
    headers: Sequence[re.Match[str]],
    hidden: Sequence[Hidden],
) -> list[_Mark]:
    """Find what begins an entry or ends one, in order, without what is nested in an entry."""
    # Every search begins at the line ending above the section's first line.
    marks = []
    for found in entry_parser.BULLETS.finditer(flat, start - 1, end):
        # What only looks like half a date ("10.50 an hour") is text.
        if not found[14] or read_half(_rest_of_line(flat, found.start(14))):
            lead = found[1]
            depth = len(lead.expandtabs(4)) if lead else 0
            marks.append(_Mark(found.start() + 1, "bullet", found, depth))
    mixed = len(marks)
    for heading in headings:
        dated = entry_parser.HEADING.match(flat, heading.start, heading.end)
        shape: Shape | None = "heading" if dated else None
        marks.append(_Mark(heading.start, shape, dated, heading.level))
    if flat.find("|", start, end) >= 0:
        rows = [found.start() + 1 for found in tables.ROWS.finditer(flat, start - 1, end)]
        rows += tables.find_bare_rows(flat, headers, end)
        marks += (_Mark(row, "row", None, 0) for row in rows)
        first_rows = set(rows)
        for header in headers:
            if header.end() + 1 in first_rows:
                marks.append(_Mark(header.start() + 1, None, None, 0))
    if len(marks) > mixed:
        marks.sort(key=lambda mark: mark.start)
    if hidden:
        marks = [mark for mark in marks if not is_hidden(hidden, mark.start)]
    if len(marks) == mixed and not any(map(_DEPTH, marks)):
        return marks  # bullets at the margin only: nothing is nested
    return _without_nested(marks)


_TASK_BELOW = lazy_regex(r"(?:[ \t]*\n)*[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[")
_DEPTH = attrgetter("depth")


def _without_nested(marks: list[_Mark]) -> list[_Mark]:
    """Leave out bullets and headings that belong to the text of the entry above them.

    Under a dated heading tasks are its promises, and half a date begins no entry.
    """
    kept: list[_Mark] = []
    owner: _Mark | None = None
    for mark in marks:
        if owner and owner.shape:
            if mark.shape == "bullet":
                limit = owner.depth + 2 if owner.shape == "bullet" else 2
                own = owner.shape == "heading" and mark.found and (mark.found[3] or mark.found[14])
                if mark.depth >= limit or own:
                    continue
            elif mark.shape is None and owner.shape == "heading" and mark.depth > owner.depth:
                continue
        kept.append(mark)
        if mark.shape != "row":
            owner = mark
    return kept


def _read_row(  # noqa: PLR0913, PLR0917 - where it stands, and what was found around it
    flat: str,
    mark: _Mark,
    end: int,
    line: int,
    headers: Sequence[re.Match[str]],
    faults: list[Fault],
) -> EntrySpan | None:
    row_end = flat.find("\n", mark.start, end)
    after = end if row_end < 0 else row_end + 1
    row = flat[mark.start : after].rstrip(" \t\n")
    above = bisect_left(headers, mark.start, key=re.Match.start)
    columns = tables.read_columns(headers[above - 1][1]) if above else tables.guess_columns(row)
    entry = tables.parse_row(row, columns, line, faults)
    return EntrySpan(entry, mark.start, after, "row") if entry else None


def _read_below(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    start: int,
    end: int,
    line: int,
    hidden: Sequence[Hidden],
    faults: list[Fault],
) -> list[Promise]:
    """Read the tasks right below a row, blank lines between: promises of that row's entry.

    `line` is the number of the line at `start`. They are no part of the row's span, where a table
    goes on.
    """
    promises: list[Promise] = []
    if not _TASK_BELOW.match(flat, start, end):
        return promises
    at = start
    for number, text in enumerate(flat[start:end].split("\n"), line):
        read = read_promise(text, number)
        if (text.strip() and not read) or entry_parser.BULLET.match(text) or is_hidden(hidden, at):
            break
        if read:
            promises.append(read[0])
            if read[1]:
                faults.append(entry_parser.Fault(number, *read[1]))
        at += len(text) + 1
    return promises


def _read_block(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    mark: _Mark,
    until: int,
    line: int,
    kinds: Mapping[int, str] | None,
    faults: list[Fault],
) -> EntrySpan | None:
    """Read a bullet with its children, or a dated heading with the text under it."""
    found = mark.found
    if not found or not mark.shape:
        return None
    groups = found.groups()
    first = _WHEN_IN_BULLET if mark.shape == "bullet" else _WHEN_IN_HEADING
    if first == _WHEN_IN_BULLET:
        if entry_parser.is_open_task(groups[2]):
            return None
        if groups[13]:
            words = _rest_of_line(flat, found.start(14)).strip()
            faults.append(entry_parser.Fault(line, "half-date", "", (("words", _excerpt(words)),)))
            return None
    try:
        day = entry_parser.read_date_groups(groups[first + 1 : first + 7])
    except ImpossibleDate as impossible:
        faults.append(entry_parser.impossible_date(line, impossible))
        return None
    body = flat[found.end() : until].rstrip(" \t\n")
    ending = flat.find("\n", found.end() + len(body), until)
    if mark.shape == "heading":
        body = entry_parser.strip_closing_marks(body)
    opening, closing = groups[first], groups[first + 7]
    if opening or closing:
        when = flat[found.start(first + 1) : found.end()]
        body = entry_parser.keep_marks(opening, closing, when, body)
    entry = entry_parser.build_entry(
        day, groups[first + 8], body, line, faults=faults, hidden=kinds
    )
    return EntrySpan(entry, mark.start, until if ending < 0 else ending + 1, mark.shape)


def _cut_trailing(
    flat: str, mark: _Mark, until: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> int:
    """Return where the last entry before an undated heading or the section's end ends."""
    if mark.shape == "row" or flat.find("\n", mark.start, until) < 0:
        return until
    from contactkeeper.core.note import trailing_text  # a plain log has nothing below its entries

    if mark.shape == "bullet":
        return trailing_text.end_of_item(flat, mark.start, until, hidden)
    divided = any(
        trailing_text.holds_divided_text(flat, span.start, span.end, hidden)
        for span in spans
        if span.shape == "heading"
    )
    return trailing_text.end_of_block(flat, mark.start, until, hidden, divided=divided)


def _kinds_of_lines(
    flat: str, hidden: Sequence[Hidden], start: int, end: int, line: int
) -> dict[int, str]:
    """Name the kind of each hidden line between two offsets, by its number."""
    kinds: dict[int, str] = {}
    counted = start
    for at in range(bisect_left(hidden, start, key=attrgetter("end")), len(hidden)):
        stretch = hidden[at]
        if stretch.start >= end:
            break
        first, last = max(stretch.start, start), min(stretch.end, end)
        if first < last:
            # Marks of a merge may stand in a fence, so two stretches may share lines.
            line += flat.count("\n", counted, first) if counted <= first else 0
            if counted > first:
                line -= flat.count("\n", first, counted)
            counted = first
            count = flat.count("\n", first, last) + (flat[last - 1] != "\n")
            kinds.update(dict.fromkeys(range(line, line + count), stretch.kind))
    return kinds


def _excerpt(words: str) -> str:
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…"


def _rest_of_line(flat: str, start: int) -> str:
    ending = flat.find("\n", start)
    return flat[start:] if ending < 0 else flat[start:ending]
