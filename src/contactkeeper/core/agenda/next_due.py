"""Find when people are due next: after an entry, for the answer of `ck log`, and in another mode.

Must not decide when somebody is due: it asks the modules that do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.contact_state import ContactState, contact_state
from contactkeeper.core.agenda.due import next_due
from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.agenda.occasions import may_wait, occasions_on, occasions_until
from contactkeeper.core.agenda.ranking import reason_key
from contactkeeper.core.agenda.reasons import reasons_until, task_day, waiting_days
from contactkeeper.core.agenda.tasks import REASON_OF, appointments, reminders
from contactkeeper.core.calendar.days import add_months, workdays
from contactkeeper.core.model import NO_EVENT_NOTES, Task
from contactkeeper.core.note.meaning import meaning_of, wants_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.agenda.contact_state import Quiet
    from contactkeeper.core.agenda.model import Reason, ReasonKind
    from contactkeeper.core.model import Cadence, Contact, EventNotes
    from contactkeeper.core.settings import ModeChoice, Settings

_MONTHS_AHEAD = 12
_MESSAGES = ("conversation", "received", "sent")


class NextDueDay(NamedTuple):
    """A day on which something brings a person back before the timer does."""

    day: date
    kind: ReasonKind
    """A task's, a talk's, or that of an occasion."""
    words: str = ""
    """The words of the task that is awaited."""

    @property
    def certain(self) -> bool:
        """Return whether it is sure to come; an awaited task may be settled before."""
        return self.kind != "waiting"


class Settled(NamedTuple):
    """One thing that a change to the log closed."""

    kind: Literal["waiting", "promise", "reminder", "meet", "reply", "occasion", "snooze"]
    day: date | None = None
    """The day it was awaited for, owed since, or snoozed to."""
    words: str = ""
    """The words of the task."""
    occasion: Reason | None = None


class NextDue(NamedTuple):
    """The day on which a person is back on the list, as known on `today`."""

    today: date
    reply_owed: bool
    excused: bool
    """Whether the newest message is theirs and says that no reply is owed."""
    remaining: Reason | None
    """The strongest reason that keeps them on today's list; news may wait and is none."""
    first: NextDueDay | None
    """The reason that brings them back before the timer."""
    second: NextDueDay | None
    """The one that brings them back on a later day than the first, but before the timer."""
    timer: date | None
    cadence: Cadence
    quiet: Quiet | None
    """A snooze, pause or wish that hides them now."""


def next_due_after(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> NextDue:
    """Work out when a person is back on the list after all that is in the log."""
    state = contact_state(contact, today, settings)
    timer = state.timer.due if state.timer else None
    found = _returns(state, settings, event_notes)
    before = [each for each in found if timer is None or each.day < timer]
    first = min(before, key=_day, default=None)
    later = [each for each in before if first and each.day > first.day]
    messages = (each for each in counted(contact, today) if meaning_of(each) in _MESSAGES)
    newest = next(messages, None)
    return NextDue(
        today=today,
        reply_owed=state.clock.owed_since is not None,
        excused=newest is not None and newest.direction == "<-" and wants_no_reply(newest),
        remaining=_strongest(state, settings, event_notes),
        first=first,
        second=min(later, key=_day, default=None),
        timer=timer,
        cadence=state.cadence,
        quiet=state.quiet if state.hidden else None,
    )


def settled(
    before: Contact,
    after: Contact,
    today: date,
    settings: Settings,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> tuple[Settled, ...]:
    """List what the change from `before` to `after` closed.

    In the order awaited, promised, reminders and appointments, reply owed, occasions, snooze;
    empty where it closed nothing.
    """
    was, now = contact_state(before, today, settings), contact_state(after, today, settings)
    still = Counter(_task_key(task) for _, task in open_tasks(after, today))
    closed: list[Settled] = []
    for entry, task in open_tasks(before, today):
        key = _task_key(task)
        if still[key]:
            still[key] -= 1
        else:
            closed.append(Settled(REASON_OF[task.kind], task_day(entry, task), task.text))
    closed.sort(key=lambda each: each.kind == "promise")
    closed += _closed_tasks(before, after, today)
    if was.clock.owed_since and not now.clock.owed_since:
        closed.append(Settled("reply", was.clock.owed_since))
    if was.cadence.unit != "none":
        left = set(map(_occasion_key, occasions_on(after, today, settings, event_notes)))
        closed += [
            Settled("occasion", occasion=each)
            for each in occasions_on(before, today, settings, event_notes)
            if _occasion_key(each) not in left
        ]
    if was.hidden and not now.hidden and was.quiet and was.quiet.why == "snooze":
        closed.append(Settled("snooze", was.quiet.until))
    return tuple(closed)


def _closed_tasks(before: Contact, after: Contact, today: date) -> list[Settled]:
    """List the tasks under no entry that a change closed."""
    closed: list[Settled] = []
    for find in (reminders, appointments):
        was, now = (Counter(map(Task.without_line, find(each, today))) for each in (before, after))
        for task in (was - now).elements():
            words = task.channel if task.kind == "appointment" else task.text
            closed.append(Settled(REASON_OF[task.kind], task.due, words))
    return closed


def _returns(state: ContactState, settings: Settings, event_notes: EventNotes) -> list[NextDueDay]:
    """List what brings a person back after today, the timer apart, unordered."""
    contact, today = state.contact, state.today
    found = []
    for entry, task in open_tasks(contact, today):
        if task.kind == "waiting":
            # The list has it that day; nobody asks about it before the next working day.
            day, _ = waiting_days(contact, task_day(entry, task), today)
            found.append(NextDueDay(next(workdays(day)), "waiting", task.text))
        else:
            found.append(NextDueDay(task_day(entry, task), "promise"))
    for task in (*appointments(contact, today), *reminders(contact, today)):
        if task.due:
            day = task.due
            if task.kind == "waiting":
                day, _ = waiting_days(contact, day, today)
            words = task.channel if task.kind == "appointment" else task.text
            found.append(NextDueDay(day, REASON_OF[task.kind], words))
    if state.talk:
        found.append(NextDueDay(state.talk.alone, "talk"))
    if state.cadence.unit != "none":
        until = add_months(today, _MONTHS_AHEAD)
        found += [
            NextDueDay(reason.due, reason.kind)
            for reason in occasions_until(contact, today, until, settings, event_notes)
        ]
    return [each for each in found if each.day > today]


def _strongest(state: ContactState, settings: Settings, event_notes: EventNotes) -> Reason | None:
    reasons = [
        reason
        for reason in reasons_until(state, state.today, settings, event_notes)
        if not may_wait(reason.kind)
    ]
    return min(reasons, key=reason_key, default=None)


def _day(reason: NextDueDay) -> date:
    return reason.day


def _task_key(task: Task) -> tuple[object, ...]:
    return (task.text, task.due, task.kind)


def _occasion_key(reason: Reason) -> tuple[object, ...]:
    return (reason.kind, reason.about, reason.day)


class ModePreview(NamedTuple):
    """The number of people who come up on another day than now."""

    sooner: int
    later: int
    per_day: int
    """The number of people in a morning."""


def preview_mode(
    contacts: Iterable[Contact], today: date, settings: Settings, chosen: ModeChoice
) -> ModePreview:
    """Count the people whose day another mode changes, without those due today in both."""
    other = settings._replace(mode=chosen)
    sooner = later = 0
    for contact in contacts:
        before, after = next_due(contact, today, settings), next_due(contact, today, other)
        if before and after:
            sooner += max(after, today) < max(before, today)
            later += max(after, today) > max(before, today)
    return ModePreview(sooner, later, settings.plan_per_day)
