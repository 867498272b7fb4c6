from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, takewhile

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.calendar.days import monday_of, week_of, workdays
from histories import TODAY, days


def test_no_weekend_and_no_blackout() -> None:
    """The days go on over weekends, and over spans that overlap, touch or lie in the past."""
    spans = (
        (date(2026, 11, 25), date(2026, 12, 1)),
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 28), date(2026, 12, 2)),
    )
    found = list(islice(workdays(TODAY, spans), 4))
    assert [day.isoformat() for day in found] == [
        "2026-11-24", "2026-12-03", "2026-12-04", "2026-12-07",
    ]  # fmt: skip


def test_the_calendar_ends() -> None:
    """The last day of the calendar is one of them, and nothing comes after it."""
    assert list(workdays(date(9999, 12, 29))) == [date(9999, 12, day) for day in (29, 30, 31)]
    assert list(workdays(TODAY, ((date.min, date.max),))) == []


@given(
    first=days(),
    spans=st.lists(st.tuples(days(-30, 60), days(-30, 60)), max_size=4).map(tuple),
)
def test_they_are_just_the_weekdays_outside_the_spans(
    first: date, spans: tuple[tuple[date, date], ...]
) -> None:
    """Day by day, each weekday in no span is given, in order; a span that ends early is none."""
    end = first + timedelta(days=60)
    every = (first + timedelta(days=count) for count in range(61))
    expected = [
        day
        for day in every
        if day.isoweekday() < 6 and not any(early <= day <= late for early, late in spans)
    ]
    assert list(takewhile(lambda day: day <= end, workdays(first, spans))) == expected


@given(day=st.dates())
def test_a_week_is_from_monday_to_sunday(day: date) -> None:
    """Days of one week have its Monday and its number, which are no other week's."""
    monday = monday_of(day)
    assert monday.isoweekday() == 1
    assert 0 <= (day - monday).days < 7
    assert week_of(day) == week_of(monday)
    if monday > date.min:
        assert week_of(monday - timedelta(days=1)) == week_of(day) - 1
