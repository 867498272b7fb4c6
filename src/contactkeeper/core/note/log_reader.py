"""Divide the section of a log into entries, and find what only looks like one.

`log.py` finds the section, `entry_parser.py` reads each entry, `unread_dates.py` reports the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note import entry_parser, tables, trailing_text, unread_dates
from contactkeeper.core.note.entry_parser import Fault
from contactkeeper.core.note.log_marks import Mark, find_marks, rest_of_line
from contactkeeper.core.note.markdown import is_hidden, kinds_of_lines, line_numbers, visible_end
from contactkeeper.core.note.simple_log import read_plain
from contactkeeper.core.note.style import EntrySpan
from contactkeeper.core.note.task_signs import take_due
from contactkeeper.core.note.tasks import read_task_line

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from contactkeeper.core.model import Task
    from contactkeeper.core.note.outline import Body

_TASK_BELOW = lazy_regex(r"(?:[ \t]*\n)*[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[")
_BOXES = "xX /"
"""The boxes of tasks that are entries or may become some."""
_EXCERPT = 40


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


def read_section(body: Body, start: int, end: int, line: int = 0) -> Section:
    """Read all that is between two offsets of a note.

    `line` is the number of the first line; 0: it is counted.
    """
    faults: list[Fault] = []
    line = line or body.flat.count("\n", 0, start) + 1
    plain = None if body.hidden else read_plain(body.flat, start, end, faults, line, body.dates)
    if plain is not None:
        return Section(plain, faults)  # every line of it belongs to an entry
    return read_any(body, start, end, line)


def read_any(body: Body, start: int, end: int, line: int = 0) -> Section:
    """Read any section as `read_section` does, however it is written."""
    flat, hidden = body.flat, body.hidden
    reader = _Reader(body, start, end)
    spans = reader.read(line or flat.count("\n", 0, start) + 1)
    return Section(
        spans,
        reader.faults,
        unread_dates.find_uncounted(flat, start, end, spans, hidden),
        unread_dates.find_undated(flat, start, end, spans, hidden),
        reader.planned,
    )


class _Reader:
    """The text of a section, and what was found in it so far."""

    def __init__(self, body: Body, start: int, end: int) -> None:
        self.body = body
        self.flat, self.hidden = body.flat, body.hidden
        self.start = start
        self.end = visible_end(self.flat, start, end, self.hidden)
        self.headings = body.headings_between(start, end)
        self.faults: list[Fault] = []
        self.planned: list[EntrySpan] = []
        self.table_names: list[re.Match[str]] = []
        """The lines with the names of columns."""
        if self.flat.find("|", start, self.end) >= 0:
            self.table_names = list(tables.HEADERS.finditer(self.flat, start - 1, self.end))

    def read(self, line: int) -> tuple[EntrySpan, ...]:
        """Read all entries, in the order of the file; `line` is the number of the first line.

        What is wrong is added to the faults.
        """
        flat, counted = self.flat, self.start
        marks = find_marks(self.body, self.start, self.end, self.headings, self.table_names)
        unread = unread_dates.find_unread(self.body, self.start, self.end, marks)
        if self.table_names:
            late = unread_dates.find_late_dates(flat, self.table_names, self.end)
            unread = sorted([*unread, *late], key=itemgetter(0))
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
                (spans if entry_parser.is_ticked(mark.box) else self.planned).append(span)
        return tuple(spans)

    def _read_row(self, mark: Mark, line: int) -> EntrySpan | None:
        ending = self.flat.find("\n", mark.start, self.end)
        after = self.end if ending < 0 else ending + 1
        row = self.flat[mark.start : after].rstrip(" \t\n")
        above = bisect_left(self.table_names, mark.start, key=lambda names: names.start())
        columns = (
            tables.read_columns(self.table_names[above - 1][1])
            if above
            else tables.guess_columns(row)
        )
        entry = tables.parse_row(row, columns, line, self.faults, self.body.dates)
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
            read = read_task_line(text, number, self.body.dates)
            is_other = text.strip() and not read
            if is_other or entry_parser.BULLET.match(text) or is_hidden(self.hidden, at):
                break
            if read:
                tasks.append(read[0])
                if read[1]:
                    self.faults.append(Fault(number, *read[1]))
            at += len(text) + 1
        return tasks

    def _read_block(self, mark: Mark, until: int, line: int) -> EntrySpan | None:
        """Read a bullet with its children, or a dated heading or paragraph with its text.

        A bullet with a box has the day after 📅, which the Tasks plugin moves, if there is one.
        """
        flat = self.flat
        if mark.date < 0 or (mark.box and mark.box not in _BOXES):
            return None  # a task without a day of its own, or a dropped one
        if mark.is_half:
            if entry_parser.is_ticked(mark.box):
                words = rest_of_line(flat, mark.date).strip()
                words = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
                self.faults.append(Fault(line, "half-date", "", (("words", words),)))
            return None
        try:
            when = self.body.dates.read(flat, mark.date)
        except ImpossibleDate as impossible:
            self.faults.append(entry_parser.impossible_date(line, impossible))
            return None
        if not when or not mark.shape:
            return None
        body = flat[when.end : until].rstrip(" \t\n")
        ending = flat.find("\n", when.end + len(body), until)
        if mark.shape == "heading":
            body = entry_parser.strip_closing_marks(body)
        if when.opening or when.closing:
            words = flat[when.start : when.end]
            body = entry_parser.keep_marks(when.opening, when.closing, words, body)
        day = when.day
        if mark.box:
            head, newline, under = body.partition("\n")
            head, moved = take_due(head, self.body.dates)
            day, body = moved or day, head + newline + under
        hidden = kinds_of_lines(flat, self.hidden, mark.start, until, line)
        entry = entry_parser.build_entry(
            day, when.clock, body, line, faults=self.faults, hidden=hidden, dates=self.body.dates
        )
        return EntrySpan(entry, mark.start, until if ending < 0 else ending + 1, mark.shape)

    def _cut_trailing(self, mark: Mark, until: int, spans: Sequence[EntrySpan]) -> int:
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
