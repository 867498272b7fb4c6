from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.core.model import Problem, Task
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.task_signs import DATE_SIGNS
from contactkeeper.core.note.tasks import format_task_line, read_task_line
from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.text.problems import say_problem

if TYPE_CHECKING:
    from contactkeeper.core.model import TaskKind, TaskState

FRIDAY = date(2026, 11, 20)
PIECES = st.sampled_from(
    [
        *DATE_SIGNS, "\ufe0f", " ", "\t", ":", ".", ",", "(", ")", "[", "]", "[[", "]]", "**", "`",
        "2026-11-20", "2026-11-1", "20.11.2026", "03/11/2026", "31.02.2026", "20261120",
        "20 Nov 2026",
        "Nov 20, 2026", "20 ноября 2026 г.", "Fri ", "Mon ", "by fri", "tomorrow", "➕ 2026-11-01",
        "✅ 2026-11-02", "🔁 every week", "⏫", "🆔 a", "#tag", "^id", "[due:: ", "[completion:: ",
        "[start:: ", "(due:: ",
        "\\", "&#128197;", "text", "1", "-",
    ]
)  # fmt: skip
NO_DATES = dict.fromkeys(map(ord, f"{DATE_SIGNS}:"))
"""Without them nothing is another date of the task."""
BODIES = st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join).map(
    lambda body: body.replace("\n", " ")
)  # fmt: skip


@given(BODIES, st.sampled_from(DATE_SIGNS[:3]), BODIES)
@example("", "📅", "2026-11-20 and call her")
@example("x [due:: ", "📅", "]")
@example("📅 by fri ", "📅", " 2026-11-20")
def test_what_stands_after_a_sign_is_read_or_reported(before: str, sign: str, after: str) -> None:
    """No date of an open task is dropped without a word."""
    read = read_task_line(f"- [ ] {before}{sign}{after}")
    assert read
    promise, fault = read
    assert promise.due or fault


@given(BODIES.map(lambda body: body.translate(NO_DATES)))
def test_a_plain_date_is_found_whatever_follows_it(after: str) -> None:
    """What follows the date belongs to the text."""
    read = read_task_line(f"- [ ] text 📅 2026-11-20 {after}")
    assert read
    assert read[0].due == FRIDAY
    assert read[0].text.startswith("text")
    assert "2026-11-20" in after or "2026-11-20" not in read[0].text


@given(
    text=BODIES,
    due=st.none() | st.just(FRIDAY),
    state=st.sampled_from(["open", "kept"]),
    kind=st.sampled_from(["promise", "waiting"]),
    done=st.none() | st.just(FRIDAY),
)
def test_what_is_written_reads_back_without_a_fault(
    text: str, due: date | None, state: TaskState, kind: TaskKind, done: date | None
) -> None:
    """Formatting then reading is the identity, and a text that looks like a date is text."""
    task = Task(text.strip(" \t"), due, state, kind, done=done if state == "kept" else None)
    read = read_task_line(format_task_line(task))
    assert read
    assert read[0].same(task)
    assert read[0].done == task.done
    assert read[1] is None


@given(
    day=st.dates(date(1930, 1, 1), date(2027, 12, 31)),
    form=st.sampled_from(
        ["%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%y", "%Y-%m-%d", "[[%Y-%m-%d]]"]
    ),
    place=st.sampled_from(["text 📅 {}", "{}", "{} text", "text [due:: {}]", "📅 {} text"]),
    year=st.integers(2026, 2080),
)
def test_the_day_is_read_as_that_of_an_entry(day: date, form: str, place: str, year: int) -> None:
    """In its place in a task it is the day that the same words are at the beginning of an entry."""
    said = day.strftime(form).replace("%Y", f"{day.year:04}")
    log = LogRules(day_first=True)
    text = f"## Log\n- {said} x\n\t- [ ] {place.format(said)}\n"
    (entry,) = Note.parse(text, settings=Settings(log=log, year=year)).contact().entries
    assert [task.due for task in entry.tasks] == [entry.date]
    assert entry.date == day or "%y" in form


TWO = "may be 2026-03-11 or 2026-11-03: write one of them"
UNREAD = "is not read as a date, so it counts for nothing: write it as 2026-11-23"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("📅 by fri", f'"by fri" after 📅 {UNREAD}'),
        (
            "📅 03/11/2026",
            f"03/11/2026 {TWO} after 📅, or set [log] day_first",
        ),
        ("⏳ someday 📅 2026-11-20", f'"someday" after ⏳ {UNREAD}'),
        ("[due:: 27.11]", f'"27.11" after due:: {UNREAD}'),
        ("📅", "no date stands after 📅: write it as 2026-11-23"),
        ("📅 2026-11-201", f'"2026-11-201" after 📅 {UNREAD}'),
    ],
)
def test_what_is_said_of_a_date_that_means_no_day(after: str, said: str) -> None:
    """The words, the sign, and what to write."""
    read = read_task_line(f"- [ ] the CV {after}")
    assert read
    assert read[1]
    assert say_problem(Problem("", 1, read[1].code, "problem", read[1].case, read[1].facts)) == said


def test_a_day_at_the_beginning_may_be_two_as_well() -> None:
    """It is said like the one after a sign."""
    read = read_task_line("- [ ] 03/11/2026 the CV")
    assert read
    assert read[1]
    said = f"03/11/2026 {TWO}, or set [log] day_first"
    assert say_problem(Problem("", 1, read[1].code, "problem", read[1].case, read[1].facts)) == said


@given(
    BODIES,
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["✅ {}", "✅\ufe0f{}", "✅ [[{}]]", "[completion:: {}]", "(completion::{})"]),
    st.sampled_from([" ", "x", "X", "-", "/"]),
)
def test_the_day_of_a_tick_is_read(text: str, done: date, form: str, box: str) -> None:
    """A ticked task has it, an open or dropped one has not; it is no part of the text."""
    text = text.replace("✅", "").replace("completion", "")
    read = read_task_line(f"- [{box}] {text} 📅 2026-11-20 {form.format(done)}")
    without = read_task_line(f"- [{box}] {text} 📅 2026-11-20")
    assert read
    assert without
    assert read[0].done == (done if box in "xX" else None)
    assert read[0].same(without[0])
    assert without[0].done is None


@pytest.mark.parametrize("after", ["✅ 2026-02-30", "✅", "✅ by fri", "[completion:: soon]"])
def test_a_day_of_a_tick_that_is_none(after: str) -> None:
    """It is not known, and no fault."""
    read = read_task_line(f"- [x] the CV 📅 2026-11-20 {after}")
    assert read
    assert read[0].done is None
    assert read[1] is None
