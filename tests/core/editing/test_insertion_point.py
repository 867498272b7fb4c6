from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Direction, Entry, Task
from contactkeeper.core.note.note import Note
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
CALL = Entry(TODAY, "call her", tasks=(Task("the CV", date(2026, 11, 27)),))


@pytest.mark.parametrize("marker", ["-", "1.", "1)"])
@pytest.mark.parametrize("lead", ["", " ", "  "])
@pytest.mark.parametrize("indent", ["\t", "    "])
def test_children_stand_as_deep_as_their_neighbours(marker: str, lead: str, indent: str) -> None:
    """A new entry's children have the blanks of the children beside it, numbered lists too."""
    child = f"{lead}{indent}- [ ] the CV 📅 2026-11-27\n"
    text = f"## Log\n{lead}{marker} 2026-10-20: one\n{child}"
    note = Note.parse(text, "Anna.md")
    plan = append_entry(note, CALL)
    verify(note, plan)
    number = marker.replace("1", "2")
    if (marker[0], lead, indent) == ("1", "  ", "\t"):
        child = child.replace("\t", "   ")  # so deep a number ends behind the tab
    after = apply(text, list(plan.edits))
    assert after == f"{text}{lead}{number} 2026-11-23: call her\n{child}"


def test_a_row_follows_a_table_without_outer_pipes() -> None:
    """The hand of a bare table is kept, where it has rows and where it has none yet."""
    head = "## Log\nDate | Type | Summary\n--- | --- | ---\n"
    new = Entry(date(2026, 11, 23), "x | y", "<-", "email")
    for rows in ("", "2026-11-20 | call | x\n"):
        note = Note.parse(head + rows)
        after = verify(note, append_entry(note, new))
        assert after.text == f"{head}{rows}2026-11-23 | email | <- x \\| y\n"


PARAGRAPHS = "## Log\n\n2026-11-01: one\nmore\n\n**2 ноября 2026** two\n\n---\nThe end.\n## Else\n"


@settings(max_examples=examples(400))
@given(
    st.lists(
        st.sampled_from(["a", "\n", "\n\n", "2026-11-01: ", "3 Nov 2026", "- ", "# ", "| ", "**"])
    ).map("".join),
    st.sampled_from(["", "->", "<-"]),
)
def test_a_paragraph_is_written_among_paragraphs(text: str, direction: Direction) -> None:
    """Whatever its text is, it is one entry more, and the others stay what they were."""
    note = Note.parse(PARAGRAPHS)
    after = verify(note, append_entry(note, Entry(date(2026, 11, 23), text, direction)))
    assert after.log
    assert [span.shape for span in after.log.spans] == ["paragraph"] * 3
    assert after.text.endswith("\n\n---\nThe end.\n## Else\n")
