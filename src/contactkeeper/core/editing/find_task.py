"""Find an open task by the words that a user typed, and find it again in a changed note.

A task is a promise of mine, or one that I wait for. Nothing is changed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold
from contactkeeper.errors import NoSuchTask, SeveralTasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.model import Entry, Promise
    from contactkeeper.core.note.note import Note


def still_open(entries: Iterable[Entry]) -> list[Promise]:
    """List the open tasks, mine and theirs, in the order of the entries."""
    return [task for entry in entries for task in entry.promises if task.state == "open"]


def name_of(task: Promise) -> str:
    """Return a task's name with its date, as the note has it: `JD 📅 2026-11-20`."""
    due = f" 📅 {task.due.isoformat()}" if task.due else ""
    return f"{'waiting: ' if task.waiting else ''}{task.text}{due}"


def tasks_named(entries: Iterable[Entry], text: str, path: str) -> list[Promise]:
    """Find the open tasks named `text`, else those whose name contains it; all for an empty text.

    Raises:
        NoSuchTask: none is open, or none matches.
    """
    tasks = still_open(entries)
    wanted = fold(" ".join(text.split()))
    exact = [task for task in tasks if wanted in (fold(task.text), fold(name_of(task)))]
    found = exact or [task for task in tasks if wanted in fold(name_of(task))]
    if not found:
        raise NoSuchTask(path, text, [name_of(task) for task in tasks])
    return found


def the_one(tasks: Sequence[Promise], text: str, path: str) -> Promise:
    """Return the only task of a list.

    Raises:
        SeveralTasks: there are several.
    """
    if len(tasks) > 1:
        raise SeveralTasks(path, text, [name_of(task) for task in tasks])
    return tasks[0]


def same_task(note: Note, wanted: Promise) -> Promise:
    """Find a task again in a changed note: at its line, else anywhere.

    Raises:
        NoSuchTask: it no longer exists, or is not open.
        SeveralTasks: it has moved, and there are several equal ones.
    """
    tasks = [task for task in still_open(note.contact().entries) if task.same(wanted)]
    here = [task for task in tasks if task.line == wanted.line] or tasks
    if not here:
        raise NoSuchTask(note.path, wanted.text, ())
    return the_one(here, wanted.text, note.path)
