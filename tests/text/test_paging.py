from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.text.en.paging import say_later, say_other_days, say_waiting

TODAY = date(2026, 11, 23)


def test_who_is_not_shown_is_counted_with_the_key_people() -> None:
    """Key people by number, where there are any."""
    assert say_waiting(40, 6) == "40 more, 6 key"
    assert say_waiting(1, 0) == "1 more"
    assert say_waiting(0, 0) == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        ([date(2026, 12, 21)], "1 more on Mon 21 Dec"),
        ([date(2026, 11, 24), date(2026, 12, 21), None], "2 more by Mon 21 Dec, 1 without a place"),
        ([None, None], "2 without a place"),
    ],
)
def test_those_of_other_days_are_counted(days: list[date | None], said: str) -> None:
    """By the last of their days; who has no place is counted apart."""
    assert say_other_days(days, TODAY) == said


def test_a_day_of_the_coming_week_is_said_by_its_name() -> None:
    """From a week on it has its date."""
    assert say_later(3, date(2026, 11, 29), TODAY) == "3 more by Sunday"
    assert say_later(3, date(2026, 11, 30), TODAY) == "3 more by Mon 30 Nov"
