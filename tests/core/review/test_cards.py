"""Who has a card in the review, and what is asked about them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.model import Contact, Task
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.review.cards import OF_QUARTER, QUESTIONS, Card, find_cards
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import FEW, Period
from histories import MONTHLY, TODAY, contact, contacts, day, entry
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULTS = Settings()
YEAR = Period(day("2025-11-24"), TODAY)

asked_about = st.builds(
    lambda person, tier, status, imported: person._replace(
        tier=tier, status=status, imported=imported
    ),
    contacts,
    st.sampled_from(["key", "supporting", ""]),
    st.sampled_from(["active", "active", "paused", "do-not-contact"]),
    st.sampled_from([None, None, TODAY]),
)
people = st.lists(asked_about, max_size=6, unique_by=lambda person: person.path)


def questions(person: Contact, *, quarter: bool = False) -> tuple[str, ...]:
    """Return what is asked about one person."""
    return next((card.questions for card in cards([person], quarter=quarter)), ())


def cards(found: Sequence[Contact], *, quarter: bool = False) -> list[Card]:
    """Return the cards of people."""
    histories = [history_of(each, TODAY) for each in found]
    return find_cards(histories, TODAY, DEFAULTS, quarter=quarter)


def settled(*entries: object, **properties: object) -> Contact:
    """Write a contact of whom nothing is asked by itself: a tier and trust are known."""
    return contact("Anna", *entries, **{"tier": "supporting", "trust": 4, **properties})  # type: ignore[arg-type]


GAPS = [entry(on, "<-") for on in ("02-01", "02-15", "03-01", "03-15")]


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        pytest.param(settled(entry("11-20")), (), id="nothing to decide"),
        pytest.param(settled(*GAPS), ("drifted",), id="every two weeks, then silence"),
        pytest.param(
            settled(*GAPS, tasks=(Task("call", day("11-27"), kind="appointment"),)),
            (),
            id="a talk is agreed on",
        ),
        pytest.param(settled(*GAPS, snooze_until=day("12-20")), (), id="snoozed"),
        pytest.param(settled(*GAPS, status="paused"), (), id="paused"),
        pytest.param(
            settled(entry("09-01", "->"), entry("10-01", "->")), ("cold",), id="two tries"
        ),
        pytest.param(settled(entry("11-20", got="intro")), ("one-sided",), id="only taking"),
        pytest.param(
            settled(entry("03-20", gave="survey"), entry("11-20", got="intro")), (), id="both ways"
        ),
        pytest.param(
            settled(entry("2025-03-20", gave="survey"), entry("11-20", got="intro")),
            ("one-sided",),
            id="gave long ago",
        ),
        pytest.param(
            settled(entry("05-20", outcome="interview"), entry("11-20", outcome="оффер")),
            ("grown",),
            id="two outcomes",
        ),
        pytest.param(
            settled(entry("05-20", outcome="interview"), entry("11-20", outcome="rejection")),
            (),
            id="one outcome and no answers",
        ),
        pytest.param(
            settled(
                *(
                    each
                    for month in ("05", "06", "07", "08", "09")
                    for each in (entry(f"{month}-01", "->"), entry(f"{month}-02", channel="tg"))
                ),
                entry("11-20", outcome="referral", gave="thanks"),
            ),
            ("grown",),
            id="one outcome and every message answered",
        ),
        pytest.param(
            settled(
                entry("05-20", outcome="interview"), entry("11-20", outcome="offer"), tier="key"
            ),
            (),
            id="key already",
        ),
        pytest.param(settled(entry("11-20"), tier=""), ("no-tier",), id="no tier"),
        pytest.param(settled(tier="", trust=None), ("no-tier",), id="no tier and no log"),
        pytest.param(
            settled(*(entry(f"11-{on}") for on in range(15, 20)), trust=None),
            ("trust",),
            id="five entries, never judged",
        ),
        pytest.param(
            settled(
                *(entry(f"11-{on}") for on in range(15, 19)), entry("11-20", trust="4"), trust=None
            ),
            (),
            id="judged in the log",
        ),
        pytest.param(
            contact("Anna", imported=day("11-20")), ("unsorted",), id="imported, never sorted"
        ),
    ],
)
def test_what_is_asked(person: Contact, asked: tuple[str, ...]) -> None:
    """Each question has its rule, and what is decided is asked no more."""
    assert questions(person) == asked


def test_all_questions_of_a_person_stand_on_one_card() -> None:
    """The strongest comes first."""
    person = contact("Anna", *(entry(f"0{on}-01", "<-", got="x") for on in range(1, 7)))

    assert questions(person) == ("drifted", "one-sided", "no-tier", "trust")


def test_a_quarter_is_about_all_key_people_and_those_of_the_quarter() -> None:
    """Whoever is of neither has a card for a question alone."""
    key = contact("Key", entry("03-01"), tier="key", trust=4, cadence=None)
    lately = contact("Lately", entry("11-20"), tier="supporting", trust=4)
    quiet = contact("Quiet", entry("08-20"), tier="supporting", trust=4)

    found = cards([lately, quiet, key], quarter=True)

    assert [(card.contact.name, card.questions) for card in found] == [
        ("Key", ("key",)),
        ("Lately", ("lately",)),
    ]


@given(people, st.booleans())
@settings(max_examples=examples(100))
def test_each_question_holds(found: list[Contact], quarter: bool) -> None:  # noqa: FBT001  # drawn
    """A card asks what the note and the statistics say, and nobody is asked about who is hidden."""
    for card in cards(found, quarter=quarter):
        person, asked = card.contact, set(card.questions)
        state = contact_state(person, TODAY, DEFAULTS)
        figures = statistics_of([history_of(person, TODAY)], YEAR, TODAY, DEFAULTS)
        assert asked
        assert person.status != "do-not-contact"
        assert not state.hidden
        assert quarter or not asked & OF_QUARTER
        assert ("one-sided" in asked) == bool(figures.only_taking)
        assert ("trust" in asked) <= (figures.trust.judged == 0)
        assert ("trust" in asked) <= (len(person.entries) >= FEW)
        assert ("drifted" in asked) <= bool(figures.drifting)
        assert ("cold" in asked) <= state.cold
        assert ("no-tier" in asked) == (not person.tier and not is_unsorted(person))
        assert ("unsorted" in asked) == is_unsorted(person)
        assert not (person.tier == "key" and "grown" in asked)


@given(people, st.randoms(use_true_random=False))
@settings(max_examples=examples(60))
def test_order_is_total(found: list[Contact], dice: object) -> None:
    """One card a person, whatever the order of the files; the stronger question comes first."""
    listed = cards(found)
    shuffled = list(found)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert cards(shuffled) == listed
    paths = [card.contact.path for card in listed]
    assert len(set(paths)) == len(paths)
    ranks = [QUESTIONS.index(card.questions[0]) for card in listed]
    assert ranks == sorted(ranks)


def test_equal_questions_are_ordered_by_tier_strength_and_name() -> None:
    """The path decides between people of one name."""
    one, two = entry("11-20", got="a"), entry("11-19", got="b")
    people = [
        settled(one)._replace(name="Борис"),
        settled(one)._replace(path="b.md"),
        settled(one)._replace(path="a.md"),
        settled(one, two)._replace(name="Zoe"),
        settled(one)._replace(name="Key", tier="key"),
    ]

    assert [(card.contact.name, card.contact.path[0]) for card in cards(people)] == [
        ("Key", "R"),
        ("Zoe", "R"),
        ("Anna", "a"),
        ("Anna", "b"),
        ("Борис", "R"),
    ]


def test_a_question_is_as_old_as_its_day() -> None:
    """What is dated after today asks nothing yet."""
    person = settled(entry((TODAY + timedelta(days=1)).isoformat(), got="intro"), cadence=MONTHLY)

    assert questions(person) == ()
