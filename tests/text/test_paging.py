from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.settings import Settings
from contactkeeper.text.paging import Footnote, say_later, say_other_days, say_waiting

TODAY = date(2026, 11, 23)
DEFAULTS = Settings()


def test_who_waits_is_counted_with_the_day_of_the_last() -> None:
    """In one line, or each half in a line of its own."""
    note = say_waiting(30, 45, TODAY, DEFAULTS)
    last = "at 3 a day the last is reached on Fri 11 Dec"
    assert note == Footnote("30 more wait their turn", last)
    assert note.whole == f"30 more wait their turn; {last}"
    assert note.rest_alone == "At 3 a day the last is reached on Fri 11 Dec"
    one = say_waiting(1, 4, TODAY, DEFAULTS)
    assert one is not None
    assert one.counted == "1 more waits their turn"
    assert say_waiting(0, 15, TODAY, DEFAULTS) is None


def test_a_blackout_moves_the_day_of_the_last() -> None:
    """No day in a span of `[plan] blackout` is counted."""
    rules = DEFAULTS._replace(plan_blackout=((date(2026, 11, 24), date(2026, 12, 2)),))
    note = say_waiting(1, 4, TODAY, rules)
    assert note is not None
    assert note.rest.endswith("is reached on Thu 3 Dec")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], None),
        ([date(2026, 12, 21)], "1 more on Mon 21 Dec"),
        ([date(2026, 11, 24), date(2026, 12, 21), None], "2 more by Mon 21 Dec, 1 without a place"),
        ([None, None], "2 without a place"),
    ],
)
def test_those_of_other_days_are_counted(days: list[date | None], said: str | None) -> None:
    """By the last of their days; who has no place is counted apart."""
    note = say_other_days(days, TODAY)
    assert (note and note.whole) == said


def test_a_day_of_the_coming_week_is_said_by_its_name() -> None:
    """From a week on it has its date."""
    assert say_later(3, date(2026, 11, 29), TODAY).whole == "3 more by Sunday"
    assert say_later(3, date(2026, 11, 30), TODAY).whole == "3 more by Mon 30 Nov"
