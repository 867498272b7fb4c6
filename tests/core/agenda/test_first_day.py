"""Before their first day nobody is listed for a reason of their own, nor has a future entry."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.first_day import HORIZON, first_day
from contactkeeper.core.agenda.log_summary import with_recent_log
from contactkeeper.core.agenda.modes import held_on
from contactkeeper.core.agenda.problems import future_problems
from contactkeeper.core.model import Contact, PartialDate, Task
from contactkeeper.core.settings import Holiday, ModeChoice, OccasionRules, Settings
from histories import TODAY, contact, contacts, entry

RULES = st.sampled_from(
    [
        Settings(),
        Settings(occasions=OccasionRules(birthday_lead=10, leap_day=(3, 1))),
        Settings(mode=ModeChoice("settling-in")),
        Settings(holidays=(Holiday("HR day", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=20"),)),
    ]
)
DAYS = st.integers(-900, 900).map(lambda days: TODAY + timedelta(days=days))
LATER = st.integers(0, HORIZON)
ASKED = contact("A", entry("2026-11-10", "->"), entry("2026-11-12"))


@given(contacts, DAYS, LATER, RULES)
@example(
    contact("A", entry("2025-02-20"), birthday=PartialDate(2, 29)), date(2026, 2, 1), 28, Settings()
)
@example(contact("A"), TODAY, 0, Settings())
def test_nobody_is_listed_before_their_first_day(
    person: Contact, today: date, later: int, rules: Settings
) -> None:
    """On any day from the one it was worked out for, up to the horizon."""
    first = first_day(person, today, held_on(rules, today))
    day = today + timedelta(days=later)
    assert first >= today
    if day < first:
        own_rules = rules._replace(holidays=())
        assert find_items([person], day, own_rules) == []
        assert future_problems(person, day) == ()


@given(contacts, DAYS)
def test_who_is_listed_today_has_their_first_day_today(person: Contact, today: date) -> None:
    """A list looks at whoever is on it."""
    if find_items([person], today, Settings()):
        assert first_day(person, today, Settings()) == today


@given(contacts, DAYS, LATER, RULES, st.integers(0, 60), st.none() | DAYS)
@example(ASKED, date(2026, 11, 13), 0, Settings(), 0, date(2026, 11, 5))
def test_the_recent_part_of_a_log_says_what_all_of_it_says(  # noqa: PLR0913, PLR0917  # a law
    person: Contact, today: date, later: int, rules: Settings, soon: int, awaited: date | None
) -> None:
    """From the day it was cut for, the list and its problems are those of the whole log."""
    if awaited:
        person = person._replace(tasks=(Task("JD", awaited, kind="waiting", line=3),))
    recent, day = with_recent_log(person, today), today + timedelta(days=later)
    own_rules = rules._replace(holidays=())
    assert find_items([recent], day, own_rules, soon) == find_items([person], day, own_rules, soon)
    assert future_problems(recent, day) == future_problems(person, day)


def test_a_healthy_rhythm_is_not_looked_at_each_day() -> None:
    """Who was spoken to last week has a first day at the end of the rhythm."""
    person = contact("A", entry("2026-11-16"))
    assert first_day(person, TODAY, Settings()) == date(2027, 2, 16)
