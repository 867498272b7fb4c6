"""Find when the events of a calendar take place: series are taken apart into single ones."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days
from contactkeeper.exchange.icalendar_times import When, read_time
from contactkeeper.exchange.recurrence import Budget, TooMany, days_of, read_rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import tzinfo

    from contactkeeper.core.interchange import Place
    from contactkeeper.exchange.icalendar_events import Event

_BUDGET = 20_000_000
"""For one file: enough for 500 weekly series of ten years, in ten seconds."""
_BACK = 366 * 10
"""Days before today for which series are read."""
_AHEAD = 366
"""Days after today in which their next one is looked for."""
_NEVER = When(datetime(9999, 12, 31))  # noqa: DTZ001  # as it is written


class Held(NamedTuple):
    """An event on one day."""

    event: Event
    when: When


class Expanded(NamedTuple):
    """All single events."""

    held: tuple[Held, ...]
    unread: tuple[Event, ...]
    """Series of which only the beginning is taken: the rule can't be read, or they are too many."""
    shortened: int
    """The number of series that began before the years that are read."""


def expand(events: Sequence[Event], today: date | None, passed_over: Container[Place]) -> Expanded:
    """Return each event on each of its days, without those that are passed over.

    Series are read for ten years up to today; of what is to come only the next one is taken.
    """
    last = max((each.begin.clock.date() for each in events), default=date(2000, 1, 1))
    today = today or last
    window = _Window(add_days(today, -_BACK), today, add_days(today, _AHEAD), Budget(_BUDGET))
    by_uid: defaultdict[str, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        by_uid[event.uid or str(number)].append(event)
    held: list[Held] = []
    unread: list[Event] = []
    shortened = 0
    for of_one in by_uid.values():
        changed = [each for each in of_one if each.instead_of]
        masters = _masters(of_one)
        for master in masters:
            is_wanted = master.place not in passed_over
            starts, is_whole = _starts(master, window) if is_wanted else ([], True)
            if not is_whole:
                unread.append(master)
            is_old = bool(master.rules) and master.begin.clock.date() < window.first
            shortened += is_wanted and is_old
            all_of_it = _changed(master, starts, changed)
            wanted = (each for each in all_of_it if each.event.place not in passed_over)
            held += _until_next(wanted, today)
        if not masters:
            held += [Held(each, each.begin) for each in changed if each.place not in passed_over]
    return Expanded(tuple(held), tuple(unread), shortened)


class _Window(NamedTuple):
    """The days for which series are read."""

    first: date
    today: date
    last: date
    budget: Budget


class _Times:
    """Times by the clock of a zone; a day stands for all of its times."""

    def __init__(self, times: Iterable[When], zone: tzinfo | None) -> None:
        self._clocks = {each.by_clock_in(zone) for each in times if not each.is_day}
        self._days = {each.clock.date() for each in times if each.is_day}

    def __contains__(self, clock: datetime) -> bool:
        return clock in self._clocks or clock.date() in self._days


def _masters(events: Iterable[Event]) -> list[Event]:
    """Return the events that are no changes of a series, in their newest version.

    Programs that give all events one identifier give them different beginnings.
    """
    masters = [each for each in events if not each.instead_of]
    newest = max((each.version for each in masters), default=0)
    return list({each.begin: each for each in masters if each.version == newest}.values())


def _starts(master: Event, window: _Window) -> tuple[list[datetime], bool]:
    """Return when it begins each time, by its own clock, and whether its rules could be read."""
    zone = master.begin.zone
    starts = {master.begin.clock, *(each.by_clock_in(zone) for each in master.added)}
    by_rules = [_of_rule(each, master.begin, window) for each in master.rules]
    starts.update(*filter(None, by_rules))
    if by_rules:
        starts = {each for each in starts if window.first <= each.date() <= window.last}
    excepted = _Times(master.excepted, zone)
    return sorted(each for each in starts if each not in excepted), None not in by_rules


def _of_rule(text: str, begin: When, window: _Window) -> list[datetime] | None:
    """Return when a rule has it begin; None where that can't be told."""
    rule = read_rule(text)
    until = read_time(rule.until) if rule and rule.until else _NEVER
    if not rule or not until:
        return None
    last = until.by_clock_in(begin.zone)
    if until.is_day:
        last = datetime.combine(last, time.max)
    try:
        days = list(days_of(rule, begin.clock.date(), window.first, window.last, window.budget))
    except TooMany:
        return None
    starts = (datetime.combine(day, begin.clock.time()) for day in days)
    return [each for each in starts if each <= last]


def _changed(master: Event, starts: Sequence[datetime], changes: Sequence[Event]) -> Iterator[Held]:
    """Yield each event of a series, with what was changed of it."""
    zone = master.begin.zone
    instead = {_key(each.instead_of, zone): each for each in changes if each.instead_of}
    onwards = {key: each for key, each in instead.items() if each.is_onwards}
    turns = sorted(key for key in onwards if isinstance(key, datetime))
    for start in starts:
        change = instead.pop(start, None) or instead.pop(start.date(), None)
        turn = bisect(turns, start)
        if change:
            yield Held(change, change.begin)
        elif turn:
            other = onwards[turns[turn - 1]]
            moved = start + (other.begin.by_clock_in(zone) - turns[turn - 1])
            yield Held(other, When(moved, zone, other.begin.is_day))
        else:
            yield Held(master, When(start, zone, master.begin.is_day))
    excepted = _Times(master.excepted, zone)
    for each in instead.values():
        if each.instead_of and each.instead_of.by_clock_in(zone) not in excepted:
            yield Held(each, each.begin)


def _key(when: When, zone: tzinfo | None) -> datetime | date:
    """Return what tells one of a series by the clock of its zone: its day where it has no time."""
    return when.clock.date() if when.is_day else when.by_clock_in(zone)


def _until_next(held: Iterable[Held], today: date) -> Iterator[Held]:
    """Yield what has been, and the next one to come."""
    for each in sorted(held, key=lambda each: each.when.clock):
        yield each
        if each.when.clock.date() > today:
            break
