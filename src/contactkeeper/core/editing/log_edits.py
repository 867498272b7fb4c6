"""Plans that change the log: a new entry, one that is mended, a task ticked, a year given.

They choose the place and follow the section's own hand; how an entry is written is `entries`'
affair, and whether the result is right is for `verify` to find out on its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.days.dates import read_half
from contactkeeper.core.editing.edits import (
    Edit,
    Plan,
    apply,
    combine,
    ending_before,
    insert_lines,
    refuse_unwritable,
)
from contactkeeper.core.editing.places import append_edit
from contactkeeper.core.editing.property_edits import step_last_contact
from contactkeeper.core.editing.recurring import Unrepeatable, next_line, recurs
from contactkeeper.core.editing.rewriting import rewrite_entry
from contactkeeper.core.late import late
from contactkeeper.core.notes.markdown import split_lines
from contactkeeper.core.notes.note import Note
from contactkeeper.core.notes.tasks import BOXES, read_promise
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry, Promise, TaskState
    from contactkeeper.core.notes.entries import Shape
    from contactkeeper.core.notes.note import EntrySpan

_BOX = late(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<mark>[^\]])\]")
_BOX_IN_CELL = late(r"[|>][ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<mark>[^\]])\]")
_HALF = late(r"(?P<before>[ \t]*(?:[-*+]|\d+[.)])[ \t]++\W*+)(?P<half>\d{1,2}\.\d\d\.?)")


def append_entry(note: Note, entry: Entry) -> Plan:
    """Add an entry where a person would have written it, and keep `last_contact` in step.

    Raises:
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    refuse_unwritable(note)
    kept = step_last_contact(note, entry)
    edit = append_edit(note, entry)
    plan = Plan(edits=(edit,), added=(entry,))
    for span in note.log.spans if note.log else ():
        below = _tasks_below(span.shape, span.entry)
        if below and span.end == edit.start:
            # They stand under the last row, which will be the new one.
            above = span.entry._replace(
                promises=tuple(task for task in span.entry.promises if task not in below)
            )
            added = entry._replace(promises=(*entry.promises, *below))
            plan = Plan((edit,), (added,), ((span.entry, above),))
    return combine(note, plan, kept)


def replace_entry(note: Note, span: EntrySpan, entry: Entry) -> Plan:
    """Put an entry in the place of one of the note's, in its place and its hand.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    refuse_unwritable(note)
    text, log = note.text, note.log
    if log is None:
        raise WriteRefused(note.path, span.entry.line, "The note has no log.")
    if note.unclosed and span.start <= note.unclosed.start < span.end:
        why = "A fence, comment or HTML begins in this entry and is never closed: close it."
        raise WriteRefused(note.path, note.unclosed.number, why)
    ending = ending_before(text, span.end)
    below = [(task.text, task.due) for task in _tasks_below(span.shape, span.entry)]
    tasks = tuple(task for task in entry.promises if (task.text, task.due) not in below)
    written = entry._replace(promises=tasks) if below else entry
    new = ending.join(rewrite_entry(note, log, span, written))
    if text[span.end - 1] in "\r\n":
        new += ending
    kept = step_last_contact(note, entry)
    plan = Plan(edits=(Edit(span.start, span.end, new),), replaced=((span.entry, entry),))
    return combine(note, plan, kept)


def tick(note: Note, promise: Promise, state: TaskState, today: date) -> Plan:
    """Set the box of one promise or waiting task of the note; one character changes.

    One that recurs and is kept gets its next one, in a line above it.

    Raises:
        WriteRefused: the note has no such task on that line, or its next one can't be told.
    """
    refuse_unwritable(note)
    for span in note.log.spans if note.log else ():
        for index, task in enumerate(span.entry.promises):
            if task == promise:
                tasks = list(span.entry.promises)
                tasks[index] = task._replace(state=state)
                box = _find_box(note, span, index)
                edits = [Edit(box, box + 1, BOXES[state])]
                if state == "kept" and (above := _next_one(note, span, task, box, today)):
                    edits.insert(0, above[0])
                    tasks.insert(index, above[1])
                new = span.entry._replace(promises=tuple(tasks))
                return Plan(edits=tuple(edits), replaced=((span.entry, new),))
    raise WriteRefused(note.path, promise.line or None, "There is no such task.")


def _next_one(
    note: Note, span: EntrySpan, task: Promise, box: int, today: date
) -> tuple[Edit, Promise] | None:
    """Return the edit that puts the next one above a task, and what it says; None: none comes.

    Raises:
        WriteRefused: it recurs, and the next one can't be told or has no place.
    """
    at = split_lines(note.text)[task.line - 1]
    line = note.text[at.start : at.end]
    if not recurs(line):
        return None
    if span.shape == "row" and task not in _tasks_below(span.shape, span.entry):
        raise _left_open(note, task, "it stands in a cell of a table")
    try:
        new = next_line(line, box - at.start, today)
    except Unrepeatable as error:
        raise _left_open(note, task, str(error)) from error
    read = read_promise(new)
    if read is None or read[0].state != "open":
        raise WriteRefused(note.path, task.line, "The next task would not read back.")
    return insert_lines(note.text, at.start, [new]), read[0]


def _left_open(note: Note, task: Promise, why: str) -> WriteRefused:
    """Return the error for a task that recurs and would have no next one."""
    said = (
        f"This task recurs, and its next one can't be made: {why}. So it is left open: "
        "tick it in Obsidian, or ck done --drop ends it."
    )
    return WriteRefused(note.path, task.line, said)


def give_year(note: Note, line: int, year: int) -> Plan:
    """Make an entry of the bullet on a line that begins with half a date (`- 23.11 …`).

    Raises:
        WriteRefused: there is no such bullet, or that year has no such day.
    """
    refuse_unwritable(note)
    found = None
    if any(problem.code == "half-date" and problem.line == line for problem in note.problems):
        at = split_lines(note.text)[line - 1]
        found = _HALF.match(note.text, at.start, at.end)
    half = read_half(found["half"]) if found else None
    if found is None or half is None:
        raise WriteRefused(note.path, line, "No bullet begins with half a date here.")
    try:
        day = date(year, half[1], half[0])
    except ValueError:
        raise WriteRefused(note.path, line, f"{year} has no such day.") from None
    edit = Edit(*found.span("half"), day.isoformat())
    after = Note.parse(apply(note.text, [edit]), note.path, note.settings)
    return _difference(note, after, line)._replace(edits=(edit,))


def _difference(before: Note, after: Note, line: int) -> Plan:
    """Say which entry a mended line has become, and from which one it was taken.

    The line was text of the entry above it; that entry keeps what stood before the line.
    """
    old = [span.entry for span in before.log.spans] if before.log else []
    new = [span.entry for span in after.log.spans] if after.log else []
    made = next((entry for entry in new if entry.line == line), None)
    if made is None:
        raise WriteRefused(before.path, line, "That would still be no entry.")
    owner = next((entry for entry in reversed(old) if entry.line < line), None)
    left = next((entry for entry in new if owner and entry.line == owner.line), None)
    replaced = ((owner, left),) if owner and left and not owner.same(left) else ()
    return Plan(added=(made,), replaced=replaced)


def _tasks_below(shape: Shape, entry: Entry) -> tuple[Promise, ...]:
    """Return the tasks of a table's row that stand below the table, not in its cell."""
    if shape != "row":
        return ()
    return tuple(task for task in entry.promises if task.line != entry.line)


def _find_box(note: Note, span: EntrySpan, index: int) -> int:
    """Return the offset of the character in the box of an entry's task."""
    tasks = span.entry.promises
    line = split_lines(note.text)[tasks[index].line - 1]
    if span.shape == "row" and tasks[index] not in _tasks_below(span.shape, span.entry):
        tasks = tuple(task for task in tasks if task.line == tasks[index].line)
        boxes = list(_BOX_IN_CELL.finditer(note.text, line.start, line.end))
        found = boxes[index] if len(boxes) == len(tasks) else None
    else:
        found = _BOX.match(note.text, line.start, line.end)
    if found is None:
        raise WriteRefused(note.path, line.number, "The task's box can't be found.")
    return found.start("mark")
