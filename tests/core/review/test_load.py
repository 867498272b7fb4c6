"""What the rhythms ask for against what I do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.language.cadence import days_in
from contactkeeper.core.model import Cadence, Contact, Tier
from contactkeeper.core.review.load import SLOW, WEEKS, Load, load_of
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.history import history_of
from histories import EVENT, TODAY, contact, contacts, day, entry
from hypothesis_profiles import examples

DEFAULTS = Settings()
WEEKLY = Cadence("week")
tiers: st.SearchStrategy[Tier] = st.sampled_from(["key", "supporting", ""])


def load(*people: Contact) -> Load:
    """Compare for these people."""
    return load_of([history_of(each, TODAY) for each in people], TODAY, DEFAULTS)


def weekly(name: str, *entries: object, **properties: object) -> Contact:
    """Write somebody whom I am to write to each week, known for long."""
    return contact(name, entry("2026-01-05"), *entries, cadence=WEEKLY, **properties)  # type: ignore[arg-type]


def test_slower_become_those_through_whom_least_came() -> None:
    """Never anybody of the key tier, and no more people than needed."""
    busy = weekly("Busy", *(entry(f"11-{on:02}") for on in range(2, 18)))
    found = load(
        weekly("Key", tier="key"),
        weekly("Useful", entry("05-01", outcome="offer")),
        weekly("Quiet", entry("05-01", "->")),
        weekly("Trusted", entry("05-01", "->"), trust=5),
        busy,
    )

    assert (found.asked, found.done) == (5, 2)
    assert [each.name for each in found.slower] == ["Busy", "Quiet", "Trusted"]
    assert found.then == pytest.approx(2 + 3 * 7 / days_in(SLOW))


def test_who_is_slow_already_stays() -> None:
    """A yearly rhythm is no relief."""
    found = load(
        weekly("Weekly", entry("11-20", "->"), trust=5),
        contact("Ada", entry("2026-01-05"), cadence=Cadence("year")),
        weekly("Other"),
    )

    assert [each.name for each in found.slower] == ["Other"]


def test_only_rhythms_are_compared() -> None:
    """Acts with people whom no rhythm asks for are no reason to think that I do enough."""
    found = load(
        weekly("Anna"),
        contact("Event", *(entry(f"11-{on:02}") for on in range(2, 18)), cadence=EVENT),
        weekly("Paused", entry("11-20"), status="paused"),
        contact("Unsorted", imported=day("11-01")),
    )

    assert found == Load(1, 0, then=1)


def test_a_young_log_proposes_nothing() -> None:
    """What was done in eight weeks is not known before they are over."""
    found = load(*(contact(name, entry("11-20"), cadence=WEEKLY) for name in "ABCD"))

    assert found == Load(4, 0.5, then=4)


def test_days_count_once() -> None:
    """Two lines of one day are one act; a touch and a message of theirs are none."""
    acts = [entry("11-20"), entry("11-20", "->"), entry("11-19", "~"), entry("11-18", "<-")]

    assert load(weekly("Anna", *acts)).done == 1 / WEEKS


@given(st.lists(contacts, max_size=8, unique_by=lambda person: person.path), st.data())
@settings(max_examples=examples(100))
def test_a_proposal_only_slows(people: list[Contact], data: st.DataObject) -> None:
    """It names people of whom less is asked then, in an order that the files do not decide."""
    people = [each._replace(tier=data.draw(tiers)) for each in people]

    found = load(*people)

    assert all(each.tier != "key" for each in found.slower)
    assert len(set(found.slower)) == len(found.slower)
    assert found.then <= found.asked
    assert bool(found.slower) == (found.then < found.asked)
    assert not found.slower or found.asked >= found.done + 1
    assert load(*people[::-1]).slower == found.slower
