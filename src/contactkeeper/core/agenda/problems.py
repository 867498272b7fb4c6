"""Find all that is wrong on a given day.

That is what reading found, what has an impossible date after that day, and what is long past.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.tasks import is_old, reminders
from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact


def problems_on(today: date, read: Iterable[Problem], contacts: Iterable[Contact]) -> list[Problem]:
    """Return problems and remarks, by path and line; `read` are those of the notes."""
    found = [*read]
    for contact in contacts:
        found += future_problems(contact, today)
        found += old_tasks(contact, today)
    return sorted(found, key=Problem.in_order)


def old_tasks(contact: Contact, today: date) -> list[Problem]:
    """Report the tasks under no entry that are too old to make a row."""
    if not (contact.tasks or contact.follow_up):
        return []
    old = [task for task in reminders(contact, today) if is_old(task, today)]
    return [
        Problem.of(contact.path, task.line, "old-task", day=str(task.due))
        if task.line
        else Problem.of(contact.path, 1, "old-task", "problem", "property", day=str(task.due))
        for task in old
    ]


def future_problems(contact: Contact, today: date) -> tuple[Problem, ...]:
    """Report what is dated after `today` and so does not count: entries, last contact, birthday.

    Apart from the note's own problems, since they change with the day.
    """
    future = takewhile(lambda entry: entry.date > today, reversed(contact.entries))
    found = []
    for entry in reversed(list(future)):
        day, line = entry.date.isoformat(), max(entry.line, 1)
        case = "direction" if entry.direction else "entry"  # a message is no appointment
        found.append(Problem.of(contact.path, line, "future-entry", "problem", case, day=day))
    if contact.last_contact and contact.last_contact > today:
        day = contact.last_contact.isoformat()
        found.append(
            Problem.of(contact.path, 1, "future-entry", "problem", "last-contact", day=day)
        )
    if contact.birthday and begins_after(contact.birthday, today):
        found.append(Problem.of(contact.path, 1, "future-birthday"))
    return tuple(found)
