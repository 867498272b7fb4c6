"""What is matched are the same lines, in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.merging.conflicts import Labels
from contactkeeper.core.merging.merge_lines import (
    find_hunks,
    longest_increasing,
    match_lines,
    merge_lines,
)

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e", "f"]), max_size=12)


@given(LINES, LINES)
def test_matches_are_the_same_lines_in_order(old: list[str], new: list[str]) -> None:
    """Both places only grow, and a text is all matched with itself."""
    pairs = match_lines(old, new)
    assert all(old[here] == new[there] for here, there in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert match_lines(old, old) == [(at, at) for at in range(len(old))]


def test_what_both_have_once_is_matched_first() -> None:
    """A blank line or bracket does not pull apart what belongs together."""
    old = ["one", "", "two", ""]
    new = ["new", "", "one", "", "two", ""]
    assert match_lines(old, new) == [(0, 2), (1, 3), (2, 4), (3, 5)]


def test_long_texts_of_few_different_lines_end() -> None:
    """Lines that come often are passed over where there are too many pairs of them."""
    old, new = ["a", "b"] * 1000, ["b", "c", "a"] * 700
    assert all(old[here] == new[there] for here, there in match_lines(old, new))


@given(st.lists(st.integers(0, 9), unique=True))
def test_a_longest_run_that_grows(places: list[int]) -> None:
    """The run grows, and no longer one is found by trying all."""
    run = [places[at] for at in longest_increasing(places)]
    assert run == sorted(run)
    longest: list[int] = []
    for at, place in enumerate(places):
        before = [longest[i] for i in range(at) if places[i] < place]
        longest.append(1 + max(before, default=0))
    assert len(run) == max(longest, default=0)


@given(LINES, LINES, LINES)
def test_hunks_are_all_of_the_texts(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """Put together, the hunks are the three texts."""
    hunks = list(find_hunks(base, ours, theirs))
    for index, text in enumerate((base, ours, theirs)):
        assert [line for hunk in hunks for line in hunk[index] or ()] == text


@given(LINES, LINES)
def test_lines_of_one_side_are_that_side(base: list[str], side: list[str]) -> None:
    """Where one side did nothing the other's lines hold, each of them."""
    for ours, theirs in ((base, side), (side, base), (side, side)):
        assert merge_lines(base, ours, theirs, Labels()).lines == side


@given(LINES, LINES)
def test_without_a_base_both_are_there(ours: list[str], theirs: list[str]) -> None:
    """Nothing of two texts is lost whose base nobody has."""
    for labels in (Labels(), None):
        lines = merge_lines(None, ours, theirs, labels).lines
        assert {*ours, *theirs} - {""} <= set(lines)
