"""Tasks: one line of the Obsidian Tasks plugin, read and written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import TwoReadings
from contactkeeper.core.language.languages import pattern, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Task, TaskKind, TaskState
from contactkeeper.core.note.entry_dates import ANY_DATES
from contactkeeper.core.note.escapes import escape, reference, unescape
from contactkeeper.core.note.task_signs import (
    SIGN,
    TaskFault,
    impossible,
    read_completed,
    take_signs,
)

if TYPE_CHECKING:
    from contactkeeper.core.note.entry_dates import DateReader

_STATES: dict[str, TaskState] = {"x": "kept", "X": "kept", "-": "dropped"}
BOXES: dict[TaskState, str] = {"open": " ", "kept": "x", "dropped": "-"}
"""The character in a task's box."""

TASK = lazy_regex(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([^\]\n])\](?:[ \t]+|$)")
"""The beginning of a task's line, up to its text; group 1 is the box."""

_BULLETS = r"\n[ \t]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]++"
OPEN_TASKS = lazy_regex(rf"{_BULLETS}\[[ /]\](?=[ \t\n]|\Z)[^\n]*")
"""Each line of an open task, after a line ending; `[/]` is in progress."""
TASKS = lazy_regex(rf"{_BULLETS}\[[^\]\n]\](?=[ \t\n]|\Z)[^\n]*")

_DATE_MARK = lazy_regex(r"\A([\[*_]*[0-9]+)([-.])")
_WAITING = lazy_regex(rf"{pattern(words(lambda language: language.waiting))}:[ \t]*", re.IGNORECASE)


def read_task_line(
    line: str, number: int = 0, dates: DateReader = ANY_DATES
) -> tuple[Task, TaskFault | None] | None:
    """Read a task's line: the task, and what is wrong with its date.

    None where the line is no task. A date at the beginning of the text is when it is due where
    none stands after a sign; it stays in the text.
    """
    task = TASK.match(line)
    if not task:
        return None
    body = line[task.end() :].strip(" \t")
    waiting = _WAITING.match(body)
    if waiting:
        body = body[waiting.end() :]
    state = _STATES.get(task[1], "open")
    done = read_completed(body) if state == "kept" else None
    body, days, faults = take_signs(body, dates)
    due = None
    try:
        if days:
            due = date.fromisoformat(days[0])
        elif when := dates.read(body):
            due = when.day
    except TwoReadings as error:
        faults.append(TaskFault("task-date", "leading", error.facts()))
    except ImpossibleDate as error:
        faults.insert(0, impossible(error.text))
    except ValueError:
        faults.insert(0, impossible(days[0]))
    fault = _worst(faults, state) if faults else None
    kind: TaskKind = "waiting" if waiting else "promise"
    return Task(unescape(body), due, state, kind, number, done=done), fault


def _worst(faults: list[TaskFault], state: TaskState) -> TaskFault | None:
    """Return the fault to report: an impossible date always, another one of an open task."""
    impossible = next((each for each in faults if each.code == "impossible-date"), None)
    return impossible or (faults[0] if state == "open" else None)


def format_task_line(task: Task, marker: str = "-", waiting: str = "waiting") -> str:
    """Write a task as one line, without indentation, so that reading gives it back."""
    text = escape(task.text)
    line = _write(task, text, marker, waiting)
    read = read_task_line(line)
    if read and read[0].same(task) and read[0].done == task.done and not read[1]:
        return line
    return _write(task, _harden(text), marker, waiting)


def _write(task: Task, text: str, marker: str, waiting: str) -> str:
    words = [marker, f"[{BOXES[task.state]}]"]
    if task.kind == "waiting":
        words.append(f"{waiting}:")
    if text:
        words.append(text)
    if task.due:
        words.append(f"📅 {task.due.isoformat()}")
    if task.done:
        words.append(f"✅ {task.done.isoformat()}")
    return " ".join(words)


def keep_signs(text: str) -> str:
    """Escape the signs of a text, which say something of a task."""
    # A backslash before a sign stands for itself, but before a reference it would not.
    return SIGN.sub(lambda sign: 2 * sign[1] + reference(sign[2]), text)


def _harden(text: str) -> str:
    """Escape what would be read as a mark, a sign or a date."""
    text = keep_signs(text)
    if waiting := _WAITING.match(text):
        colon = text.index(":", 0, waiting.end())
        text = f"{text[:colon]}\\{text[colon:]}"
    text = _DATE_MARK.sub(r"\1\\\2", text, count=1)
    try:
        is_dated = ANY_DATES.read(text) is not None
    except ValueError:
        is_dated = True
    return reference(text[0]) + text[1:] if is_dated else text
