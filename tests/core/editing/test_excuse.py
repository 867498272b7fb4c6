"""What they wrote last needs no answer: `[reply:: none]`, and no other character."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changed_notes import Draft, drafts, write
from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.excuse import excuse_last
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry
from contactkeeper.core.note.meaning import meaning_of, wants_no_reply
from contactkeeper.core.note.note import Note
from contactkeeper.errors import UsageError, WriteRefused
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
TABLE = "| Date | Type | Summary |\n| --- | --- | --- |\n"


@pytest.mark.parametrize(
    ("log", "after"),
    [
        ("- 2026-11-12 <- tg: refs, please\n", "- 2026-11-12 <- tg: refs, please [reply:: none]\n"),
        ("- 2026-11-12 <- a  \n\tb\n", "- 2026-11-12 <- a [reply:: none]  \n\tb\n"),
        ("- 2026-11-12 <- a ^id-1\n", "- 2026-11-12 <- a [reply:: none] ^id-1\n"),
        ("- 2026-11-12 <- a [got:: x]\n\t[gave:: y]\n- 2026-11-13 ~ b\n",
         "- 2026-11-12 <- a [got:: x] [reply:: none]\n\t[gave:: y]\n- 2026-11-13 ~ b\n"),
        ("- 2026-11-12 <- a [channel:: huddle]\n\t- [ ] CV",
         "- 2026-11-12 <- a [channel:: huddle] [reply:: none]\n\t- [ ] CV"),
        ("- 2026-11-12 <-", "- 2026-11-12 <- [reply:: none]"),
        ("### 2026-11-12 <- tg: a ##\r\nb\r\n",
         "### 2026-11-12 <- tg: a [reply:: none] ##\r\nb\r\n"),
        ("### 2026-11-12 <- tg:\na\n", "### 2026-11-12 <- tg: [reply:: none]\na\n"),
        ("- 2026-11-12 <- a [reply:: soon]\n", "- 2026-11-12 <- a [reply:: none]\n"),
        (f"{TABLE}| 2026-11-12 | tg | <- a \\| b |\n",
         f"{TABLE}| 2026-11-12 | tg | <- a \\| b [reply:: none] |\n"),
        (f"{TABLE}| 2026-11-12 | <- tg | a                 |\n",
         f"{TABLE}| 2026-11-12 | <- tg | a [reply:: none]  |\n"),
        (f"{TABLE}| 2026-11-12 | <- tg | — |\n",
         f"{TABLE}| 2026-11-12 | <- tg | [reply:: none] |\n"),
        (f"{TABLE}| 2026-11-12 | <- tg |  |\n",
         f"{TABLE}| 2026-11-12 | <- tg | [reply:: none] |\n"),
        ("Date | Text\n--- | ---\n2026-11-12 | <- a\n",
         "Date | Text\n--- | ---\n2026-11-12 | <- a [reply:: none]\n"),
        ("- 2026-11-20 <- new\n- 2026-11-12 <- old\n",
         "- 2026-11-20 <- new [reply:: none]\n- 2026-11-12 <- old\n"),
        ("- 2026-11-12 <- now\n- 2026-11-24 <- to come\n",
         "- 2026-11-12 <- now [reply:: none]\n- 2026-11-24 <- to come\n"),
        ("- 2026-11-12 <- a [reply:: none]\n", "- 2026-11-12 <- a [reply:: none]\n"),
    ],
)  # fmt: skip
def test_where_it_is_written(log: str, after: str) -> None:
    """It ends the text of the first line of their newest message, in the shape of the log."""
    note = Note.parse(f"## Log\n{log}")
    plan = excuse_last(note, TODAY)
    assert apply(note.text, plan.edits) == f"## Log\n{after}"
    verify(note, plan)


@pytest.mark.parametrize("log", ["", "## Log\n- 2026-11-12 -> a\n", "## Log\n- 2026-12-12 <- a\n"])
def test_nothing_of_theirs(log: str) -> None:
    """Where they have written nothing up to today there is nothing to mark."""
    with pytest.raises(UsageError, match="has none"):
        excuse_last(Note.parse(log, "A.md"), TODAY)


@settings(max_examples=examples(100), deadline=None)
@given(draft=drafts, day=st.dates(date(2026, 1, 1), date(2026, 2, 10)), text=st.text(max_size=12))
def test_in_any_note(draft: Draft, day: date, text: str) -> None:
    """Marked once, their last message wants no answer, and the rest of the note is as it was.

    What has its answer is left alone.
    """
    note = Note.parse(write(draft))
    try:
        plan = append_entry(note, Entry(day, text, "<-", "tg", fields=(("got", text),)))
    except WriteRefused:
        return
    note = Note.parse(apply(note.text, plan.edits))
    plan = excuse_last(note, TODAY)
    entries = note.contact().entries
    last = max(each.date for each in entries if each.direction == "<-")
    if any(each.date >= last and meaning_of(each) in ("conversation", "sent") for each in entries):
        assert plan.edits == ()
        return
    (edit,) = plan.edits
    marked = verify(note, plan)
    assert marked.text == note.text[: edit.start] + edit.text + note.text[edit.end :]
    assert edit.text.strip() == "[reply:: none]"
    theirs = [each for each in marked.contact().entries if each.direction == "<-"]
    assert wants_no_reply(theirs[-1])
    assert excuse_last(marked, TODAY).edits == ()
