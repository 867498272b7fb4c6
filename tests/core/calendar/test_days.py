from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.core.calendar.days import add_days, add_months, falls_on
from contactkeeper.core.model import PartialDate

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 10**30, date.max),
        (date(2026, 11, 23), -(10**30), date.min),
        (date.max, 1, date.max),
    ],
)
def test_months_are_calendar_months(day: date, count: int, expected: date) -> None:
    """A month on is the same day of the next month, or its last; the calendar's end holds."""
    assert add_months(day, count) == expected


@given(day=st.dates(date(1000, 1, 1), date(9000, 1, 1)), count=st.integers(-2000, 2000))
def test_months_keep_the_day_or_clamp_it(day: date, count: int) -> None:
    """Going months on moves the month by exactly that many and keeps the day where it can."""
    moved = add_months(day, count)
    assert (moved.year - day.year) * 12 + moved.month - day.month == count
    assert moved.day == min(day.day, calendar.monthrange(moved.year, moved.month)[1])


@given(day=st.dates(), count=st.integers(-130_000, 130_000))
@example(day=date(2024, 2, 29), count=12)
@example(day=date(1, 1, 31), count=-1)
@example(day=date(9999, 12, 31), count=1)
def test_months_are_those_of_dateutil(day: date, count: int) -> None:
    """Inside the calendar it is `relativedelta`; outside, the calendar's end."""
    try:
        expected = day + relativedelta(months=count)
    except (ValueError, OverflowError):
        expected = date.max if count > 0 else date.min
    assert add_months(day, count) == expected


@given(day=st.dates(), count=st.integers())
def test_days_never_leave_the_calendar(day: date, count: int) -> None:
    """Going days on is plain addition, held at the calendar's ends."""
    moved = add_days(day, count)
    assert moved in (date.min, date.max) or moved == day + timedelta(count)


@pytest.mark.parametrize(
    ("partial", "year", "leap_day", "expected"),
    [
        (PartialDate(4, 12, 1990), 2027, (2, 28), date(2027, 4, 12)),
        (PartialDate(2, 29), 2028, (2, 28), date(2028, 2, 29)),
        (PartialDate(2, 29), 2027, (2, 28), date(2027, 2, 28)),
        (PartialDate(2, 29, 1992), 2027, (3, 1), date(2027, 3, 1)),
    ],
)
def test_a_returning_day_falls_on_a_day_of_every_year(
    partial: PartialDate, year: int, leap_day: tuple[int, int], expected: date
) -> None:
    """29 February falls on the configured day in years that have none."""
    assert falls_on(partial, year, leap_day) == expected
