from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.model import NO_EVENT_NOTES, Cadence, Event, EventNotes, PartialDate
from contactkeeper.core.settings import Settings, TalkRules
from contactkeeper.text.en.brief import say_suggestion
from histories import EVENT, MONTHLY, NONE, TODAY, contact, day, entry

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact


def form_of(
    person: Contact, today: date = TODAY, event_notes: EventNotes = NO_EVENT_NOTES
) -> tuple[str, str]:
    """Return the form that is suggested, and how it is said."""
    form = brief_of(person, today, Settings(), event_notes).form
    assert form is not None
    return form.kind, say_suggestion(form, today)


JOKER = EventNotes((Event("Joker.md", "Joker", day("11-18"), day("11-19"), people=("A",)),))


@pytest.mark.parametrize(
    ("person", "kind", "text"),
    [
        (contact("A", entry("11-01", channel="call")), "check-in", "a quick check-in"),
        (contact("A", entry("08-24", channel="call")), "check-in", "a quick check-in"),
        (contact("A", entry("08-23", channel="call")), "talk", "time for a talk: last call 23 Aug"),
        (contact("A", entry("06-14", channel="call"), entry("11-14", channel="tg")),
         "talk", "time for a talk: last call 14 Jun, only messages since"),
        (contact("A", entry("08-23", "<-", channel="tg", reply="none")),
         "talk", "time for a talk: no call or meeting yet"),
        (contact("A", entry("08-24", channel="tg")), "check-in", "a quick check-in"),
        (contact("A", entry("05-01", text="x")), "talk", "time for a talk: spoke 1 May"),
        (contact("A", entry("11-01", channel="call"), entry("11-20", "<-", channel="tg")),
         "answer", "an answer: they wrote 20 Nov"),
        (contact("A", entry("02-01", channel="call"), entry("11-20", "<-", channel="tg")),
         "talk", "time for a talk: last call 1 Feb, only messages since"),
        (contact("A", entry("02-01", channel="call"), birthday=PartialDate(11, 23)),
         "congratulations", "congratulations on the birthday"),
        (contact("A", dates=(("wedding", PartialDate(11, 23)),)),
         "congratulations", "congratulations on wedding"),
        (contact("A", placed_me=day("10-23")),
         "congratulations", "congratulations and thanks: they placed you"),
        (contact("A", company="Ozon", company_since=day("11-20")),
         "congratulations", "congratulations on the new job"),
        (contact("A", met_at="JPoint"), "first-message", "a first message: met at JPoint"),
        (contact("A"), "first-message", "a first message"),
        (contact("A", entry("05-01", "~"), entry("11-20", text="", gave="a link")),
         "first-message", "a first message"),
        (contact("A", entry("11-20", "->")), "check-in", "a quick check-in"),
        (contact("A", last_contact=day("11-01")), "check-in", "a quick check-in"),
        (contact("A", entry("02-01", channel="call"), last_contact=day("05-01")),
         "talk", "time for a talk: spoke 1 May"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("cadence", [None, MONTHLY, EVENT])
def test_the_form_that_fits(person: Contact, kind: str, text: str, cadence: object) -> None:
    """A quarter without a call or a meeting is time for a talk, whatever the cadence."""
    person = person._replace(cadence=cadence)  # type: ignore[arg-type]
    assert form_of(person) == (kind, text)


@pytest.mark.parametrize(
    ("talk", "last", "text"),
    [
        (MONTHLY, "10-23", "time for a talk (monthly): last call 23 Oct"),
        (MONTHLY, "10-24", "a quick check-in; the next talk 24 Nov (monthly)"),
        (Cadence("week", 6), "10-12", "time for a talk (every 6 weeks): last call 12 Oct"),
        (Cadence("year"), "02-01", "a quick check-in; the next talk 1 Feb (yearly)"),
        (NONE, "02-01", "a quick check-in"),
    ],
)
@pytest.mark.parametrize("cadence", [None, MONTHLY, EVENT, NONE])
def test_the_rhythm_of_talks_decides(
    talk: Cadence, last: str, text: str, cadence: Cadence | None
) -> None:
    """Where the note says one it is named, and no other holds; a message is no talk."""
    person = contact("A", entry(last, channel="call"), talk=talk, cadence=cadence)
    assert form_of(person)[1] == text
    wrote = entry("11-02", "<-", channel="tg", reply="none")
    written = person._replace(entries=(*person.entries, wrote))
    assert form_of(written)[1] == text + (", only messages since" if "time" in text else "")


@pytest.mark.parametrize("cadence", [None, MONTHLY])
def test_the_configuration_has_the_rhythm_of_the_key_tier(cadence: Cadence | None) -> None:
    """It is named in no note, and so in no form."""
    rules = Settings(talk=TalkRules(key=MONTHLY))
    person = contact("A", entry("10-23", channel="call"), tier="key", cadence=cadence)
    form = brief_of(person, TODAY, rules).form
    assert form
    assert say_suggestion(form, TODAY) == "time for a talk: last call 23 Oct"
    assert form_of(person) == ("check-in", "a quick check-in")


def test_who_was_never_called_is_asked_for_a_talk() -> None:
    """After one rhythm since the first entry."""
    person = contact("A", entry("10-22", "<-", channel="tg", reply="none"), talk=MONTHLY)
    assert form_of(person) == ("talk", "time for a talk (monthly): no call or meeting yet")


def test_who_does_not_answer_is_asked_for_no_talk() -> None:
    """Gone cold after two tries, a quick word is all that fits."""
    person = contact("A", entry("01-01"), entry("02-01", "->"), entry("03-01", "->"))
    assert form_of(person) == ("check-in", "a quick check-in")


def test_an_event_is_followed_up() -> None:
    """After it, by everybody who was named in it; before it any form does."""
    person = contact("A", entry("11-01", channel="call"))
    assert form_of(person, event_notes=JOKER) == ("follow-up", "a follow-up on Joker")
    assert form_of(person, day("11-10"), JOKER) == ("check-in", "a quick check-in")


def test_who_is_not_to_be_contacted_has_no_form() -> None:
    """Nothing is suggested there; without a cadence there are no occasions, but there is a form."""
    person = contact("A", entry("11-01", channel="call"), birthday=PartialDate(11, 23))
    assert brief_of(person._replace(status="do-not-contact"), TODAY, Settings()).form is None
    assert form_of(person._replace(cadence=NONE)) == ("check-in", "a quick check-in")
