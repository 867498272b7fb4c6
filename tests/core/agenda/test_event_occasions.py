from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.events import active_events, guests, is_among, next_time
from contactkeeper.core.agenda.occasions import ahead, occasions_on, occasions_until
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import Contact, Event, EventNotes
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.occasions import short_name
from event_notes import event, event_notes, news, with_events
from histories import TODAY, contact, contacts, day, entry, log
from hypothesis_profiles import examples

DEFAULTS = Settings()


@pytest.mark.parametrize(
    ("words", "path", "among"),
    [
        ("[[Анна Каренина]]", "R/Анна Каренина.md", True),
        ("[[R/Анна Каренина|Аня]]", "R/Анна Каренина.md", True),
        ("[[R/Анна Каренина.md#Log]]", "R/Анна Каренина.md", True),
        ("[[Q/Анна Каренина]]", "R/Анна Каренина.md", False),
        ("[[Анна]]", "R/Анна Каренина.md", False),
        ("Анна Каренина", "R/Анна Каренина.md", True),
        ("анна каренина", "R/Анна Каренина.md", True),
        ("Анна", "R/Анна Каренина.md", False),
        ("Аня", "R/Анна Каренина.md", True),
        ("[[Аня]]", "R/Анна Каренина.md", False),
    ],
)
def test_who_is_meant(words: str, path: str, *, among: bool) -> None:
    """A link means the note that it leads to, other words a whole name; nobody is guessed."""
    person = Contact(path, "Анна Каренина", aliases=("Аня",))
    assert is_among((words,), person, DEFAULTS) is among


def test_guests() -> None:
    """Asked are people and audience, but for who is paused; named are those in `people`."""
    there = [
        contact("Анна", tier="key"),
        contact("Борис"),
        contact("Вера", tier="key", status="paused"),
        contact("Глеб", status="do-not-contact"),
    ]
    asked, named = guests(event("12-01", "", "Борис", "Глеб", audience="tier:key"), there, TODAY,
                          DEFAULTS)  # fmt: skip
    assert [each.name for each in asked] == ["Анна", "Борис"]
    assert [each.name for each in named] == ["Борис", "Глеб"]


@pytest.mark.parametrize(
    ("found", "on", "first"),
    [
        (event("12-01", "12-02"), "11-23", "2026-12-01"),
        (event("12-01", "12-02"), "2027-11-23", "2026-12-01"),
        (event("2024-12-01", rule="FREQ=YEARLY"), "11-23", "2026-12-01"),
        (event("2024-12-01", "2024-12-03", rule="FREQ=YEARLY"), "12-03", "2026-12-01"),
        (event("2024-12-01", "2024-12-03", rule="FREQ=YEARLY"), "12-04", "2027-12-01"),
        (event("2028-12-01", rule="FREQ=YEARLY"), "11-23", "2028-12-01"),
        (event("2024-12-01", rule="FREQ=YEARLY;UNTIL=20251231"), "11-23", "2024-12-01"),
        (event("2024-02-29", rule="FREQ=YEARLY"), "2027-11-23", "2028-02-29"),
        (event("12-15", rule="FREQ=MONTHLY;BYDAY=1TU"), "11-23", "2026-12-15"),
        (event("12-15", rule="FREQ=MONTHLY;BYDAY=1TU"), "12-16", "2027-01-05"),
    ],
)
def test_the_next_time(found: Event, on: str, first: str) -> None:
    """It is the time that is on or comes next, else the first that was."""
    assert str(next_time(found, day(on))[0]) == first


def test_the_year_in_a_name() -> None:
    """The year is left out where it is that of the time, and is not all there is."""
    assert short_name("HighLoad++ 2026", day("12-01")) == "HighLoad++"
    assert short_name("HighLoad++ 2026", day("2027-12-01")) == "HighLoad++ 2026"
    assert short_name("2026", day("12-01")) == "2026"


def test_ahead() -> None:
    """Of a person one is told the event to come, the follow-up after it, and no news."""
    person = contact("Анна", entry("11-01"))
    found = EventNotes((event("2027-01-12", "", "Анна", name="PyCon"),), (news("12-01"),))
    told = [
        say_reason(each, TODAY)
        for each in ahead(person, TODAY, DEFAULTS, found)
        if each.kind != "news"
    ]
    assert told == ["PyCon Tue 12 Jan", "follow-up on PyCon Wed 13 Jan"]


@hypothesis_settings(max_examples=examples(150), deadline=None)
@given(person=contacts, found=event_notes, passed=st.integers(-60, 60), within=st.integers(0, 40))
def test_what_is_out_of_reach_changes_nothing(
    person: Contact, found: EventNotes, passed: int, within: int
) -> None:
    """Whatever is left out for some days would have given nobody a reason on them."""
    today = TODAY + timedelta(days=passed)
    until = add_days(today, within)
    near = active_events(found, today, until)
    assert occasions_until(person, today, until, DEFAULTS, found) == occasions_until(
        person, today, until, DEFAULTS, near
    )


@hypothesis_settings(max_examples=examples(150), deadline=None)
@given(person=contacts, found=event_notes, passed=st.integers(-60, 60))
def test_never_outside_its_days(person: Contact, found: EventNotes, passed: int) -> None:
    """An occasion shows within its days, and a word today leaves only news."""
    today = TODAY + timedelta(days=passed)
    for reason in occasions_on(person, today, DEFAULTS, found):
        assert reason.last_day is not None
        assert reason.due <= today <= reason.last_day
    after = occasions_on(log(person, entry(today.isoformat())), today, DEFAULTS, found)
    assert {each.kind for each in after} <= {"news"}


@hypothesis_settings(max_examples=examples(150), deadline=None)
@given(person=contacts, found=event_notes, within=st.integers(0, 60))
def test_soon_is_told_before(person: Contact, found: EventNotes, within: int) -> None:
    """What opens on a day was soon on each of the days before."""
    later = add_days(TODAY, within)
    person = person._replace(entries=tuple(e for e in person.entries if e.date <= TODAY))
    then = {
        (each.kind, each.about)
        for each in occasions_on(person, later, DEFAULTS, found)
        if each.due == later
    }
    soon = {
        (each.kind, each.about) for each in occasions_until(person, TODAY, later, DEFAULTS, found)
    }
    assert then <= soon


def test_two_events_of_one_day() -> None:
    """Each is its own occasion, with its own name."""
    two = with_events(event("12-01", "", "Анна"), event("12-01", "", "Анна", name="PyCon"))
    found = occasions_on(contact("Анна", entry("11-01")), TODAY, DEFAULTS, two)
    assert [each.about for each in found] == ["HighLoad++ 2026", "PyCon"]
