"""Why somebody is on the list: each reason with its day, its group and a person's words for it.

The tone is that of a friend with a good memory: no counts of shame, no blame. Must not order
contacts or leave anybody out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.core.agenda.find_occasions import occasions_until
from contactkeeper.core.agenda.log_summary import first_unanswered, newest_from_them, open_tasks
from contactkeeper.core.agenda.quotes import at, flat, quote, the
from contactkeeper.core.language.cadence import show_cadence
from contactkeeper.core.language.dates import add_days, add_months
from contactkeeper.core.language.wording import say_day, say_lateness, say_month, say_weekday_day
from contactkeeper.core.model import NO_EVENT_NOTES, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState, Timer
    from contactkeeper.core.model import Entry, EventNotes, Group, Promise
    from contactkeeper.core.settings import Settings

UNDATED_TASK_DAYS = 7
"""A promise without a date is due so many days after its entry."""

_A_YEAR, _SOME_MORE = 12, 15  # months; "a year since you spoke" is said between them
_LAST_TEENTH = 20
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def reasons_until(
    state: ContactState, until: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> list[Reason]:
    """List every reason that holds on `today`, or comes up after it until `until`, unordered.

    Those that come up later have the group `soon`. A quiet that has not ended moves each to its
    end; what has passed by then is left out.
    """
    found = [
        *_replies(state, settings),
        *_tasks(state, until),
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


def task_day(entry: Entry, task: Promise) -> date:
    """Return the day a promise is due, mine or theirs."""
    return task.due or add_days(entry.date, UNDATED_TASK_DAYS)


def say_task(entry: Entry, task: Promise, today: date) -> str:
    """Say what was promised and for when: `you promised by Fri 20 Nov: send the new CV`.

    The day stands before a text of any length and language, so that a narrow screen keeps it.
    """
    on = say_weekday_day(task.due or entry.date, today)
    if not task.waiting:
        return f"you promised {'by' if task.due else 'on'} {on}: {flat(task.text)}"
    awaited = the(task.text) or "something"
    return f"{awaited} was to come by {on}" if task.due else f"{awaited} was promised on {on}"


def _replies(state: ContactState, settings: Settings) -> Iterator[Reason]:
    owed = state.clock.owed_since
    entry = newest_from_them(state.contact, state.today) if owed else None
    if owed is None or entry is None:
        return
    late = (state.today - owed).days > settings.clock.reply_window
    said = f"wrote {say_day(owed, state.today)}"
    text = f"{said}: {quote(entry.text)}" if flat(entry.text) else said
    yield Reason("reply", "overdue" if late else "reply", owed, text)


def _tasks(state: ContactState, until: date) -> Iterator[Reason]:
    today = state.today
    for entry, task in open_tasks(state.contact, today):
        day = task_day(entry, task)
        due = add_days(day, 1) if task.waiting else day
        if due <= until:
            kind: Literal["waiting", "promise"] = "waiting" if task.waiting else "promise"
            group: Group = "soon" if due > today else kind
            yield Reason(kind, group, due, say_task(entry, task, today))


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
    yield Reason(timer.kind, group, timer.due, _say_timer(state, timer))


def _held(reason: Reason, state: ContactState) -> Reason:
    """Move what a quiet hides to the day it ends."""
    quiet = state.quiet
    if quiet is None or reason.due >= quiet.until:
        return reason
    return reason._replace(group="soon", due=quiet.until)


def _say_timer(state: ContactState, timer: Timer) -> str:
    text = _say_rhythm(state, timer)
    quiet, today = state.quiet, state.today
    if quiet is None or not timer.held:
        return text
    when = "today" if timer.due == today else say_weekday_day(timer.due, today)
    if quiet.why == "snooze":
        snoozed = f"you snoozed this to {when}"
        return f"{text} · {snoozed}" if timer.kind == "new" else snoozed
    return f"back {when} · {text}" if not state.contact.paused_why else text


def _say_rhythm(state: ContactState, timer: Timer) -> str:
    today = state.today
    if timer.kind == "new":
        return _say_new(state)
    rhythm = show_cadence(state.cadence)
    if timer.kind == "silence":
        return f"{rhythm} · {_say_silence(state)}"
    if timer.kind == "cold":
        first = first_unanswered(state.contact, today) or today
        tries = state.clock.attempts
        since = say_month(first, today)
        return f"{rhythm}, {tries} {'try' if tries == 1 else 'tries'} unanswered since {since}"
    if timer.kind == "retry":
        since = say_day(state.clock.last_attempt or today, today)
        return f"no answer logged since {since} · {_say_ordinal(state.clock.attempts + 1)} try"
    spoke = state.clock.last_contact or today
    text = f"{rhythm}, spoke {say_day(spoke, today)}"
    late = (today - timer.due).days
    # Past a year the month says enough; a count would only shame.
    if late <= 0 or timer.held or add_months(spoke, _A_YEAR) <= today:
        return text
    return f"{text} · {say_lateness(late)} over"


def _say_new(state: ContactState) -> str:
    contact, today = state.contact, state.today
    if contact.met:
        return f"no entry yet · met {say_weekday_day(contact.met, today)}"
    if contact.met_at:
        return f"no entry yet · met {at(contact.met_at)}"
    if contact.created:
        return f"no entry yet · added {say_weekday_day(contact.created, today)}"
    return "no entry yet"


def _say_silence(state: ContactState) -> str:
    clock, today = state.clock, state.today
    if clock.last_attempt:
        return f"no answer logged since {say_day(clock.last_attempt, today)}"
    spoke = clock.last_contact or today
    if add_months(spoke, _A_YEAR) <= today < add_months(spoke, _SOME_MORE):
        return "a year since you spoke"
    return f"spoke {say_day(spoke, today)}"


def _say_ordinal(number: int) -> str:
    teenth = number % 100 in range(11, _LAST_TEENTH)
    return f"{number}{'th' if teenth else _ORDINALS.get(number % 10, 'th')}"
