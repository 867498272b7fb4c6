"""Find the reasons that put somebody on the list, each with its day, its group and its facts.

Must not word anything, order contacts or leave anybody out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from contactkeeper.core.agenda.log_summary import counted, newest_from_them, newest_sent, open_tasks
from contactkeeper.core.agenda.model import Reason, TimerFacts
from contactkeeper.core.agenda.occasions import occasions_until
from contactkeeper.core.agenda.tasks import appointments, is_old, reminders
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState, Timer
    from contactkeeper.core.agenda.model import Group
    from contactkeeper.core.model import Contact, Entry, EventNotes, Task
    from contactkeeper.core.settings import Settings

Row: TypeAlias = "tuple[ContactState, list[Reason]]"
"""Somebody, and why they may be listed."""

UNDATED_TASK_DAYS = 7
"""A promise without a date is due so many days after its entry."""
_ASKED_DAYS = 7
"""Days that what I wait for rests after a message of mine."""


def reasons_until(
    state: ContactState, until: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> list[Reason]:
    """List every reason that holds on `today`, or comes up after it until `until`, unordered.

    Those that come up later have the group `soon`. A snooze or pause that has not ended moves each
    to its end; what is over by then is left out.
    """
    found = [
        *_replies(state),
        *_tasks(state, until),
        *_appointments(state, until),
        *_reminders(state, until),
        *_occasions(state, until, settings, event_notes),
        *_timers(state, until),
    ]
    if state.hidden:
        found = [_held(reason, state) for reason in found]
    return [
        reason
        for reason in found
        if reason.due <= until and (reason.last_day is None or reason.due <= reason.last_day)
    ]


def task_day(entry: Entry, task: Task) -> date:
    """Return the day a promise is due, mine or theirs."""
    return task.due or add_days(entry.date, UNDATED_TASK_DAYS)


def waiting_days(contact: Contact, day: date, today: date) -> tuple[date, date | None]:
    """Return the day on which a task of theirs for `day` comes up, and the day I asked about it.

    It comes up the day after it was to be done; once I have written since, a week after that.
    """
    sent = newest_sent(contact, today)
    if sent and sent.date >= day:
        return add_days(sent.date, _ASKED_DAYS), sent.date
    return add_days(day, 1), None


def _replies(state: ContactState) -> Iterator[Reason]:
    owed = state.clock.owed_since
    entry = newest_from_them(state.contact, state.today) if owed else None
    if owed is None or entry is None:
        return
    yield Reason("reply", "reply", owed, words=entry.text, noted=owed)


def _tasks(state: ContactState, until: date) -> Iterator[Reason]:
    today = state.today
    for entry, task in open_tasks(state.contact, today):
        kind: Literal["waiting", "promise"] = "waiting" if task.kind == "waiting" else "promise"
        due, asked = task_day(entry, task), None
        if kind == "waiting":
            due, asked = waiting_days(state.contact, due, today)
        if due <= until:
            yield Reason(
                kind,
                "soon" if due > today else kind,
                due,
                words=task.text,
                noted=entry.date,
                deadline=task.due,
                asked=asked,
            )


def _appointments(state: ContactState, until: date) -> Iterator[Reason]:
    for task in appointments(state.contact, state.today):
        day = task.due
        if day and day <= until:
            group: Group = "soon" if day > state.today else "meet"
            due = add_days(day, 1) if day < state.today else day
            yield Reason(
                "meet", group, due, day=day, words=task.text, time=task.time, channel=task.channel
            )


def _reminders(state: ContactState, until: date) -> Iterator[Reason]:
    today = state.today
    for task in reminders(state.contact, today):
        if task.due is None or is_old(task, today):
            continue
        due, asked = task.due, None
        if task.kind == "waiting":
            due, asked = waiting_days(state.contact, task.due, today)
        if due <= until:
            kind: Group = "waiting" if task.kind == "waiting" else "promise"
            group = "soon" if due > today else kind
            yield Reason(task.kind, group, due, words=task.text, deadline=task.due, asked=asked)


def _occasions(
    state: ContactState, until: date, settings: Settings, event_notes: EventNotes
) -> list[Reason]:
    if state.cadence.unit == "none":
        return []
    return occasions_until(state.contact, state.today, until, settings, event_notes)


def _timers(state: ContactState, until: date) -> Iterator[Reason]:
    timer = state.timer
    if timer is None or timer.due > until:
        return
    group: Group = "overdue"
    if timer.due > state.today:
        group = "soon"
    elif timer.kind == "new":
        group = "new"
    elif timer.due == state.today:
        group = "today"
    yield Reason(timer.kind, group, timer.due, timer=_timer_facts(state, timer))


def _held(reason: Reason, state: ContactState) -> Reason:
    """Move the reasons that a snooze or pause hides to the day on which it ends."""
    quiet = state.quiet
    if quiet is None or reason.due >= quiet.until:
        return reason
    return reason._replace(group="soon", due=quiet.until)


def _timer_facts(state: ContactState, timer: Timer) -> TimerFacts:
    contact, clock, quiet = state.contact, state.clock, state.quiet
    return TimerFacts(
        cadence=state.cadence,
        spoke=clock.last_contact,
        tried=clock.last_attempt,
        tried_first=clock.first_attempt if timer.kind == "cold" else None,
        attempts=clock.attempts,
        met=contact.met,
        met_at=contact.met_at,
        added=contact.created,
        logged=any(counted(contact, state.today)),
        held_by=quiet.why if quiet and timer.held else "",
        paused_why=contact.paused_why,
    )
