"""Find an open task by what a user typed, and again in a changed note.

A task is a promise of mine, or one that I wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold
from contactkeeper.lookup_errors import NoSuchTask, SeveralTasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Contact, Task
    from contactkeeper.core.note.note import Note


def still_open(contact: Contact) -> list[Task]:
    """List the open tasks, mine and theirs: those of the entries, then the others."""
    of_entries = (task for entry in contact.entries for task in entry.tasks)
    return [*(task for task in of_entries if task.state == "open"), *contact.tasks]


def tasks_named(contact: Contact, text: str, *, mine: bool = False) -> list[Task]:
    """Find the open tasks named `text`, else those whose name contains it; all for an empty text.

    A whole name with its day goes before one without. With `mine` what I wait for is left out. A
    task that stands under an entry and elsewhere too is the entry's.

    Raises:
        NoSuchTask: none is open, or none matches.
    """
    tasks = [task for task in still_open(contact) if not (mine and task.kind == "waiting")]
    wanted = _folded(text)
    found = (
        tasks
        if not wanted
        else (
            [task for task in tasks if wanted == _folded(task.name)]
            or [task for task in tasks if wanted == _folded(task.text)]
            or [task for task in tasks if wanted in _folded(task.name)]
        )
    )
    if not found:
        names = [task.name for task in tasks]
        raise NoSuchTask(contact.path, text, names, mine=mine, follow_up=contact.follow_up)
    promised = {task.name for task in found if task.kind == "promise"}
    return [task for task in found if task.kind != "reminder" or task.name not in promised]


def _folded(text: str) -> str:
    return fold(" ".join(text.split()))


def the_one(tasks: Sequence[Task], text: str, path: str) -> Task:
    """Return the only task of a list.

    Raises:
        SeveralTasks: there are several.
    """
    if len(tasks) > 1:
        raise SeveralTasks(path, text, [task.name for task in tasks])
    return tasks[0]


def same_task(note: Note, wanted: Task) -> Task:
    """Find a task again in a changed note: at its line, else anywhere.

    Raises:
        NoSuchTask: it no longer exists, or is not open.
        SeveralTasks: it has moved, and there are several equal ones.
    """
    tasks = [task for task in still_open(note.contact()) if task.same(wanted)]
    here = [task for task in tasks if task.line == wanted.line] or tasks
    if not here:
        raise NoSuchTask(note.path, wanted.text, ())
    return the_one(here, wanted.text, note.path)
