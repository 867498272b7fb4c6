from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.text.en.days import (
    say_day,
    say_full_day,
    say_head_day,
    say_lateness,
    say_month,
    say_weekday_day,
)
from contactkeeper.text.en.phrases import say_count

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "passing", "weekday", "month"),
    [
        (date(2026, 11, 23), "23 Nov", "Mon 23 Nov", "Nov"),
        (date(2026, 11, 20), "20 Nov", "Fri 20 Nov", "Nov"),
        (date(2026, 10, 9), "9 Oct", "Fri 9 Oct", "Oct"),
        (date(2026, 5, 1), "1 May", "Fri 1 May", "May"),
        (date(2026, 1, 27), "27 Jan", "Tue 27 Jan", "Jan"),
        (date(2026, 1, 26), "26 Jan", "Mon 26 Jan 2026", "Jan"),
        (date(2025, 11, 24), "24 Nov", "Mon 24 Nov 2025", "Nov"),
        (date(2025, 11, 23), "Nov 2025", "Sun 23 Nov 2025", "Nov 2025"),
        (date(2024, 3, 15), "Mar 2024", "Fri 15 Mar 2024", "Mar 2024"),
        (date(2026, 12, 14), "14 Dec", "Mon 14 Dec", "Dec"),
        (date(2027, 2, 24), "24 Feb", "Wed 24 Feb", "Feb"),
        (date(2027, 9, 19), "19 Sep", "Sun 19 Sep", "Sep"),
        (date(2027, 9, 20), "20 Sep", "Mon 20 Sep 2027", "Sep"),
        (date(2027, 11, 22), "22 Nov", "Mon 22 Nov 2027", "Nov"),
        (date(2027, 11, 23), "Nov 2027", "Tue 23 Nov 2027", "Nov 2027"),
        (date(2030, 1, 1), "Jan 2030", "Tue 1 Jan 2030", "Jan 2030"),
    ],
)
def test_a_day_is_said_with_its_year_only_where_it_needs_one(
    day: date, passing: str, weekday: str, month: str
) -> None:
    """Less than a year away, day and month say which day it is; further off, the year is said."""
    assert say_day(day, TODAY) == passing
    assert say_weekday_day(day, TODAY) == weekday
    assert say_month(day, TODAY) == month


def test_a_day_is_said_for_heads_and_records() -> None:
    """A screen's head has the whole month's name, a record the year, and no today is needed."""
    assert say_head_day(TODAY) == "Mon 23 November"
    assert say_full_day(date(2024, 3, 15)) == "15 Mar 2024"
    assert say_weekday_day(date(2024, 3, 15)) == "Fri 15 Mar"


@given(days=st.integers(-364, 364), today=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_near_days_are_said_without_a_year(days: int, today: date) -> None:
    """No day within 364 of today carries its year, and those of one year are said differently."""
    day = today + timedelta(days)
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]{2}", say_day(day, today))
    assert day == today or say_day(day, today) != say_day(today, today)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"), (1, "1 day"), (10, "10 days"), (13, "13 days"),
        (14, "2 weeks"), (20, "2 weeks"), (21, "3 weeks"), (62, "8 weeks"),
        (63, "2 months"), (91, "2 months"), (92, "3 months"),
        (364, "11 months"), (365, "12 months"),
        (800, "26 months"),
    ],
)  # fmt: skip
def test_lateness_is_days_then_weeks_then_months(days: int, said: str) -> None:
    """Days to 13, weeks to 8, months after."""
    assert say_lateness(days) == said


def test_counts_are_said_with_their_noun() -> None:
    """One is singular, all else plural, and thousands are set apart."""
    assert say_count(1, "note") == "1 note"
    assert say_count(0, "note") == "0 notes"
    assert say_count(2314, "note") == "2,314 notes"
    assert say_count(14, "person", "people") == "14 people"
