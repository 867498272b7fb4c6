from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core.editing.autofix import give_year
from contactkeeper.core.editing.edits import Edit, Plan, apply, combine, insert_lines
from contactkeeper.core.editing.log_edits import append_entry, replace_entry, tick
from contactkeeper.core.editing.property_edits import quote_values, set_properties, set_property
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.errors import WriteRefused
from hypothesis_profiles import examples

CASES = read_cases(Path(__file__).parents[2] / "cases" / "writing.md", 3)
RULES = {
    "log": LogRules(),
    "log-newest-first": LogRules(order="newest-first"),
    "log-keeping": LogRules(update_last_contact=True),
}


def read_entry(lines: str) -> Entry:
    """Read an entry from the lines of a plain log, apart from any note."""
    (span,) = Note.parse(f"## Interactions\n- {lines}\n").log.spans  # type: ignore[union-attr]
    return span.entry._replace(
        line=0, tasks=tuple(task._replace(line=0) for task in span.entry.tasks)
    )


def read_value(value: str) -> str | tuple[str, ...]:
    """Read `text` or `[one | two]`."""
    if " | " in value:
        return tuple(value[1:-1].split(" | "))
    return value


def do(text: str, done: str) -> str:
    """Do what a case says and return the text that results, verified."""
    verb, _, rest = done.rstrip("\n").partition(" ")
    rules = Settings(log=RULES.get(verb, LogRules()))
    note = Note.parse(text, "note.md", rules)
    spans = note.log.spans if note.log else ()
    if verb.startswith("log"):
        plan = append_entry(note, read_entry(rest))
    elif verb == "replace":
        number, _, entry = rest.partition(" ")
        plan = replace_entry(note, spans[int(number) - 1], read_entry(entry))
    elif verb == "tick":
        number, _, state = rest.partition(" ")
        tasks = [task for span in spans for task in span.entry.tasks]
        plan = tick(note, tasks[int(number) - 1], state, date(2026, 11, 23))  # type: ignore[arg-type]
    elif verb == "year":
        plan = give_year(note, *map(int, rest.split()))
    elif verb == "set":
        key, _, value = rest.partition(" = ")
        plan = set_property(note, key, read_value(value))
    elif verb == "remove":
        plan = set_properties(note, {rest: None})
    else:
        assert verb == "quote"
        plan = quote_values(note)
    return verify(note, plan).text


@pytest.mark.parametrize(
    ("before", "done", "after"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_writing(before: str, done: str, after: str) -> None:
    """What is written is what a person would have written, and nothing else changes."""
    if after.startswith("refused: "):
        with pytest.raises(WriteRefused, match=re.escape(after.removeprefix("refused: ").strip())):
            do(before, done)
    else:
        assert do(before, done) == after


@pytest.mark.parametrize(
    ("before", "done", "after"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_writing_with_crlf(before: str, done: str, after: str) -> None:
    """The same holds for a note whose lines end in CRLF."""
    if not after.startswith("refused: "):
        assert do(before.replace("\n", "\r\n"), done) == after.replace("\n", "\r\n")


def test_edits_go_in_together() -> None:
    """Edits count in the old text, in any order; those at one place keep theirs."""
    edits = [Edit(4, 5, "E"), Edit(0, 0, "<"), Edit(2, 2, "1"), Edit(2, 2, "2"), Edit(2, 3, "C")]
    assert apply("abcdef", edits) == "<ab12CdEf"


def test_a_block_that_several_edits_need_is_opened_once() -> None:
    """`opening` and `closing` stand once around all edits that share them."""
    edits = [Edit(0, 0, "a\n", "---\n", "---\n"), Edit(0, 0, "b\n", "---\n", "---\n")]
    assert apply("text", edits) == "---\na\nb\n---\ntext"


@pytest.mark.parametrize("edits", [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(5, 7, "")]])
def test_edits_that_meet_are_refused(edits: list[Edit]) -> None:
    """Edits that overlap or leave the text are a mistake of ours and never applied."""
    with pytest.raises(ValueError, match="overlaps"):
        apply("abcdef", edits)


@settings(max_examples=examples(200))
@given(
    st.text(alphabet="ab\r\n\u2028\x0c"), st.lists(st.text(alphabet="xy", min_size=1), min_size=1)
)
def test_lines_inserted_can_be_taken_out_again(text: str, lines: list[str]) -> None:
    """An insertion adds its lines, in the ending of the line before them, and no other byte."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text)), len(text)]
    for at in starts:
        edit = insert_lines(text, at, lines)
        after = apply(text, [edit])
        assert after[:at] + after[at + len(edit.text) :] == text
        assert [line for line in re.split(r"\r\n|\r|\n", edit.text) if line] == lines


NOTE = Note.parse(
    "---\ntags: [recruiter]\ntier: key\n---\n## Log\n- 2026-10-20: one\n- 2026-10-21: two\n",
    "note.md",
)
HELLO = Entry(date(2026, 11, 23), "hello")


def test_combine_refuses_what_meets() -> None:
    """Two plans for the same text of a note can't be made one."""
    with pytest.raises(WriteRefused, match=r"note\.md"):
        combine(NOTE, set_property(NOTE, "tier", "x"), set_property(NOTE, "tier", "supporting"))


def test_combine_keeps_all() -> None:
    """A combined plan does and promises what each of its parts does."""
    plan = combine(
        NOTE,
        append_entry(NOTE, HELLO),
        set_property(NOTE, "snoozed", "2026-11-23"),
        set_property(NOTE, "snooze_until", "2026-12-01"),
    )
    assert (
        verify(NOTE, plan).text
        == NOTE.text.replace(
            "tier: key\n", "tier: key\nsnoozed: 2026-11-23\nsnooze_until: 2026-12-01\n"
        )
        + "- 2026-11-23: hello\n"
    )


def swap(words: str, new: str) -> Plan:
    """Plan to put something in the place of some words of the note, and announce nothing."""
    at = NOTE.text.index(words)
    return Plan(edits=(Edit(at, at + len(words), new),))


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(swap("- 2026-10-20", "- 2026-01-01: x\n- 2026-10-20"), id="an entry more"),
        pytest.param(swap("- 2026-10-20: one\n", ""), id="an entry less"),
        pytest.param(swap("one", "two"), id="an entry's words"),
        pytest.param(Plan(added=(HELLO,)), id="an entry announced and not written"),
        pytest.param(append_entry(NOTE, HELLO)._replace(added=()), id="the other way round"),
        pytest.param(
            append_entry(NOTE, HELLO)._replace(added=(HELLO._replace(text="x"),)), id="other words"
        ),
        pytest.param(Plan(replaced=((HELLO, None),)), id="an entry that is not there"),
        pytest.param(swap("tier: key\n", ""), id="a property gone"),
        pytest.param(swap("tier", "x: 1\ntier"), id="a property not announced"),
        pytest.param(swap("tier", "tier: key\ntier"), id="a key twice"),
        pytest.param(swap("key", "supporting"), id="another value"),
        pytest.param(Plan(properties={"tier": "supporting"}), id="a property announced only"),
        pytest.param(swap("## Log\n", ""), id="the log's heading gone"),
        pytest.param(swap("Log", "History"), id="the log's heading changed"),
        pytest.param(
            swap("recruiter", "x")._replace(properties={"tags": ("recruiter",)}), id="another tag"
        ),
        pytest.param(
            swap("tier: key", "cadence: x\ntier: key")._replace(properties={"cadence": "x"}),
            id="a new problem",
        ),
        pytest.param(Plan(edits=(Edit(10, 12, ""), Edit(11, 13, ""))), id="edits that meet"),
        pytest.param(Plan(edits=(Edit(9, 9999, ""),)), id="an edit beyond the end"),
        pytest.param(append_entry(NOTE, HELLO._replace(text="\ud800")), id="what UTF-8 can't hold"),
    ],
)
def test_verify_trusts_nobody(plan: Plan) -> None:
    """A result that says anything but the old things plus the plan's is refused."""
    with pytest.raises(WriteRefused):
        verify(NOTE, plan)
