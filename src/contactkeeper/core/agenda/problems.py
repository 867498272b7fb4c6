"""Find all that is wrong on a given day, and say what to do about it.

That is what reading found, and what is dated after that day and can't be.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact

_ADVICE = {
    "conflict-copy": "Put into the note what it lacks and delete the copy, or rename the copy",
    "conflict-markers": "Keep what is right of the two sides and delete the marks",
    "duplicate": "If they are one person: ck merge joins them",
    "encoding": "Save it as UTF-8",
    "folder": "Correct its name in the configuration, or make the folder",
    "future-birthday": "Correct the year, or write the day without it: 04-12",
    "future-entry": "Correct the date, or leave it: it counts from its day on",
    "half-date": "Write the year",
    "impossible-date": "Correct the date",
    "same-name": "Rename one, or delete what is a copy",
    "too-large": "Split it: ck reads notes up to 10 MB",
    "trust": "Write 1, 2, 3, 4 or 5",
    "unclosed": "Close it, or delete the line",
    "undated": "Begin with a date what is an entry of its own",
    "unreadable": "See that you may read the file, and that it is all there",
    "yaml": "Correct that line: until then Obsidian shows no property of the note",
}
"""The advice for a problem, by code; the messages of other codes contain it."""


def problems_on(today: date, read: Iterable[Problem], contacts: Iterable[Contact]) -> list[Problem]:
    """Return problems and remarks, by path and line; `read` are those of the notes."""
    found = [*read]
    for contact in contacts:
        found += future_problems(contact, today)
    return sorted(found, key=lambda each: (each.path, each.line, each.code, each.message))


def future_problems(contact: Contact, today: date) -> tuple[Problem, ...]:
    """Report what is dated after `today` and so does not count: entries, last contact, birthday.

    Apart from the note's own problems, since they change with the day.
    """
    future = takewhile(lambda entry: entry.date > today, reversed(contact.entries))
    found = [
        Problem(
            path=contact.path,
            line=max(entry.line, 1),
            code="future-entry",
            severity="problem",
            message=f"This entry is dated {entry.date}, after today, so it counts for nothing yet.",
        )
        for entry in reversed(list(future))
    ]
    if contact.last_contact and contact.last_contact > today:
        message = f"Last contact is {contact.last_contact}, after today, so it counts for nothing."
        found.append(Problem(contact.path, 1, "future-entry", "problem", message))
    if contact.birthday and begins_after(contact.birthday, today):
        message = "The birthday is a day after today, so it is not shown."
        found.append(Problem(contact.path, 1, "future-birthday", "problem", message))
    return tuple(found)


def advise(problem: Problem, fix: str = "") -> str:
    """Say what is wrong and what to do; `fix` is what `ck check --fix` would do about it."""
    is_name = problem.code == "unreadable" and "its name" in problem.message
    what = fix or ("Rename it" if is_name else _ADVICE.get(problem.code, ""))
    message, what = problem.message.rstrip("."), what.rstrip(".")
    if not what:
        return message
    return f"{message} {what}" if message.endswith("?") else f"{message}. {what}"
