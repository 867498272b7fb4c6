"""Goals: what can be read, and how far they are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.review.goals import MEASURES, PERIODS, read_goal
from contactkeeper.core.review.progress import progress_of
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period
from histories import TODAY, contact, contacts, day, entry
from hypothesis_profiles import examples

DEFAULTS = Settings()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("talks with tier:key: 3 a month", ("talks", "tier:key", 3, "month")),
        ("Talks with key people: 3 a month", ("talks", "tier:key", 3, "month")),
        ("  new   people : 5 per quarter", ("new people", "all", 5, "quarter")),
        ("favours given to all: 12 a year", ("favours given", "all", 12, "year")),
        ("messages:10 a week", ("messages", "all", 10, "week")),
        (
            "contacts with company:«A: B» or [[Анна]]: 1 every week",
            ("contacts", "company:«A: B» or [[Анна]]", 1, "week"),
        ),
        ("talks", None),
        ("talks: 0 a week", None),
        ("talks: 3 a day", None),
        ("calls: 3 a week", None),
        ("talks with: 3 a week", None),
        ("talks: three a week", None),
    ],
)
def test_a_goal_is_read(text: str, read: tuple[object, ...] | None) -> None:
    """It says what is counted, with whom, how many and in what time."""
    goal = read_goal(text)

    assert (goal and goal[1:]) == read


@given(st.text(max_size=30))
@settings(max_examples=examples(100))
def test_reading_never_raises(text: str) -> None:
    """Any text is a goal or none."""
    read_goal(text)
    read_goal(f"talks with {text}: 3 a month")


def test_a_goal_has_its_period_and_the_one_before() -> None:
    """Weeks begin on Monday; the month and the quarter are the calendar's."""
    anna = contact(
        "Anna",
        entry("07-01", channel="call"),
        entry("10-31", channel="call"),
        entry("11-02", channel="call"),
        entry("11-02"),
        entry("11-22", channel="call"),
        entry("11-23", channel="meeting"),
        tier="key",
    )
    other = contact("Other", entry("11-23", channel="call"))
    goals = [read_goal(f"talks with key people: 3 a {each}") for each in PERIODS]

    found = progress_of(
        [goal for goal in goals if goal],
        [history_of(each, TODAY) for each in (anna, other)],
        TODAY,
        DEFAULTS,
    )

    assert [(each.period.first, each.done, each.before, each.is_reached) for each in found] == [
        (day("11-23"), 1, 1, False),
        (day("11-01"), 3, 1, True),
        (day("10-01"), 4, 1, True),
        (day("01-01"), 5, 0, True),
    ]


@given(st.lists(contacts, max_size=5, unique_by=lambda person: person.path))
@settings(max_examples=examples(100))
def test_goals_and_statistics_agree(people: list[object]) -> None:
    """What is counted for a goal of the year is what the statistics of the same days have."""
    histories = [history_of(each, TODAY) for each in people]  # type: ignore[arg-type]
    goals = [goal for each in MEASURES if (goal := read_goal(f"{each}: 1 a year"))]
    year = Period(date(TODAY.year, 1, 1), TODAY)

    figures = statistics_of(histories, year, TODAY, DEFAULTS)

    assert {
        each.goal.measure: each.done for each in progress_of(goals, histories, TODAY, DEFAULTS)
    } == {
        "talks": figures.talks.count,
        "messages": sum(
            act.kind == "sent" for each in histories for act in each.acts if act.day >= year.first
        ),
        "contacts": sum(on >= year.first for each in histories for on in each.contact_days),
        "new people": sum(each.people for each in figures.growth),
        "favours given": figures.gave.total,
    }
