from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.occasions import ahead, occasions_on, occasions_until
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.settings import Holiday, Settings
from contactkeeper.text.en.reasons import say_reason
from histories import EVENT, MONTHLY, NONE, QUARTERLY, TODAY, contact, contacts, day, entry, log
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Cadence, Contact, Entry

HR_DAY = Holiday("International HR Day", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20")
NEW_YEAR = Holiday("New Year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", opens=10)
LEAP = Holiday("Leap Day", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
LAST_OF_FEBRUARY = Holiday("Last", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
PAY_DAY = Holiday("Pay day", "FREQ=MONTHLY;BYDAY=-1FR")
KEY = Holiday("Key", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "tier:key and not company:Контур")
TODAYS = Holiday("Today", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23")


def rules(*holidays: Holiday) -> Settings:
    """Give the default settings with some holidays."""
    return Settings(holidays=holidays)


def shown(person: Contact, on: str, *holidays: Holiday) -> list[str]:
    """Give the texts of the occasions of a day."""
    return [
        say_reason(reason, day(on)) for reason in occasions_on(person, day(on), rules(*holidays))
    ]


@pytest.mark.parametrize(
    ("holiday", "on", "text"),
    [
        (HR_DAY, "2026-05-19", None),
        (HR_DAY, "2026-05-20", "International HR Day today"),
        (HR_DAY, "2026-05-21", "International HR Day was Wed 20 May"),
        (HR_DAY, "2026-05-23", "International HR Day was Wed 20 May"),
        (HR_DAY, "2026-05-24", None),
        (HR_DAY, "2027-05-20", "International HR Day today"),
        (NEW_YEAR, "2026-12-21", None),
        (NEW_YEAR, "2026-12-22", "New Year Fri 1 Jan"),
        (NEW_YEAR, "2026-12-31", "New Year Fri 1 Jan"),
        (NEW_YEAR, "2027-01-01", "New Year today"),
        (NEW_YEAR, "2027-01-04", "New Year was Fri 1 Jan"),
        (NEW_YEAR, "2027-01-05", None),
        (LEAP, "2028-02-28", None),
        (LEAP, "2028-02-29", "Leap Day today"),
        (LEAP, "2028-03-03", "Leap Day was Tue 29 Feb"),
        (LEAP, "2028-03-04", None),
        (LEAP, "2027-03-01", None),
        (LAST_OF_FEBRUARY, "2027-02-28", "Last today"),
        (LAST_OF_FEBRUARY, "2028-02-28", None),
        (PAY_DAY, "2026-10-29", None),
        (PAY_DAY, "2026-10-30", "Pay day today"),
        (PAY_DAY, "2026-11-27", "Pay day today"),
    ],
)
def test_its_days(holiday: Holiday, on: str, text: str | None) -> None:
    """A holiday shows from its day, less `opens`, to three days after it."""
    assert shown(contact("Мария"), on, holiday) == ([text] if text else [])


@pytest.mark.parametrize(
    ("said", "served"),
    [
        pytest.param(entry("2026-12-21"), False, id="the day before the first"),
        pytest.param(entry("2026-12-22"), True, id="a conversation on the first day"),
        pytest.param(entry("2026-12-22", "->"), True, id="a message on the first day"),
        pytest.param(entry("2027-01-02", "->"), True, id="a message after the day"),
        pytest.param(entry("2026-12-30", "<-"), False, id="their message"),
        pytest.param(entry("2027-01-03"), False, id="what is yet to come"),
    ],
)
def test_served(said: Entry, *, served: bool) -> None:
    """A word of mine from the first day on serves a holiday: the wish may come before the day."""
    person = contact("Мария", said)
    assert (shown(person, "2027-01-02", NEW_YEAR) == []) is served


def test_the_year_after_is_another_holiday() -> None:
    """What served a holiday serves no later return of it."""
    person = contact("Мария", entry("2026-12-30", "->"))
    assert shown(person, "2027-12-22", NEW_YEAR) == ["New Year Sat 1 Jan"]


@pytest.mark.parametrize(
    ("cadence", "shows"),
    [(None, True), (MONTHLY, True), (QUARTERLY, True), (EVENT, True), (NONE, False)],
)
def test_every_cadence(cadence: Cadence | None, *, shows: bool) -> None:
    """A holiday lists everybody of its audience, but for those whose cadence is `none`."""
    person = contact("Мария", entry("11-22"), cadence=cadence)
    found = [item.reasons[0].kind for item in due_items([person], TODAY, rules(TODAYS))]
    assert found == (["holiday"] if shows else [])


def test_its_audience() -> None:
    """Only the audience is shown a holiday; who is paused or left alone is in none."""
    people = [
        contact("Анна", tier="key", cadence=EVENT),
        contact("Борис", tier="supporting", cadence=EVENT),
        contact("Вера", tier="key", company="СКБ Контур", cadence=EVENT),
        contact("Глеб", tier="key", status="paused", cadence=EVENT),
        contact("Дина", tier="key", status="do-not-contact", cadence=EVENT),
    ]
    assert [person.name for person in people if shown(person, "11-23", KEY)] == ["Анна"]
    assert [person.name for person in people if ahead(person, day("11-22"), rules(KEY))] == ["Анна"]


@pytest.mark.parametrize(
    ("until", "group"), [("11-23", "circle"), ("11-25", "soon"), ("11-26", "soon")]
)
def test_a_pause_that_ends_in_time(until: str, group: str) -> None:
    """Who is back before the last day is shown the holiday on that day, and not before."""
    person = contact("Анна", entry("11-20"), status="paused", paused_until=day(until))
    (item,) = due_items([person], TODAY, rules(TODAYS), soon=5)
    assert (item.group, item.due, item.reasons[0].kind) == (group, day(until), "holiday")
    assert (
        due_items([person._replace(paused_until=day("11-27"))], TODAY, rules(TODAYS), soon=3) == []
    )


def test_two_on_one_day_are_one_row() -> None:
    """Two names for one day give one row, with both as its reasons."""
    both = rules(TODAYS, TODAYS._replace(name="День кадровика"))
    (item,) = due_items([contact("Анна", entry("11-20"))], TODAY, both)
    assert [say_reason(reason, TODAY) for reason in item.reasons] == [
        "Today today",
        "День кадровика today",
    ]


def test_ahead_only_the_next() -> None:
    """Of the holidays to come, which are everybody's, only the next is told of a person."""
    told = ahead(contact("Анна"), TODAY, rules(HR_DAY, NEW_YEAR))
    assert [say_reason(reason, TODAY) for reason in told] == ["New Year Fri 1 Jan"]


any_holidays = st.lists(
    st.sampled_from([HR_DAY, NEW_YEAR, LEAP, LAST_OF_FEBRUARY, PAY_DAY, KEY]),
    max_size=4,
    unique=True,
)


@hypothesis_settings(max_examples=examples(80), deadline=None)
@given(person=contacts, passed=st.integers(-400, 800), holidays=any_holidays)
def test_never_outside_its_days(person: Contact, passed: int, holidays: list[Holiday]) -> None:
    """A holiday never shows before its first or after its last day, and a word today serves it."""
    today = TODAY + timedelta(days=passed)
    settings = rules(*holidays)
    for reason in occasions_on(person, today, settings):
        assert reason.last_day is not None
        assert reason.due <= today <= reason.last_day
    assert occasions_on(log(person, entry(today.isoformat())), today, settings) == []


@hypothesis_settings(max_examples=examples(80), deadline=None)
@given(person=contacts, passed=st.integers(-400, 800), within=st.integers(0, 60))
def test_soon_is_told_before(person: Contact, passed: int, within: int) -> None:
    """A holiday that opens on a day was soon on each of the days before."""
    today = TODAY + timedelta(days=passed)
    later = add_days(today, within)
    settings = rules(HR_DAY, NEW_YEAR, PAY_DAY)
    then = {each.due for each in occasions_on(person, later, settings) if each.kind == "holiday"}
    soon = {
        each.due
        for each in occasions_until(person, today, later, settings)
        if each.kind == "holiday"
    }
    assert {due for due in then if due == later} <= soon
