from __future__ import annotations

import pytest

from contactkeeper.core.agenda.log_stats import Outcomes, fold_outcome, outcomes_of, trust_in
from histories import TODAY, contact, day, entry


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("offer", "offer"),
        ("Оффер", "offer"),
        (" собеседование ", "interview"),
        ("Hired", "hire"),
        ("отказ", "rejection"),
        ("Test task", "test task"),
        ("", ""),
    ],
)
def test_an_outcome_by_any_of_its_words(word: str, meant: str) -> None:
    """English and Russian words are known, in any case; others are kept."""
    assert fold_outcome(word) == meant


def test_what_came_through_somebody() -> None:
    """As one leads to the next, words of one's own last; rejections and what is to come are not."""
    person = contact(
        "A",
        entry("02-01", outcome="rejection"),
        entry("03-01", outcome="собес"),
        entry("04-01", outcome="test task"),
        entry("05-01", outcome="interview"),
        entry("06-01", outcome="offer"),
        entry("12-01", outcome="hire"),
    )
    found = outcomes_of(person, TODAY)
    assert found == Outcomes(day("03-01"), (("interview", 2), ("offer", 1), ("test task", 1)))


def test_nothing_came_through_somebody() -> None:
    """A log without outcomes, or with rejections alone."""
    assert outcomes_of(contact("A", entry("02-01")), TODAY) is None
    assert outcomes_of(contact("A", entry("02-01", outcome="отказ")), TODAY) is None


def test_how_much_i_trust_somebody() -> None:
    """The newest entry that says it counts, then the property; what is no trust says nothing."""
    person = contact("A", entry("02-01", trust="2"), entry("03-01", "<-", "hi", trust="4/5"))
    assert trust_in(person, TODAY) == 4
    assert trust_in(person, day("02-28")) == 2
    judged = contact("A", entry("02-01", trust="9"), entry("12-01", trust="1"), trust=3)
    assert trust_in(judged, TODAY) == 3
    assert trust_in(contact("A", entry("02-01")), TODAY) is None
