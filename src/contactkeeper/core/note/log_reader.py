"""Divide the section of a log into entries, and find what only looks like one.

`log.py` finds the section, `entry_parser.py` reads each entry, `unread_dates.py` reports the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import read_half
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note import entry_parser, tables, trailing_text, unread_dates
from contactkeeper.core.note.entry_parser import Fault
from contactkeeper.core.note.markdown import is_hidden, kinds_of_lines, line_numbers, visible_end
from contactkeeper.core.note.simple_log import read_plain
from contactkeeper.core.note.style import EntrySpan
from contactkeeper.core.note.tasks import dated_tasks, read_task_line, take_due

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from contactkeeper.core.model import Task
    from contactkeeper.core.note.outline import Heading, Hidden
    from contactkeeper.core.note.style import Shape

_WHEN_IN_BULLET, _WHEN_IN_HEADING = 3, 1
"""The number of the first group of `entry_parser.WHEN` in a match."""
_TASK_BELOW = lazy_regex(r"(?:[ \t]*\n)*[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[")
_BOXES = "xX /"
"""The boxes of tasks that are entries or may become some."""
_EXCERPT = 40
_START, _DEPTH = attrgetter("start"), attrgetter("depth")


class Section(NamedTuple):
    """The contents of a log's section; offsets are those of the flattened text."""

    spans: Sequence[EntrySpan] = ()
    """In the order of the file."""
    faults: Sequence[Fault] = ()
    uncounted: Sequence[int] = ()
    """The starts of lines that begin with a date but are no entry."""
    undated: Sequence[int] = ()
    """The starts of bullets without a date that are text of the entry above."""
    planned: Sequence[EntrySpan] = ()
    """Open tasks between the entries that begin with a date, as the entries they will be."""


def read_section(  # noqa: PLR0913, PLR0917 - a stretch of text and what was found in it
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading] = (),
    hidden: Sequence[Hidden] = (),
    line: int = 0,
) -> Section:
    """Read all that is between two offsets of a flattened text.

    `headings` are those inside the section. `line` is the number of the first line; 0: it is
    counted.
    """
    faults: list[Fault] = []
    plain = None if hidden else read_plain(flat, start, end, faults)
    if plain is not None:
        return Section(plain, faults)  # every line of it belongs to an entry
    return read_any(flat, start, end, headings, hidden, line)


def read_any(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    line: int = 0,
) -> Section:
    """Read any section as `read_section` does, however it is written."""
    reader = _Reader(flat, start, end, headings, hidden)
    spans = reader.read(line or flat.count("\n", 0, start) + 1)
    return Section(
        spans,
        reader.faults,
        unread_dates.find_uncounted(flat, start, end, spans, hidden) if spans else (),
        unread_dates.find_undated(flat, start, end, spans, hidden),
        reader.planned,
    )


class _Mark(NamedTuple):
    """The beginning of an entry or of a heading without a date; it ends the entry above."""

    start: int
    """Of its first line."""
    shape: Shape | None
    found: re.Match[str] | None
    depth: int
    """The columns before a bullet, the level of a heading."""


class _Reader:
    """The text of a section, and what was found in it so far."""

    def __init__(
        self,
        flat: str,
        start: int,
        end: int,
        headings: Sequence[Heading],
        hidden: Sequence[Hidden],
    ) -> None:
        self.flat = flat
        self.start = start
        self.end = visible_end(flat, start, end, hidden)
        self.headings = headings
        self.hidden = hidden
        self.faults: list[Fault] = []
        self.planned: list[EntrySpan] = []
        self.table_names: list[re.Match[str]] = []
        """The lines with the names of columns."""
        if flat.find("|", start, self.end) >= 0:
            self.table_names = list(tables.HEADERS.finditer(flat, start - 1, self.end))

    def read(self, line: int) -> tuple[EntrySpan, ...]:
        """Read all entries, in the order of the file; `line` is the number of the first line.

        What is wrong is added to the faults.
        """
        flat, counted = self.flat, self.start
        marks = self._find_marks()
        unread = unread_dates.find_unread(
            flat, self.start, self.end, [mark[:2] for mark in marks], self.hidden
        )
        numbers = line_numbers(flat, [at for at, _ in unread], self.start, line)
        self.faults += [
            fault._replace(line=number) for number, (_, fault) in zip(numbers, unread, strict=True)
        ]
        spans: list[EntrySpan] = []
        for place, mark in enumerate(marks):
            if not mark.shape:
                continue
            following = marks[place + 1] if place + 1 < len(marks) else None
            until = following.start if following else self.end
            if not (following and following.shape):
                until = self._cut_trailing(mark, until, spans)
            line += flat.count("\n", counted, mark.start)
            counted = mark.start
            if mark.shape == "row":
                span = self._read_row(mark, line)
                if span and (below := self._read_below(span.end, until, line + 1)):
                    owner = span.entry
                    span = span._replace(entry=owner._replace(tasks=(*owner.tasks, *below)))
            else:
                span = self._read_block(mark, until, line)
            if span:
                box = mark.found[3] if mark.found and mark.shape == "bullet" else None
                (spans if entry_parser.is_ticked(box) else self.planned).append(span)
        return tuple(spans)

    def _find_marks(self) -> list[_Mark]:
        """Find what begins an entry or ends one, in order, without what is nested in an entry."""
        # Every search begins at the line ending above the section's first line.
        flat, above, end = self.flat, self.start - 1, self.end
        marks = [
            _Mark(found.start() + 1, "bullet", found, _columns(found[1]))
            for found in entry_parser.BULLETS.finditer(flat, above, end)
            # What only looks like half a date ("10.50 an hour") is text.
            if not found[14] or read_half(_rest_of_line(flat, found.start(14)))
        ]
        bullets = len(marks)
        known = {mark.start for mark in marks}
        marks += (
            _Mark(task.start(), "bullet", None, _columns(task[0]))
            for task in dated_tasks(flat, self.start, end)
            if task.start() not in known
        )
        for heading in self.headings:
            dated = entry_parser.HEADING.match(flat, heading.start, heading.end)
            shape: Shape | None = "heading" if dated else None
            marks.append(_Mark(heading.start, shape, dated, heading.level))
        if flat.find("|", self.start, end) >= 0:
            rows = [found.start() + 1 for found in tables.ROWS.finditer(flat, above, end)]
            rows += tables.find_bare_rows(flat, self.table_names, end)
            marks += (_Mark(row, "row", None, 0) for row in rows)
            first_rows = set(rows)
            marks += (
                _Mark(names.start() + 1, None, None, 0)
                for names in self.table_names
                if names.end() + 1 in first_rows
            )
        if len(marks) > bullets:
            marks.sort(key=_START)
        if self.hidden:
            marks = [mark for mark in marks if not is_hidden(self.hidden, mark.start)]
        if len(marks) == bullets and not any(map(_DEPTH, marks)):
            return marks  # bullets at the margin only: nothing is nested
        return _without_nested(marks)

    def _read_row(self, mark: _Mark, line: int) -> EntrySpan | None:
        ending = self.flat.find("\n", mark.start, self.end)
        after = self.end if ending < 0 else ending + 1
        row = self.flat[mark.start : after].rstrip(" \t\n")
        above = bisect_left(self.table_names, mark.start, key=lambda names: names.start())
        columns = (
            tables.read_columns(self.table_names[above - 1][1])
            if above
            else tables.guess_columns(row)
        )
        entry = tables.parse_row(row, columns, line, self.faults)
        return EntrySpan(entry, mark.start, after, "row") if entry else None

    def _read_below(self, start: int, end: int, line: int) -> list[Task]:
        """Read the tasks right below a row, blank lines between: tasks of that row's entry.

        `line` is the number of the line at `start`. They are no part of the row's span, where a
        table goes on.
        """
        tasks: list[Task] = []
        if not _TASK_BELOW.match(self.flat, start, end):
            return tasks
        at = start
        for number, text in enumerate(self.flat[start:end].split("\n"), line):
            read = read_task_line(text, number)
            is_other = text.strip() and not read
            if is_other or entry_parser.BULLET.match(text) or is_hidden(self.hidden, at):
                break
            if read:
                tasks.append(read[0])
                if read[1]:
                    self.faults.append(Fault(number, *read[1]))
            at += len(text) + 1
        return tasks

    def _read_block(self, mark: _Mark, until: int, line: int) -> EntrySpan | None:
        """Read a bullet with its children, or a dated heading with the text under it.

        A bullet with a box has the day after 📅, which the Tasks plugin moves, if there is one.
        """
        flat, found = self.flat, mark.found
        if not found or not mark.shape:
            return None
        groups = found.groups()
        first = _WHEN_IN_BULLET if mark.shape == "bullet" else _WHEN_IN_HEADING
        if first == _WHEN_IN_BULLET:
            if groups[2] and groups[2] not in _BOXES:
                return None  # dropped
            if groups[13]:
                if not entry_parser.is_ticked(groups[2]):
                    return None
                words = _rest_of_line(flat, found.start(14)).strip()
                words = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
                self.faults.append(Fault(line, "half-date", "", (("words", words),)))
                return None
        try:
            day = entry_parser.read_date_groups(groups[first + 1 : first + 7])
        except ImpossibleDate as impossible:
            self.faults.append(entry_parser.impossible_date(line, impossible))
            return None
        body = flat[found.end() : until].rstrip(" \t\n")
        ending = flat.find("\n", found.end() + len(body), until)
        if mark.shape == "heading":
            body = entry_parser.strip_closing_marks(body)
        opening, closing = groups[first], groups[first + 7]
        if opening or closing:
            when = flat[found.start(first + 1) : found.end()]
            body = entry_parser.keep_marks(opening, closing, when, body)
        if mark.shape == "bullet" and groups[2]:
            head, newline, under = body.partition("\n")
            head, moved = take_due(head)
            day, body = moved or day, head + newline + under
        hidden = kinds_of_lines(flat, self.hidden, mark.start, until, line)
        entry = entry_parser.build_entry(
            day, groups[first + 8], body, line, faults=self.faults, hidden=hidden
        )
        return EntrySpan(entry, mark.start, until if ending < 0 else ending + 1, mark.shape)

    def _cut_trailing(self, mark: _Mark, until: int, spans: Sequence[EntrySpan]) -> int:
        """Return where the last entry before an undated heading or the section's end ends."""
        flat, hidden = self.flat, self.hidden
        if mark.shape == "row" or flat.find("\n", mark.start, until) < 0:
            return until
        if mark.shape == "bullet":
            return trailing_text.end_of_item(flat, mark.start, until, hidden)
        divided = any(
            trailing_text.holds_divided_text(flat, span.start, span.end, hidden)
            for span in spans
            if span.shape == "heading"
        )
        return trailing_text.end_of_block(flat, mark.start, until, hidden, divided=divided)


def _without_nested(marks: list[_Mark]) -> list[_Mark]:
    """Leave out bullets and headings that belong to the text of the entry above them.

    Under a dated heading tasks are its own, and half a date begins no entry.
    """
    kept: list[_Mark] = []
    owner: _Mark | None = None
    for mark in marks:
        if owner and owner.shape:
            if mark.shape == "bullet":
                limit = owner.depth + 2 if owner.shape == "bullet" else 2
                found = mark.found
                own = owner.shape == "heading" and (not found or found[3] or found[14])
                if mark.depth >= limit or own:
                    continue
            elif mark.shape is None and owner.shape == "heading" and mark.depth > owner.depth:
                continue
        kept.append(mark)
        if mark.shape != "row":
            owner = mark
    return kept


def _columns(line: str) -> int:
    """Count the columns before a bullet."""
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blanks.expandtabs(4)) if blanks else 0


def _rest_of_line(flat: str, start: int) -> str:
    ending = flat.find("\n", start)
    return flat[start:] if ending < 0 else flat[start:ending]
