"""A change is taken out of a note that was edited since, or the note stays as it is."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.record_entry import record
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings
from contactkeeper.errors import UnknownLog, WriteRefused
from contactkeeper.vault.undoing import without
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
HEAD = "---\ntags: recruiter\ncadence: monthly\n---\n"
LINES = (
    "- 2026-11-20: one", "- 2026-11-23: x", "\t- [ ] send it", "text", "", "- 2026-11-24 -> tg: y",
    "```", "# Title", "\t- more", "- 2026-11-21 call: z [got:: intro]", "## Notes",
)  # fmt: skip


def said(text: str) -> Counter[str]:
    """Return the entries of a note."""
    return Counter(repr(each.without_lines()) for each in Note.parse(text).contact().entries)


@settings(max_examples=examples(300))
@given(
    st.lists(st.sampled_from(LINES), max_size=6),
    st.lists(st.sampled_from(LINES), max_size=4),
    st.integers(0, 12),
    st.sampled_from(["\n", "\r\n"]),
)
def test_only_the_change_is_taken_out(
    lines: list[str], added: list[str], place: int, ending: str
) -> None:
    """Whatever stands around it: the result says all that the note says but for the entry."""
    text = (HEAD + "\n".join(["", "## Log", *lines, ""])).replace("\n", ending)
    before = Note.parse(text, "a.md")
    entry = Entry(TODAY, "the entry of ck")
    try:
        after = verify(before, record(before, entry, today=TODAY)).text
    except (UnknownLog, WriteRefused):
        return
    stands = after.split(ending)
    at = 4 + place % max(len(stands) - 4, 1)
    now = ending.join([*stands[:at], *added, *stands[at:]])
    try:
        result = without("a.md", now.encode(), (text.encode(), after.encode()), Settings())
    except WriteRefused:
        return
    if result is None:
        return
    assert said(result.decode()) == said(now) - Counter([repr(entry)])
    kept = Counter(now.split(ending)) - Counter(result.decode().split(ending))
    assert kept <= Counter(stands) - Counter(text.split(ending))


@pytest.mark.parametrize("now", [b"", b"\xff\n", b"- 2026-11-23: other\n"])
def test_what_is_not_there_is_not_taken_out(now: bytes) -> None:
    """An empty note, one that is not UTF-8, one that says something else."""
    before = HEAD.encode()
    after = before + b"\n## Log\n- 2026-11-23: x\n"
    assert without("a.md", now, (before, after), Settings()) is None
