"""What an entry did: what it settled, and when the person is back. For the answer of `ck log`.

Must not decide when somebody is due: it asks the rooms that do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.contact_state import FOR_GOOD, ContactState, contact_state
from contactkeeper.core.agenda.find_occasions import occasions_on, occasions_until
from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.agenda.occasion_text import text_of
from contactkeeper.core.agenda.quotes import flat, quote, the
from contactkeeper.core.agenda.reasons import reasons_until, task_day
from contactkeeper.core.calendar.workdays import workdays
from contactkeeper.core.language.dates import add_days, add_months
from contactkeeper.core.language.wording import say_day, say_weekday_day
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.contact_state import Quiet
    from contactkeeper.core.model import (
        Cadence,
        Contact,
        Entry,
        EventNotes,
        Promise,
    )
    from contactkeeper.core.settings import Settings

_MONTHS_AHEAD = 12


class NextDueDay(NamedTuple):
    """A day on which something brings a person back before the timer does."""

    day: date
    why: str
    """`if no JD`, `for your promise`, `for the birthday`."""
    certain: bool = True
    """False where it may never be: what is awaited may come."""


class NextDue(NamedTuple):
    """When a person is back on the list, as it stands on `today`."""

    today: date
    reply_owed: bool
    excused: bool
    """Whether the newest entry is theirs and says that no reply is owed."""
    still_open: str
    """A promise, an awaited thing or an occasion that is due already, in words; empty: none is."""
    first: NextDueDay | None
    """What brings them back before the timer."""
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
    returns = sorted(_returns(state, settings, event_notes), key=lambda each: each.day)
    first = next((each for each in returns if timer is None or each.day < timer), None)
    newest = next(counted(contact, today), None)
    theirs = newest is not None and newest.direction == "<-"
    return NextDue(
        today=today,
        reply_owed=state.clock.owed_since is not None,
        excused=theirs
        and state.clock.owed_since is None
        and bool(newest and newest.field("reply")),
        still_open=_still_open(state, settings, event_notes),
        first=first,
        timer=timer,
        cadence=state.cadence,
        quiet=state.quiet if state.hidden else None,
    )


def say_next_due(back: NextDue) -> str:
    """Say it, as in `Back Mon 30 Nov if no JD, else Wed 23 Dec` or `You owe a reply.`."""
    if back.quiet:
        owed = "You owe a reply. " if back.reply_owed else ""
        return owed + _say_quiet(back.quiet, back.today)
    if back.reply_owed:
        return "You owe a reply."
    opening = "Nothing owed. " if back.excused else ""
    if back.still_open:
        stop = "" if back.still_open.endswith("?") else "."
        opening = f"Still open: {back.still_open}{stop} "
    return opening + _say_days(back)


def settled(
    before: Contact,
    after: Contact,
    today: date,
    settings: Settings,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> tuple[str, ...]:
    """Say what the change from `before` to `after` closed: `the JD awaited 20 Nov`, `the birthday`.

    In the order awaited, promised, reply owed, occasions, snooze; empty where it closed nothing.
    """
    was, now = contact_state(before, today, settings), contact_state(after, today, settings)
    still = Counter(_task_key(*each) for each in open_tasks(after, today))
    closed = []
    for entry, task in open_tasks(before, today):
        key = _task_key(entry, task)
        if still[key]:
            still[key] -= 1
        else:
            closed.append((not task.waiting, _say_closed(entry, task, today)))
    said = [words for _, words in sorted(closed, key=lambda each: each[0])]
    if was.clock.owed_since and not now.clock.owed_since:
        said.append(f"the reply owed since {say_day(was.clock.owed_since, today)}")
    if was.cadence.unit != "none":
        left = {reason.text for reason in occasions_on(after, today, settings, event_notes)}
        occasions = occasions_on(before, today, settings, event_notes)
        said += [text_of(each.kind).settled(each) for each in occasions if each.text not in left]
    if was.hidden and not now.hidden and was.quiet and was.quiet.why == "snooze":
        said.append(f"the snooze to {say_weekday_day(was.quiet.until, today)}")
    return tuple(said)


def _returns(state: ContactState, settings: Settings, event_notes: EventNotes) -> list[NextDueDay]:
    """List what brings a person back after today, the timer apart, unordered."""
    contact, today = state.contact, state.today
    found = []
    for entry, task in open_tasks(contact, today):
        day = task_day(entry, task)
        if task.waiting:
            # The list has it the day after; nobody asks about it before the next working day.
            asked = next(workdays(add_days(day, 1)))
            found.append(NextDueDay(asked, f"if no {flat(task.text) or 'word'}", certain=False))
        else:
            found.append(NextDueDay(day, "for your promise"))
    if state.cadence.unit != "none":
        until = add_months(today, _MONTHS_AHEAD)
        found += [
            NextDueDay(reason.due, text_of(reason.kind).back)
            for reason in occasions_until(contact, today, until, settings, event_notes)
        ]
    return [each for each in found if each.day > today]


def _still_open(state: ContactState, settings: Settings, event_notes: EventNotes) -> str:
    reasons = [
        reason
        for reason in reasons_until(state, state.today, settings, event_notes)
        if reason.group in ("promise", "waiting", "occasion")
    ]
    return min(reasons, key=lambda reason: (reason.due, reason.text)).text if reasons else ""


def _say_quiet(quiet: Quiet, today: date) -> str:
    if quiet.why == "do-not-contact":
        return "Not to be contacted"
    if quiet.until == FOR_GOOD:
        return "Paused"
    until = say_weekday_day(quiet.until, today)
    return f"Snoozed to {until}" if quiet.why == "snooze" else f"Paused until {until}"


def _say_days(back: NextDue) -> str:
    first, timer = back.first, back.timer
    if timer and timer <= back.today:
        return "Still on the list"
    when = say_weekday_day(timer, back.today) if timer else ""
    if back.cadence.has_timer and timer:
        if first is None:
            return f"Back {when}"
        otherwise = f", {'then' if first.certain else 'else'} {when}"
        return f"Back {say_weekday_day(first.day, back.today)} {first.why}{otherwise}"
    if first:
        return f"Back {say_weekday_day(first.day, back.today)} {first.why}, no timer"
    if back.cadence.unit == "none":
        return "No timer"
    latest = f" (at the latest {when})" if when else ""
    return f"Back on occasions, no timer{latest}"


def _task_key(entry: Entry, task: Promise) -> tuple[object, ...]:
    return (entry.date, task.text, task.due, task.waiting)


def _say_closed(entry: Entry, task: Promise, today: date) -> str:
    if not task.waiting:
        return f"the promise {quote(task.text)}"
    return f"{the(task.text) or 'what was'} awaited {say_day(task_day(entry, task), today)}"
