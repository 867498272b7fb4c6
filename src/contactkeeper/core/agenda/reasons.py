"""Find the reasons that put somebody on the list, each with its day, its group and its facts.

Must not word anything, order contacts or leave anybody out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.agenda.contact_state import Timer, rested
from contactkeeper.core.agenda.log_summary import (
    counted,
    last_talk_day,
    newest_from_them,
    newest_sent,
    newest_talk,
    newest_touch,
    open_tasks,
)
from contactkeeper.core.agenda.model import Reason, TimerFacts
from contactkeeper.core.agenda.occasions import occasions_until
from contactkeeper.core.agenda.tasks import appointments, is_old, reminders
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import Group
    from contactkeeper.core.model import Contact, Entry, EventNotes, Task
    from contactkeeper.core.settings import Settings

Row: TypeAlias = "tuple[ContactState, list[Reason]]"
"""Somebody, and why they may be listed."""

UNDATED_TASK_DAYS = 7
"""A promise without a date is due so many days after its entry."""
_NETWORKS = ("linkedin", "vk", "twitter", "mastodon", "facebook", "instagram", "github")
_ASKED_DAYS = 7
"""Days after a message of mine in which no row asks for a task of theirs."""


def reasons_until(
    state: ContactState, until: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> list[Reason]:
    """List every reason that holds on `today`, or comes up after it until `until`, unordered.

    Those that come up later have the group `soon`. A snooze or pause that has not ended moves each
    to its end; what is over by then is left out.
    """
    found = [
        *_replies(state),
        *_tasks(state),
        *_appointments(state, until),
        *_occasions(state, until, settings, event_notes),
        *_timers(state, until),
        *_talks(state, until),
    ]
    if state.hidden:
        found = [_held(reason, state) for reason in found]
    if settings.plan_blackout:
        found = [_rested(reason, state, settings) for reason in found]
    found = [
        reason
        for reason in found
        if reason.due <= until and (reason.last_day is None or reason.due <= reason.last_day)
    ]
    return [*found, *_further(state, found)]


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


def _tasks(state: ContactState) -> Iterator[Reason]:
    """Give the open tasks, but for appointments."""
    for entry, task in open_tasks(state.contact, state.today):
        yield _task(state, task, task_day(entry, task), noted=entry.date)
    for task in reminders(state.contact, state.today):
        if task.due and not is_old(task, state.today):
            yield _task(state, task, task.due)


def _task(state: ContactState, task: Task, day: date, noted: date | None = None) -> Reason:
    group: Group = "promise"
    asked = None
    if task.kind == "waiting":
        group = "waiting"
        day, asked = waiting_days(state.contact, day, state.today)
    if day > state.today:
        group = "soon"
    return Reason(
        task.kind, group, day, words=task.text, noted=noted, deadline=task.due, asked=asked
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
    group = _group_of(timer.due, state.today)
    if timer.kind == "new" and group != "soon":
        group = "new"
    yield Reason(timer.kind, group, timer.due, timer=_timer_facts(state, timer))


def _group_of(due: date, today: date) -> Group:
    return "soon" if due > today else "today" if due == today else "overdue"


def _talks(state: ContactState, until: date) -> Iterator[Reason]:
    if state.talk and state.talk.alone <= until:
        yield _talk(state, state.talk.alone)


def _talk(state: ContactState, due: date) -> Reason:
    talk = newest_talk(state.contact, state.today)
    last = last_talk_day(state.contact, state.today)
    channel = fold_channel(talk.channel) if talk and talk.date == last else ""
    return Reason("talk", _group_of(due, state.today), due, day=last, channel=channel)


def _further(state: ContactState, found: list[Reason]) -> Iterator[Reason]:
    """Give what is told only on a row that stands for something of their own."""
    today = state.today
    kinds = {each.kind for each in found if each.group != "soon" and not each.shared}
    if kinds and "talk" not in kinds and state.talk and state.talk.due <= today:
        yield _talk(state, today)._replace(further=True)
    if "cold" in kinds and is_touch_offered(state):
        channel = touch_channel(state.contact)
        yield Reason("touch", "today", today, channel=channel, further=True)


def is_touch_offered(state: ContactState) -> bool:
    """Say whether they are cold and there was no touch since: one goes before a pause."""
    touched, tried = state.clock.last_touch, state.clock.last_attempt
    return state.cold and (touched is None or tried is None or touched < tried)


def touch_channel(contact: Contact) -> str:
    """Return the network on which I can leave a comment; empty where the note names none."""
    names = (handle.partition(":")[0] for handle in contact.handles)
    return next((name for name in names if name in _NETWORKS), "")


def _held(reason: Reason, state: ContactState) -> Reason:
    """Move the reasons that a snooze or pause hides to the day on which it ends."""
    quiet = state.quiet
    if quiet is None or reason.due >= quiet.until:
        return reason
    return reason._replace(group="soon", due=quiet.until)


def _rested(reason: Reason, state: ContactState, settings: Settings) -> Reason:
    """Move what rests during a blackout to its end; a timer does so by itself."""
    rests = reason.kind in ("waiting", "news") or (
        reason.kind == "promise" and reason.deadline is None
    )
    due = rested(reason.due, state.today, settings.plan_blackout) if rests else reason.due
    return reason if due == reason.due else reason._replace(group="soon", due=due)


def first_message(state: ContactState, due: date) -> Reason:
    """Give the reason to write to somebody for the first time, whose timer does not run."""
    return Reason("new", "new", due, timer=_timer_facts(state, Timer(due, "new")))


def _timer_facts(state: ContactState, timer: Timer) -> TimerFacts:
    contact, clock, quiet = state.contact, state.clock, state.quiet
    tried = newest_sent(contact, state.today) if clock.last_attempt else None
    touch = newest_touch(contact, state.today) if timer.kind == "new" else None
    return TimerFacts(
        cadence=state.cadence,
        spoke=clock.last_contact,
        tried=clock.last_attempt,
        tried_by=fold_channel(tried.channel) if tried else "",
        tried_first=clock.first_attempt if timer.kind == "cold" else None,
        attempts=clock.attempts,
        met=contact.met,
        met_at=contact.met_at,
        added=contact.created,
        logged=any(counted(contact, state.today)),
        touched=touch.date if touch else None,
        touch=touch.text if touch else "",
        held_by=quiet.why if quiet and timer.held else "",
        paused_why=contact.paused_why,
    )
