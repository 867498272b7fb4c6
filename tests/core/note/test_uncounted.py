"""No line that begins with a date counts for nothing without a word about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.note.note import Note
from contactkeeper.core.note.style import AT_MARGIN
from contactkeeper.text.problems import say_problem
from hypothesis_profiles import examples

CONTACT = "---\ntags: [recruiter]\n---\n"
DATED = (
    "2026-11-03: call",
    "2026-11-03",
    "2026/11/3 call",
    "**2026-11-03** call",
    "**3 ноября 2026** созвонились",
    "[[2026-11-03]] — text",
    "[[Daily/2026-11-03|Tuesday]] text",
    "(2026-11-03) text",
    "Nov 3rd, 2026: text",
    "November 3, 2026",
    "3 Nov 2026",
    "Tue 2026-11-03",
    "вт, 3 ноября 2026",
    "03.11.2026 text",
    "03.11.26: text",
    "2026-11-03T10:00 text",
    "> [!note] 2026-11-03 text",
    "> [!note]- **3 ноября 2026**",
    ">[!call] 03.11.2026",
)
NOT_DATED = (
    "text 2026-11-03",
    "2019-01-01 – 2021-12-31 Yandex",
    "2019 – 2021",
    "2026",
    "10.50 an hour",
    "> 2026-11-03: quoted",
    "> - 2026-11-03: quoted",
    "\t2026-11-03: a child",
    "May 3",
)


def uncounted(text: str) -> list[tuple[int, str]]:
    """Return line and severity of what is said about dated lines."""
    problems = Note.parse(text, "Anna.md").problems
    return [(each.line, each.severity) for each in problems if each.code == "uncounted"]


@pytest.mark.parametrize("line", DATED)
def test_a_dated_line_among_entries_is_a_remark(line: str) -> None:
    """A paragraph or callout in the log that begins with a date is named by its line."""
    log = f"## Log\n- 2026-11-01: one\n\n{line}\n\n- 2026-11-05: two\n"
    assert uncounted(log) == [(4, "remark")]
    assert uncounted(log.replace("\n", "\r\n")) == [(4, "remark")]
    assert len(Note.parse(log).contact().entries) == 2


UNREAD = ("2026/11/3 call", "(2026-11-03) text", "03.11.2026 text", "> [!note] 2026-11-03 text")


@pytest.mark.parametrize("line", UNREAD)
def test_dated_lines_alone_are_a_problem(line: str) -> None:
    """Where no line of a log counts, its contact is misplaced."""
    assert uncounted(f"{CONTACT}## Log\n{line}\n") == [(5, "problem")]
    assert uncounted(f"## Log\n{line}\n") == []


@pytest.mark.parametrize("line", NOT_DATED)
def test_other_lines_are_text(line: str) -> None:
    """A date within a line, a span of years, a quote and a child of an entry are no dated lines."""
    assert uncounted(f"## Log\n- 2026-11-01: one\n{line}\n- 2026-11-05\n") == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## Notes\n- 2026-12-01 a conference\n", [(5, "remark")]),
        ("## Jobs\n- 2026-11-01 one\n- 2026-11-02 two\n", [(5, "problem"), (6, "problem")]),
        ("```\n## Log\n- 2026-11-01: one\n```\n", [(6, "problem")]),
        ("<div>\n- 2026-11-01: one\n</div>\n", [(5, "problem")]),
        ("## Log\n\n## Notes\n- 2026-11-01: one\n", [(7, "remark")]),
        ("## Log\n- 2026-02-30: reported as such\n", []),
        ("## Log\n- [ ] 2026-11-27 11:00 call: a task\n", []),
        ("## Log\n- 2026-11-01: one\n```\n- 2026-11-02: shown\n```\n", []),
        ("## Log\n- 2026-11-01: one\n%%\n2026-11-02: hidden\n%%\n", []),
        ("## Log\n- 2026-11-01: one\n\n<div>\n- 2026-11-02: two\n</div>\n", [(8, "remark")]),
        ("## Log\n### 2026-11-01\n2026-11-02: text of the entry\n", []),
        ("## Log\n- 2026-11-01: one\n## Notes\n2026-11-02: no log\n", [(7, "remark")]),
        ("- 2026-11-02 above\n## Log\n- 2026-11-01: one\n", [(4, "remark")]),
    ],
)
def test_where_dated_lines_are_looked_for(body: str, said: list[tuple[int, str]]) -> None:
    """In all of a note; where it has no entry, what code and comments hide there included."""
    assert uncounted(CONTACT + body) == said


def test_each_line_is_named() -> None:
    """The sentence says what to write, and where the log is to be."""
    body = "".join(f"2026-11-0{day} text\n" for day in range(1, 8))
    found = Note.parse(f"{CONTACT}{body}", "Anna.md").problems
    assert [each.line for each in found] == list(range(4, 11))
    assert say_problem(found[0]) == (
        "this line begins with a date, but no log is here, so it counts for nothing: "
        "where it is an entry, write “- 2026-11-23: text” under a heading “Interactions”"
    )
    text = "## Log\n- 2026-11-01\n\n2026-11-03 call\n## B\n- 2026-11-04"
    inside, outside = Note.parse(text).problems
    assert say_problem(inside) == (
        "this line begins with a date, but is no entry, so it counts for nothing: "
        "write “- 2026-11-23: text” instead"
    )
    assert say_problem(outside) == (
        "this line begins with a date, but stands outside of the log, so it counts for nothing: "
        "where it is an entry, move it under “Log”"
    )


@given(st.lists(st.sampled_from([*DATED, *NOT_DATED, "- 2026-11-01: one", "### 2026-11-02", ""])))
def test_what_is_written_as_said_counts(lines: list[str]) -> None:
    """With a bullet and a date in front, each line named is an entry, and none is left to name."""
    text = "## Log\n- 2026-11-01: one\n" + "".join(f"{line}\n" for line in lines)
    while found := uncounted(text):
        rows = text.split("\n")
        rows[found[0][0] - 1] = f"- 2026-11-03: {rows[found[0][0] - 1]}"
        before = len(Note.parse(text).contact().entries)
        text = "\n".join(rows)
        assert len(Note.parse(text).contact().entries) == before + 1


HEADINGS = ("# Анна", "## Log", "## Meetings 2026", "## Jobs", "**Встречи**", "### Notes", "")
MARKS = ("- ", "* ", "1. ", "", "## ", "### ", "| ")
LINES = st.sampled_from(HEADINGS) | st.tuples(st.sampled_from(MARKS), st.sampled_from(DATED))


@settings(max_examples=examples(600))
@given(st.lists(LINES, min_size=1))
def test_no_dated_line_of_a_contact_is_silently_unseen(lines: list[str | tuple[str, str]]) -> None:
    """Each is an entry, text of one that stands above it, or named by its line."""
    rows = [line if isinstance(line, str) else "".join(line) for line in lines]
    note = Note.parse(CONTACT + "\n".join(rows), "Anna.md")
    seen = {each.line for each in note.problems}
    for span in note.log.all_spans if note.log else ():
        first = span.entry.line
        below = note.text.count("\n", span.start, span.end) + 1
        seen |= set(range(first, first + (below if span.shape in AT_MARGIN else 1)))
    dated = {
        at for at, line in enumerate(lines, 4) if not isinstance(line, str) and ">" not in line[1]
    }
    assert dated <= seen


def test_lines_without_a_date_count_for_nothing_where_no_entry_stands_above() -> None:
    """They are text of no entry, and the sentence says so."""
    for text, said in (
        ("- used to debate\n", "1 line has no date, so it counts for nothing"),
        ("- a\n- b\n", "2 lines have no date, so they count for nothing"),
    ):
        (problem,) = Note.parse(f"{CONTACT}## History\n{text}", "Anna.md").problems
        assert say_problem(problem).startswith(said)
