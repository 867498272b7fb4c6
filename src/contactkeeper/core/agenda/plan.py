"""A plan that fits a morning: what is due or will be, spread over the working days to come.

The same people, rules and day give the same plan. It is made anew each day from the log, so it
counts whom I wrote to today, and at which companies I did this week. Must not word reasons or
decide who is due; what is done with a plan (shown, snoozed) is for its callers.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.occasions import occasions_until
from contactkeeper.core.agenda.plan_calendar import Calendar, candidate_of, has_own_day
from contactkeeper.core.agenda.ranking import is_timer, item_key, reason_key
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem, Reason
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings

WEEKS = 4
"""The default length of a plan."""

_WEEK = 7


class Day(NamedTuple):
    """A working day and whom to write to on it, the most pressing first."""

    date: date
    items: tuple[DueItem, ...]


class Unplaced(NamedTuple):
    """Somebody for whom there is no place, and why."""

    item: DueItem
    why: Literal["no-working-day", "full", "company"]
    """No working day is left, every place is taken, or others of the company come first."""
    until: date
    """The last day that was tried."""


class Plan(NamedTuple):
    """Everybody who is due or comes up by `last`: in one of the days, or unplaced."""

    last: date
    """The last day that it reaches."""
    items: tuple[DueItem, ...]
    """All of them, in the order of the morning list."""
    days: tuple[Day, ...]
    """The days with somebody, in their order."""
    unplaced: tuple[Unplaced, ...]
    """In the order of the morning list."""

    def on(self, day: date) -> tuple[DueItem, ...]:
        """Return the share of a day."""
        return next((each.items for each in self.days if each.date == day), ())


def make_plan(
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    weeks: int = WEEKS,
    *,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> Plan:
    """Spread who is due, or comes up within so many weeks, over the working days.

    At most `plan_per_day` people a day, and one of each company a week; never before the day on
    which somebody comes up, never after the last day of an occasion. Somebody to congratulate has
    the day itself, as has an appointment, working day or not, and no personal occasion goes by for
    lack of a place. Replies and occasions choose first, then what was promised, then what many
    share, then the others; in each the key tier, then the order of the morning list. Everybody gets
    the first day that is free.
    """
    last = add_days(today, weeks * _WEEK - 1)
    found = find_items(contacts, today, settings, weeks * _WEEK - 1, event_notes)
    items = sorted(filter(None, (item.unfolded for item in found)), key=item_key)
    items = [_with_next_days(item, today, settings) for item in items]
    calendar = Calendar(contacts, today, last, settings)
    candidates = [
        candidate_of(item, item.reasons, place, today) for place, item in enumerate(items)
    ]
    waiting = [candidate for candidate in candidates if not calendar.place_on_own_day(candidate)]
    heapify(waiting)
    why_not: dict[int, Unplaced] = {}
    while waiting:
        candidate = heappop(waiting)
        lasting = [reason for reason in candidate.item.reasons if reason.last_day is None]
        if calendar.place(candidate) or calendar.squeeze_in(candidate):
            continue
        if candidate.last and lasting:
            # The occasion goes by; the rest of what there is to say does not.
            heappush(waiting, candidate_of(candidate.item, lasting, candidate.rank[-1], today))
        else:
            why_not[candidate.rank[-1]] = Unplaced(candidate.item, *calendar.why_not(candidate))
    days = tuple(
        Day(day, tuple(candidate.item for candidate in sorted(placed)))
        for day, placed in sorted(calendar.days.items())
        if placed
    )
    return Plan(last, tuple(items), days, tuple(why_not[place] for place in sorted(why_not)))


def reasons_on(item: DueItem, day: date) -> tuple[Reason, ...]:
    """Return those of somebody's reasons that will hold on the day they are planned for."""
    return tuple(reason for reason in item.reasons if reason.holds_on(day))


def can_wait(item: DueItem) -> bool:
    """Say whether only a timer has somebody on the list: nobody waits, and no day goes by."""
    return all(map(is_timer, item.reasons))


def _with_next_days(item: DueItem, today: date, settings: Settings) -> DueItem:
    """Add the congratulations of the coming week to a row that can wait until then."""
    if item.group == "soon" or not can_wait(item):
        return item
    coming = occasions_until(item.contact, today, add_days(today, _WEEK), settings)
    return item._replace(reasons=(*item.reasons, *filter(has_own_day, coming)))


class CatchUp(NamedTuple):
    """The people who are due today and have a later day in a plan."""

    wait: tuple[tuple[DueItem, date], ...]
    """Those who may be hidden until their day."""
    stay: tuple[tuple[DueItem, Reason], ...]
    """Those who may not, each with what a snooze would hide."""


def catch_up(plan: Plan, today: date, settings: Settings) -> CatchUp:
    """Separate those who may be hidden until the later day that they are planned for.

    Not those for whom something of their own, other than the timer, comes up by that day. What many
    share keeps nobody on the list.
    """
    wait, stay = [], []
    for day in plan.days:
        for item in day.items if day.date > today else ():
            if item.group == "soon":
                continue
            state = contact_state(item.contact, today, settings)
            found = reasons_until(state, day.date, settings)
            if hidden := [reason for reason in found if not is_timer(reason)]:
                stay.append((item, min(hidden, key=reason_key)))
            else:
                wait.append((item, day.date))
    return CatchUp(tuple(wait), tuple(stay))
