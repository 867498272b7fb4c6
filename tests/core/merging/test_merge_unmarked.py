"""Merges that leave no conflict markers: by laws, over the notes and texts of other merges."""

from __future__ import annotations

import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from changed_notes import Change, Draft, changes, drafts, make, write
from contactkeeper.core.merging.resolve_conflicts import (
    merge_unmarked,
    strip_marks,
    versions_of,
)
from contactkeeper.core.settings import Settings
from hypothesis_profiles import examples

SETTINGS = Settings()
MARKS = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t]|\r?$)", re.MULTILINE)
WORD = re.compile(r"(?:word|o|t)\d+")
LINES = st.lists(st.sampled_from(["a", "b", "- 2026-01-01: x", "", "## Log"]), max_size=6)
NOTE = "---\ntags: recruiter\ncompany: {}\n---\n\n## Log\n- 2026-01-01: a\n"


def words(text: str) -> set[str]:
    """Return the words of which each stands for something that somebody wrote."""
    return set(WORD.findall(text))


COMMENTED = Draft(
    ("tier: key",), (), "## Log", "bullet", (), "", "\n", newest_first=False, loose=False
)
"""A note in which both sides put another comment behind the same value."""
COMMENT = [Change("comment", 0, 0)]


@settings(max_examples=examples(300))
@given(drafts, changes, changes)
@example(COMMENTED, COMMENT, COMMENT)
def test_all_that_either_wrote_is_there_without_marks(
    draft: Draft, ours: list[Change], theirs: list[Change]
) -> None:
    """What cannot be in one note is in the two versions of it, and neither holds markers."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    merged = merge_unmarked(base, here, there, SETTINGS)
    assume(merged is not None)
    assert merged is not None
    both = merged.text + (merged.other or "")
    assert not MARKS.search(both)
    new = (words(here) | words(there)) - words(base)
    assert new <= words(both)
    lines = len(re.findall(r"\r\n|\r|\n", merged.text)) + 1
    assert all(1 <= each.line <= lines and not each.marked for each in merged.conflicts)


@settings(max_examples=examples(200))
@given(drafts, changes, changes)
@example(COMMENTED, COMMENT, COMMENT)
def test_merging_the_result_again_changes_nothing(
    draft: Draft, ours: list[Change], theirs: list[Change]
) -> None:
    """A sync that was killed after it wrote a note merges it once more: no entry is doubled."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    merged = merge_unmarked(base, here, there, SETTINGS)
    assume(merged is not None)
    assert merged is not None
    again = merge_unmarked(base, merged.text, there, SETTINGS)
    assume(again is not None)
    assert again is not None
    assert words(again.text) == words(merged.text)


@settings(max_examples=examples(300))
@given(LINES, LINES, LINES, LINES)
def test_a_note_with_marks_is_taken_apart_first(
    before: list[str], one: list[str], two: list[str], mine: list[str]
) -> None:
    """The lines of both sides of its conflict and those of the other note are there."""
    marked = "".join(f"{line}\n" for line in [*before, "<<<<<<< a", *one, "=======", *two])
    marked += ">>>>>>> b\n"
    ours = "".join(f"{line}\n" for line in [*before, *mine, "mine"])
    merged = merge_unmarked("", ours, marked, SETTINGS)
    assume(merged is not None)
    assert merged is not None
    assert not MARKS.search(merged.text)
    assert {*before, *one, *two, *mine, "mine"} - {""} <= set(merged.text.split("\n"))


@given(
    st.sets(st.integers(10, 28)), st.sets(st.integers(10, 28)), st.sampled_from(["ours", "theirs"])
)
def test_nothing_counts_as_deleted_across_markers(one: set[int], two: set[int], side: str) -> None:
    """Entries that one side of the markers never had stay, though the common version has them."""
    start = NOTE.format("VK")
    first, second = (
        "".join(f"- 2026-02-{day}: {word}{day}\n" for day in sorted(days))
        for days, word in ((one, "o"), (two, "t"))
    )
    marked = f"{start}<<<<<<< HEAD\n{first}=======\n{second}>>>>>>> origin/main\n"
    base, mine = start + second, f"{start}{second}- 2026-03-01: t1\n"
    sides = (marked, mine) if side == "ours" else (mine, marked)
    merged = merge_unmarked(base, *sides, SETTINGS)
    assert merged is not None
    assert words(merged.text) == words(marked) | words(mine)


@given(st.text())
def test_only_marks_are_stripped(text: str) -> None:
    """A text without conflict markers stays as it is."""
    if not re.search(r"^[<>|=]{7}", text, re.MULTILINE):
        assert strip_marks(text) == text


def test_nested_marks_leave_all_lines() -> None:
    """Sides that can't be told apart give one text with the lines of all of them."""
    text = NOTE.format("VK") + "<<<<<<< a\nx\n<<<<<<< b\ny\n=======\nz\n>>>>>>> c\n"
    assert versions_of(text, SETTINGS) == [NOTE.format("VK") + "x\ny\nz\n"]


def test_marks_in_a_fence_are_text() -> None:
    """A note about git is no conflict."""
    text = NOTE.format("VK") + "\n```\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n```\n"
    assert versions_of(text, SETTINGS) == [text]
    mine = text.replace("VK", "Ozon")
    assert merge_unmarked(text, mine, f"{text}\nmore\n", SETTINGS) == (f"{mine}\nmore\n", None, ())


def test_two_values_give_two_notes() -> None:
    """Ours is in the note, theirs in the other text, and the line is that of the block's end."""
    merged = merge_unmarked(NOTE.format("a"), NOTE.format("b"), NOTE.format("c"), SETTINGS)
    assert merged is not None
    assert (merged.text, merged.other) == (NOTE.format("b"), NOTE.format("c"))
    assert [each.line for each in merged.conflicts] == [4]
