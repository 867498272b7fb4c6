"""A plan that fits a morning: what is due or will be, spread over the working days to come.

The same people, rules and day give the same plan. It is made anew each day from the log, so it
counts whom I wrote to today, and at which companies I did this week. Must not word reasons or
decide who is due; what is done with a plan (shown, snoozed) is for its callers.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.occasions import kind_of, occasions_until
from contactkeeper.core.agenda.ranking import TIMERS, item_key, reason_key
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days, week_of, workdays
from contactkeeper.core.model import NO_EVENT_NOTES
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
    items = sorted((item for item in found if not item.is_folded), key=item_key)
    items = [_with_next_days(item, today, settings) for item in items]
    calendar = _Calendar(contacts, today, last, settings)
    turns = [_turn(item, item.reasons, place, today) for place, item in enumerate(items)]
    waiting = [turn for turn in turns if not calendar.place_on_own_day(turn)]
    heapify(waiting)
    why_not: dict[int, Unplaced] = {}
    while waiting:
        turn = heappop(waiting)
        lasting = [reason for reason in turn.item.reasons if reason.last_day is None]
        if calendar.place(turn) or calendar.squeeze_in(turn):
            continue
        if turn.last and lasting:
            # The occasion goes by; the rest of what there is to say does not.
            heappush(waiting, _turn(turn.item, lasting, turn.rank[-1], today))
        else:
            why_not[turn.rank[-1]] = Unplaced(turn.item, *calendar.why_not(turn))
    days = tuple(
        Day(day, tuple(turn.item for turn in sorted(placed)))
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
    return item._replace(reasons=(*item.reasons, *filter(_has_own_day, coming)))


def _has_own_day(reason: Reason) -> bool:
    """Say whether it is a day to congratulate one person on."""
    kind = kind_of(reason.kind)
    return kind is not None and kind.suggests == "congratulations" and not reason.shared


def is_timer(reason: Reason) -> bool:
    """Say whether a reason comes of a rhythm alone."""
    return reason.kind in TIMERS


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


class _Candidate(NamedTuple):
    """The wishes of a person for the calendar; the smaller one chooses first."""

    rank: tuple[int, int, int]
    """No two are alike; its last part is the place in the morning list."""
    item: DueItem
    first: date
    last: date | None
    """The last day on which it makes sense; None where there is none."""
    personal: bool = False
    """Whether an occasion of theirs alone ends then."""
    own_day: date | None = None
    """The day to congratulate them on, or of an appointment; today or later."""
    agreed: bool = False
    """Whether the day is that of an appointment."""

    @property
    def company(self) -> str:
        return _fold_company(self.item.contact)


def _turn(item: DueItem, reasons: Sequence[Reason], place: int, today: date) -> _Candidate:
    """Make a candidate of a row; it waits for an occasion unless something is owed before."""
    lead = next((each for each in reasons if each.kind not in TIMERS), reasons[0])
    first = max(today, lead.due)
    now = [each for each in reasons if each.due <= first]
    ends = [each.last_day for each in now if each.last_day]
    pressing = any(each.kind == "reply" or (each.last_day and not each.shared) for each in now)
    # What many share has many days: what I promised goes before it.
    kind = 0 if pressing else 3 if is_timer(lead) else 2 if lead.shared else 1
    tier = 0 if item.contact.tier == "key" else 1
    meets = [each.day for each in reasons if each.kind == "meet" and not each.to_confirm]
    days = meets or [each.day for each in now if _has_own_day(each)]
    return _Candidate(
        (kind, tier, place),
        item,
        first,
        min(ends, default=None),
        personal=any(each.last_day and not each.shared for each in now),
        own_day=min((day for day in days if day and day >= today), default=None),
        agreed=bool(meets),
    )


def _fold_company(contact: Contact) -> str:
    return " ".join(fold(contact.company).split())


class _Calendar:
    """The working days of a plan, and who has which of their places."""

    def __init__(
        self, contacts: Sequence[Contact], today: date, last: date, settings: Settings
    ) -> None:
        self._last = last
        self._wrote: set[str] = set()
        """The people I wrote to or spoke with in this week, by path."""
        free = takewhile(lambda day: day <= last, workdays(today, settings.plan_blackout))
        self.days: dict[date, list[_Candidate]] = {day: [] for day in free}
        self._workdays = tuple(self.days)
        self._room = dict.fromkeys(self.days, max(settings.plan_per_day, 1))
        self._had: dict[tuple[int, str], set[str]] = {}
        """The people of a company in a week, by path."""
        for contact in contacts:
            spoke = last_own_day(contact, today)
            if spoke is None or week_of(spoke) != week_of(today):
                continue
            if spoke == today and self._room.get(today):
                self._room[today] -= 1
            self._wrote.add(contact.path)
            week = (week_of(today), _fold_company(contact))
            self._had.setdefault(week, set()).add(contact.path)

    def place_on_own_day(self, turn: _Candidate) -> bool:
        """Put somebody to congratulate on the day itself, or the first working day after it.

        An appointment stands on its own day in any case.
        """
        own = turn.own_day
        if own and turn.agreed:
            self.days.setdefault(own, [])  # it may be no working day, and nobody else gets it
        day = (
            own
            if turn.agreed
            else next((day for day in self._window(turn) if own and day >= own), None)
        )
        if day:
            self._put(turn, day)
        return day is not None

    def place(self, turn: _Candidate) -> bool:
        """Give a person the first free place, moving one other person if that makes one free."""
        day = next(self._free(turn), None)
        if day is None and turn.last:
            day = self._vacate(turn)
        if day is None:
            return False
        self._put(turn, day)
        return True

    def squeeze_in(self, turn: _Candidate) -> bool:
        """Put somebody whose own occasion goes by on its last working day, full or not."""
        days = list(self._window(turn)) if turn.personal else []
        if days:
            self._put(turn, days[-1])
        return bool(days)

    def why_not(
        self, turn: _Candidate
    ) -> tuple[Literal["no-working-day", "full", "company"], date]:
        """Return why there was no place for somebody, and until which day."""
        until = min(turn.last or self._last, self._last)
        days = list(self._window(turn))
        if not days:
            return "no-working-day", until
        if not any(self._has_room(day) for day in days):
            return "full", until
        return "company", until

    def _window(self, turn: _Candidate) -> Iterator[date]:
        for day in self._workdays:
            if day >= turn.first and (turn.last is None or day <= turn.last):
                yield day

    def _free(self, turn: _Candidate) -> Iterator[date]:
        for day in self._window(turn):
            if self._has_room(day) and self._may(turn, day):
                yield day

    def _has_room(self, day: date) -> bool:
        return len(self.days[day]) < self._room[day]

    def _may(self, turn: _Candidate, day: date) -> bool:
        """Return whether nobody else of the person's company is planned in that week."""
        company = turn.company
        had = self._had.get((week_of(day), company), set())
        return not company or had <= {turn.item.contact.path}

    def _put(self, turn: _Candidate, day: date) -> None:
        self.days[day].append(turn)
        self._had.setdefault((week_of(day), turn.company), set()).add(turn.item.contact.path)

    def _vacate(self, turn: _Candidate) -> date | None:
        """Move a person whose occasion lasts longer to a later day; return the freed day."""
        for day in self._window(turn):
            if not self._may(turn, day):
                continue
            for other in reversed(self.days[day]):
                later = next((free for free in self._free(other) if free > day), None)
                if other.last and later and not other.agreed:
                    self.days[day].remove(other)
                    if other.item.contact.path not in self._wrote:
                        self._had[week_of(day), other.company].discard(other.item.contact.path)
                    self._put(other, later)
                    return day
        return None
