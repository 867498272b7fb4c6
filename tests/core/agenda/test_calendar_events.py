"""What stands in the calendar: whose, on which days, and how it is told apart."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.calendar_event import CalendarEvent, events_between, spans_between
from contactkeeper.core.agenda.calendar_events import PAST_DAYS, calendar_events
from contactkeeper.core.calendar.recurrence import days_of
from contactkeeper.core.model import NO_EVENT_NOTES, EventNotes, PartialDate, Task
from contactkeeper.core.people.audience import is_reachable
from contactkeeper.core.settings import Holiday, OccasionRules, Settings
from contactkeeper.text.en.calendar import describe, say_title
from event_notes import event, event_notes, with_events
from histories import MONTHLY, NONE, TODAY, contact, contacts, day, entry, partial_dates, promise
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
CALL = Task("about the role", day("11-27"), kind="appointment", time=time(11), channel="call")


def shown(
    *people: Contact, rules: Settings = DEFAULTS, notes: EventNotes = NO_EVENT_NOTES
) -> list[str]:
    """Write the calendar shortly: the first day, the time, the title."""
    found = calendar_events(people, TODAY, rules, notes)
    return [
        " ".join(filter(None, (str(each.first), str(each.time or "")[:5], say_title(each))))
        for each in found
    ]


def test_what_a_person_has_in_the_calendar() -> None:
    """Tasks with a day, appointments with their time, yearly days, and when to write."""
    dated = (promise("CV", "11-25"), promise("JD", "11-20", waiting=True))
    others = (promise("some day"), promise("done", "11-26", state="kept"))
    anna = contact(
        "Анна",
        entry("11-16", text="x", tasks=dated),
        entry("11-20", text="y", tasks=others),
        cadence=MONTHLY,
        birthday=PartialDate(4, 12, 1990),
        dates=(("name-day", PartialDate(2, 29)),),
        placed_me=day("2025-12-01"),
        follow_up=day("12-20"),
        tasks=(CALL, Task("ask about the team", day("12-24"), kind="reminder")),
    )  # fmt: skip
    assert shown(anna) == [
        "1904-02-29 Name-day: Анна",
        "1990-04-12 🎂 Анна",
        "2026-11-20 Waiting for Анна: JD",
        "2026-11-23 Write: Анна",
        "2026-11-25 Promise to Анна: CV",
        "2026-11-27 11:00 Call: Анна",
        "2026-12-01 Анна: placed you a year ago today",
        "2026-12-20 Анна: follow up",
        "2026-12-24 Анна: ask about the team",
    ]


def test_somebody_is_to_be_written_to_on_the_day_of_the_plan() -> None:
    """With the reasons as they hold on that day; not where something of theirs is on it."""
    overdue = contact("Анна", entry("10-01"), cadence=MONTHLY, company="Ozon")
    (found,) = calendar_events([overdue], TODAY, DEFAULTS)
    assert (found.kind, found.first) == ("write", TODAY)
    assert describe(found) == ["Monthly, spoke 1 Oct · 3 weeks over", "Ozon"]
    at_once = overdue._replace(tasks=(CALL._replace(due=TODAY),))
    assert shown(at_once) == ["2026-11-23 11:00 Call: Анна"]
    awaited = overdue._replace(
        entries=(entry("10-01", tasks=(promise("JD", "11-23", waiting=True),)),)
    )
    assert shown(awaited) == ["2026-11-23 Waiting for Анна: JD", "2026-11-23 Write: Анна"]


def test_what_is_not_shown() -> None:
    """Nobody who is paused or not to be contacted, nor what a cadence of none turns off."""
    task = Task("x", day("12-01"), kind="reminder")
    person = contact("Анна", tasks=(task, CALL), birthday=PartialDate(1, 2), placed_me=day("11-24"))
    assert shown(person._replace(status="do-not-contact")) == []
    assert shown(person._replace(status="paused")) == []
    paused = person._replace(status="paused", paused_until=day("11-30"))
    paused = paused._replace(cadence=NONE, tasks=(task,))
    assert shown(paused) == ["2026-12-01 Анна: x"]
    until = person._replace(status="paused", paused_until=day("2027-01-03"), tasks=())
    assert shown(until) == ["2027-01-04 Write: Анна", "2028-01-02 🎂 Анна"]
    assert shown(person._replace(cadence=NONE)) == [
        "2026-11-27 11:00 Call: Анна", "2026-12-01 Анна: x",
    ]  # fmt: skip
    snoozed = person._replace(snooze_until=day("2027-11-30"), cadence=NONE)
    assert shown(snoozed) == shown(person._replace(cadence=NONE))


def test_events_and_holidays_stand_once_for_all() -> None:
    """A conference that I miss is left out, as is a holiday that nobody is congratulated on."""
    notes = with_events(
        event("12-01", "12-02", "[[Анна]]", "[[Борис]]"),
        event("12-09", name="Missed", attending=False),
        event("2024-05-20", name="Yearly", rule="FREQ=YEARLY"),
        event("2027-06-01", name="Far off"),
        event("01-10", name="Long over"),
    )
    rules = DEFAULTS._replace(
        holidays=(
            Holiday("Recruiter's day", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=20", "tier:key"),
            Holiday("Nobody's", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=21", "company:Nobody"),
        )
    )
    anna = contact("Анна", entry("11-20"), tier="key")
    boris = contact("Борис", entry("11-20"), status="do-not-contact", tier="key")
    found = {
        each.name: (each.first, each.last, each.rule, each.people)
        for each in calendar_events((anna, boris), TODAY, rules, notes)
        if each.kind != "write"
    }
    assert found == {
        "HighLoad++ 2026": (day("12-01"), day("12-02"), "", ("Анна",)),
        "Far off": (day("2027-06-01"), day("2027-06-01"), "", ()),
        "Yearly": (day("2024-05-20"), day("2024-05-20"), "FREQ=YEARLY", ()),
        "Recruiter's day": (
            day("2020-09-20"), day("2020-09-20"), rules.holidays[0].rule, ("Анна",),
        ),
    }  # fmt: skip


def test_a_promise_that_is_put_off_is_the_same_one() -> None:
    """Its key is its words; two of the same words are told apart; an appointment's is its day."""

    def keys(*tasks: Task) -> list[tuple[str, str]]:
        person = contact("Анна", entry("11-20", text="x", tasks=tasks), cadence=NONE)
        return [(each.kind, each.key) for each in calendar_events([person], TODAY, DEFAULTS)]

    assert keys(promise("CV", "11-25")) == keys(promise("CV", "12-25")) == [("promise", "CV")]
    assert keys(promise("CV", "11-25"), promise("CV", "11-26")) == [
        ("promise", "CV"), ("promise", "CV 2"),
    ]  # fmt: skip
    meeting = contact("Анна", cadence=NONE, tasks=(CALL,))
    (found,) = calendar_events([meeting], TODAY, DEFAULTS)
    assert found.key == "2026-11-27 11:00:00 about the role"


@given(
    partial_dates, st.sampled_from([(2, 28), (3, 1)]), st.dates(date(2000, 1, 1), date(2090, 1, 1))
)
@settings(max_examples=examples(300))
def test_the_rule_of_a_yearly_day_has_its_days(
    partial: PartialDate, leap_day: tuple[int, int], first: date
) -> None:
    """What a calendar makes of the rule is what the screen shows: 29 February, too."""
    rules = DEFAULTS._replace(occasions=OccasionRules(leap_day=leap_day))
    person = contact("Анна", entry("11-20"), birthday=partial)
    (birthday,) = (
        each for each in calendar_events([person], TODAY, rules) if each.kind == "birthday"
    )
    last = first + timedelta(days=2000)
    spans = spans_between(birthday, first, last, rules)
    assert tuple(day for day, _ in spans) == days_of(birthday.rule, first, last, birthday.first)


def _key(event: CalendarEvent) -> tuple[str, str, str]:
    return (event.path or event.name, event.kind, event.key)


@given(
    st.lists(contacts, max_size=8, unique_by=lambda each: each.path),
    event_notes,
    st.integers(1, 20),
)
@settings(max_examples=examples(200))
def test_laws_of_the_calendar(people: list[Contact], notes: EventNotes, weeks: int) -> None:
    """No two are taken for one, nobody is in it who must not be, and the order is no matter."""
    found = calendar_events(people, TODAY, DEFAULTS, notes, weeks=weeks)
    assert len(set(map(_key, found))) == len(found)
    by_path = {each.path: each for each in people}
    for each in found:
        assert each.last >= each.first
        person = by_path.get(each.path)
        if person and each.kind != "event":
            assert is_reachable(person, max(each.first, TODAY))
        if not each.rule:
            assert each.last >= TODAY - timedelta(days=PAST_DAYS)
        if each.occasion or each.kind == "write":
            assert each.first <= TODAY + timedelta(days=7 * weeks)
        assert say_title(each)
    assert sorted(
        map(_key, calendar_events(people[::-1], TODAY, DEFAULTS, notes, weeks=weeks))
    ) == sorted(map(_key, found))


@pytest.mark.parametrize(
    ("first", "titles"),
    [
        ("2026-09-01", ["Long over", "Анна: September"]),
        ("2028-11-01", ["Анна: placed you 5 years ago today", "Анна: November"]),
    ],
)
def test_a_month_far_off_has_what_is_on_its_days(first: str, titles: list[str]) -> None:
    """The file has what was due a month ago at most; a month that is asked for, all of it."""
    tasks = [
        Task(name, day(due), kind="reminder")
        for name, due in (("September", "09-15"), ("November", "2028-11-20"))
    ]
    person = contact("Анна", entry("11-20"), tasks=tuple(tasks), placed_me=day("2023-11-10"))
    notes = with_events(event("09-10", name="Long over"))
    month = (day(first), day(first) + timedelta(days=29))
    found = calendar_events([person], TODAY, DEFAULTS, notes, month=month)
    shown_then = [say_title(each) for each in events_between(found, *month, DEFAULTS)]
    assert shown_then == titles
    in_file = [say_title(each) for each in calendar_events([person], TODAY, DEFAULTS, notes)]
    assert "Анна: November" in in_file
    assert not {"Long over", "Анна: September"} & {*in_file}


@pytest.mark.parametrize(("first", "times"), [("11-01", 1), ("12-01", 1), ("2027-01-01", 0)])
def test_an_event_of_several_days_is_in_each_month(first: str, times: int) -> None:
    """It is there once, with its days."""
    notes = with_events(event("11-29", "12-03"))
    found = calendar_events([], TODAY, DEFAULTS, notes)
    last = day(first) + timedelta(days=29)
    assert len(events_between(found, day(first), last, DEFAULTS)) == times
