"""A rhythm of talks beside that of messages."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.log_stats import last_talk
from contactkeeper.core.model import Cadence, Entry, PartialDate, Task
from contactkeeper.core.settings import ModeChoice, Settings, TalkRules
from contactkeeper.text.en.reasons import say_reason
from histories import EVENT, MONTHLY, NONE, QUARTERLY, TODAY, contact, contacts, day, entry, log
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
CALLED = contact(
    "Света",
    entry("06-04", channel="zoom"),
    entry("10-31", "->", channel="tg"),
    entry("11-02", "<-", channel="tg", reply="none"),
    tier="key",
)


def rows(person: Contact, on: str = "11-23", rules: Settings = DEFAULTS) -> list[DueItem]:
    """Return the row of one person, if there is one."""
    return due_items([person], day(on), rules)


def kinds(person: Contact, on: str = "11-23", rules: Settings = DEFAULTS) -> list[str]:
    """Return the kinds of the reasons for which somebody is listed."""
    return [reason.kind for item in rows(person, on, rules) for reason in item.reasons]


def test_a_row_of_its_own() -> None:
    """Three weeks after the last message, a quarter after the last call, and in no hurry."""
    assert kinds(CALLED, "11-22") == []
    (item,) = rows(CALLED)
    assert (item.group, item.due, item.last_talk) == ("today", day("11-23"), day("06-04"))
    assert [say_reason(each, TODAY) for each in item.reasons] == [
        "time for a talk: last call 4 Jun"
    ]
    assert [item.group for item in rows(CALLED, "11-24")] == ["overdue"]


def test_a_row_that_stands_anyway_carries_it() -> None:
    """Whatever else it stands for: the talk is told last, and changes neither group nor day."""
    born = CALLED._replace(birthday=PartialDate(11, 16))
    assert kinds(born, "11-16") == ["birthday", "talk"]
    weekly = CALLED._replace(cadence=Cadence("week", 2))
    (item,) = rows(weekly, "11-16")
    assert [reason.kind for reason in item.reasons] == ["cadence", "talk"]
    assert (item.group, item.due) == ("today", day("11-16"))


@pytest.mark.parametrize(
    ("changed", "listed"),
    [
        pytest.param({"tier": "supporting"}, False, id="others have no talks"),
        pytest.param({"tier": "supporting", "talk": QUARTERLY}, True, id="but for their own"),
        pytest.param({"talk": Cadence("year")}, False, id="the note decides"),
        pytest.param({"talk": NONE}, False, id="none"),
        pytest.param({"cadence": EVENT}, False, id="on occasions"),
        pytest.param({"cadence": EVENT, "talk": MONTHLY}, True, id="on occasions, and talks"),
        pytest.param({"cadence": NONE}, False, id="no cadence"),
        pytest.param({"snooze_until": day("11-24")}, False, id="snoozed"),
        pytest.param({"entries": CALLED.entries[1:]}, False, id="never talked"),
        pytest.param(
            {"entries": (CALLED.entries[0], entry("08-10", "->"), entry("09-01", "->"))},
            False,
            id="does not answer",
        ),
        pytest.param({"last_contact": day("09-20")}, False, id="a conversation of the property"),
        pytest.param({"last_contact": day("11-02")}, True, id="a message of the property"),
        pytest.param(
            {"tasks": (Task("", day("11-27"), kind="appointment", channel="call"),)},
            False,
            id="a call is agreed on",
        ),
    ],
)
def test_who_is_to_be_called(changed: dict[str, object], listed: bool) -> None:  # noqa: FBT001
    """The tier's rhythm holds, unless the note or the cadence says something else."""
    assert ("talk" in kinds(CALLED._replace(**changed))) is listed  # type: ignore[arg-type]


def test_a_conversation_without_a_channel_was_a_talk() -> None:
    """And a message, a touch or a record was none."""
    assert kinds(CALLED._replace(entries=(*CALLED.entries[:2], entry("11-02", text="x")))) == []
    told = (*CALLED.entries, entry("11-02", gave="salary survey"), entry("11-02", "~", "liked"))
    assert kinds(CALLED._replace(entries=told)) == ["talk"]


@hypothesis_settings(max_examples=examples(200))
@given(person=contacts, planned=st.integers(0, 20), later=st.integers(0, 20))
def test_an_appointment_that_was_ticked_and_logged_is_one_talk(
    person: Contact, planned: int, later: int
) -> None:
    """It asks for no more than the talk alone would, and nobody is told of two."""
    ticked = Entry(TODAY - timedelta(planned), "about the role", channel="call", time=time(11))
    talk = Entry(ticked.date + timedelta(min(planned, later)), "it went well", channel="call")
    talked = log(person, talk)
    both = log(talked, ticked)
    alone, twice = (contact_state(each, TODAY, DEFAULTS) for each in (talked, both))
    assert twice._replace(contact=talked) == alone
    newest_first = both.entries[::-1]
    assert last_talk(newest_first) == last_talk(talked.entries[::-1])


def test_the_settings_say_how_often() -> None:
    """`[talk]` has a rhythm for each tier, and no mode changes it."""
    yearly = DEFAULTS._replace(talk=TalkRules(key=Cadence("year")))
    assert kinds(CALLED, rules=yearly) == []
    searching = DEFAULTS._replace(mode=ModeChoice("searching"))
    lately = CALLED._replace(entries=(entry("11-20", channel="call"),))
    assert rows(lately, rules=searching) == []


def test_never_called_is_a_hint() -> None:
    """Where talks are wanted and there was none, the row says so where there is room."""
    wrote = contact("A", entry("10-01", channel="tg"), tier="key")
    (item,) = rows(wrote)
    assert item.say is not None
    assert item.say.kind == "never-talked"
    (item,) = rows(wrote._replace(tier="supporting", cadence=MONTHLY))
    assert item.say is None or item.say.kind != "never-talked"
