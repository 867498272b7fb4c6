from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.layout import align, clean, cut, fit, one_line, width_of, wrap
from contactkeeper.cli.terminal import Terminal
from hypothesis_profiles import examples
from vaults import TALKED, fill_morning, note
from widths import ODD_TEXT, cells, plain

if TYPE_CHECKING:
    from cli.conftest import Ck

EXAMPLES = Path(__file__).parents[2] / "examples/vault"

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

MIXED = "aя日👨\u200d👩🏽❤\ufe0fé\u0301\t\n \u202e\x1b[m"
TEXTS = (st.text(max_size=60) | st.text(alphabet=MIXED, max_size=40)).map(clean)


@given(TEXTS, st.integers(0, 30))
def test_a_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    """What fits stays as it is; what does not ends in an ellipsis, and fits."""
    short = cut(text, width)
    assert width_of(short) <= width
    if width_of(text) <= width:
        assert short == text
    elif width:
        assert short.endswith("…")


@given(st.lists(st.tuples(*[ODD_TEXT] * 3), min_size=1, max_size=4), st.integers(60, 200))
def test_a_table_is_aligned_and_fits(rows: list[tuple[str, str, str]], width: int) -> None:
    """Flexible columns give way, the first of them first; no line is wider than asked."""
    shown = align(rows, width, flexible=(2, 1))
    assert len(shown) == len(rows)
    assert all(cells(line) <= width for line in shown)


def test_a_column_without_room_is_left_out() -> None:
    """It is narrowed down to 8 cells; below, it goes with its gap."""
    rows = [("name", "a long company name", "due")]
    assert align(rows, 30, flexible=(1,)) == ["name  a long company name  due"]
    assert align(rows, 24, flexible=(1,)) == ["name  a long compa…  due"]
    assert align(rows, 18, flexible=(1,)) == ["name  due"]
    assert align([], 18, flexible=(1,)) == []


@given(TEXTS, st.integers(1, 30))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    """Columns stay aligned, whatever letters a name has."""
    assert width_of(fit(text, width)) == width


@given(st.text(max_size=200).map(one_line), st.integers(12, 80))
def test_a_wrapped_text_keeps_its_words_in_lines_that_fit(text: str, width: int) -> None:
    """No line is wider than asked; no letter is lost where a line holds more than its margin."""
    lines = wrap(text, width, indent=4)
    assert all(width_of(line) <= width for line in lines)
    if width > 4 + 2:
        assert "".join("".join(lines).split()) == "".join(text.split())
    if all(width_of(word) <= width - 4 for word in text.split(" ")):
        assert " ".join(line.strip() for line in lines).split() == text.split()


@given(st.text(max_size=100) | st.text(alphabet=MIXED, max_size=40))
@settings(max_examples=examples(300))
def test_clean_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    """Neither control characters nor bidi marks are left; letters are as they were."""
    left = clean(text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", left
    )
    assert re.findall(r"\w", left) == re.findall(r"\w", text)
    assert clean(left) == left
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Anna", 4), ("Анна Каренина", 13), ("Ёй «…» — ·•", 11), ("山田", 4), ("한국", 4),
        ("ｆｕ", 4), ("🙂", 2), ("👩\u200d💻", 2), ("❤\ufe0f", 2), ("🇷🇺", 2),
        ("e\u0301", 1), ("\u200b", 0), ("", 0), ("ąž", 2), ("Ω", 1),
    ],
)  # fmt: skip
def test_letters_take_the_cells_that_terminals_give_them(text: str, width: int) -> None:
    """East-Asian letters and emoji take two, marks none, by the oracle and by the program."""
    assert (width_of(text), cells(text)) == (width, width)


@pytest.mark.parametrize(
    "text",
    ["a\u200db", "a\u200d b", "a\u200d", "\u200d", "👩\u200d", "a🏽", "\u200d👩", ";\ufe0f日"],
)
def test_joiners_that_join_nothing_are_left_out(text: str) -> None:
    """A line with them would be wider in one terminal than in another."""
    assert clean(text) == re.sub("[\u200d\ufe0f🏽]", "", text)


@posix
def test_a_terminal_gets_colours_links_and_each_group_once(ck: Ck) -> None:
    """In a terminal names lead to the notes, and the group's word stands on its first row."""
    from terminals import in_terminal

    fill_morning(ck)
    code, shown = in_terminal("due", columns=80)
    assert code == 0
    uri = (ck.vault.resolve() / "People" / "Ольга Ким.md").as_uri()
    assert f"\x1b]8;;{uri}\x1b\\Ольга Ким\x1b]8;;\x1b\\" in shown
    assert shown.startswith("\x1b[1mMon 23 November · 13 people, 10 shown\x1b[0m")
    assert "\x1b[1;33mreply     \x1b[0m" in shown
    assert "\x1b[2m 8 \x1b[0m          • \x1b]8;;" in shown
    assert plain(shown) == plain(replace(ck, in_window=True)("due").out)


@posix
@pytest.mark.parametrize("columns", [60, 80, 110, 120, 200])
def test_the_page_is_as_wide_as_the_window(ck: Ck, columns: int) -> None:
    """The window's own width counts, and no line is wider, links and colours included."""
    from terminals import in_terminal

    fill_morning(ck)
    ck.note("P/Катя.md", note(TALKED, telegram="@katya"))
    for command in (["due"], ["list"], ["show", "анна"], ["check"]):
        _, shown = in_terminal(*command, columns=columns)
        assert [line for line in shown.split("\n") if cells(line) > columns] == []
    assert cells(in_terminal("due", columns=columns)[1].split("\n")[0]) == columns


@posix
@pytest.mark.parametrize(
    ("environ", "arguments"),
    [({"NO_COLOR": "1"}, []), ({"TERM": "dumb"}, []), ({}, ["--no-color"]), ({}, ["--json"])],
)
def test_colour_can_be_switched_off(ck: Ck, environ: dict[str, str], arguments: list[str]) -> None:
    """NO_COLOR, a dumb terminal, --no-color and JSON leave no escape sequence, not even links."""
    from terminals import in_terminal

    fill_morning(ck)
    code, shown = in_terminal("due", *arguments, environ=environ)
    assert code == 0
    assert "Ольга Ким" in shown
    assert "\x1b" not in shown


def test_a_pipe_gets_plain_text_in_utf_8(ck: Ck) -> None:
    """Whatever the locale says, a pipe gets no escape sequence and every letter."""
    fill_morning(ck)
    done = subprocess.run(
        [sys.executable, "-m", "contactkeeper", "due"],
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == ck("due").out.replace("\n", os.linesep)
    assert done.stderr == b""


@posix
@pytest.mark.parametrize(
    ("encoding", "can_draw"),
    [("ascii", False), ("koi8-r", False), ("cp1252", False), ("utf-8", True)],
)
def test_bars_are_drawn_where_the_terminal_has_their_signs(
    monkeypatch: pytest.MonkeyPatch, encoding: str, *, can_draw: bool
) -> None:
    """A terminal of another encoding would show question marks; a pipe is UTF-8 always."""
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    assert Terminal.of({}).can_draw
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    assert Terminal.of({}).can_draw is can_draw


@posix
@pytest.mark.parametrize(
    ("encoding", "language"),
    [("ascii", "en"), ("latin-1", "en"), ("koi8-r", "ru"), ("cp1251", "ru"), ("utf-8", "ru")],
)
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_terminal_without_the_letters_of_a_language_is_spoken_to_in_english(
    monkeypatch: pytest.MonkeyPatch, encoding: str, language: str, name: str
) -> None:
    """Rather than in question marks; a pipe is UTF-8 always."""
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, name, stream)
    terminal = Terminal.of({})
    terminal.speak("ru")
    assert terminal.speech.language == language


@posix
@pytest.mark.parametrize(
    ("argument", "said"),
    [("nonsense", "there is no command"), ("merge-driver", "not merged by contactkeeper but by")],
)
@pytest.mark.parametrize("is_configured", [True, False])
def test_whatever_runs_in_such_a_terminal_speaks_english(
    ck: Ck, argument: str, said: str, *, is_configured: bool
) -> None:
    """The program and the merge driver, however the language was chosen."""
    from terminals import in_terminal

    ck.configure('language = "ru"\n' if is_configured else "")
    environ = {"CK_LANG": "" if is_configured else "ru", "PYTHONIOENCODING": "ascii"}
    assert said in in_terminal(argument, environ=environ)[1]


def test_sentences_are_broken_at_words_in_a_terminal(ck: Ck) -> None:
    """What is said below an entry, and an error, end no line within a word; a path is whole."""
    from terminals import in_terminal

    folder = "a-folder-with-a-name-that-is-longer-than-the-narrowest-window-there-is"
    ck.note(f"{folder}/Анна.md", note("- 2026-11-01: a\n  - [ ] the new CV 📅 2026-11-20\n"))
    code, shown = in_terminal("log", "анна", "x", "--await", "JD by fri", columns=60)
    assert (code, shown) == (0, """\
Анна
  - 2026-11-23: x
    - [ ] waiting: JD 📅 2026-11-27
Still open: you promised by Fri 20 Nov: the new CV. Back Mon
    30 Nov if no JD, else Tue 23 Feb · ck undo
""")  # fmt: skip
    assert in_terminal("add", "Анна", columns=60) == (
        2,
        f"ck: there is a contact of that name already:\n    {folder}/Анна.md.\n",
    )


@posix
@pytest.mark.parametrize("columns", [40, 44, 60, 100])
def test_no_command_is_cut(ck: Ck, columns: int) -> None:
    """A command that a page names stands there whole, however narrow the window is."""
    from terminals import in_terminal

    shutil.copytree(EXAMPLES, ck.vault, dirs_exist_ok=True)
    commands = 0
    for arguments in (["due"], ["show", "анна"], ["plan"]):
        code, shown = in_terminal(*arguments, columns=columns, environ={"NO_COLOR": "1"})
        assert code == 0
        lines = [line.rpartition("ck ") for line in shown.split("\n") if ": ck " in line]
        commands += len(lines)
        assert not [line for line in lines if "…" in line[2]]
    head = in_terminal("plan", columns=columns)[1].split("\n")[0]
    assert "people in 4 weeks" in head
    assert commands >= 3
