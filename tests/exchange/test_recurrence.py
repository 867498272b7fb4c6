"""Rules of calendars, which dateutil reads the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.exchange.recurrence import Budget, TooMany, days_of, read_rule
from hypothesis_profiles import examples

WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
DAYS = st.dates(date(2015, 1, 1), date(2024, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Make a rule that has days: dateutil looks for the first one for minutes else."""
    unit = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={unit}"]
    numbered = unit in ("MONTHLY", "YEARLY")
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 4))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    kind = draw(st.sampled_from(["", "BYDAY", "BYMONTHDAY"] if numbered else ["", "BYDAY"]))
    if kind == "BYDAY":
        # dateutil takes `MO,1TU` for what is both; RFC 5545 for what is one of them.
        which = st.sampled_from([1, 2, -1]) if numbered and draw(st.booleans()) else st.just("")
        each = st.builds("{}{}".format, which, WEEKDAYS)
        parts.append(f"BYDAY={','.join(draw(st.lists(each, min_size=1, max_size=3)))}")
        if numbered and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '1,-1']))}")
    elif kind:
        parts.append(f"BYMONTHDAY={draw(st.sampled_from(['1', '-1', '15,-2', '28,1']))}")
    if unit == "YEARLY" and draw(st.booleans()):
        parts.append(f"BYMONTH={draw(st.sampled_from(['1', '2,3', '12,11']))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(WEEKDAYS)}")
    return ";".join(parts)


@settings(max_examples=examples(400))
@given(rules(), DAYS, DAYS, st.integers(0, 1_000))
def test_days_are_those_of_dateutil(text: str, begin: date, first: date, length: int) -> None:
    """Of any rule, wherever one looks."""
    begin = begin.replace(day=min(begin.day, 28))
    last = first + timedelta(length)
    expected = rrulestr(text, dtstart=datetime.combine(begin, time())).between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    rule = read_rule(text)
    assert rule
    found = list(days_of(rule, begin, first, last, Budget(1_000_000)))
    assert found == [each.date() for each in expected]


def test_some_or_others_of_the_weekdays() -> None:
    """`2FR,SU` are the second Friday, and all Sundays."""
    rule = read_rule("FREQ=MONTHLY;BYDAY=2FR,SU")
    assert rule
    days = days_of(rule, date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 30), Budget(1_000))
    assert [each.day for each in days] == [1, 8, 13, 15, 22, 29]


def test_a_single_time_says_nothing_of_the_days() -> None:
    """It is that of the beginning."""
    assert read_rule("FREQ=DAILY;BYHOUR=10;BYMINUTE=0;BYSECOND=0") == read_rule("FREQ=DAILY")


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=", "FREQ=DAILY;INTERVAL=",
        "FREQ=YEARLY;INTERVAL=1000", "FREQ=DAILY;COUNT=9999999", "FREQ=DAILY;WKST=1",
        "=;FREQ=DAILY",
    ],
)  # fmt: skip
def test_what_is_no_rule_of_days(text: str) -> None:
    """Nothing is made of it."""
    assert read_rule(text) is None


@settings(max_examples=examples(300))
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["FREQ=DAILY", "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=31"]),
            st.builds("INTERVAL={}".format, st.integers(0, 10**7)),
            st.builds("BYMONTHDAY={}".format, st.integers(-99, 99)),
            st.builds("BYDAY={}{}".format, st.integers(-99, 99), WEEKDAYS),
            st.builds("BYSETPOS={}".format, st.integers(-999, 999)),
        ),
        max_size=4,
    ).map(";".join)
    | st.text(max_size=30)
)
def test_any_rule_ends(text: str) -> None:
    """However few days it has, no more are looked at than may be."""
    if rule := read_rule(text):
        budget = Budget(5_000)
        try:
            days = list(days_of(rule, date(1990, 1, 31), date.min, date(2200, 1, 1), budget))
        except TooMany:
            return
        assert len(days) <= 5_000


@given(rules(), st.sampled_from([date.min, date(1, 1, 3), date(9999, 11, 30), date.max]))
def test_a_rule_ends_with_the_calendar(text: str, begin: date) -> None:
    """No day before the first or after the last one is asked for."""
    rule = read_rule(text)
    assert rule
    first = max(begin.year - 2, 1)
    last = date(begin.year + 2, 1, 1) if begin.year < 9990 else date.max
    found = list(days_of(rule, begin, date(first, 1, 1), last, Budget(10**6)))
    assert all(begin <= day for day in found)
