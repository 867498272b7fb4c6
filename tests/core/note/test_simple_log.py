"""The reader of plain logs gives exactly what the general one gives, or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core.language.date_at import DATE_RULES
from contactkeeper.core.note.entry_dates import DateReader
from contactkeeper.core.note.log import find_sections
from contactkeeper.core.note.log_reader import read_any
from contactkeeper.core.note.markdown import flatten, read_outline
from contactkeeper.core.note.outline import Body
from contactkeeper.core.note.simple_log import read_plain
from hypothesis_profiles import examples

if TYPE_CHECKING:
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
        ":", ": ", " — ", " - ", " | ", ",", ";", "T10:00", " 10:00", " 9:30 ", "-> ", "<- ", "~ ",
        "→", "<->", "->:", "call: ", "call:", "call : ", "тг: ", "hh.ru: ", "word: ", "::",
        "call:: x", "[gave:: info: x]", " (got:: y)", "[channel:: z]", "\\[", "\\", "&#32;",
        "📅 2026-11-30", "📅 2026-02-30",
        "📅", "🛫 ", "[due:: ", "by fri", "27.11.2026", "]",
        "text", "Слово", "#", " ##", "\n### ", "\n#### ", "\n# ", "---", "===",
        "\n| ", " |", "| --- | --- | --- |", "| Date | Type | Summary |", "<br>", "`", "_", "-",
        "—", "\u2028", "\x0b", "\xa0", ".",
    ]
)  # fmt: skip
LINES = st.lists(PIECES, max_size=14).map("".join)


def assert_same(section: str) -> bool:
    """Compare both readers on the text under a heading; say whether it was plain."""
    return assert_same_note(f"# Anna\n## Log\n{section}")


def assert_same_note(text: str) -> bool:
    """Compare both readers on the log of a note."""
    flat = flatten(text)
    headings, hidden = read_outline(flat, 0)
    body = Body(flat, headings, hidden, DateReader(flat, DATE_RULES))
    found = find_sections(body, {"log"})
    if not found or hidden:
        return False
    section = found[0][0]
    plain_faults: list[Fault] = []
    line = flat.count("\n", 0, section.start) + 1
    plain = read_plain(flat, section.start, section.end, plain_faults, line)
    if plain is None:
        assert plain_faults == []
        return False
    spans, faults, uncounted, undated, planned = read_any(body, section.start, section.end)
    assert (tuple(plain), plain_faults) == (spans, faults)
    assert not uncounted
    assert not undated
    assert not planned
    return True


def test_usual_logs_are_plain() -> None:
    """The forms that stand in most notes are read by the plain reader, and as by the other."""
    assert all(assert_same(log) for log in (PLAIN, HEADED))
    assert all(assert_same(log.rstrip("\n")) for log in (PLAIN, HEADED))
    assert assert_same(PLAIN.replace("\n", "\r\n"))


def test_every_fault_of_a_task_is_found_at_once() -> None:
    """A task whose day no calendar has is reported, open or not, though nobody asks for it."""
    for box in " x-/":
        for day in ("📅 2026-02-30", "[due:: 2026-13-01]", "📅 2026-11-30 ✅ 2026-11-31"):
            log = f"- 2026-11-20: text\n\t- [{box}] send {day}\n\t- [x] done\n"
            assert assert_same(log)
            faults: list[Fault] = []
            assert read_plain(log, 0, len(log), faults)
            assert len(faults) == ("✅" not in day)


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
    """An impossible day, a nested date, a table and text between are not plain."""
    assert not assert_same("- 2026-02-30: text")
    assert not assert_same("- 2026-11-23: text\n\t- 2026-11-24: nested")
    assert not assert_same("- 2026-11-23: text\nand no bullet")
    assert not assert_same(TABLE)
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
@given(st.sampled_from([PLAIN, HEADED]), st.data())
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
