"""Plan changes of the log: add or replace an entry, tick a task.

The plans follow the log's own order and style; `core.note` formats the entries, and
`verify` checks the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, combine, ending_before, insert_lines
from contactkeeper.core.editing.empty_log import read_note_outline
from contactkeeper.core.editing.insertion_point import append_edit, refuse_header_row, write_beside
from contactkeeper.core.editing.note_language import in_language
from contactkeeper.core.editing.property_edits import step_last_contact
from contactkeeper.core.editing.recurring_tasks import Unrepeatable, next_line, recurs
from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.language.date_at import DateRules
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_dates import DateReader
from contactkeeper.core.note.markdown import flatten, split_lines
from contactkeeper.core.note.style import style_of
from contactkeeper.core.note.tasks import BOXES, read_task_line
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Entry, Task, TaskState
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan, Shape, Style

_BOX = lazy_regex(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<mark>[^\]])\]")
_BOX_IN_CELL = lazy_regex(r"[|>][ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<mark>[^\]])\]")

_DAYS_OF = (("📅", "✅ {}"), ("📆", "✅ {}"), ("🗓", "✅ {}"), ("due::", "[completion:: {}]"))
"""The sign of a task's due date, and the words for the day on which such a task was kept."""
_HAS_DAY = lazy_regex("[✅❌]|(?:completion|cancelled)::")


def append_entry(note: Note, entry: Entry) -> Plan:
    """Plan a new entry at its place in the log's order, and update `last_contact`.

    Raises:
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    return combine(note, insert_entry(note, entry), step_last_contact(note, entry))


def insert_entry(note: Note, entry: Entry, usual: Style | None = None) -> Plan:
    """Plan a new entry at its place in the log's order, and nothing else.

    `usual` is as in `append_edit`.

    Raises:
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    refuse_unwritable(note)
    edit = append_edit(note, entry, usual)
    plan = Plan(edits=(edit,), added=(entry,))
    for span in note.log.all_spans if note.log else ():
        below = _tasks_below(span.shape, span.entry)
        if below and span.end == edit.start:
            # They follow the last row, which will be the new one.
            above = span.entry._replace(
                tasks=tuple(task for task in span.entry.tasks if task not in below)
            )
            added = entry._replace(tasks=(*entry.tasks, *below))
            plan = Plan((edit,), (added,), ((span.entry, above),))
    return plan


def replace_entry(note: Note, span: EntrySpan, entry: Entry) -> Plan:
    """Plan the replacement of an entry, at its place and in its style.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    refuse_unwritable(note)
    text, log = note.text, note.log
    if log is None:
        raise WriteRefused(note.path, span.entry.line, Wording("The note has no log."))
    if note.unclosed and span.start <= note.unclosed.start < span.end:
        raise WriteRefused(
            note.path,
            note.unclosed.number,
            Wording("A fence, comment or HTML begins in this entry and is never closed: close it."),
        )
    ending = ending_before(text, span.end)
    below = [(task.text, task.due) for task in _tasks_below(span.shape, span.entry)]
    tasks = tuple(task for task in entry.tasks if (task.text, task.due) not in below)
    written = entry._replace(tasks=tasks) if below else entry
    new = ending.join(rewrite_entry(note, log, span, written))
    if text[span.end - 1] in "\r\n":
        new += ending
    kept = step_last_contact(note, entry)
    plan = Plan(edits=(Edit(span.start, span.end, new),), replaced=((span.entry, entry),))
    return combine(note, plan, kept)


def tick(note: Note, promise: Task, state: TaskState, today: date) -> Plan:
    """Plan a new state for the checkbox of one task; where it has a 📅, ✅ and the day may follow.

    A recurring task that is done gets its next occurrence in a line above it. An open task that
    begins with its day becomes an entry of the log.

    Raises:
        WriteRefused: the note has no such task on that line, or its next occurrence is unknown.
    """
    refuse_unwritable(note)
    for span in note.log.all_spans if note.log else ():
        for index, task in enumerate(span.entry.tasks):
            if task == promise:
                tasks = list(span.entry.tasks)
                box = _find_box(note, span, index)
                day = _day_of(note, task, state, today)
                edits = [Edit(box, box + 1, BOXES[state]), *day]
                tasks[index] = task._replace(state=state, done=today if day else None)
                if state == "kept" and (above := _next_one(note, task, box, today)):
                    edits.insert(0, above[0])
                    tasks.insert(index, above[1])
                new = span.entry._replace(tasks=tuple(tasks))
                return Plan(edits=tuple(edits), replaced=((span.entry, new),))
    if promise in note.tasks:
        return _tick_outside(note, promise, state, today)
    raise WriteRefused(note.path, promise.line or None, Wording("There is no such task."))


def _tick_outside(note: Note, task: Task, state: TaskState, today: date) -> Plan:
    """Plan a new state for the checkbox of a task that is under no entry."""
    at = split_lines(note.text)[task.line - 1]
    found = _BOX.match(note.text, at.start, at.end)
    if found is None:
        raise WriteRefused(note.path, task.line, Wording("The task's checkbox can't be found."))
    box = found.start("mark")
    edits = [Edit(box, box + 1, BOXES[state]), *_day_of(note, task, state, today)]
    new_tasks: tuple[Task, ...] = ()
    if state == "kept" and (above := _next_one(note, task, box, today)):
        edits.insert(0, above[0])
        following = above[1]._replace(kind=task.kind)
        if task.kind == "appointment":
            following = task._replace(due=following.due)
        new_tasks = (following,)
    planned = note.log.planned if note.log else ()
    entry = next((span.entry for span in planned if span.entry.line == task.line), None)
    if entry is None or state != "kept":
        return Plan(tuple(edits), new_tasks=new_tasks, closed_tasks=(task,))
    below = {each.line for each in entry.tasks}
    closed = tuple(each for each in note.tasks if each == task or each.line in below)
    return Plan(tuple(edits), added=(entry,), new_tasks=new_tasks, closed_tasks=closed)


def _day_of(note: Note, task: Task, state: TaskState, today: date) -> list[Edit]:
    """Return the edit that says on its line when a task was kept, as the Tasks plugin does.

    There is none where no ticked task of the log says so, where the line has no due date of the
    plugin, or is in a table cell; an appointment has its own day.
    """
    if state != "kept" or task.due is None or task.kind == "appointment":
        return []
    if not any(each.done for entry in note.contact().entries for each in entry.tasks):
        return []
    at = split_lines(note.text)[task.line - 1]
    line = note.text[at.start : at.end]
    sign = next((sign for mark, sign in _DAYS_OF if mark in line), "")
    if not (sign and _BOX.match(line)) or _HAS_DAY.search(line):
        return []
    words = line.rstrip(" \t")
    before, _, last = words.rpartition(" ")
    if last.startswith("^"):  # the name of the line, which stays at its end
        words = before.rstrip(" \t")
    place = at.start + len(words)
    return [Edit(place, place, f" {sign.format(today.isoformat())}")]


def _next_one(note: Note, task: Task, box: int, today: date) -> tuple[Edit, Task] | None:
    """Return the edit for the next occurrence of a task, and the new task; None: it does not recur.

    Raises:
        WriteRefused: it recurs, and its next occurrence is unknown or can't be inserted.
    """
    at = split_lines(note.text)[task.line - 1]
    line = note.text[at.start : at.end]
    if not recurs(line):
        return None
    if not _BOX.match(line):
        raise _left_open(note, task, Wording("it is in a table cell"))
    try:
        dates = DateReader(flatten(note.text), DateRules.of(note.settings))
        new = next_line(line, box - at.start, today, dates)
    except Unrepeatable as error:
        raise _left_open(note, task, error.why) from error
    read = read_task_line(new)
    if read is None or read[0].state != "open":
        raise WriteRefused(note.path, task.line, Wording("The next task would not read back."))
    return insert_lines(note.text, at.start, [new]), read[0]


def _left_open(note: Note, task: Task, why: Wording) -> WriteRefused:
    """Return the error for a recurring task whose next occurrence can't be written."""
    reason = Wording(
        "This task recurs, and its next occurrence can't be written: {why}. It stays open: "
        "tick it in Obsidian, or end it with ck done --drop.",
        why=why,
    )
    return WriteRefused(note.path, task.line, reason)


def _tasks_below(shape: Shape, entry: Entry) -> tuple[Task, ...]:
    """Return the tasks of a table's row that are below the table, not in a cell."""
    if shape != "row":
        return ()
    return tuple(task for task in entry.tasks if task.line != entry.line)


def _find_box(note: Note, span: EntrySpan, index: int) -> int:
    """Return the offset of the character in the checkbox of an entry's task."""
    tasks = span.entry.tasks
    line = split_lines(note.text)[tasks[index].line - 1]
    if span.shape == "row" and tasks[index] not in _tasks_below(span.shape, span.entry):
        tasks = tuple(task for task in tasks if task.line == tasks[index].line)
        boxes = list(_BOX_IN_CELL.finditer(note.text, line.start, line.end))
        found = boxes[index] if len(boxes) == len(tasks) else None
    else:
        found = _BOX.match(note.text, line.start, line.end)
    if found is None:
        raise WriteRefused(note.path, line.number, Wording("The task's checkbox can't be found."))
    return found.start("mark")


def rewrite_entry(note: Note, log: Log, span: EntrySpan, entry: Entry) -> list[str]:
    """Return the lines for an entry that replaces the one at a span, in its style.

    Comments, and what a task's line has beside the task (priority, recurrence), are kept.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    refuse_header_row(note, log, span)
    style = in_language(note, style_of(log.source, (span,), newest_first=True))
    lines = write_beside(note.text, span.start, entry, style)
    if span.shape == "row":
        return lines
    written = split_lines(note.text)
    # The tasks of an entry are its last lines, in their order.
    for at, promise in enumerate(reversed(entry.tasks), 1):
        same = (task for task in span.entry.tasks if task.same(promise) and task.line)
        if task := next(same, None):
            line = written[task.line - 1]
            lines[-at] = note.text[line.start : line.end]
    for stretch in read_note_outline(note, log.source).hidden:
        if stretch.kind == "comment" and span.start < stretch.start < span.end:
            inside = (line for line in written if stretch.start <= line.start < stretch.end)
            lines += [note.text[line.start : line.end] for line in inside]
    return lines
