"""Entries dated in the future that become open tasks, in each shape of a log."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changed_notes import FIRST, Draft, drafts, write
from contactkeeper.core.agenda.problems import future_problems
from contactkeeper.core.editing.autofix import plan_fix
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.note.note import Note
from histories import TODAY
from hypothesis_profiles import examples

TABLE = "## Log\n| Дата | Канал | О чём |\n|---|---|---|\n"


def fix(note: Note, today: date = TODAY) -> Note:
    """Make tasks of all entries after a day for which that is possible."""
    for problem in future_problems(note.contact(), today):
        if plan := plan_fix(note, problem, today):
            note = verify(note, plan)
    return note


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("## Log\n\n### 2026-12-10 11:00 call: x ##\n\n- ask\n\n### 2026-11-02\nx\n",
                     "## Log\n\n- [ ] 2026-12-10 11:00 call: x\n\n\t- ask\n\n### 2026-11-02\nx\n",
                     id="a block on top"),
        pytest.param("## Журнал\n\n### 2 ноября 2026\nа\n\n### 10 декабря 2026 встреча: офис\n"
                     "Тверская\n\n## B\n",
                     "## Журнал\n\n- [ ] 10 декабря 2026 встреча: офис\n\tТверская\n\n"
                     "### 2 ноября 2026\nа\n\n## B\n",
                     id="the last block goes above the first"),
        pytest.param("## Log\r\n### 2026-11-02 a\r\n\r\n### 2026-12-05 call: b\r\n- [ ] cv",
                     "## Log\r\n- [ ] 2026-12-05 call: b\r\n\t- [ ] cv\r\n\r\n### 2026-11-02 a",
                     id="no last line ending"),
        pytest.param("## Log\n### 2026-12-05 call: b\n### 2026-12-01 tg: a\n",
                     "## Log\n- [ ] 2026-12-01 tg: a\n- [ ] 2026-12-05 call: b\n",
                     id="nothing but plans"),
        pytest.param("## Log\n\n2026-11-03: call\n\n**2026-12-03** call: plan\nmore\n",
                     "## Log\n\n- [ ] **2026-12-03** call: plan\n\tmore\n\n2026-11-03: call\n",
                     id="a paragraph"),
        pytest.param(f"{TABLE}| 02.11.2026 | звонок | а |\n"
            "| 10.12.2026 11:00 | звонок | x \\| y<br>z |\n",
                     f"{TABLE}| 02.11.2026 | звонок | а |\n\n"
                     "- [ ] 10.12.2026 11:00 звонок: x | y\n\tz\n",
                     id="the last row"),
        pytest.param(f"{TABLE}| 2026-12-10 | звонок | b |\n| 2026-11-02 | → почта | a |\n\n"
                     "- [ ] cv\n## B\n",
                     f"{TABLE}| 2026-11-02 | → почта | a |\n\n- [ ] cv\n\n"
                     "- [ ] 2026-12-10 звонок: b\n\n## B\n",
                     id="the first row, tasks below the table"),
        pytest.param(f"{TABLE}| 2026-12-10 | | b [got:: x] |\n",
                     f"{TABLE}\n- [ ] 2026-12-10: b [got:: x]\n", id="the only row"),
    ],
)  # fmt: skip
def test_a_block_or_a_row_becomes_a_task(before: str, after: str) -> None:
    """It stands where a new task would, with its date as it is written and its lines below it."""
    assert fix(Note.parse(before)).text == after


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}| 2026-12-10 | звонок | b<br>- [ ] cv |\n",
        f"{TABLE}| 2026-12-10 | звонок | b |\n\n- [ ] cv\n",
        "## Log\n- 2026-12-10 call: b 📅 2026-12-01\n",
    ],
)
def test_what_would_say_something_else_is_left(text: str) -> None:
    """A row with tasks, and a day after 📅, which would be the day of the task."""
    assert fix(Note.parse(text)).text == text


@settings(max_examples=examples(300), deadline=None)
@given(drafts, st.integers(0, 30))
def test_each_word_is_kept(draft: Draft, days: int) -> None:
    """For any note and day: what is over stays as it is, and what is ahead is said by a task.

    A message is none that lies ahead: its date is wrong.
    """
    before, today = Note.parse(write(draft)), FIRST + timedelta(days=days)
    after = fix(before, today)

    def words(note: Note) -> Counter[str]:
        return Counter(re.findall(r"\w+", note.text.replace("<br>", " ")))

    def over(note: Note) -> list[object]:
        return [entry.without_lines() for entry in note.contact().entries if entry.date <= today]

    assert words(before) == words(after)
    assert over(before) == over(after)
    left, ahead = (
        [entry for entry in note.contact().entries if entry.date > today]
        for note in (after, before)
    )
    assert len(left) + len(after.log.planned if after.log else ()) == len(ahead)
    if draft.shape in {"bullet", "heading"}:
        assert all(entry.direction for entry in left)
