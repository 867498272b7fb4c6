from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.paging import (
    catch_up_day,
    split_page,
)
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import Settings
from histories import TODAY, contact, contacts, day, entry

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
REPLIES = [contact(f"Reply {n}", entry("11-20", "<-", "hi")) for n in range(4)]
BIRTHDAYS = [contact(f"Born {n}", entry("11-20"), birthday=PartialDate(11, 23)) for n in range(2)]
LATE = [contact(f"Late {n}", entry("06-01")) for n in range(10)]
NEW = [contact(f"New {n}", met=day("11-01")) for n in range(5)]
SOON = [contact(f"Soon {n}", entry("08-25")) for n in range(6)]


def names(people: list[Contact], limit: int | None) -> tuple[list[str], int]:
    """Give the names shown and how many wait."""
    shown, waiting = split_page(due_items(people, TODAY, DEFAULTS, soon=7), limit)
    return [item.contact.name for item in shown], len(waiting)


def test_what_has_a_date_always_shows() -> None:
    """Replies and occasions show beyond the limit; the others have what room is left."""
    assert names([*REPLIES, *BIRTHDAYS, *LATE], 5) == (
        ["Reply 0", "Reply 1", "Reply 2", "Reply 3", "Born 0", "Born 1"],
        10,
    )
    assert names([*REPLIES, *LATE], 6)[0][-2:] == ["Late 0", "Late 1"]


def test_new_people_fold_after_three() -> None:
    """Of people never contacted three show, though there is room for more."""
    assert names([*LATE[:1], *NEW], 15) == (["Late 0", "New 0", "New 1", "New 2"], 2)
    assert names(NEW, 2) == (["New 0", "New 1"], 3)


def test_soon_was_asked_for() -> None:
    """Who comes up soon shows below, takes nobody's place, and never waits a turn."""
    shown, waiting = names([*LATE, *SOON], 3)
    assert shown == ["Late 0", "Late 1", "Late 2", *(f"Soon {n}" for n in range(6))]
    assert waiting == 7


def test_no_limit() -> None:
    """Without a limit everybody shows."""
    shown, waiting = names([*LATE, *NEW], None)
    assert (len(shown), waiting) == (15, 0)


@settings(max_examples=50)
@given(
    people=st.lists(contacts, max_size=10, unique_by=lambda each: each.path),
    limit=st.integers(0, 12),
)
def test_nobody_is_lost(people: list[Contact], limit: int) -> None:
    """Shown and waiting together are the list, each in its order."""
    items = due_items(people, TODAY, DEFAULTS)
    shown, waiting = split_page(items, limit)
    assert sorted([*shown, *waiting], key=items.index) == items
    assert shown == [item for item in items if item in shown]
    assert waiting == [item for item in items if item in waiting]


@pytest.mark.parametrize(
    ("total", "per_day", "today", "last"),
    [
        pytest.param(45, 3, "11-23", "12-11", id="the footer of the screens"),
        pytest.param(1, 3, "11-23", "11-23", id="today"),
        pytest.param(3, 3, "11-27", "11-27", id="all on Friday"),
        pytest.param(4, 3, "11-27", "11-30", id="over the weekend"),
        pytest.param(3, 3, "11-28", "11-30", id="beginning on Saturday"),
        pytest.param(4, 3, "11-29", "12-01", id="beginning on Sunday"),
        pytest.param(0, 3, "11-23", "11-23", id="nobody"),
        pytest.param(2, 0, "11-23", "11-24", id="none a day is one a day"),
        pytest.param(19, 3, "12-28", "2027-01-05", id="over the turn of the year"),
    ],
)
def test_catch_up_day(total: int, per_day: int, today: str, last: str) -> None:
    """People are reached so many a weekday, beginning today."""
    assert catch_up_day(total, per_day, day(today)) == day(last)


def test_the_last_days_of_the_calendar() -> None:
    """Nothing goes beyond the calendar's end."""
    assert catch_up_day(10**9, 1, date(9999, 12, 1)) == date.max


def test_nobody_is_reached_in_a_blackout() -> None:
    """The day of the footer leaves out what `[plan] blackout` names, overlapping or not."""
    spans = ((day("11-24"), day("11-30")), (day("11-27"), day("12-02")), (day("12-04"),) * 2)
    assert catch_up_day(3, 3, TODAY, spans) == TODAY
    assert catch_up_day(4, 3, TODAY, spans) == day("12-03")
    assert catch_up_day(7, 3, TODAY, spans) == day("12-07")
    assert catch_up_day(4, 3, TODAY, ((day("11-24"), date.max),)) == date.max


@given(st.integers(0, 9000), st.integers(1, 9), st.dates(date(2020, 1, 1), date(9999, 12, 31)))
def test_whole_weeks_are_counted_as_their_days(total: int, per_day: int, today: date) -> None:
    """The last day of a long list is the one that counting day by day gives."""
    none = ((date(1, 1, 1), date(1, 1, 1)),)
    assert catch_up_day(total, per_day, today) == catch_up_day(total, per_day, today, none)
