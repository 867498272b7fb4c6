"""Find the open tasks of a contact that are under no entry, as they stand on a day.

An appointment is settled by a conversation of its day or later; an entry that is dated in the
future is an appointment until its day. Must not know about timers or reasons.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal

from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import Task
from contactkeeper.core.note.meaning import appointment, meaning_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Contact, TaskKind

REASON_OF: Final[dict[TaskKind, Literal["waiting", "promise", "reminder", "meet"]]] = {
    "promise": "promise", "waiting": "waiting", "appointment": "meet", "reminder": "reminder",
}  # fmt: skip
"""The kind of the reason that a task is."""
OLD_TASK_DAYS = 30
"""Days after its date on which a reminder makes a row; from then on it is counted."""


def appointments(contact: Contact, today: date) -> list[Task]:
    """List the appointments that are not settled, by day and time."""
    planned = [task for task in contact.tasks if task.kind == "appointment"]
    ahead = takewhile(lambda entry: entry.date > today, reversed(contact.entries))
    planned += [appointment(entry) for entry in ahead if not entry.direction]
    if not planned:
        return []
    spoken = (each for each in counted(contact, today) if meaning_of(each) == "conversation")
    newest = next(spoken, None)
    return sorted(
        (task for task in planned if task.due and not (newest and newest.date >= task.due)),
        key=lambda task: (task.due, task.time is None, task.time, task.line),
    )


def reminders(contact: Contact, today: date) -> list[Task]:
    """List the tasks with a date that are under no entry, and the property `follow_up`."""
    dated = [task for task in contact.tasks if task.due and task.kind != "appointment"]
    if (day := contact.follow_up) and all(entry.date < day for entry in counted(contact, today)):
        dated.append(Task("", day, kind="reminder"))
    return dated


def undated(contact: Contact) -> list[Task]:
    """List the tasks without a date that are under no entry."""
    return [task for task in contact.tasks if not task.due]


def all_open(contact: Contact, today: date) -> list[Task]:
    """List every open task of a note, under an entry or not, in the order of the lines."""
    under_entries = [task for _, task in open_tasks(contact, today)]
    return sorted((*under_entries, *contact.tasks), key=lambda task: task.line)


def tasks_of_row(contact: Contact, reasons: Sequence[Reason], today: date) -> list[Task]:
    """List the tasks of the kind that a row speaks of first, in the order of its reasons."""
    kinds = [reason.kind for reason in reasons if reason.kind in REASON_OF.values()]
    named = [(each.words, each.day or each.deadline) for each in reasons if each.kind in kinds[:1]]
    tasks = (task for task in all_open(contact, today) if REASON_OF[task.kind] in kinds[:1])
    spoken_of = (task for task in tasks if (task.text, task.due) in named)
    return sorted(spoken_of, key=lambda task: named.index((task.text, task.due)))


def name_to_type(contact: Contact, reasons: Sequence[Reason], today: date) -> str:
    """Return the name of a row's first task; empty where the row speaks of no other."""
    tasks = tasks_of_row(contact, reasons, today)
    return tasks[0].name if len({task.name for task in tasks}) > 1 else ""


def is_old(task: Task, today: date) -> bool:
    """Return whether a task is too old to make a row."""
    return task.due is not None and add_days(task.due, OLD_TASK_DAYS) < today
