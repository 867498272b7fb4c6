"""Let the user edit one line in the terminal, with a history of the lines of this run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from contactkeeper.cli.keys import drop_waiting
from contactkeeper.cli.layout import safe_line
from contactkeeper.cli.terminal_mode import keeping_mode
from contactkeeper.errors import Cancelled
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from types import ModuleType

    from contactkeeper.text.speech import Speech

MORE_DROPPED = Wording("What came after the line break is left out: only one line is taken.")
"""Of a paste, where the terminal does not say what is pasted."""
_END_BEFORE = r'"\C-@": "\C-d"'
"""A key binding of readline: a ^D that was typed before the line is read arrives as NUL."""


def read_line(
    speech: Speech, prompt: str, prefilled: str = "", *, marks_pastes: bool = False
) -> str | None:
    """Let the user edit a line that begins with a text; return it without outer blanks.

    A pasted line break is a blank where the terminal marks what is pasted; else it ends the line,
    and the rest of the paste is dropped: it must not be taken for keys.

    None: the line was abandoned, by ^C or ^D, or the terminal is gone. Where the system has no
    readline, the text can't be edited: it is part of the prompt, and of what is returned.

    Raises:
        Cancelled: what was typed is not UTF-8.
    """
    prompt, prefilled, editor = safe_line(prompt), safe_line(prefilled), _line_editor()
    # What stands in for GNU readline on some systems, libedit, understands no marks.
    marks_pastes &= editor is not None and "libedit" not in (editor.__doc__ or "")

    def show_again() -> None:
        _write(f"{prompt}{editor.get_line_buffer()}" if editor else f"{prompt}{prefilled}")

    if editor:
        editor.parse_and_bind(_END_BEFORE)
        editor.parse_and_bind(f"set enable-bracketed-paste {'on' if marks_pastes else 'off'}")
        editor.set_startup_hook(lambda: editor.insert_text(prefilled))
    try:
        with keeping_mode(sys.stdin.fileno(), show_again, marks_pastes=marks_pastes):
            line = input(prompt if editor else f"{prompt}{prefilled}")
        line.encode()  # in a plain locale bytes that can't be read come as surrogates
    except UnicodeError as error:
        raise Cancelled(Wording("the text is not UTF-8, so nothing was done.")) from error
    except (EOFError, KeyboardInterrupt, OSError):
        _write("\n")
        return None
    finally:
        if editor:
            editor.set_startup_hook()
    if not marks_pastes and drop_waiting():
        _write(f"{speech.say(MORE_DROPPED)}\n")
    line = " ".join(filter(None, map(str.strip, line.splitlines())))
    return (line if editor else f"{prefilled}{line}").strip()


def _line_editor() -> ModuleType | None:
    """Import what edits a line; None on systems that do not have it."""
    try:
        import readline
    except ImportError:
        return None
    return readline


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
