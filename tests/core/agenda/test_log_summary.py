from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.log_summary import (
    last_own_day,
    newest_from_them,
    newest_sent,
    open_tasks,
    summarize_log,
)
from contactkeeper.core.agenda.problems import future_problems
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import ClockRules
from contactkeeper.text.problems import say_problem
from histories import EVENT, NONE, TODAY, contact, contacts, day, entries, entry, log, promise
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, Entry

RULES = ClockRules()


def test_an_empty_log_says_nothing() -> None:
    """Somebody without entries has no contact, no attempt and owes nothing."""
    clock = summarize_log(contact("Анна"), TODAY, RULES)
    assert clock.last_contact is None
    assert clock.last_entry is None
    assert clock.last_attempt is None
    assert clock.attempts == 0
    assert clock.owed_since is None
    assert not clock.cold


@pytest.mark.parametrize(
    ("entries", "last_contact", "last_attempt", "attempts", "cold"),
    [
        pytest.param((entry("11-01"),), "11-01", None, 0, False, id="a conversation"),
        pytest.param((entry("11-01", "<-"),), "11-01", None, 0, False, id="they wrote"),
        pytest.param((entry("11-01", "->"),), None, "11-01", 1, False, id="an attempt only"),
        pytest.param(
            (entry("10-01"), entry("11-01", "->")), "10-01", "11-01", 1, False, id="one attempt"
        ),
        pytest.param(
            (entry("10-01"), entry("11-01", "->"), entry("11-20", "->")),
            "10-01",
            "11-20",
            2,
            True,
            id="two attempts are cold",
        ),
        pytest.param(
            (entry("10-01"), entry("11-01", "->"), entry("11-01", "->")),
            "10-01",
            "11-01",
            1,
            False,
            id="two attempts on one day count once",
        ),
        pytest.param(
            (entry("10-01", "->"), entry("10-20", "->"), entry("11-01", "<-")),
            "11-01",
            None,
            0,
            False,
            id="an answer ends the attempts",
        ),
        pytest.param(
            (entry("11-01", "<-"), entry("11-01", "->")),
            "11-01",
            None,
            0,
            False,
            id="my first message after theirs is my reply",
        ),
        pytest.param(
            (entry("10-01", "<-"), entry("10-02", "->"), entry("11-01", "->")),
            "10-01",
            "11-01",
            1,
            False,
            id="the second one is an attempt",
        ),
        pytest.param(
            (entry("11-01", "<-"), entry("11-02", "->"), entry("11-02", "->")),
            "11-01",
            None,
            0,
            False,
            id="a reply in two messages",
        ),
        pytest.param(
            (entry("10-01"), entry("10-20", "~"), entry("11-01", "~")),
            "10-01",
            None,
            0,
            False,
            id="a touch is no attempt",
        ),
        pytest.param(
            (entry("10-01"), entry("11-01", "->", reply="none")),
            "10-01",
            None,
            0,
            False,
            id="what needs no answer is a touch",
        ),
        pytest.param(
            (entry("10-01", "<-"), entry("10-05", "~"), entry("11-01", "->")),
            "10-01",
            None,
            0,
            False,
            id="a touch is no reply",
        ),
        pytest.param(
            (entry("10-01"), entry("11-01", text="", tasks=(promise("CV"),), gave="survey")),
            "10-01",
            None,
            0,
            False,
            id="a record is no contact",
        ),
        pytest.param(
            (entry("10-01", "->"), entry("11-01", got="intro")),
            "11-01",
            None,
            0,
            False,
            id="what I got is contact",
        ),
        pytest.param(
            (entry("11-01"), entry("11-24"), entry("11-25", "->")),
            "11-01",
            None,
            0,
            False,
            id="what is dated after today does not count",
        ),
        pytest.param(
            (entry("11-01", "->"), entry("11-23")), "11-23", None, 0, False, id="today counts"
        ),
    ],
)
def test_contact_and_attempts(
    entries: tuple[Entry, ...],
    last_contact: str | None,
    last_attempt: str | None,
    attempts: int,
    *,
    cold: bool,
) -> None:
    """Last contact is the newest conversation or `<-`; what I wrote since is unanswered."""
    clock = summarize_log(contact("Анна", *entries), TODAY, RULES)
    assert clock.last_contact == (day(last_contact) if last_contact else None)
    assert clock.last_attempt == (day(last_attempt) if last_attempt else None)
    assert clock.attempts == attempts
    assert clock.cold is cold


@pytest.mark.parametrize("cadence", [EVENT, NONE])
def test_no_retries_no_cold(cadence: object) -> None:
    """On occasions, and without a cadence, nobody is cold."""
    tries = (entry("08-01", "->"), entry("09-01", "->"), entry("10-01", "->"))
    assert not summarize_log(contact("Анна", *tries, cadence=cadence), TODAY, RULES).cold


@pytest.mark.parametrize(
    ("noted", "entries", "last_contact", "attempts"),
    [
        pytest.param("11-10", (), "11-10", 0, id="the property alone"),
        pytest.param("11-10", (entry("11-01"),), "11-10", 0, id="newer than the log"),
        pytest.param("11-10", (entry("11-20"),), "11-20", 0, id="never hides a newer entry"),
        pytest.param("11-10", (entry("11-01", "->"),), "11-10", 0, id="answers older attempts"),
        pytest.param("11-10", (entry("11-10", "->"),), "11-10", 1, id="stands before its day"),
        pytest.param("11-24", (entry("11-01"),), "11-01", 0, id="in the future it does not count"),
    ],
)
def test_the_property(
    noted: str, entries: tuple[Entry, ...], last_contact: str, attempts: int
) -> None:
    """`last_contact` is a conversation before all entries of its day."""
    clock = summarize_log(contact("Анна", *entries, last_contact=day(noted)), TODAY, RULES)
    assert clock.last_contact == day(last_contact)
    assert clock.attempts == attempts


@pytest.mark.parametrize(
    ("entries", "noted", "owed"),
    [
        pytest.param((entry("11-12", "<-"),), "", "11-12", id="they wrote"),
        pytest.param((entry("11-23", "<-"),), "", "11-23", id="today"),
        pytest.param((entry("11-24", "<-"),), "", None, id="tomorrow"),
        pytest.param((entry("11-10", "<-"), entry("11-12", "<-")), "", "11-12", id="twice"),
        pytest.param((entry("11-12", "<-"), entry("11-12", "->")), "", None, id="answered"),
        pytest.param((entry("11-12", "<-"), entry("11-20")), "", None, id="spoken since"),
        pytest.param(
            (entry("11-12", "->"), entry("11-12", "<-")), "", None, id="mine of that day is above"
        ),
        pytest.param((entry("11-11", "->"), entry("11-12", "<-")), "", "11-12", id="mine before"),
        pytest.param((entry("11-12", "<-", reply="none"),), "", None, id="none is owed"),
        pytest.param((entry("11-12", "<-", reply=" None"),), "", None, id="in any case"),
        pytest.param((entry("11-12", "<-", reply="soon"),), "", "11-12", id="another word"),
        pytest.param(
            (entry("11-10", "<-", reply="none"), entry("11-12", "<-")),
            "",
            "11-12",
            id="they wrote again",
        ),
        pytest.param(
            (entry("11-12", "<-", tasks=(promise("JD", waiting=True),)),),
            "",
            None,
            id="I wait for theirs",
        ),
        pytest.param(
            (entry("11-10", "<-", tasks=(promise("JD", waiting=True),)), entry("11-12", "<-")),
            "",
            "11-12",
            id="they wrote after what I wait for",
        ),
        pytest.param(
            (entry("11-12", "<-"), entry("11-13", text="", tasks=(promise("JD", waiting=True),))),
            "",
            None,
            id="I wait since a record after it",
        ),
        pytest.param((entry("11-12", "<-"), entry("11-13", "~")), "", "11-12", id="a touch since"),
        pytest.param(
            (entry("11-12", "<-"), entry("11-13", gave="survey")), "", "11-12", id="a record since"
        ),
        pytest.param(
            (entry("11-12", "<-", tasks=(promise("JD", waiting=True, state="kept"),)),),
            "",
            "11-12",
            id="theirs has come",
        ),
        pytest.param(
            (entry("11-12", "<-", tasks=(promise("CV"),)),),
            "",
            "11-12",
            id="my promise is no answer",
        ),
        pytest.param((entry("11-12", "<-"),), "11-12", "11-12", id="the property of that day"),
        pytest.param((entry("11-12", "<-"),), "11-13", None, id="the property of the day after"),
    ],
)
def test_reply_owed(entries: tuple[Entry, ...], noted: str, owed: str | None) -> None:
    """I owe a reply if the newest entry is theirs and nothing of mine stands that day or after."""
    person = contact("Анна", *entries, last_contact=day(noted) if noted else None)
    assert summarize_log(person, TODAY, RULES).owed_since == (day(owed) if owed else None)


def test_questions_beside_the_clock() -> None:
    """The newest `<-` and `->`, my last word and open tasks can be asked."""
    kept = promise("refs", state="kept")
    person = contact(
        "Анна",
        entry("10-01", "<-", tasks=(promise("JD", "11-01", waiting=True), kept)),
        entry("10-05", "->"),
        entry("10-30", "->", tasks=(promise("CV"),)),
        entry("12-01", "<-", tasks=(promise("later"),)),
    )
    newest = newest_from_them(person, TODAY)
    assert newest is not None
    assert newest.date == day("10-01")
    assert last_own_day(person, TODAY) == day("10-30")
    sent = newest_sent(person, TODAY)
    assert sent is not None
    assert sent.date == day("10-30")
    assert [task.text for _, task in open_tasks(person, TODAY)] == ["JD", "CV"]
    assert last_own_day(person._replace(last_contact=day("11-11")), TODAY) == day("11-11")
    assert last_own_day(log(person, entry("11-12", "~")), TODAY) == day("11-12")
    assert last_own_day(log(person, entry("11-12", told="news")), TODAY) == day("10-30")


def test_future_entries_are_reported() -> None:
    """An entry and a `last_contact` after today are problems, until their day has come."""
    late = entry("11-24")._replace(line=31)
    person = contact("Анна", entry("11-23"), late, last_contact=day("12-01"))
    found = future_problems(person, TODAY)
    assert [(each.line, each.code, each.severity) for each in found] == [
        (31, "future-entry", "problem"),
        (1, "future-entry", "problem"),
    ]
    assert found[0].path == "Recruiters/Анна.md"
    assert "2026-11-24" in say_problem(found[0])
    assert future_problems(person, day("12-01")) == ()


def test_a_birthday_to_come_is_reported() -> None:
    """Nobody is born after today; without a year, or on its day, it is no problem."""
    person = contact("Анна", birthday=PartialDate(5, 9, 2090))
    (found,) = future_problems(person, TODAY)
    assert (found.line, found.code, found.severity) == (1, "future-birthday", "problem")
    assert say_problem(found) == "The birthday is a day after today, so it is not shown"
    for born in (PartialDate(5, 9), PartialDate(11, 23, 2026), PartialDate(5, 9, 1990)):
        assert future_problems(person._replace(birthday=born), TODAY) == ()


@settings(max_examples=examples(150))
@given(person=contacts, passed=st.integers(0, 300))
def test_the_future_does_not_count(person: Contact, passed: int) -> None:
    """The clock of a day is the same whether or not later entries stand in the note."""
    today = TODAY - timedelta(days=passed)
    known = person._replace(
        entries=tuple(each for each in person.entries if each.date <= today),
        last_contact=None
        if person.last_contact and person.last_contact > today
        else person.last_contact,
    )
    assert summarize_log(person, today, RULES) == summarize_log(known, today, RULES)


RECORDS = st.sampled_from(
    [
        entry("11-23", text="", tasks=(promise("CV", "11-30"),)),
        entry("11-23", gave="survey"),
        entry("11-23", trust="4"),
        entry("11-23", told="[[Staff engineer]]"),
    ]
)


@settings(max_examples=examples(150))
@given(person=contacts, record=RECORDS)
def test_a_record_moves_no_clock(person: Contact, record: Entry) -> None:
    """With tasks, or what I gave, told or think of them, and nothing else, nothing happened."""
    clock = summarize_log(person, TODAY, RULES)
    assert summarize_log(log(person, record), TODAY, RULES) == clock
    assert last_own_day(log(person, record), TODAY) == last_own_day(person, TODAY)


@settings(max_examples=examples(150))
@given(person=contacts, touches=st.lists(entries(0, 0), max_size=3))
def test_touches_are_neither_contact_nor_attempts(person: Contact, touches: list[Entry]) -> None:
    """However often I touch somebody, what is owed, unanswered or cold stays as it was."""
    clock = summarize_log(person, TODAY, RULES)
    touched = person
    for each in touches:
        touched = log(touched, each._replace(direction="~", tasks=()))
    if touches:
        clock = clock._replace(last_entry=TODAY, last_touch=TODAY)
    assert summarize_log(touched, TODAY, RULES) == clock


@settings(max_examples=examples(150))
@given(person=contacts)
def test_a_reply_makes_nobody_cold(person: Contact) -> None:
    """My first message after theirs leaves nothing unanswered."""
    answered = log(log(person, entry("11-23", "<-")), entry("11-23", "->"))
    clock = summarize_log(answered, TODAY, RULES)
    assert (clock.attempts, clock.cold, clock.owed_since) == (0, False, None)
    assert (clock.last_sent, clock.last_attempt, clock.first_attempt) == (TODAY, None, None)


@settings(max_examples=examples(150))
@given(person=contacts)
def test_a_conversation_clears_the_clock(person: Contact) -> None:
    """After a conversation today nothing is owed, unanswered or cold."""
    clock = summarize_log(log(person, entry("11-23")), TODAY, RULES)
    assert clock.last_contact == clock.last_entry == TODAY
    assert (clock.attempts, clock.cold, clock.owed_since) == (0, False, None)
