"""What a contact's note says about the days to come, in numbers that can be kept.

From it a list of thousands knows whom to look at: everybody of whom it can't say that on some days
nothing counts but the rhythm and a reply. It may send somebody to be looked at in vain, and never
keeps anybody from it; who is due and why is decided in `due`. Depends on no day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import FOR_GOOD, contact_state
from contactkeeper.core.agenda.log_summary import open_tasks
from contactkeeper.core.agenda.occasions import KINDS, birthday, new_job, placement
from contactkeeper.core.agenda.reasons import task_day
from contactkeeper.core.language.dates import add_days
from contactkeeper.core.model import Outlook, Unit

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, PartialDate
    from contactkeeper.core.settings import Settings

UNITS: tuple[Unit, ...] = ("day", "week", "month", "year", "event", "none")
ALWAYS, NEVER = 0, date.max.toordinal() + 1
"""The first day of all, and one that does not come."""

_READ = frozenset({"birthday", "placed_me", "dates", "company_since"})
_UNREAD = tuple(
    kind for kind in KINDS if not kind.notes and not kind.option and kind.field not in _READ
)
"""Kinds of occasions whose days these numbers do not hold; who may have one is always looked at."""

_LEAP_DAY = 229
_FALLS_ON = frozenset({228, 301})
"""The days on which a birthday of 29 February may be shown in other years."""
_STEPS = tuple(
    (int(months * 30.436) - 3, int(months * 30.436) + 3 + placement.STAYS)
    for months in placement.MONTHS
)
"""Days after a placement between which one of its anniversaries may be shown."""


def may_show(placed: int, joined: int, today: int, until: int) -> bool:
    """Say no only where neither a placement nor a new job is shown from one day to another."""
    if joined and joined <= until and today <= joined + new_job.STAYS:
        return True
    return bool(placed) and any(
        placed + first <= until and today <= placed + last for first, last in _STEPS
    )


def outlook_of(contact: Contact, settings: Settings) -> Outlook:
    """Work out a contact's outlook; the mode of the settings must be the one that holds."""
    entries = contact.entries
    newest = max(entries[-1].date if entries else date.min, contact.last_contact or date.min)
    state = contact_state(contact, newest, settings)
    cadence, timer, quiet = state.cadence, state.timer, state.quiet
    stirs = _first_stir(contact, newest)
    owed = state.clock.owed_since
    dated = contact.met or contact.created
    if timer and timer.kind == "new" and not dated:
        stirs = ALWAYS  # somebody new whose note has no day is due today, whatever day that is
    days = [_day_of(contact.birthday)] if contact.birthday else []
    days += [_day_of(day) for _, day in contact.dates]
    if cadence.unit == "none":
        days = []
    if len(days) > 2:  # noqa: PLR2004  # as many as there is room for
        stirs = ALWAYS
    if any(not kind.field or getattr(contact, kind.field) for kind in _UNREAD):
        stirs = ALWAYS
    if quiet:
        stirs = ALWAYS
        if quiet.until == FOR_GOOD:
            stirs, timer, owed = NEVER, None, None
    first, second, *_ = (*days, 0, 0)
    return Outlook(
        max(newest.toordinal(), _born(contact.birthday)),
        timer.due.toordinal() if timer else 0,
        int(timer is not None and timer.kind == "new"),
        int(contact.tier != "key"),
        UNITS.index(cadence.unit),
        cadence.count,
        owed.toordinal() if owed else 0,
        stirs,
        first,
        second,
        contact.placed_me.toordinal() if contact.placed_me else 0,
        contact.company_since.toordinal() if contact.company_since else 0,
    )


def hot_days(today: date, until: date, lead: int) -> frozenset[int]:
    """Return the days of the year whose birthday may be shown on some day from one to another."""
    first, last = add_days(today, -birthday.STAYS), add_days(until, lead)
    length = (last - first).days + 1
    days = {_day_of(add_days(first, place)) for place in range(min(length, 366))}
    return frozenset(days | {_LEAP_DAY} if days & _FALLS_ON else days)


def _first_stir(contact: Contact, newest: date) -> int:
    """Return the first day on which a task of the log is due, mine or theirs."""
    due = (
        add_days(task_day(entry, task), int(task.waiting))
        for entry, task in open_tasks(contact, newest)
    )
    return min(map(date.toordinal, due), default=NEVER)


def _born(birthday: PartialDate | None) -> int:
    """Return the day of birth; before it the birthday is a problem. 0 where no year is known."""
    if birthday is None or birthday.year is None:
        return 0
    return date(birthday.year, birthday.month, birthday.day).toordinal()


def _day_of(day: date | PartialDate) -> int:
    return day.month * 100 + day.day
