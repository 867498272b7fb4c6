"""Whoever can write a file into a vault can't make `ck` slow: twice the text takes twice the time.

Every piece of every syntax that is read is repeated, alone and with others, wherever a note or a
file of settings may hold it. Processor time is measured, as a ratio of two sizes.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import contextmanager, suppress
from datetime import date, datetime
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.config.reading import read_settings
from contactkeeper.config.toml_file import parse_toml
from contactkeeper.core.agenda.first_day import first_day
from contactkeeper.core.drafts.filling import check as check_draft
from contactkeeper.core.drafts.templates import Template
from contactkeeper.core.editing.autofix import plan_fix
from contactkeeper.core.editing.inbox_parser import parse_inbox
from contactkeeper.core.editing.new_notes import Blanks, fill_template
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.editing.record_entry import record
from contactkeeper.core.events.parser import parse_event_note
from contactkeeper.core.merging.join_notes import join
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.resolve_conflicts import resolve_markers
from contactkeeper.core.model import Entry
from contactkeeper.core.note.contact_codec import encode_contact
from contactkeeper.core.note.detect_contact import might_be_contact
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.tasks import read_task_line
from contactkeeper.core.people.search_keys import keys_of
from contactkeeper.core.settings import Settings
from contactkeeper.core.survey.sighting import look_at
from contactkeeper.errors import CkError
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

TODAY = date(2026, 11, 23)
SETTINGS = Settings()

PIECES = [
    # Blanks, line endings, letters
    "\r\n", "\n", "\r", "\n\n", " ", "\t", "a", "я ", "e\u0301", "\u0301", "\ufeff", "\u2028",
    "\x0c",
    "\x1c", "\n\t", "\n    ", "\n a", "b\n\n", "1", "1.", "12:30", "+7 ",
    # Lists, tasks, headings, dividers, quotes
    "- ", "\n- ", "\n- a", "\n  - ", "* ", "\n*", "1. ", "\n1) ", "[ ]", "- [ ] ", "\n- [ ] a",
    "\n  - [x] b", "# ", "#", "\n# ", "\n## ", "\n## Log\n", "---", "\n---\n", "- - - ", "\n--",
    "\n-",
    "===", "\n===\n", "\n=", "> ", "\n> ", "\n> <!-- ",
    # Entries
    "\n- 2026-01-01: a", "\n- 2026-02-30 x", "\n- 2026-1-1 x", "\n- 10.11 x", "2026-01-01",
    "01.02.2026", "\n### 2026-01-01 a",
    "\n- 1 Jan 2026 a",
    "\n- 03/11/2026 a", "\n- 01.02.26 a", "\n\n2026-01-01: a", "\n**a**\n", "[[a/b/",
    "\n\n**1 Jan 2026** a",
    "\n## A\n- 2026-01-01: a\n- 2026-01-02: b\n", "\n## Log 2026", "\nTier:: a",
    "\n**Tier**:: a", "Mon ", "(2026) ", "->", "<-", "~ ", "call:", "email <- ", "[got:: a]",
    "(got:: a)", "a::", "::", "[due:: ", "due::",
    # The signs of Obsidian Tasks
    "🔁", "📅", "📅 2026-01-01 ", "✅", "✅ 2026-01-01 ", "⏫", "🆔", "🔺",
    "#tag ", "^a ", "waiting:",
    # Code, comments, conflicts
    "`", "```", "\n```\n", "~~~", "\n~~~\n",
    "<!--", "-->", "%", "%%", "\n%%\n", "a%%b", "%%a%%",
    "\n<<<<<<< x\n", "\n||||||| x\n", "\n=======\n", "\n>>>>>>> x\n", "<<<<<<<",
    "\n<<<<<<< x\na\n=======\nb\n>>>>>>> y\n",
    # Tables
    "|", "\n|", "| a |", "\n| a | b |", "\n|---|---|", "\na|b", "\n--|--", "\n-|", "<br>",
    "- [ ] |",
    # The beginnings of dated lines, tags and links that nothing ends
    "> [!note] ", "[[a/", "2026-11-0", "|-", "%% ", "<a ", "<a b=", "<div", "</", "= ", "_ ",
    "[a]: ",
    # Links, brackets, escapes
    "[[", "]]", "[[a]]", "[[a|b]]", "[[a]], ", "[", "]", "(", ")", "](", "{", "}", "**", "_", "\\",
    "&",
    "&#32;", "<", "@", "!", "a@b.c ", "http://a.b/", "a.b/",
    # Properties
    "\nkey: v", "\nkey:", "\n  key: v", "\nkey: [a, b]", "\n  - a", "\n# c", "\nk: |\n  a",
    "tags: ",
    "type: ", ":", ": ", ",", ";", '"', "'", "&a ", "*a ", "? ", "?",
    # Templates
    "{{", "}}", "{{date}}", "{{date: ", "<%", "%>", "{% ", "{# ", "{% if a %}",
]  # fmt: skip

HEAD = "---\ntags: [recruiter]\ncadence: monthly\n"
LOG = "\n\n## Log\n\n- 2026-01-01: a\n- 2026-02-01: MINE b\n- 2026-03-01: c\n\nYOURS\n"
KEYS = (
    "cadence", "talk", "birthday", "snooze_until", "last_contact", "aliases", "telegram", "phone",
    "email", "tier", "status", "focus", "dates", "placed_me", "follow_up", "lang", "met",
)  # fmt: skip


def in_each_value(text: str) -> str:
    """Put a share of a text behind each property that is read."""
    share = text[: len(text) // len(KEYS)]
    return "\n".join(f"{key}: {share}" for key in KEYS)


TABLE = "|Date|Type|Text|\n|-|-|-|\n"
PLACES: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "above": lambda text: f"{text}{HEAD}---\n{LOG}",
    "in the block": lambda text: f"{HEAD}{text}\n---\n{LOG}",
    "as a value": lambda text: f"{HEAD}company: {text}\n---\n{LOG}",
    "as values": lambda text: f"---\ntags: [recruiter]\n{in_each_value(text)}\n---\n{LOG}",
    "in the body": lambda text: f"{HEAD}---\n{text}{LOG}",
    "in the log": lambda text: (
        f"{HEAD}---\n{LOG.replace('- 2026-03', text + chr(10) + '- 2026-03')}"
    ),
    "in a line": lambda text: f"{HEAD}---\n{LOG.replace('MINE b', 'MINE ' + text)}",
    "in a task": lambda text: (
        f"{HEAD}---\n{LOG.replace('MINE b', f'MINE{chr(10)}  - [ ] b {text}')}"
    ),
    "in a row": lambda text: f"{HEAD}---\n## Log\n\n{TABLE}|2026-01-01|a|{text}|\n",
    "at the end": lambda text: f"{HEAD}---\n## Log{text}",
}


def read(text: str) -> None:
    """Read a note, all that is kept of it included."""
    might_be_contact(text, "A.md", SETTINGS)
    contact = Note.parse(text, "A.md").contact()
    for entry in contact.entries:  # each is made when it is asked for
        assert entry.line
    encode_contact(contact)
    keys_of(contact)
    first_day(contact, TODAY, SETTINGS)
    look_at("A.md", text, SETTINGS)


def write(text: str) -> None:
    """Plan an entry, a property, and what check can mend."""
    note = Note.parse(text, "A.md")
    with suppress(CkError):
        record(note, Entry(TODAY, "hello", "->", "email"), today=TODAY)
    with suppress(CkError):
        set_properties(note, {"company": "Acme"})
    for problem in note.problems[:2]:
        plan_fix(note, problem, TODAY)


def merge_both(text: str) -> None:
    """Merge a note that both sides changed, two copies of it, and what holds conflict marks."""
    merge(text, text.replace("MINE", "mine too"), text.replace("YOURS", "yours too"))
    merge("", f"{text}\nmine\n", f"{text}\n- 2026-03-01: yours\n", keep_both=True)
    resolve_markers(Note.parse(text, "A.md"))


def unite(text: str) -> None:
    """Make two notes about one person one."""
    with suppress(CkError):
        join(Note.parse(text, "A.md"), Note.parse(f"{text}\n- 2026-03-01: d\n", "B.md"), ())


def read_others(text: str) -> None:
    """Read what is no note of a contact: an event, a thought, templates."""
    parse_event_note("E.md", text.replace("company:", "type: event\npeople:"), SETTINGS)
    parse_inbox(text[:4096], lambda name: len(name) % 2 == 0)
    with suppress(CkError):
        fill_template(text, "T.md", Blanks("x", datetime(2026, 11, 23)))  # noqa: DTZ001  # any
    with suppress(CkError):
        check_draft(Template("hello", "hello.md", text), ["name"])


def configure(text: str) -> None:
    """Read a file of settings."""
    with suppress(CkError):
        read_settings(parse_toml(text.encode("utf-8", "replace"), "contactkeeper.toml"), SETTINGS)


# What is done, with how many characters (a quarter of them, to compare), and how much time is
# little for that: several times what it takes for most texts.
ACTS: dict[str, tuple[Callable[[str], None], int, float]] = {
    "read": (read, 8000, 0.05),
    "write": (write, 8000, 0.08),
    "merge": (merge_both, 2400, 0.15),
    "unite": (unite, 2400, 0.15),
    "read others": (read_others, 8000, 0.06),
    "configure": (configure, 8000, 0.06),
}
MOST = 8.0
"""Between four times the text and a quarter of it: 4 is linear, 16 the square."""
FOR_EVER = 5.0
TICK = 0.004
"""Seconds in which the clock of a process may go on."""


@contextmanager
def limited() -> Iterator[None]:
    """End what takes for ever, and keep the collector out of what is measured."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        message = f"it takes over {FOR_EVER} seconds"
        raise AssertionError(message)

    gc.disable()
    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, FOR_EVER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        gc.enable()


def measure(act: Callable[[str], None], text: str) -> float:
    """Return the processor time that something takes."""
    with limited():
        start = process_time()
        act(text)
        return process_time() - start


def check(name: str, place: str, piece: str) -> None:
    """Hold an act to linear time over a repeated piece."""
    act, size, little = ACTS[name]

    def text(size: int) -> str:
        return PLACES[place]((piece * (size // len(piece) + 1))[:size])

    if measure(act, text(size)) < little:
        return
    many, few = (min(measure(act, text(each)) for _ in range(4)) for each in (size, size // 4))
    ratio = many / max(few, TICK)
    assert ratio < MOST, f"{name} {place} {piece!r}: {ratio:.1f} times for four times the text"


if os.name == "nt":
    pytest.skip("Windows has no timer of a process", allow_module_level=True)


@pytest.mark.parametrize("name", ACTS)
def test_a_piece_alone_takes_linear_time(name: str) -> None:
    """Each piece of every syntax, repeated at a place that changes from piece to piece."""
    places = list(PLACES)
    for number, piece in enumerate(PIECES):
        for step in range(2 if name in ("read", "write") else 1):
            check(name, places[(number + step * 5) % len(places)], piece)


@pytest.mark.parametrize("name", ACTS)
@given(data=st.data())
@settings(max_examples=examples(60))
def test_pieces_together_take_linear_time(name: str, data: st.DataObject) -> None:
    """Two or three of them, repeated anywhere."""
    pieces = data.draw(st.lists(st.sampled_from(PIECES), min_size=2, max_size=3))
    check(name, data.draw(st.sampled_from(list(PLACES))), "".join(pieces))


@pytest.mark.parametrize("piece", ["📅 2026-01-01 ", "📅 2026-01-01 a ", "a 📅 tomorrow "])
def test_thousands_of_dates_in_one_task_take_linear_time(piece: str) -> None:
    """A line of up to 1 MB: what is small for a page of text is not small here."""

    def promise(line: str) -> None:
        assert read_task_line(line)

    def time(count: int) -> float:
        line = f"- [ ] a {piece * count}x"
        return min(measure(promise, line) for _ in range(3))

    assert time(64_000) / time(16_000) < MOST


def test_blank_lines_of_windows_take_no_time() -> None:
    """Thirty of them and a word: each ending could be read in two ways, all of them in 2³⁰."""
    for text in ("\r\n" * 30 + "word", "---\r\n" + "# c\r\n\r\n" * 30 + "x", "\r\n" * 30 + "- x"):
        for act, _, little in ACTS.values():
            assert measure(act, text) < little
