"""A note with conflict markers is taken apart into what met in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.merging.conflicts import Sides, sides_of
from contactkeeper.core.merging.merge import merge

LINES = st.lists(st.sampled_from(["a", "b", "", "- 2026-01-01: c", "## Log"]), max_size=3)


def test_several_conflicts_without_a_base() -> None:
    """As git writes them by default: both sides whole, and no base."""
    text = (
        "one\n<<<<<<< HEAD\ntwo\n=======\n2\n>>>>>>> main\nthree\n"
        "<<<<<<< HEAD\n=======\nfour\n>>>>>>> main\n"
    )
    assert sides_of(text) == Sides(None, "one\ntwo\nthree\n", "one\n2\nthree\nfour\n")


def test_a_base_that_every_conflict_gives() -> None:
    """In the style `diff3` the base is there too."""
    text = "one\n<<<<<<< A\ntwo\n||||||| B\n2\n=======\nII\n>>>>>>> C\nend\n"
    assert sides_of(text) == Sides("one\n2\nend\n", "one\ntwo\nend\n", "one\nII\nend\n")


def test_a_base_that_one_conflict_does_not_give_is_no_base() -> None:
    """Half a base is none."""
    text = (
        "<<<<<<< A\n1\n||||||| B\n2\n=======\n3\n>>>>>>> C\n<<<<<<< A\n4\n=======\n5\n>>>>>>> C\n"
    )
    assert sides_of(text) == Sides(None, "1\n4\n", "3\n5\n")


def test_a_base_that_is_a_conflict_itself_is_no_base() -> None:
    """Git writes longer marks there, where it had to merge the base first."""
    base = "<<<<<<<<< X\n2\n=========\n3\n>>>>>>>>> Y\n"
    text = f"<<<<<<< A\n1\n||||||| B\n{base}=======\n4\n>>>>>>> C\n"
    assert sides_of(text) == Sides(None, "1\n", "4\n")


def test_conflicts_inside_the_properties() -> None:
    """As plain git leaves them, the file's first line included; endings and the mark stay."""
    text = "\ufeff---\r\n<<<<<<< A\r\na: 1\r\n=======\r\na: 2\r\n>>>>>>> B\r\n---\r\n"
    assert sides_of(text) == Sides(
        None, "\ufeff---\r\na: 1\r\n---\r\n", "\ufeff---\r\na: 2\r\n---\r\n"
    )
    text = "\ufeff<<<<<<< A\n---\na: 1\n---\n=======\n# Anna\n>>>>>>> B\n"
    assert sides_of(text) == Sides(None, "\ufeff---\na: 1\n---\n", "\ufeff# Anna\n")


def test_an_underline_of_equal_signs_is_no_mark_outside() -> None:
    """Seven of them under a line of text make a heading."""
    text = "Anna\n=======\n<<<<<<< A\n1\n=======\n2\n>>>>>>> B\n"
    assert sides_of(text) == Sides(None, "Anna\n=======\n1\n", "Anna\n=======\n2\n")


def test_a_note_without_a_last_line_ending() -> None:
    """Where the last mark's line has no end, the sides' last lines had none."""
    assert sides_of("a\n<<<<<<< A\n1\n=======\n2\n>>>>>>> B") == Sides(None, "a\n1", "a\n2")


PROPERTIES = (
    "---\ntags: [recruiter]\ncadence: weekly\n---\n<<<<<<< ours (properties)\ncadence: weekly\n"
    "||||||| base (properties)\n=======\ncadence: monthly\n>>>>>>> theirs (properties)\n# Anna\n"
)


def test_what_stands_below_the_block_for_what_stands_in_it() -> None:
    """A conflict of properties goes back into the block: the sides' own lines, or none."""
    assert sides_of(PROPERTIES) == Sides(
        "---\ntags: [recruiter]\n---\n# Anna\n",
        "---\ntags: [recruiter]\ncadence: weekly\n---\n# Anna\n",
        "---\ntags: [recruiter]\ncadence: monthly\n---\n# Anna\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("a\n", id="no marks"),
        pytest.param("a\n=======\nb\n", id="an underline only"),
        pytest.param("<<<<<<< A\n1\n=======\n2\n", id="not closed"),
        pytest.param("<<<<<<< A\n1\n>>>>>>> B\n", id="no other side"),
        pytest.param("1\n>>>>>>> B\n", id="not opened"),
        pytest.param("<<<<<<< A\n<<<<<<< A\n1\n=======\n2\n>>>>>>> B\n", id="nested"),
        pytest.param("<<<<<<< A\n1\n=======\n2\n=======\n3\n>>>>>>> B\n", id="three sides"),
        pytest.param("<<<<<<< A\n1\n=======\n2\n||||||| X\n3\n>>>>>>> B\n", id="base last"),
        pytest.param(PROPERTIES.replace("cadence: weekly\n---", "---"), id="not in the block"),
        pytest.param(PROPERTIES.removeprefix("---\n"), id="no block"),
    ],
)
def test_what_is_broken_is_left_to_a_person(text: str) -> None:
    """Marks that git does not write so, and lines that were changed since, give nothing."""
    assert sides_of(text) is None


@given(st.lists(st.tuples(LINES, LINES, LINES, LINES), min_size=1, max_size=3), st.booleans())
def test_marks_are_taken_apart_as_they_were_put(
    hunks: list[tuple[list[str], list[str], list[str], list[str]]],
    with_base: bool,  # noqa: FBT001 - one of the law's arguments
) -> None:
    """Each side is what was written for it, whatever stands between the marks."""
    written, sides = "", ["", "", ""]
    for before, base, ours, theirs in hunks:
        texts = ["".join(f"{line}\n" for line in lines) for lines in (base, ours, theirs)]
        top = "".join(f"{line}\n" for line in before)
        known = f"||||||| b\n{texts[0]}" if with_base else ""
        written += f"{top}<<<<<<< o\n{texts[1]}{known}=======\n{texts[2]}>>>>>>> t\n"
        sides = [side + top + text for side, text in zip(sides, texts, strict=True)]
    assert sides_of(written) == Sides(sides[0] if with_base else None, sides[1], sides[2])


def test_a_note_of_gits_is_settled_by_our_rules() -> None:
    """What git could not merge is merged once it is taken apart, where our rules say how."""
    text = (
        "---\n<<<<<<< A\nsnooze_until: 2026-12-01\n=======\nsnooze_until: 2026-12-05\n>>>>>>> B\n"
        "---\n## Log\n- 2026-11-01: one\n<<<<<<< A\n- 2026-11-20: ours\n=======\n"
        "- 2026-11-19: theirs\n>>>>>>> B\n"
    )
    sides = sides_of(text)
    assert sides
    result = merge(sides.base or "", sides.ours, sides.theirs)
    assert result.text == (
        "---\nsnooze_until: 2026-12-05\n---\n## Log\n- 2026-11-01: one\n- 2026-11-19: theirs\n"
        "- 2026-11-20: ours\n"
    )
    assert (result.conflicts, result.losses) == ((), ())
