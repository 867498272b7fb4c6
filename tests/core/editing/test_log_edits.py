from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.autofix import give_year
from contactkeeper.core.editing.edits import Plan, apply
from contactkeeper.core.editing.log_edits import append_entry, replace_entry, tick
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task, TaskState
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.errors import UnknownLog, WriteRefused
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
HELLO = Entry(TODAY, "hello")
FULL = Entry(
    TODAY,
    "Говорили.\nДолго",
    direction="<-",
    channel="call",
    time=time(10, 30),
    fields=(("got", "intro: the CTO"),),
    tasks=(Task("the CV", date(2026, 11, 27)), Task("JD", kind="waiting")),
)

LINES = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="-*+#|`~<>!%&[](){}:=\\ \t.0123456789aё\u2028\x0c", max_size=14),
    st.sampled_from(
        [
            "",
            "",
            "---",
            "tags: [recruiter]",
            "last_contact: 2026-01-01",
            "# Anna",
            "## Interactions",
            "## История общения",
            "### Log",
            "## Notes",
            "- 2026-10-20: one",
            "- 2026-10-20: one",
            "- 2026-11-01 <- call: one and a half",
            "* 2026-09-30 text",
            "- 2026-10-20 -> email: one [gave:: x]",
            "* [[2026-09-14]] call: two",
            "2. **2026-08-01** — three",
            "  - 2026-11-24: indented",
            "\t- [ ] send the CV 📅 2026-11-27",
            "    - [x] done",
            "\tmore words",
            "- no date",
            "- 23.11 half",
            "### 2026-07-01 call",
            "### 01.06.2026",
            "| Date | Type | Summary |",
            "| Дата | О чём |",
            "| --- | --- | --- |",
            "|---|---|",
            "| 2026-05-01 | call | text |",
            "| 2026-05-02 | text |",
            "```",
            "~~~~",
            "\t```",
            "<!--",
            "-->",
            "%%",
            "text <!-- comment",
            "> - 2026-04-01: quoted",
            "> [!note]",
            "===",
            "- [ ] 2026-03-01 task",
            "- [x] 2026-03-01 done",
        ]
    ),
)
ENDINGS = st.sampled_from(["\n", "\n", "\r\n", "\r"])
LOGS = st.builds(
    lambda before, heading, lines, ending, last, bom: (
        bom + ending.join([*before, heading, *lines]) + last
    ),
    st.lists(LINES, max_size=3),
    st.sampled_from(["## Log", "### История общения", "# 🗓 Interactions", "Log\n---"]),
    st.lists(LINES, max_size=10),
    ENDINGS,
    st.sampled_from(["", "\n", "\r\n", "\n\n"]),
    st.sampled_from(["", "", "\ufeff"]),
)
MIXED = st.lists(st.tuples(LINES, ENDINGS).map("".join), max_size=10).map("".join)
TEXTS = st.one_of(LOGS, LOGS, MIXED.map(lambda text: "## Log\n" + text), MIXED, st.text())
ENTRIES = st.builds(
    partial(Entry),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.text(max_size=30) | LINES,
    direction=st.sampled_from(["", "->", "<-"]),
    channel=st.sampled_from(["", "call", "почта"]),
    time=st.none() | st.just(time(9, 30)),
    tasks=st.lists(
        st.builds(partial(Task), st.sampled_from(["the CV", "JD"]), st.none() | st.just(TODAY)),
        max_size=2,
    ).map(tuple),
)


def entries_of(note: Note) -> list[Entry]:
    """Return what the log says, in the order of the file."""
    return [span.entry for span in note.log.spans] if note.log else []


def append(text: str, entry: Entry) -> tuple[Note, Plan] | None:
    """Plan an entry; None where the note can't take it."""
    note = Note.parse(text, "note.md")
    try:
        return note, append_entry(note, entry)
    except (WriteRefused, UnknownLog):
        return None


@settings(max_examples=examples(400), deadline=None)
@given(TEXTS, ENTRIES)
def test_an_entry_is_inserted_and_nothing_else(text: str, entry: Entry) -> None:
    """Removing what was inserted gives the original text, to the character."""
    if planned := append(text, entry):
        note, plan = planned
        (edit,) = plan.edits
        assert edit.start == edit.end
        after = apply(text, plan.edits)
        inserted = edit.opening + edit.text + edit.closing
        assert after[: edit.start] + after[edit.start + len(inserted) :] == text
        assert after[edit.start :].startswith(inserted)
        assert note.text == text


@settings(max_examples=examples(400), deadline=None)
@given(TEXTS, ENTRIES)
@example("# Log\n| 2026-01-01 |\n- [ ] CV", Entry(TODAY, "x"))
@example("# LOG\n\n---\n- [0]", Entry(TODAY))
def test_entries_after_are_those_before_and_the_new_one(text: str, entry: Entry) -> None:
    """The planner never needs `verify`: what it lets pass always reads back."""
    if planned := append(text, entry):
        note, plan = planned
        rest = entries_of(Note.parse(apply(text, plan.edits), "note.md"))
        before = entries_of(note)
        # Tasks that stand below a table belong to its last row, which is the new one now.
        (added,) = plan.added
        own = len(entry.tasks)
        below = added.tasks[own:]
        assert added.same(entry._replace(tasks=(*entry.tasks, *below)))
        assert added.tasks[:own] == entry.tasks
        for old, new in plan.replaced:
            assert new == old._replace(tasks=tuple(t for t in old.tasks if t not in below))
            before[before.index(old)] = new
        rest.remove(next(one for one in rest if one.same(added)))
        assert len(rest) == len(before)
        assert all(a.same(b) for a, b in zip(rest, before, strict=True))
        verify(note, plan)


def test_tasks_under_the_last_row_follow_the_table() -> None:
    """They stand below the table, so they belong to the row that is the last one."""
    text = "## Log\n| Date | Text |\n| --- | --- |\n| 2026-11-01 | a |\n- [ ] CV\n"
    note = Note.parse(text, "note.md")
    plan = append_entry(note, Entry(TODAY, "b"))
    first, last = entries_of(Note.parse(apply(text, plan.edits), "note.md"))
    assert (first.tasks, [task.text for task in last.tasks]) == ((), ["CV"])
    verify(note, plan)


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, ENTRIES)
@example("## Log\n<<<<<<<\n", Entry(TODAY))
def test_appending_commutes_with_line_endings(text: str, entry: Entry) -> None:
    """A note in CRLF gets the same lines as in LF, in CRLF."""
    text = text.replace("\r", "") + "\n"
    plain, crlf = append(text, entry), append(text.replace("\n", "\r\n"), entry)
    assert (plain is None) == (crlf is None)
    if plain and crlf:
        expected = apply(text, plain[1].edits).replace("\n", "\r\n")
        assert apply(crlf[0].text, crlf[1].edits) == expected


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, st.integers(0, 9), st.sampled_from(["open", "kept", "dropped"]))
def test_a_tick_changes_one_character(text: str, number: int, state: TaskState) -> None:
    """Ticking changes the character in the box, and only what the task says about its state."""
    note = Note.parse(text, "note.md")
    tasks = [task for entry in entries_of(note) for task in entry.tasks]
    if not tasks:
        return
    try:
        plan = tick(note, tasks[number % len(tasks)], state, TODAY)
    except WriteRefused:
        return
    after = verify(note, plan)
    if len(plan.edits) > 1:
        return  # it recurs: see `test_recurring`
    assert len(after.text) == len(text)
    assert sum(a != b for a, b in zip(text, after.text, strict=True)) <= 1
    now = [task for entry in entries_of(after) for task in entry.tasks]
    tasks[number % len(tasks)] = (tasks[number % len(tasks)])._replace(state=state)
    assert now == tasks


@settings(max_examples=examples(200), deadline=None)
@given(TEXTS, ENTRIES, st.integers(0, 9))
def test_an_entry_mended_leaves_the_others(text: str, entry: Entry, number: int) -> None:
    """Replacing changes the text of one entry's span and nothing before or behind it."""
    note = Note.parse(text, "note.md")
    spans = note.log.spans if note.log else ()
    if not spans:
        return
    span = spans[number % len(spans)]
    try:
        after = verify(note, replace_entry(note, span, entry)).text
    except WriteRefused:
        return
    assert after.startswith(text[: span.start])
    assert after.endswith(text[span.end :])


HEAD = "---\ntags: [recruiter]\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"## Interactions\n- 2026-11-23: hello\n"),
        (b"# A", b"# A\n\n## Interactions\n- 2026-11-23: hello"),
        (b"# A\r\n", b"# A\r\n\r\n## Interactions\r\n- 2026-11-23: hello\r\n"),
        (b"# A\r", b"# A\r\r## Interactions\r- 2026-11-23: hello\r"),
        (b"# A\n\n", b"# A\n\n## Interactions\n- 2026-11-23: hello\n"),
        (b"# A\n  ", b"# A\n  \n## Interactions\n- 2026-11-23: hello"),
        (b"\xef\xbb\xbf# A\n## Log", b"\xef\xbb\xbf# A\n## Log\n- 2026-11-23: hello"),
        (b"## Log\n- 2026-01-01: a", b"## Log\n- 2026-01-01: a\n- 2026-11-23: hello"),
        (
            b"## Log\r\n- 2026-01-01: a\n- 2026-01-02: b\r\n\r\n## X\n",
            b"## Log\r\n- 2026-01-01: a\n- 2026-01-02: b\r\n- 2026-11-23: hello\r\n\r\n## X\n",
        ),
        (
            b"## Log\n- 2026-01-01: a\r\n- 2026-01-02: b\n\r\n## X\r\n",
            b"## Log\n- 2026-01-01: a\r\n- 2026-01-02: b\n- 2026-11-23: hello\n\r\n## X\r\n",
        ),
        (
            b"## Log\r\n- 2026-01-02: b\n- 2026-01-01: a\n",
            b"## Log\r\n- 2026-11-23: hello\r\n- 2026-01-02: b\n- 2026-01-01: a\n",
        ),
        (
            "## Log\n- 2026-01-01: a\u2028- 2026-01-02: b \x0c\n".encode(),
            "## Log\n- 2026-01-01: a\u2028- 2026-01-02: b \x0c\n- 2026-11-23: hello\n".encode(),
        ),
        (
            "## 記録 Log\n- 2026-01-01: 東京  \n".encode(),
            "## 記録 Log\n- 2026-01-01: 東京  \n\n## Interactions\n- 2026-11-23: hello\n".encode(),
        ),
    ],
)
def test_bytes(before: bytes, after: bytes) -> None:
    """Endings, a BOM, trailing blanks and a missing last ending are as they were."""
    note = Note.parse(before.decode(), "note.md")
    assert verify(note, append_entry(note, HELLO)).text.encode() == after


@pytest.mark.parametrize("shape", ["", "### 2026-01-01 call\ntext\n", "* [[2026-01-01]]: text\n"])
@pytest.mark.parametrize("order", ["oldest-first", "newest-first"])
def test_all_that_an_entry_can_say_reads_back(shape: str, order: str) -> None:
    """Whatever the shape and the order, the entry that is read is the one that was given."""
    rules = LogRules(order="newest-first" if order == "newest-first" else "oldest-first")
    note = Note.parse(f"## Log\n{shape}", "note.md", Settings(log=rules))
    after = verify(note, append_entry(note, FULL))
    assert [entry for entry in entries_of(after) if entry.same(FULL)]


def test_a_year_makes_an_entry_of_a_line_of_text() -> None:
    """The entry above keeps its own lines, and the mended bullet those under it."""
    text = "## Log\n- 2026-10-20: one\n\tmore\n- **23.11** call: two\n\tunder it\n"
    note = Note.parse(text, "note.md")
    after = verify(note, give_year(note, 4, 2026))
    assert after.text == text.replace("23.11", "2026-11-23")
    assert [(entry.date, entry.text) for entry in entries_of(after)] == [
        (date(2026, 10, 20), "one\nmore"),
        (TODAY, "two\nunder it"),
    ]


@pytest.mark.parametrize(("line", "year"), [(2, 2026), (3, 2026), (99, 2026), (4, 2025)])
def test_a_year_is_given_to_half_a_date_only(line: int, year: int) -> None:
    """A whole date, plain text, no line at all, a day that year hasn't got: refused."""
    note = Note.parse("## Log\n- 2026-10-20: one\ntext\n- 29.02 two\n", "note.md")
    with pytest.raises(WriteRefused, match=rf"note\.md:{line}"):
        give_year(note, line, year)


def test_a_task_that_is_not_there_is_not_ticked() -> None:
    """A promise of another text or line is refused."""
    note = Note.parse("## Log\n- 2026-10-20: one\n\t- [ ] the CV\n", "note.md")
    with pytest.raises(WriteRefused):
        tick(note, Task("the CV", line=2), "kept", TODAY)


@pytest.mark.parametrize(
    ("old", "entry", "new"),
    [
        ("2026-10-20", HELLO, "2026-11-23"),
        ("", HELLO, " 2026-11-23"),
        ("20.10.2026", HELLO, "23.11.2026"),
        ('"[[2026-10-20]]"', HELLO, '"[[2026-11-23]]"'),
        ("2026-10-20T10:00:00", HELLO._replace(time=time(9, 5)), "2026-11-23T09:05:00"),
        ("'2026-10-20' # by hand", HELLO, "'2026-11-23' # by hand"),
        ("2026-12-01", HELLO, "2026-12-01"),
        ("2026-02-30", HELLO, "2026-02-30"),
        ("long ago", HELLO, "long ago"),
        ("2026-10-20", HELLO._replace(direction="->"), "2026-10-20"),
    ],
)
def test_last_contact_is_kept_in_step(old: str, entry: Entry, new: str) -> None:
    """The property follows conversations and what they wrote, forward only, in its own form."""
    text = f"---\nПоследний контакт:{' ' if old else ''}{old}\n---\n## Log\n"
    rules = Settings(log=LogRules(update_last_contact=True))
    note = Note.parse(text, "note.md", rules)
    after = verify(note, append_entry(note, entry)).text
    assert after.splitlines()[1] == f"Последний контакт: {new.strip()}"


def test_a_block_at_fault_is_no_reason_to_lose_an_entry() -> None:
    """Where `last_contact` can't be touched safely, the entry is written all the same."""
    text = "---\ntags: [recruiter]\nlast_contact: 2026-01-01\nlast_contact: 2026-01-02\n---\n"
    rules = Settings(log=LogRules(update_last_contact=True))
    note = Note.parse(text, "note.md", rules)
    after = verify(note, append_entry(note, HELLO)).text
    assert after == text + "\n## Interactions\n- 2026-11-23: hello\n"


BELOW = "## Log\n| D | T |\n|---|---|\n| 2026-11-10 | x<br>- [ ] a |\n\n- [ ] cv\n"


def test_a_task_below_a_table_is_ticked_mended_around_and_goes_with_the_last_row() -> None:
    """It is a promise of the last row, one character of it changes, and it stays where it is."""
    note = Note.parse(BELOW)
    assert note.log
    (span,) = note.log.spans
    in_cell, below = span.entry.tasks
    assert (below.text, below.due, below.line) == ("cv", None, 6)
    after = verify(note, tick(note, below, "kept", TODAY)).text
    assert after == BELOW.replace("- [ ] cv", "- [x] cv")
    assert "- [x] a" in verify(note, tick(note, in_cell, "kept", TODAY)).text
    mended = verify(note, replace_entry(note, span, span.entry._replace(text="y"))).text
    assert mended == BELOW.replace("| x", "| y")
    new = verify(note, append_entry(note, Entry(date(2026, 11, 23), "new"))).text
    assert new == BELOW.replace("a |\n", "a |\n| 2026-11-23 | new |\n")
