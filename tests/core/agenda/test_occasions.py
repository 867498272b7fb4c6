from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.occasions import ahead, occasions_on, occasions_until
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import OccasionRules, Settings
from contactkeeper.text.en.reasons import say_reason
from histories import EVENT, MONTHLY, NONE, TODAY, contact, contacts, day, entry, log, partial_dates
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Cadence, Contact

DEFAULTS = Settings()
LEAD = Settings(occasions=OccasionRules(birthday_lead=7))
MARCH = Settings(occasions=OccasionRules(leap_day=(3, 1)))
LEAPLING = PartialDate(2, 29, 1992)


def shown(person: Contact, on: str, rules: Settings = DEFAULTS) -> list[str]:
    """Give the texts of the occasions of a day."""
    return [say_reason(reason, day(on)) for reason in occasions_on(person, day(on), rules)]


@pytest.mark.parametrize(
    ("birthday", "on", "rules", "text"),
    [
        pytest.param(PartialDate(11, 23), "11-22", DEFAULTS, None, id="the day before"),
        pytest.param(PartialDate(11, 23), "11-23", DEFAULTS, "birthday today", id="the day"),
        pytest.param(
            PartialDate(11, 23), "11-24", DEFAULTS, "birthday was Mon 23 Nov", id="the day after"
        ),
        pytest.param(
            PartialDate(11, 23), "11-26", DEFAULTS, "birthday was Mon 23 Nov", id="the last day"
        ),
        pytest.param(PartialDate(11, 23), "11-27", DEFAULTS, None, id="after the last day"),
        pytest.param(PartialDate(11, 23), "11-15", LEAD, None, id="before the lead"),
        pytest.param(PartialDate(11, 23), "11-16", LEAD, "birthday Mon 23 Nov", id="the lead"),
        pytest.param(
            PartialDate(12, 31),
            "2027-01-02",
            DEFAULTS,
            "birthday was Thu 31 Dec",
            id="shown into January",
        ),
        pytest.param(
            PartialDate(1, 2), "2026-12-28", LEAD, "birthday Sat 2 Jan", id="led in from December"
        ),
        pytest.param(LEAPLING, "2027-02-28", DEFAULTS, "birthday today", id="29 Feb on the 28th"),
        pytest.param(LEAPLING, "2027-02-27", DEFAULTS, None, id="29 Feb not on the 27th"),
        pytest.param(LEAPLING, "2027-02-28", MARCH, None, id="29 Feb on 1 March, the day before"),
        pytest.param(LEAPLING, "2027-03-01", MARCH, "birthday today", id="29 Feb on 1 March"),
        pytest.param(LEAPLING, "2028-02-28", DEFAULTS, None, id="in a leap year not on the 28th"),
        pytest.param(LEAPLING, "2028-02-29", MARCH, "birthday today", id="in a leap year itself"),
        pytest.param(PartialDate(11, 23, 2027), "11-23", DEFAULTS, None, id="not born yet"),
    ],
)
def test_birthdays(birthday: PartialDate, on: str, rules: Settings, text: str | None) -> None:
    """A birthday shows on its day, less the lead, and three days after."""
    found = shown(contact("Мария", birthday=birthday), on, rules)
    assert found == ([text] if text else [])


@pytest.mark.parametrize(
    ("on", "text"),
    [
        ("2026-02-27", None),
        ("2026-02-28", "placed you a month ago today"),
        ("2026-03-14", "placed you a month ago, on Sat 28 Feb"),
        ("2026-03-15", None),
        ("2026-04-29", None),
        ("2026-04-30", "placed you 3 months ago today"),
        ("2026-07-31", None),
        ("2027-01-31", "placed you a year ago today"),
        ("2027-02-14", "placed you a year ago, on Sun 31 Jan"),
        ("2027-02-15", None),
        ("2028-01-31", "placed you 2 years ago today"),
        ("2029-01-31", "placed you 3 years ago today"),
        ("2030-01-31", None),
        ("2031-01-31", "placed you 5 years ago today"),
        ("2036-01-31", "placed you 10 years ago today"),
        ("2037-01-31", None),
    ],
)
def test_placements(on: str, text: str | None) -> None:
    """A placement returns after 1 and 3 months and 1, 2, 3, 5 and 10 years, for two weeks."""
    found = shown(contact("Игорь", placed_me=day("2026-01-31")), on)
    assert found == ([text] if text else [])


@pytest.mark.parametrize(
    ("on", "rules", "texts"),
    [
        ("2024-03-29", DEFAULTS, ["placed you a month ago today"]),
        ("2024-03-29", MARCH, ["placed you a month ago today"]),
        ("2025-02-28", DEFAULTS, ["placed you a year ago today"]),
        ("2025-02-28", MARCH, []),
        ("2025-03-01", MARCH, ["placed you a year ago today"]),
        ("2034-03-15", MARCH, ["placed you 10 years ago, on Wed 1 Mar"]),
        ("2034-03-16", MARCH, []),
    ],
)
def test_a_placement_of_29_february(on: str, rules: Settings, texts: list[str]) -> None:
    """Whole years fall on the day of the settings; months end as months do."""
    assert shown(contact("Игорь", placed_me=day("2024-02-29")), on, rules) == texts


@given(partial_dates.filter(lambda each: each.year is not None), st.sampled_from([DEFAULTS, MARCH]))
def test_what_returns_every_year_returns_on_one_day(began: PartialDate, rules: Settings) -> None:
    """A birthday, a date of theirs and a placement of one day fall on one day a year later."""
    since = date(began.year or 1, began.month, began.day)
    person = contact("Игорь", birthday=began, placed_me=since, dates=(("wedding", began),))
    spans = occasions_until(person, add_days(since, 360), add_days(since, 370), rules)
    found = {each.kind: each.day for each in spans}
    assert found.keys() == {"birthday", "placed", "date"}
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(("left", "ends"), [("11-24", False), ("11-23", True), ("11-22", True)])
def test_a_placement_ends(left: str, *, ends: bool) -> None:
    """From the day I left no anniversary of the placement shows."""
    person = contact("Игорь", placed_me=day("2024-11-20"), left=day(left))
    assert (shown(person, "11-23") == []) is ends


def test_no_anniversary_after_leaving_is_announced() -> None:
    """An anniversary that falls after a known last day is not ahead either."""
    person = contact("Игорь", placed_me=day("2024-12-20"), left=day("12-19"))
    assert ahead(person, TODAY, DEFAULTS) == ()


@pytest.mark.parametrize(
    ("since", "on", "text"),
    [
        ("2026-12-24", "2026-12-23", None),
        ("2026-12-24", "2026-12-24", "new job at Ozon today"),
        ("2026-12-24", "2026-12-25", "new job at Ozon since Thu 24 Dec"),
        ("2026-12-24", "2027-01-07", "new job at Ozon since Thu 24 Dec"),
        ("2026-12-24", "2027-01-08", None),
        ("2026-12-24", "2027-12-24", None),
        ("2028-02-29", "2028-02-28", None),
        ("2028-02-29", "2028-02-29", "new job at Ozon today"),
        ("2028-02-29", "2028-03-14", "new job at Ozon since Tue 29 Feb"),
        ("2028-02-29", "2028-03-15", None),
    ],
)
def test_new_jobs(since: str, on: str, text: str | None) -> None:
    """A new job of theirs shows on its day and for two weeks after, once."""
    person = contact("Игорь", company="Ozon", company_since=day(since))
    assert shown(person, on) == ([text] if text else [])


@pytest.mark.parametrize(
    ("said", "served"),
    [
        pytest.param(entry("11-19"), False, id="the day before does not serve it"),
        pytest.param(entry("11-20"), True, id="a conversation on the day"),
        pytest.param(entry("11-22", "->"), True, id="a message after it"),
        pytest.param(entry("11-22", "<-"), False, id="their message"),
    ],
)
def test_a_new_job_is_served(said: object, *, served: bool) -> None:
    """A word of mine from its day on serves a new job, of which no company need be known."""
    person = contact("Игорь", said, company_since=day("11-20"))  # type: ignore[arg-type]
    assert shown(person, "11-23") == ([] if served else ["new job since Fri 20 Nov"])


@pytest.mark.parametrize(
    ("cadence", "shows"),
    [(None, True), (MONTHLY, True), (EVENT, True), (NONE, False)],
)
def test_a_new_job_and_cadences(cadence: Cadence | None, *, shows: bool) -> None:
    """A new job lists whoever has a cadence, that of `event` too."""
    person = contact("Игорь", entry("11-19"), company_since=day("11-20"), cadence=cadence)
    found = [item.reasons[0].kind for item in due_items([person], TODAY, DEFAULTS)]
    assert found == (["new-job"] if shows else [])


def test_dates_of_their_own() -> None:
    """Each of `dates:` returns every year from its year on, for its day and three after."""
    dates = (("свадьба", PartialDate(11, 21, 2026)), ("Дочери", PartialDate(11, 23)))
    person = contact("Света", dates=dates)
    assert shown(person, "11-23") == ["свадьба was Sat 21 Nov", "Дочери today"]
    assert shown(person, "2025-11-21") == []
    assert shown(person, "2027-11-24") == ["свадьба was Sun 21 Nov", "Дочери was Tue 23 Nov"]
    assert shown(person, "11-20") == []


@pytest.mark.parametrize(
    ("said", "served"),
    [
        pytest.param(entry("11-22"), False, id="the day before does not serve it"),
        pytest.param(entry("11-23"), True, id="a conversation on the day"),
        pytest.param(entry("11-23", "->"), True, id="a message on the day"),
        pytest.param(entry("11-24", "->"), True, id="a message after it"),
        pytest.param(entry("11-24", "<-"), False, id="their message"),
        pytest.param(entry("11-26"), False, id="what is yet to come"),
    ],
)
def test_served(said: object, *, served: bool) -> None:
    """A word of mine from the day itself on serves an occasion; one in the lead days does not."""
    person = contact("Мария", said, birthday=PartialDate(11, 23))  # type: ignore[arg-type]
    assert (shown(person, "11-25", LEAD) == []) is served


def test_the_property_serves() -> None:
    """A `last_contact` of the day counts as a conversation, and serves."""
    person = contact("Мария", birthday=PartialDate(11, 23), last_contact=day("11-23"))
    assert shown(person, "11-23") == []


def test_first_and_last_day_are_told() -> None:
    """A reason carries the first and the last day on which it is shown."""
    (reason,) = occasions_on(contact("Мария", birthday=PartialDate(11, 25)), TODAY, LEAD)
    assert (reason.kind, reason.group) == ("birthday", "occasion")
    assert (reason.due, reason.last_day) == (day("11-18"), day("11-28"))


def test_what_opens_later_is_soon() -> None:
    """An occasion that opens within the days looked ahead has the group `soon`."""
    person = contact("Мария", birthday=PartialDate(11, 27))
    (reason,) = occasions_until(person, TODAY, day("11-27"), DEFAULTS)
    assert (reason.group, reason.due) == ("soon", day("11-27"))
    assert say_reason(reason, TODAY) == "birthday Fri 27 Nov"
    assert occasions_until(person, TODAY, day("11-26"), DEFAULTS) == []


def test_ahead() -> None:
    """What lies ahead is told once each, the next one first."""
    person = contact(
        "Анна",
        birthday=PartialDate(4, 12),
        placed_me=day("2024-03-15"),
        dates=(("свадьба", PartialDate(11, 23)),),
    )
    assert [say_reason(reason, TODAY) for reason in ahead(person, TODAY, DEFAULTS)] == [
        "placement, 3 years: Mon 15 Mar",
        "birthday Mon 12 Apr",
        "свадьба Tue 23 Nov 2027",
    ]


def test_none_has_no_occasions() -> None:
    """Whose cadence is `none` is not listed for an occasion."""
    born = PartialDate(11, 23)
    assert due_items([contact("Мария", birthday=born, cadence=NONE)], TODAY, DEFAULTS) == []


@hypothesis_settings(max_examples=examples(120))
@given(person=contacts, passed=st.integers(-400, 400), lead=st.integers(0, 30))
def test_never_outside_its_days(person: Contact, passed: int, lead: int) -> None:
    """An occasion never shows before its first or after its last day."""
    today = TODAY + timedelta(days=passed)
    rules = Settings(occasions=OccasionRules(birthday_lead=lead))
    longest = {"birthday": lead + 3, "date": 3, "placed": 14, "new-job": 14}
    for reason in occasions_on(person, today, rules):
        assert reason.last_day is not None
        assert reason.due <= today <= reason.last_day
        assert (reason.last_day - reason.due).days == longest[reason.kind]


@hypothesis_settings(max_examples=examples(120))
@given(person=contacts, passed=st.integers(-400, 400))
def test_a_word_today_serves_what_has_come(person: Contact, passed: int) -> None:
    """After a conversation today no occasion shows whose day has come."""
    today = TODAY + timedelta(days=passed)
    spoken = log(person, entry(today.isoformat()))
    assert occasions_on(spoken, today, DEFAULTS) == []


@hypothesis_settings(max_examples=examples(120))
@given(person=contacts, passed=st.integers(-400, 400), within=st.integers(0, 60))
def test_soon_is_told_before(person: Contact, passed: int, within: int) -> None:
    """What opens on a day was soon on each of the days before, unless the job ends between."""
    today = TODAY + timedelta(days=passed)
    later = add_days(today, within)
    if person.left is None:
        soon = {
            (reason.kind, reason.due)
            for reason in occasions_until(person, today, later, DEFAULTS)
            if reason.due == later
        }
        then = {
            (reason.kind, reason.due)
            for reason in occasions_on(person, later, DEFAULTS)
            if reason.due == later
        }
        assert then <= soon
