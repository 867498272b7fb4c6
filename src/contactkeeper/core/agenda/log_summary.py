"""Summarize a log on a day: last contact, reply owed, unanswered attempts, cold.

Reads the entries up to that day; what is dated after it does not count. Must not know about
occasions, snoozes or how anything is worded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import LogSummary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Task
    from contactkeeper.core.settings import ClockRules

_NO_REPLY = frozenset({"none", "no", "нет"})


def summarize_log(contact: Contact, today: date, rules: ClockRules) -> LogSummary:
    """Read a contact's clock as it stands on `today`.

    A `last_contact` property counts as a conversation before all entries of its day. `cold` is
    False for a contact whose own cadence is `event` or `none`: they have no retries.
    """
    noted = _noted(contact, today)
    newest = last_contact = last_attempt = attempt_day = None
    attempts = 0
    for entry in counted(contact, today):
        if noted and entry.date < noted:
            break
        newest = newest or entry
        if entry.direction != "->":
            last_contact = entry.date
            break
        last_attempt = last_attempt or entry.date
        if entry.date != attempt_day:
            attempts, attempt_day = attempts + 1, entry.date
    retries = contact.cadence is None or contact.cadence.has_timer
    return LogSummary(
        last_contact=last_contact or noted,
        last_entry=newest.date if newest else noted,
        last_attempt=last_attempt,
        attempts=attempts,
        cold=retries and 0 < attempts >= rules.max_attempts,
        owed_since=_owed_since(contact, today, newest),
    )


def counted(contact: Contact, today: date) -> Iterator[Entry]:
    """Give the entries that count on `today`, newest first."""
    for entry in reversed(contact.entries):
        if entry.date <= today:
            yield entry


def newest_from_them(contact: Contact, today: date) -> Entry | None:
    """Return the newest `<-`, whether answered or not."""
    return next((entry for entry in counted(contact, today) if entry.direction == "<-"), None)


def last_own_day(contact: Contact, today: date) -> date | None:
    """Return the day of the newest entry that I had a part in: a conversation or a `->`."""
    noted = _noted(contact, today)
    for entry in counted(contact, today):
        if noted and entry.date < noted:
            break
        if entry.direction != "<-":
            return entry.date
    return noted


def first_unanswered(contact: Contact, today: date) -> date | None:
    """Return the day of the first `->` since the last contact; None where none is unanswered."""
    noted = _noted(contact, today)
    first = None
    for entry in counted(contact, today):
        if entry.direction != "->" or (noted and entry.date < noted):
            break
        first = entry.date
    return first


def open_tasks(contact: Contact, today: date) -> list[tuple[Entry, Task]]:
    """List what is still promised, mine and theirs, with its entry; oldest entry first."""
    return [
        (entry, task)
        for entry in contact.entries
        if entry.tasks and entry.date <= today
        for task in entry.tasks
        if task.state == "open"
    ]


def with_recent_log(contact: Contact, today: date) -> Contact:
    """Return a contact with the part of the log that says when they are due, on `today` or later.

    That is the newest entries, back to the last that I had a part in and the last that counts as
    contact, and all those with open tasks. A list holds this part of everybody on it, since a log
    may be long.
    """
    entries = contact.entries
    own = answered = False
    first = len(entries)
    while first and not (own and answered):
        first -= 1
        if entries[first].date <= today:
            own = own or entries[first].direction != "<-"
            answered = answered or entries[first].direction != "->"
    if not first:
        return contact
    before = [
        entry
        for entry in entries[:first]
        if entry.tasks and any(task.state == "open" for task in entry.tasks)
    ]
    return contact._replace(entries=(*before, *entries[first:]))


def _noted(contact: Contact, today: date) -> date | None:
    noted = contact.last_contact
    return noted if noted and noted <= today else None


def _owed_since(contact: Contact, today: date, newest: Entry | None) -> date | None:
    """Return the day of the newest entry if it is theirs and waits for an answer of mine."""
    if newest is None or newest.direction != "<-":
        return None
    if newest.field("reply").strip().casefold() in _NO_REPLY:
        return None
    for entry in counted(contact, today):
        if entry.direction != "<-":
            # What I said that day answers them, even where it stands above their line.
            return None if entry.date == newest.date else newest.date
        if any(task.kind == "waiting" and task.state == "open" for task in entry.tasks):
            return None
    return newest.date
