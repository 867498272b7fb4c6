"""Appointments, reminders and other tasks under no entry, as they stand on a day."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items, next_due
from contactkeeper.core.agenda.problems import old_tasks
from contactkeeper.core.agenda.tasks import appointments
from contactkeeper.core.model import Contact, Entry, Task
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.reasons import say_reason
from histories import MONTHLY, TODAY, contact, contacts, day, entry, promise
from hypothesis_profiles import examples

SETTINGS = Settings()
PLACE = "did it take place?"


def call(on: str, clock: time | None = None, text: str = "about the role") -> Task:
    """Write an appointment shortly."""
    return Task(text, day(on), "open", "appointment", 9, clock, "call")


def reminder(on: str, text: str = "ask about the team") -> Task:
    """Write a reminder shortly."""
    return Task(text, day(on), kind="reminder")


def rows(*people: Contact) -> list[tuple[str, str, str]]:
    """Return the name, group and first reason of each row."""
    items = due_items(people, TODAY, SETTINGS)
    return [(item.contact.name, item.group, say_reason(item.reasons[0], TODAY)) for item in items]


def anna(*entries: Entry, **properties: object) -> Contact:
    """Write Anna, who is not due by herself."""
    return contact("Анна", entry("11-02"), *entries, **properties)


@pytest.mark.parametrize(
    ("task", "row"),
    [
        (call("11-24"), None),
        (call("11-23", time(11)), ("meet", "11:00 call: about the role")),
        (call("11-23"), ("meet", "call: about the role")),
        (call("11-20"), ("meet", "call of Fri 20 Nov: did it take place?")),
        (call("11-19")._replace(channel=""), ("meet", f"appointment of Thu 19 Nov: {PLACE}")),
        (reminder("11-24"), None),
        (reminder("11-23"), ("promise", "ask about the team")),
        (reminder("11-20"), ("promise", "ask about the team · noted for Fri 20 Nov")),
        (reminder("10-24"), ("promise", "ask about the team · noted for Sat 24 Oct")),
        (reminder("10-23"), None),
        (Task("JD", day("11-23"), kind="waiting"), None),
        (Task("JD", day("11-22"), kind="waiting"), ("waiting", "the JD was to come by Sun 22 Nov")),
        (Task("someday", kind="reminder"), None),
    ],
)  # fmt: skip
def test_a_task_makes_a_row_from_its_day(task: Task, row: tuple[str, str] | None) -> None:
    """An appointment on its day and until it is settled, a reminder for a month, theirs later."""
    found = rows(anna(tasks=(task,)))
    assert found == ([("Анна", *row)] if row else [])


@pytest.mark.parametrize(
    ("entries", "settled"),
    [
        ((entry("11-20"),), True),
        ((entry("11-22", channel="email"),), True),
        ((entry("11-19"),), False),
        ((entry("11-20", "->"), entry("11-20", "<-", reply="none")), False),
    ],
)
def test_a_conversation_of_its_day_or_later_settles_an_appointment(
    entries: tuple[Entry, ...], *, settled: bool
) -> None:
    """A message does not."""
    assert (appointments(anna(*entries, tasks=(call("11-20"),)), TODAY) == []) is settled


def test_an_entry_dated_in_the_future_is_an_appointment_until_its_day() -> None:
    """From its day on it is an entry, and settles itself."""
    ahead = anna(Entry(day("11-27"), "about the role", channel="call", time=time(11), line=5))
    assert appointments(ahead, TODAY) == [call("11-27", time(11))._replace(line=5)]
    assert appointments(ahead, day("11-27")) == []
    written = anna(Entry(day("11-27"), "x", "->"))
    assert appointments(written, TODAY) == []


def test_the_day_begins_with_its_appointments_by_their_time() -> None:
    """Those to confirm follow, and then the replies."""
    assert [name for name, _, _ in rows(
        contact("A", entry("11-20", "<-", "hi")),
        anna(tasks=(call("11-23", time(15)),)),
        contact("B", entry("11-01"), tasks=(call("11-23"),)),
        contact("C", entry("11-01"), tasks=(call("11-18"),)),
        contact("D", entry("11-01"), tasks=(call("11-23", time(9)), call("11-19"))),
    )] == ["D", "Анна", "B", "C", "A"]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "due"),
    [("11-30", "11-30"), ("12-02", "12-02"), ("2027-03-01", "12-10"), ("11-08", "11-10")],
)
def test_the_timers_rest_until_an_appointment_for_one_cadence_at_most(on: str, due: str) -> None:
    """Monthly, due on 10 November: until the appointment, or until 10 December."""
    person = contact("Анна", entry("10-10"), cadence=MONTHLY, tasks=(call(on),))
    assert next_due(person, TODAY, SETTINGS) == day(due)


@given(contacts, st.integers(1, 400), st.sampled_from([TODAY, TODAY + timedelta(days=9)]))
@settings(max_examples=examples(200))
def test_an_appointment_makes_nobody_more_overdue(person: Contact, ahead: int, today: date) -> None:
    """Whatever else the note holds, no timer comes sooner by it than on its own day."""
    task = call("11-23")._replace(due=today + timedelta(days=ahead))
    before = next_due(person, today, SETTINGS)
    after = next_due(person._replace(tasks=(*person.tasks, task)), today, SETTINGS)
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= min(before, task.due or before)


def test_follow_up_is_settled_by_any_entry_from_its_day_on() -> None:
    """It is a reminder without words."""
    assert rows(anna(follow_up=day("11-23"))) == [("Анна", "promise", "follow up")]
    assert rows(anna(follow_up=day("11-24"))) == []
    assert rows(anna(entry("11-20", "->"), follow_up=day("11-20"))) == []
    assert rows(anna(entry("11-19", "->"), follow_up=day("11-20"))) == [
        ("Анна", "promise", "follow up · noted for Fri 20 Nov")
    ]


def test_old_reminders_are_counted() -> None:
    """A promise under an entry never is old, and neither is an appointment."""
    person = anna(
        entry("01-02", tasks=(promise("CV", "01-05"),)),
        tasks=(reminder("10-23"), reminder("10-24"), call("01-01")),
        follow_up=day("01-01"),
    )
    assert [problem.facts for problem in old_tasks(person, TODAY)] == [(("day", "2026-10-23"),)]
    held = person._replace(follow_up=day("11-03"), entries=person.entries[:1])
    assert len(old_tasks(held, day("2027-01-01"))) == 3


def test_a_snooze_holds_tasks_back() -> None:
    """As it holds promises."""
    person = anna(tasks=(call("11-23"),), snooze_until=day("11-30"))
    assert rows(person) == []
