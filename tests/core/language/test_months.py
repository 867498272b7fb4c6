from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.language.months import read_month

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2027-03", "2027-03-01"),
        ("2027-3", "2027-03-01"),
        ("03.2027", "2027-03-01"),
        ("March", "2027-03-01"),
        ("nov", "2026-11-01"),
        ("нояб.", "2026-11-01"),
        ("октябрь", "2027-10-01"),
        ("Март  2028", "2028-03-01"),
        ("next month", "2026-12-01"),
        ("следующий месяц", "2026-12-01"),
        ("2026-12-31", "2026-12-01"),
    ],
)
def test_months_as_people_write_them(typed: str, month: str) -> None:
    """Without a year it is this month or the next of that name."""
    assert read_month(typed, TODAY) == date.fromisoformat(month)


@pytest.mark.parametrize("typed", ["", "2027-13", "0000-01", "9999-12", "smarch", "13", "мар т"])
def test_what_is_no_month(typed: str) -> None:
    """Neither a guess nor a fault."""
    assert read_month(typed, TODAY) is None


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.dates())
def test_a_written_month_is_read_back(day: date, today: date) -> None:
    """Whatever the day of today."""
    assert read_month(f"{day.year:04}-{day.month:02}", today) == day.replace(day=1)
