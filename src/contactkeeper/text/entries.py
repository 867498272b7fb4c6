"""Entries and tasks as a brief has them, in any language: the words of the note, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.people.matching import holds
from contactkeeper.text.phrases import without_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Task

UNDATED_SHOWN = 3
"""Tasks without a date that the brief names; the others are counted."""


def say_address(contact: Contact) -> str:
    """Say the Russian form of address, and the name to greet by: `на «вы», Сергей Петрович`."""
    return ", ".join(filter(None, (f"на «{contact.address}»", contact.greeting)))


def say_found(entry: Entry, sought: Mapping[str, str], say_field: Callable[[str, str], str]) -> str:
    """Say an entry, the fields that were sought first, since the end may be cut."""
    anywhere = sought[""]
    found = [task.text for task in entry.tasks if anywhere and holds(task.text, anywhere)]
    others = [entry.text]
    for key, value in entry.fields:
        words = sought.get(key)
        (found if words and holds(value, words) else others).append(say_field(key, value))
    return " · ".join(filter(None, (*found, *others)))


def join_entry(
    entry: Entry, say_field: Callable[[str, str], str], *, waiting: str, to_do: str
) -> str:
    """Join an entry, its fields and its open tasks; the words before a task are given."""
    fields = [say_field(key, value) for key, value in entry.fields]
    tasks = [
        f"{waiting if task.kind == 'waiting' else to_do}: {task.text}"
        for task in entry.tasks
        if task.state == "open"
    ]
    return " · ".join(filter(None, (entry.text, *fields, *tasks)))


def join_appointment(task: Task, day: str) -> str:
    """Join the day of an appointment, its time, and what it is about."""
    when = f"{day} {task.time.isoformat('minutes')}" if task.time else day
    what = ": ".join(filter(None, (task.channel, task.text)))
    return f"{when} {what}".rstrip()


def first_reminders(tasks: Sequence[Task]) -> tuple[list[tuple[str, date]], list[str], int]:
    """Return the tasks with a date, which come first, a few others, and how many more there are."""
    dated = [(without_day(task.text, task.due), task.due) for task in tasks if task.due]
    others = [task.text for task in tasks[len(dated) :]]
    return dated, others[:UNDATED_SHOWN], max(len(others) - UNDATED_SHOWN, 0)
