"""Why somebody is on the list: each reason with its day, its group and a person's words for it.

The tone is that of a friend with a good memory: no counts of shame, no blame. Must not order
contacts or leave anybody out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.core.days.cadence import show_cadence
from contactkeeper.core.days.dates import add_days, add_months
from contactkeeper.core.days.wording import say_day, say_lateness, say_month, say_weekday_day
from contactkeeper.core.model import NO_HAPPENINGS, Reason
from contactkeeper.core.morning.clock import first_unanswered, newest_from_them, open_tasks
from contactkeeper.core.morning.occasions import occasions_until
from contactkeeper.core.morning.quotes import at, flat, quote, the

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import Entry, Group, Happenings, Promise
    from contactkeeper.core.morning.standing import Standing, Timer
    from contactkeeper.core.settings import Settings

UNDATED_TASK_DAYS = 7
"""A promise without a date is due so many days after its entry."""

_A_YEAR, _SOME_MORE = 12, 15  # months; "a year since you spoke" is said between them
_LAST_TEENTH = 20
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def reasons_until(
    standing: Standing, until: date, settings: Settings, happenings: Happenings = NO_HAPPENINGS
) -> list[Reason]:
    """List every reason that holds on `today`, or comes up after it until `until`, unordered.

    Those that come up later have the group `soon`. A quiet that has not ended moves each to its
    end; what has passed by then is left out.
    """
    found = [
        *_replies(standing, settings),
        *_tasks(standing, until),
        *_occasions(standing, until, settings, happenings),
        *_timers(standing, until),
    ]
    if standing.hidden:
        found = [_held(reason, standing) for reason in found]
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


def _replies(standing: Standing, settings: Settings) -> Iterator[Reason]:
    owed = standing.clock.owed_since
    entry = newest_from_them(standing.contact, standing.today) if owed else None
    if owed is None or entry is None:
        return
    late = (standing.today - owed).days > settings.clock.reply_window
    said = f"wrote {say_day(owed, standing.today)}"
    text = f"{said}: {quote(entry.text)}" if flat(entry.text) else said
    yield Reason("reply", "overdue" if late else "reply", owed, text)


def _tasks(standing: Standing, until: date) -> Iterator[Reason]:
    today = standing.today
    for entry, task in open_tasks(standing.contact, today):
        day = task_day(entry, task)
        due = add_days(day, 1) if task.waiting else day
        if due <= until:
            kind: Literal["waiting", "promise"] = "waiting" if task.waiting else "promise"
            group: Group = "soon" if due > today else kind
            yield Reason(kind, group, due, say_task(entry, task, today))


def _occasions(
    standing: Standing, until: date, settings: Settings, happenings: Happenings
) -> list[Reason]:
    if standing.cadence.unit == "none":
        return []
    return occasions_until(standing.contact, standing.today, until, settings, happenings)


def _timers(standing: Standing, until: date) -> Iterator[Reason]:
    timer = standing.timer
    if timer is None or timer.due > until:
        return
    group: Group = "overdue"
    if timer.due > standing.today:
        group = "soon"
    elif timer.kind == "new":
        group = "new"
    elif timer.due == standing.today:
        group = "today"
    yield Reason(timer.kind, group, timer.due, _say_timer(standing, timer))


def _held(reason: Reason, standing: Standing) -> Reason:
    """Move what a quiet hides to the day it ends."""
    quiet = standing.quiet
    if quiet is None or reason.due >= quiet.until:
        return reason
    return reason._replace(group="soon", due=quiet.until)


def _say_timer(standing: Standing, timer: Timer) -> str:
    text = _say_rhythm(standing, timer)
    quiet, today = standing.quiet, standing.today
    if quiet is None or not timer.held:
        return text
    when = "today" if timer.due == today else say_weekday_day(timer.due, today)
    if quiet.why == "snooze":
        snoozed = f"you snoozed this to {when}"
        return f"{text} · {snoozed}" if timer.kind == "new" else snoozed
    return f"back {when} · {text}" if not standing.contact.paused_why else text


def _say_rhythm(standing: Standing, timer: Timer) -> str:
    today = standing.today
    if timer.kind == "new":
        return _say_new(standing)
    rhythm = show_cadence(standing.cadence)
    if timer.kind == "silence":
        return f"{rhythm} · {_say_silence(standing)}"
    if timer.kind == "cold":
        first = first_unanswered(standing.contact, today) or today
        tries = standing.clock.attempts
        since = say_month(first, today)
        return f"{rhythm}, {tries} {'try' if tries == 1 else 'tries'} unanswered since {since}"
    if timer.kind == "retry":
        since = say_day(standing.clock.last_attempt or today, today)
        return f"no answer logged since {since} · {_say_ordinal(standing.clock.attempts + 1)} try"
    spoke = standing.clock.last_contact or today
    text = f"{rhythm}, spoke {say_day(spoke, today)}"
    late = (today - timer.due).days
    # Past a year the month says enough; a count would only shame.
    if late <= 0 or timer.held or add_months(spoke, _A_YEAR) <= today:
        return text
    return f"{text} · {say_lateness(late)} over"


def _say_new(standing: Standing) -> str:
    contact, today = standing.contact, standing.today
    if contact.met:
        return f"no entry yet · met {say_weekday_day(contact.met, today)}"
    if contact.met_at:
        return f"no entry yet · met {at(contact.met_at)}"
    if contact.created:
        return f"no entry yet · added {say_weekday_day(contact.created, today)}"
    return "no entry yet"


def _say_silence(standing: Standing) -> str:
    clock, today = standing.clock, standing.today
    if clock.last_attempt:
        return f"no answer logged since {say_day(clock.last_attempt, today)}"
    spoke = clock.last_contact or today
    if add_months(spoke, _A_YEAR) <= today < add_months(spoke, _SOME_MORE):
        return "a year since you spoke"
    return f"spoke {say_day(spoke, today)}"


def _say_ordinal(number: int) -> str:
    teenth = number % 100 in range(11, _LAST_TEENTH)
    return f"{number}{'th' if teenth else _ORDINALS.get(number % 10, 'th')}"
