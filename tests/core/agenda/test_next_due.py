from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.next_due import next_due_after, settled
from contactkeeper.core.calendar.days import workdays
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import ClockRules, Settings
from contactkeeper.text.en.next_due import say_next_due, say_settled
from event_notes import event, with_events
from histories import (
    EVENT,
    MONTHLY,
    NONE,
    TODAY,
    contact,
    contacts,
    day,
    entries,
    entry,
    log,
    promise,
)
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Entry

DEFAULTS = Settings()
ENDLESS = Settings(clock=ClockRules(max_silence=None))
JD = promise("JD", "11-27", waiting=True)
CV = promise("the CV", "11-27")


def closed(before: Contact, after: Contact, today: date, settings: Settings) -> tuple[str, ...]:
    """Say what a change settled."""
    return tuple(say_settled(each, today) for each in settled(before, after, today, settings))


@pytest.mark.parametrize(
    ("person", "said"),
    [
        pytest.param(contact("A", entry("11-23", "->")), "Back Mon 14 Dec", id="an attempt"),
        pytest.param(contact("A", entry("11-23"), cadence=MONTHLY), "Back Wed 23 Dec", id="spoken"),
        pytest.param(contact("A", entry("11-23", "<-")), "You owe a reply.", id="a reply owed"),
        pytest.param(
            contact("A", entry("11-24", "<-", reply="none")),
            "Still on the list: no entry yet",
            id="not yet",
        ),
        pytest.param(
            contact("A", entry("11-23", "<-", reply="none")),
            "Nothing owed. Back Tue 23 Feb",
            id="no reply owed",
        ),
        pytest.param(
            contact("A", entry("11-23", tasks=(JD,)), cadence=MONTHLY),
            "Back Mon 30 Nov if no JD, else Wed 23 Dec",
            id="awaited, asked about on the next working day",
        ),
        pytest.param(
            contact("A", entry("11-23", "<-", tasks=(JD,)), cadence=MONTHLY),
            "Back Mon 30 Nov if no JD, else Wed 23 Dec",
            id="awaited, and so no reply is owed",
        ),
        pytest.param(
            contact("A", entry("11-23", tasks=(CV,)), cadence=MONTHLY),
            "Back Fri 27 Nov for your promise, then Wed 23 Dec",
            id="promised",
        ),
        pytest.param(
            contact("A", entry("11-23", tasks=(CV, JD, promise("a link", "11-29")))),
            "Back Fri 27 Nov for your promise, then Sun 29 Nov for your promise",
            id="after the first day comes the next reason, not the timer",
        ),
        pytest.param(
            contact("A", entry("11-23", tasks=(CV,)), birthday=PartialDate(11, 27)),
            "Back Fri 27 Nov for your promise, then Tue 23 Feb",
            id="two reasons of one day are one return",
        ),
        pytest.param(
            contact(
                "A",
                entry("06-01", channel="call"),
                entry("11-20", "<-"),
                entry("11-23", "->"),
                tier="key",
            ),
            "Back Mon 14 Dec for a talk, then Sun 20 Dec",
            id="a talk, then the timer",
        ),
        pytest.param(
            contact("A", entry("11-23"), birthday=PartialDate(12, 1)),
            "Back Tue 1 Dec for the birthday, then Tue 23 Feb",
            id="a birthday comes first",
        ),
        pytest.param(
            contact("A", entry("11-23", tasks=(promise("CV", "11-20"),)), cadence=MONTHLY),
            "Still open: you promised by Fri 20 Nov: CV. Back Wed 23 Dec",
            id="an open promise of last week",
        ),
        pytest.param(
            contact("A", entry("08-01")),
            "Still on the list: quarterly, spoke 1 Aug · 3 weeks over",
            id="an old entry",
        ),
        pytest.param(
            contact("A", entry("08-01"), entry("11-23", text="", tasks=(CV,))),
            "Still on the list: quarterly, spoke 1 Aug · 3 weeks over",
            id="a record of today",
        ),
        pytest.param(
            contact(
                "A",
                entry(
                    "11-23", tasks=(promise("CV", "11-20"), promise("JD", "11-10", waiting=True))
                ),
                birthday=PartialDate(11, 23),
            ),
            "Still open: you promised by Fri 20 Nov: CV. Back Tue 23 Feb",
            id="the strongest of several reasons",
        ),
        pytest.param(
            contact(
                "A",
                entry("11-02", "<-", tasks=(promise("JD", "11-13", waiting=True),)),
                entry("11-20", "->"),
            ),
            "Back Fri 27 Nov if no JD, else Tue 2 Feb",
            id="asked about a week ago",
        ),
        pytest.param(
            contact("A", entry("11-23"), cadence=EVENT),
            "Back on occasions, no timer (at the latest Tue 23 Nov 2027)",
            id="on occasions",
        ),
        pytest.param(
            contact("A", entry("11-23"), cadence=EVENT, birthday=PartialDate(4, 12)),
            "Back Mon 12 Apr for the birthday, no timer",
            id="on the next occasion",
        ),
        pytest.param(contact("A", entry("11-23"), cadence=NONE), "No timer", id="no cadence"),
        pytest.param(
            contact("A", entry("11-23", tasks=(CV,)), cadence=NONE),
            "Back Fri 27 Nov for your promise, no timer",
            id="no cadence, but a promise",
        ),
        pytest.param(
            contact("A", entry("11-23", "<-"), snooze_until=day("11-30"), snoozed=TODAY),
            "You owe a reply. Snoozed to Mon 30 Nov",
            id="snoozed with the entry",
        ),
        pytest.param(contact("A", entry("11-23"), status="paused"), "Paused", id="paused"),
        pytest.param(
            contact("A", entry("11-23"), status="paused", paused_until=day("2027-12-01")),
            "Paused until Wed 1 Dec 2027",
            id="paused until",
        ),
        pytest.param(
            contact("A", entry("11-23"), status="do-not-contact"), "Not to be contacted", id="never"
        ),
    ],
)
def test_when_they_are_back(person: Contact, said: str) -> None:
    """The last line of `ck log` says when, and why before their time."""
    assert say_next_due(next_due_after(person, TODAY, DEFAULTS)) == said


def test_no_timer_at_all() -> None:
    """Without `max_silence` somebody on occasions has no latest day."""
    back = next_due_after(contact("A", entry("11-23"), cadence=EVENT), TODAY, ENDLESS)
    assert say_next_due(back) == "Back on occasions, no timer"


ANNA = contact(
    "Анна",
    entry("11-10", tasks=(promise("CV", "11-19"), promise("JD", "11-20", waiting=True))),
    entry("11-12", "<-", "hi"),
    birthday=PartialDate(11, 22),
)


def ticked(person: Contact, text: str) -> Contact:
    """Tick one task."""
    return person._replace(
        entries=tuple(
            each._replace(
                tasks=tuple(
                    task._replace(state="kept") if task.text == text else task
                    for task in each.tasks
                ),
            )
            for each in person.entries
        ),
    )


def test_what_an_entry_settles() -> None:
    """What was owed, awaited or occasion, and is no longer, is named; the rest is not."""
    spoken = log(ANNA, entry("11-23"))
    assert closed(ANNA, spoken, TODAY, DEFAULTS) == (
        "the reply owed since 12 Nov",
        "the birthday",
    )
    assert closed(ANNA, ticked(ANNA, "JD"), TODAY, DEFAULTS) == ("the JD awaited 20 Nov",)
    assert closed(ANNA, ticked(ticked(spoken, "CV"), "JD"), TODAY, DEFAULTS) == (
        "the JD awaited 20 Nov",
        'the promise "CV"',
        "the reply owed since 12 Nov",
        "the birthday",
    )


def test_their_message_serves_no_birthday() -> None:
    """What they write settles neither a reply nor an occasion."""
    assert closed(ANNA, log(ANNA, entry("11-23", "<-")), TODAY, DEFAULTS) == ()


def test_a_snooze_is_closed() -> None:
    """An entry that ends a snooze says so."""
    asleep = contact("A", entry("11-01"), snooze_until=day("12-01"), snoozed=day("11-02"))
    assert closed(asleep, log(asleep, entry("11-23")), TODAY, DEFAULTS) == (
        "the snooze to Tue 1 Dec",
    )


def test_one_of_two_equal_tasks() -> None:
    """Of two tasks that read alike, one ticked is one closed."""
    task = promise("CV", "11-20")
    twice = contact("A", entry("11-10", tasks=(task, task)))
    once = contact("A", entry("11-10", tasks=(task, task._replace(state="kept"))))
    assert closed(twice, once, TODAY, DEFAULTS) == ('the promise "CV"',)


@hypothesis_settings(max_examples=examples(80))
@given(person=contacts, new=entries(0, 0))
def test_something_is_always_said(person: Contact, new: Entry) -> None:
    """Whatever was logged, there is a last line, and one line it is."""
    after = log(person, new)
    said = [
        say_next_due(next_due_after(after, TODAY, DEFAULTS)),
        *closed(person, after, TODAY, DEFAULTS),
    ]
    assert all(each and "\n" not in each for each in said)
    assert closed(person, person, TODAY, DEFAULTS) == ()


@hypothesis_settings(max_examples=examples(60))
@given(person=contacts, new=entries(0, 0))
def test_the_day_is_that_of_the_list(person: Contact, new: Entry) -> None:
    """On no day before it is somebody listed, and on it they are, if nothing is written meanwhile.

    What is awaited is on the list of its day, and told for the next working day. A contact of a
    day to come would count by then.
    """
    past = tuple(each for each in person.entries if each.date <= TODAY)
    noted = person.last_contact if person.last_contact and person.last_contact <= TODAY else None
    after = log(person._replace(entries=past, last_contact=noted), new)
    back = next_due_after(after, TODAY, DEFAULTS)
    told = back.first.day if back.first else back.timer
    if back.quiet or back.reply_owed or back.remaining or told is None:
        return
    ahead = (TODAY + timedelta(days=number) for number in range(1, 200))
    listed = next((on for on in ahead if due_items([after], on, DEFAULTS)), None)
    if listed is None:
        assert told >= TODAY + timedelta(days=200)
    elif back.first and not back.first.certain:
        assert listed <= told == next(workdays(listed))
    else:
        assert told == listed


def test_a_question_that_is_open_ends_in_its_mark() -> None:
    """No full stop follows it."""
    person = contact("A", entry("11-23", "<-", reply="none"), cadence=MONTHLY)
    there = with_events(event("12-01", "", "A"))
    assert say_next_due(next_due_after(person, TODAY, DEFAULTS, there)) == (
        "Still open: HighLoad++ in 8 days: will you be there? "
        "Back Wed 2 Dec for the follow-up, then Wed 23 Dec"
    )
