from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.compose_entry import Typed
from contactkeeper.core.editing.open_tasks import tasks_named
from contactkeeper.core.editing.record_entry import amend, entry_added, record
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.errors import NoteChanged
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
SNOOZE = "---\ntags: recruiter\nsnooze_until: 2026-12-24\nsnoozed: 2026-11-01\n---\n"
LOG = "## Log\n- 2026-11-16 call: one\n\t- [ ] the CV\n\t- [ ] waiting: JD 📅 2026-11-20\n"


def after(note: Note, entry: Entry, **options: object) -> str:
    """Return the note's text after a log of an entry."""
    plan = record(note, entry, today=TODAY, **options)  # type: ignore[arg-type]
    return verify(note, plan).text


def test_one_plan_holds_entry_task_and_snooze() -> None:
    """The entry is added, the task ticked, and the snooze lifted in one verified splice."""
    note = Note.parse(SNOOZE + LOG)
    task = tasks_named(note.contact(), "cv")[0]
    assert after(note, Entry(TODAY, "x"), tasks=(task,)) == (
        "---\ntags: recruiter\n---\n"
        + LOG.replace("[ ] the CV", "[x] the CV")
        + "- 2026-11-23: x\n"
    )
    assert after(note, Entry(TODAY, "x"), snooze=date(2027, 1, 1)) == (
        SNOOZE.replace("2026-12-24", "2027-01-01").replace("2026-11-01", "2026-11-23")
        + LOG
        + "- 2026-11-23: x\n"
    )


@pytest.mark.parametrize(
    "block",
    [
        "---\ntags: recruiter\nsnooze_until: @x\n---\n",
        "---\ntags: recruiter\nsnoozed: 2026-11-01\nsnoozed: 2026-11-02\n---\n",
        "---\ntags: recruiter\nsnoozed: {{date}}\n---\n",
    ],
)
def test_a_snooze_that_can_not_be_edited_does_not_cost_the_entry(block: str) -> None:
    """Where the block is left alone the entry is written all the same."""
    note = Note.parse(block + LOG)
    assert after(note, Entry(TODAY, "x")) == f"{block}{LOG}- 2026-11-23: x\n"


def test_the_entry_that_was_added_is_found() -> None:
    """Of two alike the one more counts; without any there is nothing to mend."""
    before = Note.parse(LOG)
    twice = Note.parse(f"{LOG}- 2026-11-16 call: two\n- 2026-11-16 call: two\n")
    assert entry_added(before, twice).text == "two"
    with pytest.raises(NoteChanged):
        entry_added(before, before)


def test_an_entry_that_is_gone_is_not_mended() -> None:
    """A note without the very entry refuses."""
    with pytest.raises(NoteChanged, match="2026-11-20"):
        amend(Note.parse(LOG), Entry(date(2026, 11, 20), "x"), Typed("y"), TODAY)


DAYS = st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days))


@settings(max_examples=examples(150))
@given(
    st.lists(DAYS, min_size=1, max_size=6),
    st.integers(0, 5),
    DAYS,
    st.booleans(),
    st.sampled_from(["", "\n", "\n\n"]),
    st.sampled_from(["", "\n", "\n\n## Notes\n- x\n"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_mended_day_keeps_the_log_in_order(  # noqa: PLR0913, PLR0917  # what a log differs in
    days: list[date],
    which: int,
    day: date,
    newest_first: bool,  # noqa: FBT001
    gap: str,
    tail: str,
    ending: str,
) -> None:
    """The entry moves to its day, the others stay as they are, and so does the space between."""
    days = sorted(days, reverse=newest_first)
    lines = [f"- {each}: text {place}\n\t- [ ] task {place}" for place, each in enumerate(days)]
    text = ("## Log\n" + f"\n{gap}".join(lines) + tail).replace("\n", ending)
    note = Note.parse(text)
    assert note.log is not None
    was = note.log.spans[which % len(days)].entry
    mended = verify(note, amend(note, was, Typed("new", day=day.isoformat()), TODAY))
    assert mended.log is not None
    entries = [span.entry for span in mended.log.spans]
    kept = [each.text for each in entries if each.text != "new"]
    assert kept == [f"text {place}" for place in range(len(days)) if place != which % len(days)]
    new = next(each for each in entries if each.text == "new")
    assert (new.date, [task.text for task in new.tasks]) == (
        day,
        [task.text for task in was.tasks],
    )
    if len(set(days)) > 1:
        found = [each.date for each in entries]
        assert found == sorted(found, reverse=newest_first)
    assert len(mended.text) == len(text) - len(was.text) + len("new")


def test_what_was_promised_stays_when_an_entry_is_mended() -> None:
    """Promises are added to, never lost; the whole entry is replaced only by a whole text."""
    note = Note.parse(LOG)
    assert note.log is not None
    was = note.log.spans[0].entry
    mended = verify(note, amend(note, was, Typed("", promises=("word",)), TODAY)).contact()
    assert [task.text for task in mended.entries[0].tasks] == ["the CV", "JD", "word"]
    whole = verify(note, amend(note, was, Typed("2026-11-16 two", whole=True), TODAY))
    assert whole.text == "## Log\n- 2026-11-16: two\n"
    assert whole.contact().entries[0].tasks == ()
    assert Task("a").same(Task("a", line=3))
