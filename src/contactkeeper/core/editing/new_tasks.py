"""Plan a new appointment or reminder, in the hand of the note's log.

Among bullets it stands by its day, in a log of dated headings above the first of them, below a
table after a blank line.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, insert_lines
from contactkeeper.core.editing.empty_log import empty_table, insert_first
from contactkeeper.core.editing.insertion_point import find_place, insert_beside, numbered
from contactkeeper.core.editing.verify import refuse_unknown_log, refuse_unwritable
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Entry
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.markdown import flatten, split_lines
from contactkeeper.core.note.style import AT_MARGIN, Style, style_of
from contactkeeper.core.note.task_signs import SIGN
from contactkeeper.core.note.tasks import format_task_line, keep_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Task
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan

_BLANKS = lazy_regex(r"[ \t]*")
_BLANK_LINE = lazy_regex(r"[ \t]*(?:\r|\n|\Z)")
_AFTER_BLANK = lazy_regex(r"(?:^|\n)[ \t]*\n\Z")


def add_task(note: Note, task: Task) -> Plan:
    """Plan a new task under no entry.

    An appointment or a reminder with a date stands in the log; any other would belong to the entry
    above it there, so it stands above the log.

    Raises:
        UnknownLog: only the dates of the section show that it is the log.
        WriteRefused: there is no safe place for it.
    """
    refuse_unwritable(note)
    refuse_unknown_log(note)
    if task.kind == "appointment" or (task.kind == "reminder" and task.due):
        edit = place_task(note, _as_entry(task), lambda style: [_format(task, style)])
    else:
        edit = _outside_of_log(note, format_task_line(task, Style().marker))
    return Plan((edit,), new_tasks=(task,))


def place_task(note: Note, entry: Entry, write: Callable[[Style], list[str]]) -> Edit:
    """Return the edit for a task at the place of the entry that it is by its day and time.

    `write` gives its lines in the style of a bullet.

    Raises:
        WriteRefused: there is no safe place for it.
    """
    log = note.log
    if log is None:
        return insert_first(note, write(Style()))
    style = log.style
    shape = style.shape if log.spans else ""
    beside = [*log.planned]
    if shape == "bullet":
        beside += (span for span in log.spans if span.shape == "bullet")
    if beside:
        return _insert_by_day(note, log, sorted(beside, key=attrgetter("start")), entry, write)
    lines = write(style._replace(shape="bullet"))
    if shape in AT_MARGIN:
        return _insert_above(note, log, lines)
    if shape == "row":
        return _insert_below(note, _end_of_table(note, log), lines)
    if table := empty_table(note, log):
        return _insert_below(note, table[0], lines)
    return insert_first(note, lines)


def _as_entry(task: Task) -> Entry:
    """Return the entry that a task is by its day and time."""
    return Entry(task.due or date.max, task.text, channel=task.channel, time=task.time)


def _format(task: Task, style: Style) -> str:
    """Write the line of a task; an appointment begins with its day in the form of the log."""
    if task.kind != "appointment":
        return format_task_line(task, style.marker)
    line = format_entry(_as_entry(task), style._replace(marker=f"{style.marker} [ ]"))
    return keep_signs(line) if SIGN.search(task.text) else line


def _insert_by_day(
    note: Note,
    log: Log,
    beside: Sequence[EntrySpan],
    entry: Entry,
    write: Callable[[Style], list[str]],
) -> Edit:
    """Return the edit for a task among bullets, at the place of its day."""
    bullets = [span for span in log.spans if span.shape == "bullet"]
    style = style_of(log.source, bullets or beside, newest_first=bool(log.newest_first))
    index, goes_before = find_place(note, log, beside, entry)
    style = numbered(note.text, beside, index, style, goes_before=goes_before)
    anchor = beside[index]
    lead = _BLANKS.match(note.text, anchor.start)
    style = style._replace(marker=style.marker.lstrip(" \t"))
    lines = [(lead[0] if lead else "") + line if line else "" for line in write(style)]
    return insert_beside(note, log, anchor, lines, style, goes_before=goes_before)


def _insert_above(note: Note, log: Log, lines: Sequence[str]) -> Edit:
    """Return the edit for a task above the first dated heading, blank lines around."""
    first = log.spans[0].start
    is_apart = first == log.start or _AFTER_BLANK.search(log.source[log.start - 1 : first])
    return insert_lines(note.text, first, [*([] if is_apart else [""]), *lines, ""])


def _outside_of_log(note: Note, line: str) -> Edit:
    """Return the edit for a task above the log, or at the end of a note without one."""
    at = note.log.top if note.log else len(note.text)
    above = flatten(note.text[:at])
    is_apart = not above.strip() or _AFTER_BLANK.search(above)
    return insert_lines(note.text, at, [*([] if is_apart else [""]), line, ""])


def _insert_below(note: Note, at: int, lines: Sequence[str]) -> Edit:
    """Return the edit for a task below a table, blank lines around."""
    is_apart = _BLANK_LINE.match(note.text, at)
    return insert_lines(note.text, at, ["", *lines, *([] if is_apart else [""])])


def _end_of_table(note: Note, log: Log) -> int:
    """Return where a table ends, with the tasks right below it that belong to its last row."""
    rows = [span for span in log.spans if span.shape == "row"]
    lines = split_lines(note.text)
    below = [task.line for span in rows for task in span.entry.tasks]
    last = max([span.entry.line for span in rows] + below)
    return lines[last].start if last < len(lines) else len(note.text)
