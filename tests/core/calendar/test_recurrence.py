from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.calendar.recurrence import RuleFault, days_of, read_rule
from contactkeeper.text.faults import say_rule_fault
from hypothesis_profiles import examples


def days(rule: str, first: str, last: str) -> list[str]:
    """Give the days of a rule between two days."""
    found = days_of(read_rule(rule), date.fromisoformat(first), date.fromisoformat(last))
    return [str(day) for day in found]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20", ["2027-05-20", "2028-05-20"]),
        (" rrule:freq=yearly; bymonth=5; bymonthday=20; ", ["2027-05-20", "2028-05-20"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1FR", ["2027-03-05", "2028-03-03"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ["2027-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;BYYEARDAY=256", ["2027-09-13", "2028-09-12"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=24", ["2028-05-24"]),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;UNTIL=20270601", ["2027-01-01"]),
        (
            "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=-1",
            ["2027-03-31", "2027-10-31", "2028-05-31", "2028-12-31"],
        ),
    ],
)
def test_the_days_of_a_rule(rule: str, expected: list[str]) -> None:
    """A rule gives its days, those of leap years and of every second year too."""
    assert days(rule, "2027-01-01", "2028-12-31") == expected


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=YEARLY", "2026-12-01", ["2027-12-01", "2028-12-01"]),
        ("FREQ=YEARLY", "2024-02-29", ["2028-02-29"]),
        ("FREQ=YEARLY;INTERVAL=2", "2026-12-01", ["2028-12-01"]),
        ("FREQ=MONTHLY;INTERVAL=8", "2026-12-31", ["2027-08-31", "2028-12-31"]),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=1TU", "2027-06-15",
         ["2027-06-15", "2027-12-07", "2028-12-05"]),
        ("FREQ=YEARLY;UNTIL=20271231", "2026-12-01", ["2027-12-01"]),
        ("FREQ=YEARLY", "2029-01-01", []),
    ],
)  # fmt: skip
def test_a_rule_with_a_beginning(rule: str, start: str, expected: list[str]) -> None:
    """A rule that begins on a day counts from it, and need not name its days."""
    begin = date.fromisoformat(start)
    found = days_of(read_rule(rule, begin), date(2027, 1, 1), date(2028, 12, 31), begin)
    assert [str(day) for day in found] == expected


def test_a_rule_that_ends_before_it_begins() -> None:
    """Such a rule has no day, and is refused."""
    with pytest.raises(RuleFault, match="never"):
        read_rule("FREQ=YEARLY;UNTIL=20200101", date(2026, 12, 1))


def test_both_ends_count() -> None:
    """The first and the last day asked for may be days of the rule."""
    rule = "FREQ=MONTHLY;BYMONTHDAY=1,31"
    assert days(rule, "2026-12-31", "2027-01-01") == ["2026-12-31", "2027-01-01"]
    assert days(rule, "0001-01-01", "0001-01-30") == ["0001-01-01"]
    assert days(rule, "9999-12-02", "9999-12-31") == ["9999-12-31"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("", "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY"),
        ("20 May", "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=MO", "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY"),
        ("FREQ=DAILY", "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY"),
        (
            "FREQ=YEARLY;BYMONTH=5",
            "a rule that names its day, like FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20",
        ),
        (
            "FREQ=YEARLY;COUNT=3;BYMONTHDAY=1",
            "an iCalendar rule of days; COUNT can't be read",
        ),
        (
            "FREQ=YEARLY;INTERVAL=0;BYMONTHDAY=1",
            "an iCalendar rule of days; INTERVAL can't be read",
        ),
        (
            "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
            "an iCalendar rule of days; BYMONTH can't be read",
        ),
        (
            "FREQ=YEARLY;;BYMONTHDAY=1",
            "an iCalendar rule of days; a part can't be read",
        ),
        (
            "FREQ=MONTHLY;BYDAY=6MO",
            "an iCalendar rule whose parts fit each other, each once",
        ),
        (
            "FREQ=MONTHLY;BYYEARDAY=200",
            "an iCalendar rule whose parts fit each other, each once",
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=1;BYMONTHDAY=2",
            "an iCalendar rule whose parts fit each other, each once",
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=1;UNTIL=20300230",
            "an iCalendar rule: invalid 'UNTIL': 20300230",
        ),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a rule with a day in some year"),
    ],
)
def test_what_is_refused(rule: str, message: str) -> None:
    """A rule that can't be read, or that has no day, is refused with what is allowed."""
    with pytest.raises(RuleFault) as caught:
        read_rule(rule)
    assert say_rule_fault(caught.value) == message


numbers = st.integers(-400, 400).map(str)
parts = st.one_of(
    st.builds("{}={}".format, st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYYEARDAY"]), numbers),
    st.builds("{}={}".format, st.sampled_from(["BYWEEKNO", "INTERVAL", "BYSETPOS"]), numbers),
    st.builds(
        "BYDAY={}{}".format, st.integers(-60, 60) | st.just(""), st.sampled_from(["MO", "FR", "SU"])
    ),
    st.text(max_size=5),
)
rules = st.text() | st.builds(
    lambda freq, others: ";".join([f"FREQ={freq}", *others]),
    st.sampled_from(["YEARLY", "MONTHLY"]),
    st.lists(parts, max_size=3),
)


@settings(max_examples=examples(150), deadline=None)
@given(rules, st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(0, 800))
def test_any_text_is_a_rule_or_refused(text: str, first: date, length: int) -> None:
    """Whatever is typed, the outcome is days in their order between the two, or a fault."""
    with contextlib.suppress(RuleFault):
        last = first + timedelta(days=length)
        found = days_of(read_rule(text), first, last)
        assert list(found) == sorted(set(found))
        assert all(first <= day <= last for day in found)


@settings(max_examples=examples(50), deadline=None)
@given(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 28), st.integers(1, 9))
def test_the_window_does_not_matter(year: int, month: int, day: int, step: int) -> None:
    """A longer stretch of days holds those of each part of it: the rule keeps its step."""
    rule = f"FREQ=YEARLY;INTERVAL={step};BYMONTH={month};BYMONTHDAY={day}"
    first, last = date(year, 1, 1), date(year + 20, 12, 31)
    parts_of_it = [
        found
        for each in range(year, year + 21)
        for found in days_of(rule, date(each, 1, 1), date(each, 12, 31))
    ]
    assert list(days_of(rule, first, last)) == parts_of_it
