"""Read one key from the terminal, without Enter: as a letter, or as a position (`l` and `д`)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ENTER: Final = "\r"
ESCAPE: Final = "\x1b"
END: Final = "\x04"
"""^D, or the end of the input: the terminal is gone."""
_SAME_KEYS = {"\n": ENTER, ",": "?", "\x00": END}
"""In the Russian layout the key of `?` is a comma. Of a ^D that was typed before single keys
arrive, the system makes a NUL."""
_ESCAPE_WAIT = 0.05
"""Seconds in which the rest of an escape sequence arrives; a lone Escape has none."""
_LONGEST_SEQUENCE = 32
_PASTE_BEGINS, _PASTE_ENDS = b"[200~", b"\x1b[201~"
_PASTE_WAIT = 0.05
"""Seconds in which the next piece of a paste arrives."""


def read_key(
    show: Callable[[], None],
    *,
    is_shown: bool = True,
    marks_pastes: bool = False,
    is_letter: bool = False,
) -> str:
    """Wait for a key; return its letter as the Latin layout has it, in lower case.

    An empty text is a key that is no letter, as an arrow is, or a paste that is marked as one.

    Args:
        show: shows the question: again, when the program was stopped (^Z) and goes on.
        is_shown: whether it is shown already; else it is shown when the terminal waits for a key.
        marks_pastes: whether the terminal can say what is pasted (bracketed paste).
        is_letter: whether the letter counts as it is typed, as in the answer to a question.

    Raises:
        KeyboardInterrupt: ^C.
    """
    from contactkeeper.core.people.keyboard_layouts import other_layout

    key = _read_raw(show, is_shown=is_shown, marks_pastes=marks_pastes)
    if key in _SAME_KEYS:
        return _SAME_KEYS[key]
    return (key if key.isascii() or is_letter else other_layout(key) or key).lower()


if sys.platform == "win32":
    import msvcrt

    def _read_raw(show: Callable[[], None], *, is_shown: bool, marks_pastes: bool) -> str:  # noqa: ARG001
        if not is_shown:
            show()
        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        if key in ("\x00", "\xe0"):  # the first half of a key that is no letter
            msvcrt.getwch()
            return ""
        return key

    def drop_waiting() -> bool:
        """Drop the keys that came already; return whether there were any."""
        dropped = False
        while msvcrt.kbhit():
            msvcrt.getwch()
            dropped = True
        return dropped

else:
    import select
    import termios

    from contactkeeper.cli.terminal_mode import keeping_mode

    def _read_raw(show: Callable[[], None], *, is_shown: bool, marks_pastes: bool) -> str:
        handle = sys.stdin.fileno()
        try:
            with keeping_mode(handle, show, marks_pastes=marks_pastes):
                _let_single_keys_arrive(handle)
                if not is_shown:
                    show()
                return _read_character(handle)
        except (OSError, termios.error):  # the terminal is gone
            return END

    def drop_waiting() -> bool:
        """Drop the keys that came already; return whether there were any."""
        handle, dropped = sys.stdin.fileno(), False
        try:
            with keeping_mode(handle, lambda: None):
                _let_single_keys_arrive(handle)
                while select.select([handle], [], [], _PASTE_WAIT)[0] and os.read(handle, 4096):
                    dropped = True
        except (OSError, termios.error):  # the terminal is gone
            pass
        return dropped

    def _let_single_keys_arrive(handle: int) -> None:
        """Let keys arrive without Enter, and show none; ^C and ^Z do what they do."""
        mode = termios.tcgetattr(handle)
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(handle, termios.TCSADRAIN, mode)  # what was typed ahead is kept

    def _read_character(handle: int) -> str:
        """Read one character; an escape sequence as an empty text."""
        first = os.read(handle, 1)
        if not first:
            return END
        if first == b"\x1b":
            return "" if _drop_sequence(handle) else ESCAPE
        # The first byte says how many a character of UTF-8 has; 0xF8 and more begin none.
        sizes = ((0, 0xF8), (3, 0xF0), (2, 0xE0), (1, 0xC0), (0, 0))
        more = next(count for count, least in sizes if first[0] >= least)
        for _ in range(more):
            first += os.read(handle, 1)
        return first.decode(errors="replace")

    def _drop_sequence(handle: int) -> bool:
        """Read the rest of an escape sequence, or a paste; return whether there is one."""
        sequence = b""
        while len(sequence) < _LONGEST_SEQUENCE:
            if not select.select([handle], [], [], _ESCAPE_WAIT)[0]:
                return bool(sequence)
            byte = os.read(handle, 1)
            sequence += byte
            if not byte or (byte.isalpha() and sequence != b"O") or byte == b"~":
                break
        if sequence == _PASTE_BEGINS:
            pasted = b""
            while not pasted.endswith(_PASTE_ENDS) and (byte := os.read(handle, 1)):
                pasted += byte
        return True
