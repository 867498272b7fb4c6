"""Sentences of the statistics, for arbitrary people."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Answers, Period, Share
from contactkeeper.core.statistics.periods import usual_period
from contactkeeper.core.statistics.person import person_statistics
from contactkeeper.text.en.figures import say_answers, say_within
from contactkeeper.text.en.statistics import network_figures, person_figures, say_period
from histories import TODAY, contacts
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

SHARE = re.compile(r"(\d+) of (\d+)(?: months)?( \((\d+)%\))?")


@settings(max_examples=examples(200))
@given(st.lists(contacts, min_size=1, max_size=12))
def test_a_percentage_is_told_from_five_cases_on(people: list[Contact]) -> None:
    """It stands beside its count, is rounded from it, and never comes of fewer."""
    histories = [history_of(each, TODAY) for each in people]
    period = usual_period(TODAY)
    found = statistics_of(histories, period, TODAY, Settings())
    person = person_statistics(histories[0], period, TODAY, Settings())
    for label, parts in (*network_figures(found), *person_figures(person, TODAY)):
        text = " ".join(parts)
        assert label
        assert text
        for count, of, percent, number in SHARE.findall(text):
            assert int(count) <= int(of)
            if percent:
                assert int(of) >= 5
                assert abs(100 * int(count) - int(number) * int(of)) * 2 <= int(of)
        if label in ("rhythm", "promises", "news") or text.startswith("you got"):
            first = SHARE.search(text)
            assert first is None or bool(first[3]) is (int(first[2]) >= 5)
        assert text.count("%") == sum(bool(percent) for _, _, percent, _ in SHARE.findall(text))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-11-01", "2026-11-23", "Nov 2025 – Nov 2026"),
        ("2026-11-01", "2026-11-23", "1 Nov 2026 – 23 Nov 2026"),
        ("2026-09-14", "2026-11-23", "14 Sep 2026 – 23 Nov 2026"),
        ("2026-11-23", "2026-11-23", "23 Nov 2026"),
    ],
)
def test_a_period_is_said_by_its_months_where_they_are_whole(
    first: str, last: str, said: str
) -> None:
    """It begins with a first day of a month; the last one may be the present."""
    assert say_period(Period(date.fromisoformat(first), date.fromisoformat(last))) == said


@pytest.mark.parametrize(
    ("answered", "said"),
    [(1, "within 3 days"), (2, "half within 3 days"), (3, "mostly within 3 days")],
)
def test_of_few_answers_it_is_not_said_that_most_came(answered: int, said: str) -> None:
    """The usual days are the lower median, so that of two answers only one need have come."""
    whole, _ = say_answers("you got", Answers(Share(answered, 4), 3))
    assert whole == [f"you got {answered} of 4", said]


def test_how_fast_is_said_in_days() -> None:
    """A day is a day, none is the same day."""
    assert [say_within(days) for days in (0, 1, 2)] == [
        "the same day", "within a day", "within 2 days",
    ]  # fmt: skip
