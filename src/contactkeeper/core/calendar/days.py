"""Arithmetic on calendar days: add days and months, place yearly days, count working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.model import PartialDate

Span: TypeAlias = tuple[date, date]
"""A first and a last day, both included."""

WORKING_WEEK = 5
_YEARS = range(2020, 2070)
_WEEK = 7
_DAYS_A_YEAR = 365
_MONTHS_A_YEAR = 12
_LAST_WITHOUT_YEAR = 300
_LAST_IN_DAYS, _LAST_IN_WEEKS = 13, 8
_LAST_DAY = date.max.toordinal()
_LONGEST_MONTHS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1))
"""The number of days in each month, in a leap year."""


class ImpossibleDate(ValueError):
    """A text in the form of a date that the calendar does not have: `2026-02-30`, in `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wording = Wording("there is no day {day}", day=text)
        super().__init__(self.wording)


def add_months(day: date, count: int) -> date:
    """Add `count` calendar months, negative ones too: 31 January + 1 is 28 or 29 February.

    A result beyond the calendar becomes its last (or first) day. The same as dateutil's
    `relativedelta`, whose import alone takes 3 ms, and each sum 10 microseconds.
    """
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if count > 0 else date.min
    month += 1
    try:
        return date(year, month, min(day.day, _LONGEST_MONTHS[month]))
    except ValueError:
        return date(year, month, 28)  # of February in most years


def add_days(day: date, count: int) -> date:
    """Add `count` days, negative ones too, up to the calendar's last (or first) day."""
    ordinal = day.toordinal() + count
    if 0 < ordinal <= _LAST_DAY:
        return date.fromordinal(ordinal)
    return date.max if count > 0 else date.min


def month_a_year_ago(day: date) -> date:
    """Return the first day of the month a year before a day: what is counted begins there."""
    return add_months(day.replace(day=1), -_MONTHS_A_YEAR)


def falls_on(partial: PartialDate, year: int, leap_day: tuple[int, int]) -> date:
    """Return the day of a year on which a yearly day falls.

    `leap_day` is the (month, day) used for 29 February in years without one. The year in which
    the yearly day began is ignored.
    """
    try:
        return date(year, partial.month, partial.day)
    except ValueError:
        if (partial.month, partial.day) != (2, 29):
            raise
        return date(year, *leap_day)


def yearly_days(
    partial: PartialDate, first: date, last: date, leap_day: tuple[int, int]
) -> Iterator[date]:
    """Yield the days from `first` to `last` on which it returns, none before the year it began.

    `leap_day` is the (month, day) of 29 February in other years.
    """
    for year in range(max(first.year, partial.year or 1), last.year + 1):
        day = falls_on(partial, year, leap_day)
        if first <= day <= last:
            yield day


def begins_after(partial: PartialDate, today: date) -> bool:
    """Return whether a yearly day has a first year and first falls after today."""
    year, month, day = partial.year, partial.month, partial.day
    return year is not None and (year, month, day) > (today.year, today.month, today.day)


def is_possible(month: int, day: int) -> bool:
    """Return whether any year has this day."""
    return 1 <= day <= _LONGEST_MONTHS.get(month, 0)


def every_year(first: tuple[int, int], last: tuple[int, int]) -> list[Span]:
    """Return a span of days, (month, day), in each year; it may go over the end of a year.

    Raises:
        ValueError: not every year has these days.
    """
    over = first > last
    return [(date(year, *first), date(year + over, *last)) for year in _YEARS]


def workdays(first: date, blackout: tuple[Span, ...] = ()) -> Iterator[date]:
    """Yield every weekday from `first` to the calendar's end that lies in no span of `blackout`."""
    ordinal, end = first.toordinal(), date.max.toordinal()
    closed = [(early.toordinal(), late.toordinal()) for early, late in blackout]
    while ordinal <= end:
        # A span may last for years: it is left by its end, not day by day.
        beyond = max((late + 1 for early, late in closed if early <= ordinal <= late), default=0)
        if beyond:
            ordinal = beyond
            continue
        day = date.fromordinal(ordinal)
        if day.weekday() < WORKING_WEEK:
            yield day
        ordinal += 1


def first_free(day: date, blackout: tuple[Span, ...]) -> date:
    """Return the first day from `day` on that lies in no span of `blackout`."""
    while day < date.max and (ends := [late for early, late in blackout if early <= day <= late]):
        day = add_days(max(ends), 1)
    return day


def week_of(day: date) -> int:
    """Number the week of a day, Monday to Sunday, so that neighbours differ by one."""
    return (day.toordinal() - 1) // _WEEK


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return date.fromordinal(day.toordinal() - day.weekday())


def is_within_a_year(day: date, today: date) -> bool:
    """Return whether day and month alone can mean this day only."""
    early, late = (day, today) if day <= today else (today, day)
    return (late.year - 1, late.month, late.day) < (early.year, early.month, early.day)


def is_near(day: date, today: date) -> bool:
    """Return whether a day is said without its year."""
    return abs((day - today).days) <= _LAST_WITHOUT_YEAR


def in_whole_units(days: int) -> tuple[int, Literal["day", "week", "month"]]:
    """Return a span as it is said: in days to 13, in weeks to 8, in months after that."""
    if days <= _LAST_IN_DAYS:
        return days, "day"
    if days < _WEEK * (_LAST_IN_WEEKS + 1):
        return days // _WEEK, "week"
    return days * 12 // _DAYS_A_YEAR, "month"
