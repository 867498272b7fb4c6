"""Find the open tasks of a note that are under no entry: appointments, reminders, and the rest.

The tasks under an entry belong to it; `log_reader.py` reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.note.entry_parser import Fault
from contactkeeper.core.note.markdown import is_hidden, line_numbers, match_lines
from contactkeeper.core.note.meaning import appointment, is_appointment
from contactkeeper.core.note.tasks import OPEN_TASKS, read_task_line

if TYPE_CHECKING:
    from contactkeeper.core.model import Task
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.outline import Body

_BOXES = ("[ ]", "[/]")
_TEMPLATE_MARKS = ("{{", "<%")


def find_tasks(body: Body, start: int, log: Log | None) -> tuple[tuple[Task, ...], list[Fault]]:
    """Return the open tasks outside entries, in the order of the note, and the faults of theirs.

    `start` is where the text after the frontmatter starts. The tasks of a template are nobody's.
    """
    flat = body.flat
    if not any(box in flat for box in _BOXES) or any(mark in flat for mark in _TEMPLATE_MARKS):
        return (), []  # most notes
    lines = [
        (at, found[0][1:])
        for at, found in match_lines(OPEN_TASKS, flat, start, len(flat))
        if not is_hidden(body.hidden, at)
    ]
    spans = log.all_spans if log else ()
    owned = {task.line for span in spans for task in span.entry.tasks}
    planned = {span.entry.line: span.entry for span in log.planned} if log else {}
    tasks: list[Task] = []
    faults: list[Fault] = []
    numbers = line_numbers(flat, [at for at, _ in lines])
    for number, (_, line) in zip(numbers, lines, strict=True):
        if number in owned:
            continue
        if not (read := read_task_line(line, number, body.dates)):
            continue
        task, fault = read
        entry = planned.get(number)
        if entry and is_appointment(entry):
            task = appointment(entry)
        elif task.kind != "waiting":
            task = task._replace(kind="reminder")
        tasks.append(task)
        if fault:
            faults.append(Fault(number, *fault))
    return tuple(tasks), faults
