from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry
from contactkeeper.core.note.detect_contact import might_be_contact
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.note import Note, sort_entries
from contactkeeper.core.note.style import Style
from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.errors import WriteRefused
from contactkeeper.text.problems import say_problem
from hypothesis_profiles import examples

CASES = read_cases(Path(__file__).parents[2] / "cases" / "reading.md", 2)
PIECES = [
    "\n", "\r", "\r\n", "\n\n", " ", "\t", "  ", "- ", "* ", "1. ", "# ", "### ", "## Log\n", "> ",
    "2026-11-23", "23.11.2026", "23.11", "2026-02-30", "[[", "]]", "**", ": ", " — ", "->", "←",
    "call: ", "[got:: x]", "[ ] ", "[x] ", "📅 2026-11-23", "waiting: ", "```", "~~~", "<!--",
    "-->", "%%", "|", "|---|---|", "| Date | Text |\n", "---\n", "===\n", "<<<<<<< a\n", "=======",
    ">>>>>>> b\n", "\ufeff", "\x00", "\ud800", "\u2028", "\x0c", "\\", "&#10;", "text",
]  # fmt: skip
NOTES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).map("".join)


def show(note: Note) -> str:
    """Say what was read of a note, as reading.md has it."""
    lines = ["no log"] if note.log is None else []
    if note.log:
        lines += [format_entry(span.entry) for span in note.log.spans]
        if note.log.newest_first is not None:
            lines.append("newest first" if note.log.newest_first else "oldest first")
    for task in note.tasks:
        when = [str(task.due)] if task.due else []
        when += [task.time.isoformat("minutes")] if task.time else []
        channel = f"{task.channel}:" if task.channel else ""
        lines.append(" ".join(filter(None, [task.kind, *when, channel, task.text])))
    if note.unclosed:
        lines.append(f"unclosed {note.unclosed.number}")
    problems = sorted(note.problems, key=lambda problem: problem.line)
    lines += [f"! {problem.line} {problem.code}" for problem in problems]
    return "".join(line + "\n" for line in lines)


@pytest.mark.parametrize(("text", "read"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_reading(text: str, read: str) -> None:
    """A note is read as its case says."""
    assert show(Note.parse(text)) == read


@pytest.mark.parametrize(("text", "read"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_reading_with_other_endings(text: str, read: str, ending: str) -> None:
    """CRLF and CR say the same as LF, with a BOM and without a final newline too."""
    assert show(Note.parse("\ufeff" + text.replace("\n", ending))) == read
    bare = Note.parse(text.rstrip("\n").replace("\n", ending))
    assert show(bare) == read


@pytest.mark.parametrize(
    ("before", "entry", "after"),
    [
        (b"## Log\n", b"- 2026-11-23: a\n\t- b\n", b"\n## Next\n"),
        (b"## Log\r\n", b"- 2026-11-23: a\r\n\t- b\r\n", b"\r\n\r\n## Next\r\n"),
        (b"## Log\r\n\n", b"- 2026-11-23: a\n\t- b\r\n", b"  \n- 2026-11-24: c"),
        (b"\xef\xbb\xbf## Log\n", b"- 2026-11-23: a", b""),
        (b"## Log\n", b"- 2026-11-23: a\xe2\x80\xa8b\x0cc\n", b""),
        (b"Log\n---\n| D | T |\n|---|---|\n", b"| 2026-11-23 | a |\r\n", b"\nunder it\n"),
        (b"# Log\n\n", b"### 2026-11-23\n\na\n", b"\n\n## 2026\n"),
        (b"# Log\n- 2026-11-22: x\n", b"- 2026-11-23: a\n", b"```\nnever closed\n"),
    ],
)
def test_spans(before: bytes, entry: bytes, after: bytes) -> None:
    """The span of an entry is its whole lines with their endings, without the blank ones after."""
    text = (before + entry + after).decode()
    log = Note.parse(text).log
    assert log is not None
    spans = [(span.start, span.end) for span in log.spans]
    assert (len(before.decode()), len((before + entry).decode())) in spans


@settings(max_examples=examples(400), deadline=None)
@given(NOTES)
@example("## Log\n")
@example("\ufeff## Log")
@example("## Log\n|")
def test_parse_never_raises(text: str) -> None:
    """Whatever a note holds, it is read, and its spans are whole lines in order."""
    note = Note.parse(text, "a/b.md")
    note.contact()
    if note.log is None:
        return
    assert isinstance(note.log.style, Style)
    position = note.log.start
    for span in note.log.spans:
        assert position <= span.start < span.end <= note.log.end <= len(text)
        assert text[span.start - 1] in "\r\n"
        assert text[span.end - 1] in "\r\n" or span.end == len(text)
        assert text[span.end - 1 : span.end + 1] != "\r\n"
        position = span.end


@settings(max_examples=examples(300), deadline=None)
@given(NOTES.filter(lambda text: "\r" not in text))
def test_endings_do_not_matter(text: str) -> None:
    """A note with CRLF says what the same note with LF says."""
    text = "## Log\n" + text
    assert show(Note.parse(text)) == show(Note.parse(text.replace("\n", "\r\n")))


def test_a_heading_of_the_configuration() -> None:
    """The configured heading names a log too, and the known ones still do."""
    rules = Settings(log=LogRules(heading="Разное"))
    assert Note.parse("# разное!\n- 2026-11-23: a", "", rules).log
    assert Note.parse("# Log\n- 2026-11-23: a", "", rules).log
    assert not Note.parse("# разное\n- 2026-11-23: a").log


def test_lines_of_entries_and_promises() -> None:
    """An entry and a promise know their line, counted from 1 with the frontmatter."""
    note = Note.parse(
        "---\na: b\n---\n## Log\n\n- 2026-11-23: a\n\n\tb\n\t- [ ] c\n- 2026-11-24: d"
    )
    assert note.log
    first, second = (span.entry for span in note.log.spans)
    assert (first.line, first.tasks[0].line, second.line) == (6, 9, 10)


def test_entries_of_a_contact_are_oldest_first() -> None:
    """One day's entries go by place, from below where the log is newest first."""
    newest_first = "- 2026-11-23: c\n- 2026-11-23: b\n- 2026-11-22: a\n"
    contact = Note.parse("## Log\n" + newest_first).contact()
    assert contact.newest_first
    assert [entry.text for entry in contact.entries] == ["a", "b", "c"]
    oldest_first = "- 2026-11-22: a\n- 2026-11-23: b\n- 2026-11-23: c\n"
    contact = Note.parse("## Log\n" + oldest_first).contact()
    assert not contact.newest_first
    assert [entry.text for entry in contact.entries] == ["a", "b", "c"]


def test_a_log_that_shows_no_order_has_the_configured_one() -> None:
    """Two entries of one day are in the order that the configuration says."""
    text = "## Log\n- 2026-11-23: a\n- 2026-11-23: b\n"
    assert [entry.text for entry in Note.parse(text).contact().entries] == ["a", "b"]
    rules = Settings(log=LogRules(order="newest-first"))
    assert [entry.text for entry in Note.parse(text, "", rules).contact().entries] == ["b", "a"]


def test_times_order_one_day() -> None:
    """Entries with a time change places among themselves, those without one stay."""
    text = "- 2026-11-23 12:00: b\n- 2026-11-23: x\n- 2026-11-23 09:00: a\n- 2026-11-24 08:00: c\n"
    entries = Note.parse("## Log\n" + text).contact().entries
    assert [entry.text for entry in entries] == ["a", "x", "b", "c"]
    assert sort_entries([], newest_first=True) == ()
    day = Entry(date(2026, 1, 1))
    assert sort_entries([day], newest_first=False) == (day,)


@pytest.mark.parametrize(
    ("log", "style"),
    [
        ("", Style()),
        ("- 2026-11-23: a\n", Style()),
        ("* [[2026-11-23]] — a\n    - b\n", Style(
            marker="*", indent="    ", opening="[[", closing="]]", separator=" —")),
        ("- **2026-11-23:** a\n\n- **2026-11-22:** b\n", Style(
            opening="**", closing=":**", separator="", gap=1)),
        ("- 2026-11-23 -> tg: a\n", Style()),
        ("3. 23.11.2026 a\n", Style(marker="3.", dotted=True, separator="")),
        ("- [[2026-11-23|Mon]]: a\n", Style(opening="[[", closing="]]")),
        ("- 2026-01-01: a\n#### 2026-11-23 | a\n", Style("heading", level=4, separator=" |")),
        ("### 2026-11-23\na\n\n### 2026-11-22\nb\n", Style("heading", titled=False, gap=1)),
        ("| Когда | Итог |\n|---|---|\n| 2026-11-23 | a |\n", Style(
            "row", columns=("date", "text"))),
        ("- 2026\n  - 2026-11-23: a\n    more\n", Style(marker="  -", indent="    ")),
    ],
)  # fmt: skip
def test_style(log: str, style: Style) -> None:
    """The hand of a section is that of its newest entry."""
    note = Note.parse("## Log\n" + log)
    assert note.log
    assert note.log.style == style


@pytest.mark.parametrize(
    "piece",
    [
        "\n<!--x",
        "\n%%",
        " [k:: ",
        "(a:: ",
        "\n- [ ] " + " ⏫" * 9,
        "\n\t- [ ] the CV" + " ⏫" * 20_000,
        "\n| 2026-11-23",
        "\n\t```\n",
        "\\",
    ],
)
def test_long_notes_take_no_longer_per_line(piece: str) -> None:
    """Nothing that repeats without end is searched again and again: this would take minutes."""
    begun = process_time()
    note = Note.parse("## Log\n- 2026-11-23: a" + piece * (20_000 if len(piece) < 99 else 1))
    # Entries are read when they are asked for.
    assert note.contact().entries[0].date == date(2026, 11, 23)
    assert process_time() - begun < 10


LOG = "\n## Interactions\n- 2026-10-23: x\n"
MARKED = "tags: [recruiter]\ncadence: monthly\n"
UNCLOSED = "the properties are not closed: put a line --- under them. Listed by its log alone"
LATE = (
    "a blank line stands above the properties, so nothing reads them: take it out. "
    "Listed by its log alone"
)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (f"---\n{MARKED}", UNCLOSED),
        (f"---\n{MARKED}----\n", UNCLOSED),
        (f"---\r\n{MARKED}...\n", UNCLOSED),
        ("\ufeff---\ntags:\n  - recruiter/x\n", UNCLOSED),
        (f"\n---\n{MARKED}---\n", LATE),
        (f"\ufeff\r\n \n---\n{MARKED}---\n", LATE),
        (f"\n---\n{MARKED}", LATE),
    ],
)
def test_a_block_that_nothing_sees(block: str, said: str) -> None:
    """Whoever meant to be a contact is one, by the log alone; properties are never written."""
    note = Note.parse(block + LOG, "Anna.md")
    assert note.is_contact
    assert might_be_contact(block + LOG, "Anna.md", note.settings)
    contact = note.contact()
    assert [(each.line, each.code, say_problem(each)) for each in contact.problems] == [
        (1, "yaml", said)
    ]
    assert (contact.cadence, [entry.text for entry in contact.entries]) == (None, ["x"])
    with pytest.raises(WriteRefused):
        set_property(note, "cadence", "weekly")
    after = verify(note, append_entry(note, Entry(date(2026, 11, 23), "new")))
    assert after.text == f"{note.text}- 2026-11-23: new\n"


@pytest.mark.parametrize(
    "text",
    [
        f"---\ncadence: monthly\n{LOG}",
        f"\n---\ncadence: monthly\n---\n{LOG}",
        f"---\n\n# Heading\n{MARKED}{LOG}",
        "---\n" + "text\n" * 40 + MARKED + LOG,
        f"text\n---\n{MARKED}---\n{LOG}",
        f"<<<<<<< a\n# Heading\n{MARKED}",
    ],
)
def test_a_divider_is_no_block(text: str) -> None:
    """Without a contact's mark near the top nothing is said."""
    note = Note.parse(text, "Anna.md")
    assert not note.is_contact
    assert note.frontmatter is None


@pytest.mark.parametrize(
    "text",
    [
        f"<<<<<<< a\n---\n{MARKED}---\n=======\n---\ncadence: weekly\n---\n>>>>>>> b\n{LOG}",
        f"<<<<<<< a\n---\ncadence: x\n=======\n---\n{MARKED}>>>>>>> b\n---\n{LOG}",
        f"\ufeff<<<<<<< a\r\n---\r\n||||||| c\n=======\n---\n{MARKED}>>>>>>> b\n---\n{LOG}",
    ],
)
def test_a_merge_above_the_block(text: str) -> None:
    """A contact on either side is one, and the marks are reported."""
    note = Note.parse(text, "Anna.md")
    assert note.is_contact
    assert might_be_contact(text, "Anna.md", note.settings)
    contact = note.contact()
    assert [(each.line, each.code) for each in contact.problems] == [(1, "conflict-markers")]
    assert [entry.text for entry in contact.entries] == ["x"]


@pytest.mark.parametrize(
    ("behind", "severity"),
    [
        ("text\n", "remark"),
        ("- 2026-11-23: x\n", "problem"),
        ("### 2026-11-23\n", "problem"),
        ("| 2026-11-23 | x |\n", "problem"),
        ("## Interactions\n", "problem"),
    ],
)
@pytest.mark.parametrize("opener", ["```", "<!--", "%%", "```\n"])
def test_what_is_never_closed(opener: str, behind: str, severity: str) -> None:
    """It is a problem where it hides an entry or the log, or most of the note, else a remark."""
    for above, expected in ("above\n" * 9, severity), ("", "problem"):
        (problem,) = Note.parse(f"# Anna\n{above}{opener}\n{behind}{behind}").problems
        line = 2 + above.count("\n")
        assert (problem.line, problem.code, problem.severity) == (line, "unclosed", expected)


@pytest.mark.parametrize(
    ("words", "write"),
    [
        ("2026-10-23/24: x", "write 2026-10-23,"),
        ("2026-10-23x", "write 2026-10-23,"),
        ("[[2026-2-30]] x", "there is no day 2026-2-30"),
    ],
)
def test_nearly_a_date(words: str, write: str) -> None:
    """What is nearly a date is an impossible one, and what to write is said."""
    (problem,) = Note.parse(f"## Log\n- {words}\n").problems
    assert (problem.line, problem.code, problem.severity) == (2, "impossible-date", "problem")
    assert write in say_problem(problem)


def test_a_log_without_entries_gives_way_to_one_that_has_some() -> None:
    """An empty section of a template does not hide the log."""
    note = Note.parse("# A\n## Log\n\n## История\n## Журнал\n- 2026-11-23: x\n")
    assert note.log
    assert (note.log.title, len(note.log.spans), note.problems) == ("Журнал", 1, ())
