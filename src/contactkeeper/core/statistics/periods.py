"""Split periods into calendar months and quarters, and find what lies in one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from contactkeeper.core.calendar.days import month_a_year_ago
from contactkeeper.core.statistics.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.statistics.model import History

MONTH: Final = 1
QUARTER: Final = 3

DAY = itemgetter(0)
"""The day of an entry, an act, a message: it is the first field of each."""

Dated = TypeVar("Dated", bound="tuple[Any, ...]")


def usual_period(today: date) -> Period:
    """Return the days that are looked at where nothing else is asked for: a year and this month."""
    return Period(month_a_year_ago(today), today)


def known_part(period: Period, histories: Iterable[History]) -> Period:
    """Return a period without the months before anybody is known, the usual ones apart."""
    known = (each.known_since for each in histories if each.known_since)
    first = min(known, default=period.last)
    return period._replace(first=max(period.first, min(first, month_a_year_ago(period.last))))


def during(dated: Sequence[Dated], period: Period) -> Sequence[Dated]:
    """Return those in a period, of values by their days."""
    first = bisect_left(dated, period.first, key=DAY)
    return dated[first : bisect_right(dated, period.last, key=DAY)]


def split(period: Period, months: Literal[1, 3]) -> list[Period]:
    """Split a period where a month or a quarter ends; the first and last part may be shorter."""
    parts: list[Period] = []
    first = period.first
    while first <= period.last:
        month = start_of(first, months).month + months - 1
        end = min(date(first.year, month, monthrange(first.year, month)[1]), period.last)
        parts.append(Period(first, end))
        if end == period.last:
            break
        first = end + timedelta(1)
    return parts


def weeks_of(period: Period) -> list[dict[int, date]]:
    """Split a period into weeks: the days that each has, by the weekday; Monday is 0."""
    weeks: list[dict[int, date]] = []
    for ordinal in range(period.first.toordinal(), period.last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if not weeks or day.weekday() == 0:
            weeks.append({})
        weeks[-1][day.weekday()] = day
    return weeks


def start_of(day: date, months: Literal[1, 3]) -> date:
    """Return the first day of the month or the quarter of a day."""
    return date(day.year, day.month - (day.month - 1) % months, 1)
