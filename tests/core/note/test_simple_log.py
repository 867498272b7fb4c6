"""The reader of plain logs gives exactly what the general one gives, or nothing."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core.model import Entry
from contactkeeper.core.note.lazy_entries import (
    UnreadEntries,
    UnreadSpans,
    may_link,
    with_open_tasks,
)
from contactkeeper.core.note.log import find_undated, is_newest_first, read_any
from contactkeeper.core.note.log_section import find_section
from contactkeeper.core.note.markdown import flatten, read_outline
from contactkeeper.core.note.note import sort_entries
from contactkeeper.core.note.simple_log import read_plain
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.note.entry_parser import Fault

FOLDER = Path(__file__).parents[2] / "cases"
CASES = read_cases(FOLDER / "reading.md", 2) + read_cases(FOLDER / "writing.md", 3)

PLAIN = """
- 2026-09-14 call: Platform team is hiring again. [gave:: salary survey] [got:: intro to the CTO]
	- [ ] send the new CV 📅 2026-09-18
- 2026-10-20 -> email: Asked how the search goes. [[HighLoad++ 2026]]
	and what she thinks of it

- [[2026-10-21]] — Говорили
* **23.10.2026** | text
- 2026-10-24
"""
HEADED = """
### 2026-09-14 -> call: hello
Platform team is hiring.

It is *large*.
### 2026-09-15
### 16.09.2026 <- тг: да
"""
TABLE = """
| Date | Type | Summary |
| --- | --- | --- |
| 2026-09-14 | call | -> Platform team [gave:: salary survey] |
| 15.09.2026 | — | - |
| 2026-09-16 | кофе | <- Да, тг: нет |

"""

PIECES = st.sampled_from(
    [
        "- ", "* ", "1. ", "\t", "  ", " ", "\n", "\n\n", " \n", "\n- ", "\n\t- [ ] ", "- [x] ",
        "2026-11-23", "2026-02-30", "23.11.2026", "23.11", "0000-01-01", "[[", "]]", "**", "__",
        ":", ": ", " — ", " - ", " | ", ",", ";", "T10:00", " 10:00", " 9:30 ", "-> ", "<- ", "→",
        "<->", "->:", "call: ", "call:", "call : ", "тг: ", "hh.ru: ", "word: ", "::", "call:: x",
        "[gave:: info: x]", " (got:: y)", "[channel:: z]", "\\[", "\\", "&#32;", "📅 2026-11-30",
        "📅 2026-02-30",
        "📅", "🛫 ", "[due:: ", "by fri", "27.11.2026", "]",
        "text", "Слово", "#", " ##", "\n### ", "\n#### ", "\n# ", "---", "===",
        "\n| ", " |", "| --- | --- | --- |", "| Date | Type | Summary |", "<br>", "`", "_", "-",
        "—", "\u2028", "\x0b", "\xa0", ".",
    ]
)  # fmt: skip
ASKED: "tuple[Callable[[Sequence[Entry]], object], ...]" = (
    lambda entries: list(with_open_tasks(entries)),
    lambda entries: list(reversed(entries)),
    lambda entries: (entries[-1:], entries[:1], entries[::-2]),
    lambda entries: (len(entries), hash(entries), repr(entries)),
)
LINES = st.lists(PIECES, max_size=14).map("".join)


def assert_same(section: str) -> bool:
    """Compare both readers on the text under a heading; say whether it was plain."""
    return assert_same_note(f"# Anna\n## Log\n{section}")


def assert_same_note(text: str) -> bool:
    """Compare both readers on the log of a note."""
    flat = flatten(text)
    headings, hidden = read_outline(flat, 0)
    found = find_section(headings, "Log", len(flat))
    if found is None or hidden:
        return False
    heading, end, inside = found
    plain = read_plain(flat, heading.end, end)
    if plain is None:
        return False
    faults: list[Fault] = []
    spans = read_any(flat, heading.end, end, inside, hidden, faults)
    assert plain.spans == spans
    assert plain.faults == faults
    assert is_newest_first(plain.spans) == is_newest_first(spans)
    assert not find_undated(flat, heading.end, end, spans, hidden)
    for newest_first in (False, True):
        assert_same_entries(flat, heading.end, end, newest_first=newest_first)
    return True


def assert_same_entries(flat: str, start: int, end: int, *, newest_first: bool) -> None:
    """Compare the entries that are made late with those in order, whichever is asked for first."""
    plain = read_plain(flat, start, end)
    assert plain
    eager = sort_entries([span.entry for span in plain.spans], newest_first=newest_first)
    for ask in ASKED:
        again = read_plain(flat, start, end)
        assert again
        late = UnreadEntries(again.spans, newest_first=newest_first)
        assert ask(late) == ask(eager)
        assert late == eager


def test_usual_logs_are_plain() -> None:
    """The forms that stand in most notes are read by the plain reader, and as by the other."""
    assert all(assert_same(log) for log in (PLAIN, HEADED, TABLE))
    assert all(assert_same(log.rstrip("\n")) for log in (PLAIN, HEADED, TABLE))
    assert assert_same(PLAIN.replace("\n", "\r\n"))


def test_every_fault_of_a_task_is_found_at_once() -> None:
    """A task whose day no calendar has is reported, open or not, though nobody asks for it."""
    for box in " x-/":
        for day in ("📅 2026-02-30", "[due:: 2026-13-01]", "📅 2026-11-30 ✅ 2026-11-31"):
            log = f"- 2026-11-20: text\n\t- [{box}] send {day}\n\t- [x] done\n"
            assert assert_same(log)
            plain = read_plain(log, 0, len(log))
            assert plain
            assert len(plain.faults) == ("✅" not in day)


def test_days_are_found_among_other_digits() -> None:
    """Each of them may be a task's, though two share their digits."""
    for day in ("2026-11-2026-02-30", "12026-02-30", "2026-02-3099-02-30", "2026-02-30T10:00"):
        for task in (
            f"send 📅 {day}",
            f"send [due:: {day}]",
            f"send {day} 📅 2026-11-30",
            f"x{day}",
        ):
            assert assert_same(f"- 2026-11-20: text\n\t- [x] {task}\n\t- [ ] {task}\n")


def test_what_is_not_plain_is_left_to_the_other() -> None:
    """An impossible day, a nested date, a fourth column and text between are not plain."""
    assert not assert_same("- 2026-02-30: text")
    assert not assert_same("- 2026-11-23: text\n\t- 2026-11-24: nested")
    assert not assert_same("- 2026-11-23: text\nand no bullet")
    assert not assert_same(TABLE.replace("Summary |", "Summary | Notes |"))
    assert not assert_same(HEADED.replace("hello", "hello #"))


@settings(max_examples=examples(600))
@given(st.text(max_size=60))
def test_arbitrary_text(text: str) -> None:
    """Whatever stands under the heading, both readers agree."""
    assert_same(text)


@settings(max_examples=examples(2500))
@given(LINES)
@example("- 2026-11-23 -> : x")
@example("- 2026-11-23: -> call : x")
@example("### 2026-11-23\n\ntext\n\n\n")
def test_near_misses(text: str) -> None:
    """Texts made of the pieces of logs are read alike."""
    assert_same(text)


@settings(max_examples=examples(2500))
@given(st.sampled_from([PLAIN, HEADED, TABLE]), st.data())
def test_one_piece_more(log: str, data: st.DataObject) -> None:
    """A plain log with one piece put in or one stretch cut out is read alike by both."""
    at = data.draw(st.integers(0, len(log)))
    cut = data.draw(st.integers(0, 6))
    assert_same(log[:at] + data.draw(PIECES | st.just("")) + log[at + cut :])


def test_every_case() -> None:
    """All logs of the cases are read alike, whole and with each line left out."""
    for _, *texts in CASES:
        for text in texts:
            assert_same_note(text)
            lines = text.split("\n")
            for at in range(len(lines)):
                assert_same_note("\n".join(lines[:at] + lines[at + 1 :]))


def test_no_entry_is_made_before_it_is_asked_for() -> None:
    """What nobody asks for is never made; what somebody asked for is made once."""
    made = []

    def build(groups: tuple[str, ...], day: date, line: int, _: object) -> Entry:
        made.append(groups[0])
        return Entry(day, groups[0], line=line)

    days = [date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 22)]
    spans = UnreadSpans("a\nb\nc", "bullet", [("a",), ("b",), ("c",)], days, (0, 2, 4), (), build)
    entries = UnreadEntries(spans, newest_first=False)
    assert entries[-1] is next(reversed(entries))
    assert made == ["b"]
    assert [entry.line for entry in entries] == [1, 3, 2]
    assert made == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("word", "may"),
    [
        ("highload++", True),
        ("ЁЛКА", True),
        ("е\u0308лка", True),
        ("елка", True),
        ("ёж", True),
        ("йод", True),
        ("pycon", False),
    ],
)
def test_what_no_entry_says_is_known_without_making_one(word: str, *, may: bool) -> None:
    """A word is looked for in the text, in any case, with ё or е; a made sequence may say it."""

    def build(*_: object) -> Entry:
        raise AssertionError

    text = "- 2026-11-21: [[HighLoad++ 2026]], ёлка, е\u0308ж, и\u0306од"
    spans = UnreadSpans(text, "bullet", [(text,)], [date(2026, 11, 21)], (0,), (), build)
    assert may_link(UnreadEntries(spans, newest_first=False), word) is may
    assert may_link((Entry(date(2026, 11, 21)),), word)


def test_a_late_sequence_is_like_a_tuple() -> None:
    """It is equal to the tuple of its items only, and has no item past its end."""
    plain = read_plain(PLAIN, 1, len(PLAIN))
    assert plain
    spans = plain.spans
    assert spans != list(spans)
    assert spans == tuple(spans) == spans
    assert spans[-1] in spans
    with pytest.raises(IndexError):
        spans[len(spans)]
