from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.log_edits import tick
from contactkeeper.core.editing.recurring_tasks import read_rule
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused

TODAY = date(2026, 11, 23)
HEAD = "## Log\n- 2026-09-01 call: x\n"


def kept(line: str, ending: str = "\n") -> str:
    """Tick the one task under an entry, and return the lines under the entry."""
    head = HEAD.replace("\n", ending)
    note = Note.parse(f"{head}{line}{ending}")
    (entry,) = note.contact().entries
    after = verify(note, tick(note, entry.tasks[0], "kept", TODAY)).text
    assert after.startswith(head)
    return after[len(head) :]


@pytest.mark.parametrize(
    ("task", "following"),
    [
        ("report 🔁 every month 📅 2026-11-20", "report 🔁 every month 📅 2026-12-20"),
        ("waiting: x 🔁 every 2 weeks 📅 2026-11-20", "waiting: x 🔁 every 2 weeks 📅 2026-12-04"),
        ("x 🔁 every day when done 📅 2026-11-20", "x 🔁 every day when done 📅 2026-11-24"),
        ("x 🔁 every month 📅 2026-01-31 #cv", "x 🔁 every month 📅 2026-02-28 #cv"),
        ("x 🔁 every year 📅 2024-02-29", "x 🔁 every year 📅 2025-02-28"),
        ("x 🔁 every weekday 📅 2026-11-20", "x 🔁 every weekday 📅 2026-11-23"),
        ("x 🔁 every week on Monday, Thursday 📅 2026-11-20",
         "x 🔁 every week on Monday, Thursday 📅 2026-11-23"),
        ("x 🔁 every friday 📅 2026-11-20", "x 🔁 every friday 📅 2026-11-27"),
        ("x 🔁 every month on the 15th 📅 2026-11-20",
         "x 🔁 every month on the 15th 📅 2026-12-15"),
        ("x 🔁 every month on the last 📅 2026-11-30",
         "x 🔁 every month on the last 📅 2026-12-31"),
        ("x 🔁 every week ⏳ 2026-11-18 📅 2026-11-20 🛫 2026-11-16",
         "x 🔁 every week ⏳ 2026-11-25 📅 2026-11-27 🛫 2026-11-23"),
        ("x 🔁 every week ⏳ 2026-11-18", "x 🔁 every week ⏳ 2026-11-25"),
        ("x ⏫ 🔁 every week ➕ 2026-11-01 📅 2026-11-20 🆔 abc ^id",
         "x ⏫ 🔁 every week ➕ 2026-11-23 📅 2026-11-27"),
        ("x [repeat:: every week] [due:: 2026-11-20]",
         "x [repeat:: every week] [due:: 2026-11-27]"),
        ("x 🔁 every week 📅 [[2026-11-20]]", "x 🔁 every week 📅 [[2026-11-27]]"),
        ("2026-11-20 x 🔁 every week", "2026-11-27 x 🔁 every week"),
        ("**20.11.2026**: x 🔁 every day when done", "**24.11.2026**: x 🔁 every day when done"),
        ("Fri 20 Nov 2026 x 🔁 every week", "2026-11-27 x 🔁 every week"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_next_one_stands_above(task: str, following: str, ending: str) -> None:
    """Its dates go on by the rule; what belongs to the one that is done stays there."""
    expected = f"\t- [ ] {following}{ending}\t- [x] {task}{ending}"
    assert kept(f"\t- [ ] {task}", ending) == expected


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("x 🔁 every full moon 📅 2026-11-20", "ck does not know the rule “every full moon”"),
        (
            "x 🔁 every week on the moon 📅 2026-11-20",
            "ck does not know the rule “every week on the moon”",
        ),
        ("x 🔁 📅 2026-11-20", "its rule is empty"),
        ("x 🔁 every week", "it has no date at its beginning or after 📅, ⏳ or 🛫"),
        ("[[2026-11-20 Coffee]] x 🔁 every week", "its date is part of a link or of bold words"),
        ("x 🔁 every week 📅 20.11.2026", "one of its dates is not written as 2026-11-23"),
        ("x 🔁 every week 📅 2026-11-20 ⏳ soon", "one of its dates is not written as 2026-11-23"),
        ("x 🔁 every week 📅 2026-02-30", "one of its dates is no day"),
    ],
)
def test_a_rule_that_is_not_read_leaves_the_box(task: str, why: str) -> None:
    """Nothing is written, and the sentence says why and what to do; it can be dropped."""
    note = Note.parse(f"{HEAD}\t- [ ] {task}\n", "a.md")
    (promise,) = note.contact().entries[0].tasks
    with pytest.raises(WriteRefused) as refused:
        tick(note, promise, "kept", TODAY)
    assert f"a.md:3: This task recurs, and its next occurrence can't be written: {why}" in str(
        refused.value
    )
    dropped = verify(note, tick(note, promise, "dropped", TODAY)).text
    assert dropped == f"{HEAD}\t- [-] {task}\n"


@pytest.mark.parametrize(
    ("task", "following", "entry"),
    [
        ("2026-11-20 11:00 call: the role 🔁 every month",
         "2026-12-20 11:00 call: the role 🔁 every month", "2026-11-20 11:00 call: the role"),
        ("[[20.11.2026]], 9:30 — встреча 🔁 every 2 weeks",
         "[[04.12.2026]] 9:30 — встреча 🔁 every 2 weeks", "2026-11-20 09:30 встреча:"),
        ("2026-11-20 11:00 call: x 🔁 every week 📅 2026-11-21",
         "2026-11-20 11:00 call: x 🔁 every week 📅 2026-11-28", "2026-11-21 11:00 call: x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["- 2026-09-01 call: x\n", "### 2026-09-01 call\nx\n"])
def test_an_appointment_moves_by_its_own_day(
    task: str, following: str, entry: str, shape: str
) -> None:
    """Where no date stands after a sign; ticked it is the entry, dropped it ends."""
    note = Note.parse(f"## Log\n- [ ] {task}\n\t- [ ] ask\n\n{shape}")
    appointment, _ = note.tasks
    assert appointment.kind == "appointment"
    after = verify(note, tick(note, appointment, "kept", TODAY))
    assert after.text == note.text.replace(f"- [ ] {task}", f"- [ ] {following}\n- [x] {task}")
    assert after.log
    entries = [format_entry(span.entry._replace(tasks=())) for span in after.log.spans]
    assert f"- {entry}" in entries
    assert [each.kind for each in after.tasks] == ["appointment"]
    dropped = verify(note, tick(note, appointment, "dropped", TODAY))
    assert dropped.text == note.text.replace("- [ ] 2", "- [-] 2").replace("- [ ] [", "- [-] [")


def test_a_reminder_moves_by_its_own_day() -> None:
    """Also the one that stands among the entries and has a direction."""
    for task in ("ask 🔁 every week", "-> tg: ask 🔁 every week"):
        note = Note.parse(f"{HEAD}- [ ] 2026-11-20 {task}\n")
        after = verify(note, tick(note, note.tasks[0], "kept", TODAY)).text
        assert after == f"{HEAD}- [ ] 2026-11-27 {task}\n- [x] 2026-11-20 {task}\n"


def test_a_task_in_a_cell_is_left_open() -> None:
    """There is no line above it."""
    cell = "- [ ] x 🔁 every week 📅 2026-11-20"
    note = Note.parse(f"## Log\n| D | T |\n|---|---|\n| 2026-11-10 | x<br>{cell} |\n")
    (promise,) = note.contact().entries[0].tasks
    with pytest.raises(WriteRefused, match="it is in a table cell"):
        tick(note, promise, "kept", TODAY)


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(1, 60),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_every_rule_goes_on(day: date, count: int, unit: str) -> None:
    """The next day is after the one before it, about as long as the rule says."""
    rule = read_rule(f"every {count} {unit}s")
    assert rule
    length = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit] * count
    assert abs((rule.following(day) - day).days - length) < 4


@given(st.text(max_size=30) | st.sampled_from(["every", "every weekday", "every mon and tue"]))
def test_any_words_are_a_rule_or_none(words: str) -> None:
    """What is read goes on; nothing is raised."""
    rule = read_rule(words)
    assert rule is None or rule.following(TODAY) > TODAY
