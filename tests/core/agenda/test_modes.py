from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.due import next_due
from contactkeeper.core.agenda.modes import BUILT_IN, STEADY, Mode, mode_of, modes_in, rhythm_of
from contactkeeper.core.agenda.next_due import ModePreview, preview_mode
from contactkeeper.core.model import Cadence
from contactkeeper.core.settings import ClockRules, ModeChoice, ModeRules, Settings
from contactkeeper.text.en.modes import say_mode_advice
from histories import (
    EVENT,
    MONTHLY,
    NONE,
    QUARTERLY,
    TODAY,
    cadences,
    contact,
    contacts,
    day,
    entry,
)
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Tier

SEARCHING = Settings(mode=ModeChoice("searching"))
TWO_WEEKS = Cadence("week", 2)

rhythms = st.builds(
    Cadence, st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 40)
) | st.sampled_from([Cadence("day", 29), Cadence("day", 30), Cadence("day", 365), MONTHLY])
rules = st.builds(
    partial(ModeRules),
    st.dictionaries(st.sampled_from(["key", "supporting"]), rhythms).map(
        lambda found: tuple(found.items())
    ),
    st.dictionaries(st.sampled_from(["tier:key", "company:a", "focus:tech"]), rhythms).map(
        lambda found: tuple(found.items())
    ),
    st.none() | st.integers(1, 60),
)
modes = st.builds(
    lambda name, changed: Settings(mode=ModeChoice(name), modes=((name, changed),)),
    st.sampled_from(["searching", "settling-in", "own"]),
    rules,
)
tiers: st.SearchStrategy[Tier] = st.sampled_from(["key", "supporting", ""])


@hypothesis_settings(max_examples=examples(300))
@given(contacts, modes, tiers, st.none() | cadences)
def test_a_mode_never_makes_anybody_due_later(
    who: Contact, settings: Settings, tier: Tier, cadence: Cadence | None
) -> None:
    """Whatever its rules, everybody's day is the same or an earlier one, and a timer stays one."""
    who = who._replace(tier=tier, company="A", focus="technical", cadence=cadence)
    steady, now = (next_due(who, TODAY, each) for each in (Settings(), settings))
    assert (steady is None) is (now is None)
    if steady and now:
        assert now <= steady


def test_a_month_with_a_february_in_it_is_no_longer_than_it_was() -> None:
    """`30 days` is shorter than a month, but not from 31 January on."""
    own = Settings(
        mode=ModeChoice("own"), modes=(("own", ModeRules((("key", Cadence("day", 30)),))),)
    )
    who = contact("Анна", entry("01-31"), tier="key")
    assert next_due(who, day("02-01"), own) == day("02-28")
    assert contact_state(who, day("02-01"), own).cadence == Cadence("day", 30)
    assert next_due(contact("Анна", entry("03-31"), tier="key"), TODAY, own) == day("04-30")


@given(contacts, modes, st.sampled_from([EVENT, NONE]))
def test_event_and_none_are_left_alone(who: Contact, settings: Settings, cadence: Cadence) -> None:
    """Who has no timer stands in any mode as in none."""
    who = who._replace(cadence=cadence)
    assert contact_state(who, TODAY, settings) == contact_state(who, TODAY, Settings())


@given(contacts, modes)
def test_steady_is_no_mode(who: Contact, settings: Settings) -> None:
    """Modes that are defined and not chosen, or over, change nothing."""
    ended = ModeChoice(settings.mode.name, TODAY - timedelta(days=1))
    for choice in (ModeChoice(), ended):
        assert contact_state(who, TODAY, settings._replace(mode=choice)) == contact_state(
            who, TODAY, Settings()
        )


@pytest.mark.parametrize(
    ("tier", "own", "expected"),
    [
        ("key", None, TWO_WEEKS),
        ("supporting", None, MONTHLY),
        ("", None, MONTHLY),
        ("key", Cadence("week"), Cadence("week")),
        ("key", TWO_WEEKS, TWO_WEEKS),
        ("", Cadence("year"), MONTHLY),
        ("key", EVENT, EVENT),
        ("key", NONE, NONE),
    ],
)
def test_the_shorter_of_the_two_holds(tier: Tier, own: Cadence | None, expected: Cadence) -> None:
    """Searching brings key people up every two weeks, the others each month."""
    state = contact_state(contact("Анна", entry("11-20"), tier=tier, cadence=own), TODAY, SEARCHING)
    assert state.cadence == expected


@pytest.mark.parametrize(
    ("audience", "takes"),
    [
        ("focus:managerial", True),
        ("focus:management", True),
        ("focus:technical", False),
        ("company:Яндекс", True),
        ("company:янд", True),
        ("company:ozon", False),
        ("tag:it", True),
        ("tag:#it/go", True),
        ("tag:i", False),
        ("tier:key", True),
        ("tier:supporting", False),
        ("company:яндекс and not tag:it", False),
        ("all", True),
    ],
)
def test_an_audience_has_a_rhythm(audience: str, takes: bool) -> None:  # noqa: FBT001
    """It takes those whose focus, company, tag or tier it names."""
    who = contact(
        "Анна", entry("11-20"),
        tier="key", focus="managerial", company="Яндекс Go", tags=("recruiter", "it/go"),
    )  # fmt: skip
    own = ModeRules(audience=((audience, Cadence("week")),))
    settings = Settings(mode=ModeChoice("own"), modes=(("own", own),))
    expected = Cadence("week") if takes else MONTHLY
    assert contact_state(who, TODAY, settings).cadence == expected


@pytest.mark.parametrize(
    ("own", "expected"), [(21, day("11-27")), (5, day("11-25")), (7, day("11-27"))]
)
def test_the_shorter_wait_for_an_answer_holds(own: int, expected: date) -> None:
    """Searching tries again after a week, or sooner where the rules do."""
    who = contact("Анна", entry("10-01"), entry("11-20", "->"), tier="key")
    settings = SEARCHING._replace(clock=ClockRules(retry_after=own))
    assert next_due(who, TODAY, settings) == expected


@pytest.mark.parametrize(
    ("until", "name"), [("11-22", "steady"), ("11-23", "searching"), ("11-24", "searching")]
)
def test_a_mode_holds_to_its_last_day(until: str, name: str) -> None:
    """The day of `until` belongs to the mode; the day after is steady again."""
    assert mode_of(Settings(mode=ModeChoice("searching", day(until))), TODAY).name == name


def test_a_built_in_mode_can_be_changed_in_part() -> None:
    """What the settings don't say stays as it is built in; own modes come after."""
    changed = ModeRules((("key", Cadence("week")),), (("focus:x", MONTHLY),), advice="Go")
    known = modes_in((("searching", changed), ("own", ModeRules(retry_after=3))))
    assert list(known) == ["steady", "searching", "settling-in", "changing-field", "own"]
    assert known["searching"] == Mode(
        "searching",
        (("key", Cadence("week")), ("supporting", MONTHLY)),
        (("focus:x", MONTHLY),),
        7,
        "Go",
    )
    assert known["own"] == Mode("own", retry_after=3)


def test_every_built_in_mode_has_advice_and_rhythms_shorter_than_a_year() -> None:
    """But for steady, which has no rules."""
    for mode in BUILT_IN:
        assert say_mode_advice(mode).endswith(".")
        assert (mode == STEADY) is not bool(mode.tier)
        for tier in ("key", "supporting"):
            who = contact("Анна", tier=tier, cadence=Cadence("year"))
            changed = rhythm_of(who, Settings(), mode).cadence != Cadence("year")
            assert changed is (mode != STEADY)


def test_what_changes_is_counted() -> None:
    """Who is due today either way, quiet or without a timer has no other day."""
    people = [
        contact("sooner", entry("11-01")),
        contact("sooner too", entry("11-10"), tier="key"),
        contact("due already", entry("06-01")),
        contact("paused", entry("11-01"), status="paused"),
        contact("snoozed", entry("11-01"), snooze_until=day("2027-03-30")),
        contact("event", entry("11-01"), cadence=EVENT),
        contact("weekly", entry("11-20"), cadence=Cadence("week")),
    ]
    assert preview_mode(people, TODAY, Settings(), ModeChoice("searching")) == ModePreview(2, 0, 3)
    assert preview_mode(people, TODAY, SEARCHING, ModeChoice()) == ModePreview(0, 2, 3)
    assert preview_mode(people, TODAY, SEARCHING, ModeChoice("searching")) == ModePreview(0, 0, 3)


def test_quarterly_is_what_it_was() -> None:
    """Settling in keeps supporting people who have a longer rhythm within a quarter."""
    who = contact("Анна", entry("11-01"), cadence=Cadence("year"))
    settled = Settings(mode=ModeChoice("settling-in"))
    assert contact_state(who, TODAY, settled).cadence == QUARTERLY
