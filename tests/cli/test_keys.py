"""One key, and one line, from a real terminal: what is read, and how the terminal is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.line_editor import MORE_DROPPED
from contactkeeper.core.people.keyboard_layouts import other_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terminals import Window

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

KEYS = """
from contactkeeper.cli.keys import END, read_key
key = ""
print("ready", flush=True)
while key not in ("q", END):
    print(repr(key := read_key(lambda: print("again", flush=True))), flush=True)
"""
LINES = """
from contactkeeper.cli.line_editor import read_line
from contactkeeper.text.speech import ENGLISH
for prefilled in ("-> tg: ", ""):
    print(repr(read_line(ENGLISH, "text: ", prefilled)), flush=True)
"""
PASTES = """
from contactkeeper.cli.keys import read_key
from contactkeeper.cli.line_editor import read_line
from contactkeeper.text.speech import ENGLISH
print("ready", flush=True)
print(repr(read_key(lambda: None, marks_pastes=True)), flush=True)
print(repr(read_line(ENGLISH, "text: ", marks_pastes=True)), flush=True)
print(repr(read_key(lambda: None, marks_pastes=True)), flush=True)
"""
PASTED = "\x1b[200~one\nдва\r\n\nthree\x1b[201~"
"""A paste as a terminal marks it that was asked to."""
MODE_OF_TTY = (
    "import sys, termios; print(termios.tcgetattr(0)[3] & termios.ICANON != 0, flush=True)"
)


@pytest.fixture
def keys() -> Iterator[Window]:
    """Give a window in which each key that is read is printed, up to `q`."""
    with _python(KEYS) as window:
        window.wait_for("ready\n")
        yield window


@pytest.fixture
def lines() -> Iterator[Window]:
    """Give a window that reads two lines, the first with `-> tg: ` to begin with."""
    with _python(LINES, echo=True) as window:
        window.wait_for("text: -> tg: ")
        yield window


def _python(program: str, *, echo: bool = False) -> Window:
    from terminals import Window

    return Window(sys.executable, "-c", program, echo=echo)


@pytest.mark.parametrize("typed", ["l", "L", "д", "Д"])
def test_a_key_is_a_position(keys: Window, typed: str) -> None:
    """A key is the same in either layout, with Shift and Caps Lock, and needs no Enter."""
    keys.type(typed)
    assert keys.wait_for("\n") == "'l'\n"


def test_every_letter_is_one_key_in_both_layouts(keys: Window) -> None:
    """All letters come one by one, though they are typed at once."""
    letters = "abcdefghijklmnoprstuvwxyz"
    keys.type("".join(f"{each}{other_layout(each)}" for each in letters))
    for each in letters:
        assert keys.wait_for("\n") + keys.wait_for("\n") == f"'{each}'\n" * 2


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\x1b[A", ""), ("\x1b[1;5C", ""), ("\x1bOP", ""), ("\x1b[15~", ""), ("\x1bl", ""),
        ("\x1b", "\x1b"), ("\r", "\r"), ("\n", "\r"), ("3", "3"), ("?", "?"), ("\x04", "\x04"),
        ("漢", "漢"), ("😀", "😀"), (b"\xff".decode(errors="surrogateescape"), "\ufffd"),
    ],
)  # fmt: skip
def test_a_key_is_read_whole(keys: Window, typed: str, read: str) -> None:
    """An arrow or a function key is no letter, and nothing of it is left for the next read."""
    _wait_for_single_keys(keys)
    keys.type(typed)
    assert keys.wait_for("\n") == f"{read!r}\n"
    if read != "\x04":
        keys.type("q")
        assert keys.wait_for("\n") == "'q'\n"
    assert keys.wait_for_end()[0] == 0


def test_the_end_may_be_typed_before_a_key_is_read() -> None:
    """A ^D that the terminal took before single keys arrive is the end, too."""
    with _python(KEYS) as window:
        window.type("\x04")
        window.wait_for("ready\n'\\x04'\n")
        assert window.wait_for_end()[0] == 0


def test_a_marked_paste_is_one_key_and_one_line() -> None:
    """Nothing of a paste acts: as a key it is none, and in a line its line breaks are blanks."""
    with _python(PASTES) as window:
        window.wait_for("ready\n")
        window.wait_for("\x1b[?2004h")
        window.type(PASTED)
        window.wait_for("\x1b[?2004l''\n")
        window.wait_for("text: ")
        window.type(f"{PASTED}!\n")
        window.wait_for("'one два three!'\n")
        window.wait_for("\x1b[?2004h")
        window.type("q")
        window.wait_for("\x1b[?2004l'q'\n")


def test_no_paste_is_marked_after_a_signal() -> None:
    """A shell that knows no marks would show them."""
    with _python(PASTES) as window:
        window.wait_for("\x1b[?2004h")
        window.process.terminate()
        code, rest = window.wait_for_end()
    assert (code, rest) == (-signal.SIGTERM, "\x1b[?2004l")


def test_of_a_paste_that_is_not_marked_only_the_first_line_is_taken(lines: Window) -> None:
    """The rest is dropped, and that is said: it must not be taken for keys or for an answer."""
    lines.type("one\nlnwx\nd\n")
    lines.wait_for(f"{MORE_DROPPED}\n'-> tg: one'\n")
    lines.wait_for("text: ")
    lines.type("two\n")
    assert "'two'\n" in lines.wait_for_end()[1]


def test_the_terminal_is_as_it_was(keys: Window) -> None:
    """After the last key, and after ^C, the terminal shows and gathers what is typed as before."""
    keys.type("l")
    keys.wait_for("\n")
    keys.type("q")
    keys.wait_for_end()
    with _python("") as fresh:
        assert keys.mode() == fresh.mode()


@pytest.mark.parametrize(
    ("number", "typed"),
    [(signal.SIGINT, "\x03"), (signal.SIGTERM, ""), (signal.SIGHUP, "")],
)
def test_a_signal_leaves_the_terminal_as_it_was(number: int, typed: str) -> None:
    """The program ends by the signal, and the terminal is as it was before the read."""
    with _python(KEYS) as window:
        before = window.mode()
        window.wait_for("ready\n")
        window.type("l")
        window.wait_for("'l'\n")
        _wait_for_single_keys(window)
        if typed:
            window.insist(typed, "KeyboardInterrupt")
        while window.process.poll() is None:
            window.process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                window.process.wait(timeout=2)
        code, _ = window.wait_for_end()
        assert window.mode() == before
    assert code == -number


def _wait_for_single_keys(window: Window) -> None:
    """Wait until the terminal gives single keys."""
    while window.mode()[3] & termios.ICANON:
        assert window.process.poll() is None


def test_a_closed_window_ends_the_reading() -> None:
    """Where the terminal is gone, a program that goes on without it reads the end."""
    program = """
import signal
from contactkeeper.cli.keys import END, read_key
signal.signal(signal.SIGHUP, signal.SIG_IGN)
print("ready", flush=True)
raise SystemExit(0 if read_key(lambda: None) == END else 1)
"""
    with _python(program) as window:
        window.wait_for("ready\n")
        window.close()
        assert window.process.wait(timeout=30) == 0


@pytest.mark.parametrize(("program", "asked"), [(KEYS, "ready\n"), (LINES, "text: -> tg: ")])
def test_a_stopped_program_leaves_the_terminal_and_goes_on(program: str, asked: str) -> None:
    """After ^Z the shell has its terminal; after `fg` the question is shown and keys are read."""
    from terminals import Window

    with Window("/bin/sh", "-im", environ={"PS1": "sh> ", "ENV": ""}) as window:
        window.wait_for("sh> ")
        usual = window.mode()
        window.type(f"'{sys.executable}' -c '{program.replace(chr(39), chr(34))}'\n")
        window.wait_for("flush=True)\n")
        window.wait_for(asked)
        if program == KEYS:
            _wait_for_single_keys(window)
        reading = window.mode()
        window.insist("\x1a", "sh> ")
        window.type("fg\n")
        if program == KEYS:
            window.wait_for("again\n")
            assert window.mode() == reading
            window.type("д")
            window.wait_for("'l'\n")
            window.type("q")
        else:
            window.wait_for("text: -> tg: ")
            window.type("hi\n")
            window.wait_for("'-> tg: hi'\n")
            window.type("\n")
        window.wait_for("sh> ")
        assert window.mode() == usual
        window.type("exit\n")


def test_a_line_is_edited(lines: Window) -> None:
    """What the line begins with can be changed; a line before comes back by the arrow."""
    lines.type("\x1b[Dx\x01<- \x0b\n")  # left, x; the beginning, `<- `, and all after it away
    lines.wait_for("'<-'\n")
    lines.type("\x1b[Amail\n")
    lines.wait_for("'<- mail'\n")


def test_a_line_may_be_cyrillic(lines: Window) -> None:
    """Letters are erased whole."""
    lines.type("привет!\x7f\x7fт\n")
    lines.wait_for("'-> tg: привет'\n")


@pytest.mark.parametrize("typed", ["\x03", "\x15\x04"])
def test_a_line_can_be_abandoned(lines: Window, typed: str) -> None:
    """^C leaves the line, as ^D does when it is empty, and the program goes on."""
    if typed == "\x03":
        lines.insist(typed, "None\n")
    else:
        lines.type(typed)
        lines.wait_for("None\n")
    lines.type("more\n")
    lines.wait_for("'more'\n")
    assert lines.wait_for_end()[0] == 0
