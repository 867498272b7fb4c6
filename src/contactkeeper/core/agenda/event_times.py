"""Calculate when an event takes place, and on which days around it people are asked about it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import Event

OPENS = 14
"""Days before it on which people are first asked."""
STAYS = 14
"""Days after its end on which the follow-up is last shown."""

_A_YEAR = 366


def times(event: Event, today: date, until: date) -> Iterator[tuple[date, date, date | None]]:
    """Yield the first and last days of an event as often as it takes place in reach of some days.

    With each the day from which an entry that names it means this time; None: any day.
    """
    length = (event.end - event.date).days
    earliest, latest = add_days(today, -STAYS - length), add_days(until, OPENS)
    if not event.rule:
        if earliest <= event.date <= latest:
            yield event.date, event.end, None
        return
    for first, since in _recurring(event.rule, event.date, earliest, latest):
        yield first, add_days(first, length), since and add_days(since, length + STAYS + 1)


@lru_cache(maxsize=64)
def _recurring(
    rule: str, start: date, earliest: date, latest: date
) -> tuple[tuple[date, date | None], ...]:
    """Return the days on which an event begins, each with that of the time before."""
    from contactkeeper.core.calendar.recurrence import days_of

    days = days_of(rule, start, latest, start)
    before = (None, *days)[: len(days)]
    return tuple(pair for pair in zip(days, before, strict=True) if pair[0] >= earliest)


def next_time(event: Event, today: date) -> tuple[date, date]:
    """Return the first and last day of the time that is on or comes next, else of the last one."""
    if not event.rule or event.end >= today:
        return event.date, event.end
    found = [(first, last) for first, last, _ in times(event, today, add_days(today, _A_YEAR))]
    coming = (each for each in found if each[1] >= today)
    return next(coming, found[-1] if found else (event.date, event.end))
