from __future__ import annotations

from datetime import date

from contactkeeper.core.agenda.log_stats import Outcomes
from contactkeeper.text.en.brief import say_outcomes


def test_what_came_through_somebody_is_counted() -> None:
    """Our own words have a plural, words of the user's have none."""
    counts = (("interview", 2), ("offer", 1), ("test task", 2))
    assert say_outcomes(Outcomes(date(2026, 3, 1), counts), "Катя") == (
        "Through Катя since 2026: 2 interviews, 1 offer, 2 test task."
    )
