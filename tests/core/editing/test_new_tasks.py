"""New appointments and reminders: their place, their form, and that nothing else changes."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changed_notes import Draft, drafts, write
from contactkeeper.core.editing.compose_task import (
    compose_appointment,
    compose_reminder,
    split_day,
)
from contactkeeper.core.editing.log_edits import append_entry, tick
from contactkeeper.core.editing.new_tasks import add_task
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.errors import UsageError, WriteRefused
from histories import TODAY
from hypothesis_profiles import examples

CALL = Task("about the role", date(2026, 11, 27), "open", "appointment", 0, time(11), "call")
ASK = Task("ask about the team", date(2026, 12, 1), kind="reminder")
CALLED = "[ ] 2026-11-27 11:00 call: about the role"
ASKED = "[ ] ask about the team 📅 2026-12-01"
DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 20))
UNDATED = ASK._replace(due=None)
DATED = st.builds(lambda day, task: task._replace(due=day), DAYS, st.sampled_from([CALL, ASK]))
TASKS = DATED | st.sampled_from(
    [UNDATED, ASK._replace(kind="waiting"), UNDATED._replace(kind="waiting")]
)


@pytest.mark.parametrize(
    ("before", "call", "ask"),
    [
        pytest.param("# A\n", f"# A\n\n## Interactions\n- {CALLED}\n",
                     f"# A\n\n## Interactions\n- {ASKED}\n", id="no log"),
        pytest.param("## Log\nhint\n\n## B\n", f"## Log\nhint\n\n- {CALLED}\n\n## B\n",
                     f"## Log\nhint\n\n- {ASKED}\n\n## B\n", id="no entry"),
        pytest.param("## Log\n* 2026-11-02 a\n* 2026-11-03 b\n",
                     f"## Log\n* 2026-11-02 a\n* 2026-11-03 b\n* {CALLED}\n",
                     f"## Log\n* 2026-11-02 a\n* 2026-11-03 b\n* {ASKED}\n", id="oldest first"),
        pytest.param("## Log\n\n- **03.11.2026** b\n\n- **02.11.2026** a\n",
                     "## Log\n\n- [ ] **27.11.2026** 11:00 call: about the role\n\n"
                     "- **03.11.2026** b\n\n- **02.11.2026** a\n",
                     f"## Log\n\n- {ASKED}\n\n- **03.11.2026** b\n\n- **02.11.2026** a\n",
                     id="newest first, in its hand"),
        pytest.param("## Log\n- 2026-11-02: a\n- 2026-11-03: b\n- [ ] 2026-11-29 12:00 x\n",
                     f"## Log\n- 2026-11-02: a\n- 2026-11-03: b\n- {CALLED}\n"
                     "- [ ] 2026-11-29 12:00 x\n",
                     "## Log\n- 2026-11-02: a\n- 2026-11-03: b\n- [ ] 2026-11-29 12:00 x\n"
                     f"- {ASKED}\n", id="among others, by day"),
        pytest.param("## Log\n1. 2026-11-02: a\n2. 2026-11-03: b\n",
                     f"## Log\n1. 2026-11-02: a\n2. 2026-11-03: b\n3. {CALLED}\n",
                     f"## Log\n1. 2026-11-02: a\n2. 2026-11-03: b\n3. {ASKED}\n", id="numbered"),
        pytest.param("## Log\nhint\n### 2026-11-02\na\n",
                     f"## Log\nhint\n\n- {CALLED}\n\n### 2026-11-02\na\n",
                     f"## Log\nhint\n\n- {ASKED}\n\n### 2026-11-02\na\n", id="above the blocks"),
        pytest.param("## Log\n| Date | What |\n|---|---|\n| 2026-11-02 | a |\n\n- [ ] cv\n## B\n",
                     "## Log\n| Date | What |\n|---|---|\n| 2026-11-02 | a |\n\n- [ ] cv\n\n"
                     f"- {CALLED}\n\n## B\n",
                     "## Log\n| Date | What |\n|---|---|\n| 2026-11-02 | a |\n\n- [ ] cv\n\n"
                     f"- {ASKED}\n\n## B\n", id="below a table"),
        pytest.param("## Log\n| Date | What |\n|---|---|\n",
                     f"## Log\n| Date | What |\n|---|---|\n\n- {CALLED}\n",
                     f"## Log\n| Date | What |\n|---|---|\n\n- {ASKED}\n", id="an empty table"),
        pytest.param("## Log\r\n- 2026-11-02: a", f"## Log\r\n- 2026-11-02: a\r\n- {CALLED}",
                     f"## Log\r\n- 2026-11-02: a\r\n- {ASKED}", id="no last line ending"),
    ],
)  # fmt: skip
def test_a_task_follows_the_hand_of_the_note(before: str, call: str, ask: str) -> None:
    """In its place and its form; the next entry and the tick are written beside it."""
    for task, expected in ((CALL, call), (ASK, ask)):
        after = verify(Note.parse(before), add_task(Note.parse(before), task))
        assert after.text == expected
        logged = verify(after, append_entry(after, Entry(TODAY, "hello", "->", "tg")))
        assert [each.name for each in logged.tasks].count(task.name) == 1
        written = next(each for each in logged.tasks if each.name == task.name)
        for state in ("kept", "dropped"):
            ticked = verify(logged, tick(logged, written, state, TODAY))
            assert task.name not in [each.name for each in ticked.tasks]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\n\n## Log\n- 2026-11-02: a\n", "# A\n\n- [ ] cv\n\n## Log\n- 2026-11-02: a\n"),
        ("## Log\r\n- 2026-11-02: a\r\n", "- [ ] cv\r\n\r\n## Log\r\n- 2026-11-02: a\r\n"),
        ("- x\n## Log\n- 2026-11-02: a\n", "- x\n\n- [ ] cv\n\n## Log\n- 2026-11-02: a\n"),
        ("# A\n", "# A\n\n- [ ] cv\n\n"),
    ],
)
def test_a_task_without_a_day_stands_above_the_log(before: str, after: str) -> None:
    """In the log it would be one of the entry above it."""
    note = Note.parse(before)
    task = Task("cv", kind="reminder")
    assert verify(note, add_task(note, task)).text == after


@settings(max_examples=examples(300), deadline=None)
@given(drafts, st.lists(TASKS, max_size=3), TASKS)
def test_nothing_else_changes(draft: Draft, others: list[Task], task: Task) -> None:
    """For any note: what was inserted taken out again leaves every byte of it."""
    note = Note.parse(write(draft))
    try:
        for other in others:
            note = verify(note, add_task(note, other))
        plan = add_task(note, task)
        after = verify(note, plan)
    except WriteRefused:
        assert draft.shape == "mixed" or note.unclosed  # there is a safe place in all other logs
        return
    (edit,) = plan.edits
    inserted = edit.opening + edit.text + edit.closing
    assert after.text[: edit.start] + after.text[edit.start + len(inserted) :] == note.text
    was, now = ([span.entry.without_lines() for span in each.log.spans] if each.log else []
                for each in (note, after))  # fmt: skip
    assert was == now
    if note.log and note.log.spans and after.log:
        assert note.log.newest_first == after.log.newest_first
        # Blank lines are counted between entries that are neighbours.
        assert note.log.style._replace(gap=0) == after.log.style._replace(gap=0)


@settings(max_examples=examples(300), deadline=None)
@given(drafts, DATED, st.booleans())
def test_a_ticked_appointment_decides_no_hand(draft: Draft, task: Task, paragraphs: bool) -> None:  # noqa: FBT001
    """Order and form are those of the other entries, and the next one is written like them."""
    text = write(draft._replace(shape="heading" if paragraphs else draft.shape))
    note = Note.parse(text.replace("### ", "") if paragraphs else text)
    if not note.log or len(note.log.spans) < 2 or draft.shape == "mixed":
        return
    planned = verify(note, add_task(note, task._replace(kind="appointment", time=time(11))))
    (call,) = (each for each in planned.tasks if each.kind == "appointment")
    ticked = verify(planned, tick(planned, call, "kept", TODAY))
    assert ticked.log
    if note.log.style.shape != "bullet":
        assert ticked.log.newest_first == note.log.newest_first
        assert ticked.log.style._replace(gap=0) == note.log.style._replace(gap=0)
    logged = verify(ticked, append_entry(ticked, Entry(TODAY, "hello", "->", "tg")))
    assert logged.log
    shapes = [span.shape for span in logged.log.spans if span.entry.text == "hello"]
    assert shapes == [note.log.style.shape]


@pytest.mark.parametrize(
    ("typed", "day", "rest"),
    [
        ("fri 11:00 call: about the role", "fri", "11:00 call: about the role"),
        ("next fri lunch", "next fri", "lunch"),
        ("in 2 weeks call: x", "in 2 weeks", "call: x"),
        ("27 nov 11:00", "27 nov", "11:00"),
        ("27.11", "27.11", ""),
        ("2026-11-27 в 15:00 звонок: роль", "2026-11-27", "в 15:00 звонок: роль"),
        ("в пятницу 11:00", "в пятницу", "11:00"),
        ("через 2 недели звонок: x", "через 2 недели", "звонок: x"),
        ("call: fri", "", "call: fri"),
        ("", "", ""),
    ],
)
def test_the_day_is_in_as_many_words_as_make_one(typed: str, day: str, rest: str) -> None:
    """Whether or not the shell has split them."""
    for words in (typed.split(), [typed]):
        assert split_day(words, TODAY) == (day, tuple(rest.split()))


@pytest.mark.parametrize(
    ("typed", "clock", "channel", "text"),
    [
        ("11:00 call: about the role", time(11), "call", "about the role"),
        ("at 9:30 about the role", time(9, 30), "", "about the role"),
        ("в 15:00 звонок: роль", time(15), "звонок", "роль"),
        ("3pm", time(15), "", ""),
        ("12am zoom:", time(0), "zoom", ""),
        ("lunch: with her team", None, "lunch", "with her team"),
        ("about the role", None, "meeting", "about the role"),
        ("", None, "meeting", ""),
        ("11 people", None, "meeting", "11 people"),
        ("11:00 email: me", time(11), "email", "me"),
    ],
)
def test_a_time_or_none_then_the_rest(
    typed: str, clock: time | None, channel: str, text: str
) -> None:
    """What has neither a time nor a channel is a meeting."""
    task = compose_appointment(CALL.due or TODAY, typed.split(), "meeting")
    assert (task.time, task.channel, task.text) == (clock, channel, text)
    note = verify(Note.parse("## Log\n"), add_task(Note.parse("## Log\n"), task))
    assert [each._replace(line=0) for each in note.tasks] == [task]


@pytest.mark.parametrize("typed", ["-> tg: x", "email: x", "11:00 [got:: x]", "2026-11-20 x"])
def test_what_is_no_appointment_is_refused(typed: str) -> None:
    """A direction, a channel that is no talk, a field, another day."""
    with pytest.raises(UsageError):
        compose_appointment(CALL.due or TODAY, typed.split(), "meeting")


@given(st.text(max_size=30))
@settings(max_examples=examples(200))
def test_any_words_of_a_reminder_read_back(text: str) -> None:
    """Whatever they look like."""
    note = Note.parse("## Log\n- 2026-11-02: a\n")
    if not text.split():
        with pytest.raises(UsageError):
            compose_reminder(TODAY, text.split())
        return
    task = compose_reminder(TODAY, text.split())
    assert [each._replace(line=0) for each in verify(note, add_task(note, task)).tasks] == [task]


@given(st.text(max_size=30) | st.text("📅✅🔁⏫ 2026-12-05:()[]\\due#^-x<%{", max_size=30))
@settings(max_examples=examples(400))
def test_any_title_of_a_calendar_reads_back(title: str) -> None:
    """As the words of an appointment, where it has the signs of tasks, too."""
    note = Note.parse("## Log\n- 2026-11-02: a\n")
    task = CALL._replace(text=plain_text(title))
    assert [each._replace(line=0) for each in verify(note, add_task(note, task)).tasks] == [task]
