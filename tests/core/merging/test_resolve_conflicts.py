from __future__ import annotations

import re

import pytest
from hypothesis import given

from changed_notes import Change, changes, drafts, make, write
from contactkeeper.core.merging.conflicts import Labels, Sides
from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.core.merging.resolve_conflicts import (
    KnownSides,
    has_only_lines_of,
    resolve_markers,
)
from contactkeeper.core.note.note import Note

_WORD = re.compile(r"\w+")
MARKS = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")


@given(drafts, changes, changes)
def test_what_is_settled_stays_settled(
    draft: object, ours: list[Change], theirs: list[Change]
) -> None:
    """A second run changes nothing, and no word is there that neither side had."""
    base = write(draft)  # type: ignore[arg-type]
    mine, yours = make(base, ours, "a"), make(base, theirs, "b")
    sides = [text.split("\n") for text in (base, mine, yours)]
    labels = Labels("HEAD", "phone", "base")
    torn = "\n".join(merge_lines(sides[0], sides[1], sides[2], labels).lines)
    merged = resolve_markers(Note.parse(torn, "a.md"))
    if merged is None or not merged.checked:
        return
    known = {word for side in sides for line in side for word in _WORD.findall(line)}
    for line in merged.text.split("\n"):
        assert line.startswith(MARKS) or known.issuperset(_WORD.findall(line)), line
    again = resolve_markers(Note.parse(merged.text, "a.md"))
    assert again is None or again.text == merged.text


def test_labels_stay() -> None:
    """What git called the sides is still there."""
    text = "a\n<<<<<<< HEAD\nb\n||||||| 3f2a91c\nx\n=======\nc\n>>>>>>> origin/main\n"
    merged = resolve_markers(Note.parse(text, "a.md"))
    assert merged is not None
    assert merged.text == text


@pytest.mark.parametrize("apart", ["\u2028", "\f", "\v", "\x85"])
def test_a_line_ends_where_lines_of_notes_end(apart: str) -> None:
    """A line separator or a form feed inside a line does not make two lines of it."""
    sides = Sides(None, "a\n", f"c{apart}a\n")
    text = f"<<<<<<< ours\na\n=======\nc{apart}a\n>>>>>>> theirs\n"
    assert has_only_lines_of(text, sides)
    assert not has_only_lines_of(text.replace(apart, "\n"), sides)
    assert resolve_markers(Note.parse(text, "a.md"), KnownSides(sides, is_complete=False))
