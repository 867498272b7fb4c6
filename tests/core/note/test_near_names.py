from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.note.near_names import is_surely_mistyped, near_name
from contactkeeper.core.note.property_names import canonical_name, fold_name
from contactkeeper.core.note.schema import PROPERTIES

SPELLINGS = [each for row in PROPERTIES for each in (row.name, *row.spellings)]


@pytest.mark.parametrize(
    ("name", "near"),
    [("cadance", "cadence"), ("teir", "tier"), ("Brithday", "birthday"), ("companny", "company"),
     ("birtday", "birthday"), ("чстота", "частота"), ("компаня", "компания")],
)  # fmt: skip
def test_one_mistake_is_seen(name: str, near: str) -> None:
    """A letter too many, too few, another one, or two in each other's place."""
    assert near_name(name) == near
    assert is_surely_mistyped(name)


@pytest.mark.parametrize(
    "name",
    ["date", "dates", "team", "photo", "gmail", "place", "meta", "note", "contacts", "employee",
     "stats", "city", "source", "link", "call", "дата", ""],
)  # fmt: skip
def test_other_words_are_no_mistake(name: str) -> None:
    """Words that people have as keys of their own are left alone."""
    assert not is_surely_mistyped(name)


@given(st.sampled_from(SPELLINGS))
def test_what_is_read_is_no_mistake(name: str) -> None:
    """No spelling of a property is near to another one."""
    assert near_name(name) == ""


@given(st.sampled_from(SPELLINGS), st.data())
def test_two_letters_in_each_others_place_are_always_seen(name: str, data: st.DataObject) -> None:
    """Inside of any spelling of four letters or more."""
    folded = fold_name(name)
    if len(folded) < 4:
        return
    at = data.draw(st.integers(1, len(folded) - 3))
    typed = folded[:at] + folded[at + 1] + folded[at] + folded[at + 2 :]
    if canonical_name(typed) is None:
        assert is_surely_mistyped(typed)


@given(st.text(max_size=12))
def test_any_name_can_be_asked_about(name: str) -> None:
    """Whatever a key is called, nothing is raised."""
    assert isinstance(near_name(name), str)
    assert is_surely_mistyped(name) in (True, False)
