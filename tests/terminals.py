"""A real terminal around a real `ck` process, for what differs there: colours, links, questions."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self


def in_terminal(
    *arguments: str, columns: int = 80, typed: str = "", environ: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run `ck` in a terminal so wide, type something, return its code and all it showed.

    `environ` is added to that of the test; COLUMNS is not set, so the window's width counts.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = termios.tcgetattr(theirs)
    settings[3] &= ~termios.ECHO  # what is typed is not part of what is shown
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    variables = {**os.environ, "TERM": "xterm-256color", **(environ or {})}
    variables.pop("COLUMNS", None)
    os.write(ours, typed.encode("utf-8", "surrogateescape"))
    process = subprocess.Popen(
        [sys.executable, "-m", "contactkeeper", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=variables,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the last of the other side has gone
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


class Window:
    """A terminal window in which a program runs; a test types into it and reads what it shows.

    The terminal is the program's own, so ^C and ^Z are signals.
    """

    def __init__(
        self,
        *command: str,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] | None = None,
        echo: bool = True,
    ) -> None:
        """Start `ck`, or with an absolute path another program; COLUMNS is not set.

        Without `echo` the terminal does not show what is typed.
        """
        self._side, theirs = pty.openpty()
        if not echo:
            mode = self.mode()
            mode[3] &= ~termios.ECHO
            termios.tcsetattr(self._side, termios.TCSANOW, mode)
        self.shown = ""
        """All that was shown until now."""
        self._read, self._decoder = 0, getincrementaldecoder("utf-8")("replace")
        self.resize(columns, rows)
        variables = {**os.environ, "TERM": "xterm-256color", **(environ or {})}
        variables.pop("COLUMNS", None)
        is_other = command[:1] and os.path.isabs(command[0])  # noqa: PTH117  # a word, no path
        self.process = subprocess.Popen(
            command if is_other else [sys.executable, "-m", "contactkeeper", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=variables,
            start_new_session=True,
            # Only a controlling terminal makes a signal of ^C.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)
        self.close()

    def insist(self, key: str, text: str) -> str:
        """Type ^C or ^Z and wait for a text; type it again where nothing comes.

        A signal that arrives just before a program waits for keys is noticed with the next one.
        """
        while True:
            self.type(key)
            if piece := self._next_piece(2):
                break
        self._add(piece)
        return self.wait_for(text)

    def type(self, keys: str) -> None:
        """Type some keys."""
        os.write(self._side, keys.encode("utf-8", "surrogateescape"))

    def wait_for(self, text: str) -> str:
        """Wait until a text is shown after what was waited for before; return what came until then.

        An empty text is the end of the program.
        """
        begin = self._read
        while not (text and text in self.shown[begin:]):
            piece = self._next_piece()
            if not piece:
                assert not text, f"never shown: {text!r} in {self.shown[begin:]!r}"
                self._read = len(self.shown)
                return self.shown[begin:]
            self._add(piece)
        self._read = self.shown.index(text, begin) + len(text)
        return self.shown[begin : self._read]

    def wait_for_end(self) -> tuple[int, str]:
        """Wait for the end of the program; return its exit code and what it showed since."""
        rest = self.wait_for("")
        return self.process.wait(timeout=30), rest

    def resize(self, columns: int, rows: int) -> None:
        """Make the window so wide and so high."""
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def mode(self) -> list[Any]:
        """Return the mode of the terminal."""
        return termios.tcgetattr(self._side)

    def close(self) -> None:
        """Close the window, whatever runs in it."""
        if self._side >= 0:
            os.close(self._side)
        self._side = -1

    def _add(self, piece: bytes) -> None:
        self.shown += self._decoder.decode(piece).replace("\r\n", "\n")

    def _next_piece(self, patience: float = 30) -> bytes:
        try:
            came = select.select([self._side], [], [], patience)[0]
            return os.read(self._side, 65536) if came else b""
        except OSError:  # the last of the other side has gone
            return b""


def converse(*arguments: str, turns: Sequence[tuple[str, str]]) -> tuple[int, str]:
    r"""Run `ck` in a terminal that is its own; wait for each question before it is answered.

    Each turn is what must have been shown, and what is typed then; `\\x03` is ^C, `\\x04` is ^D.
    """
    with Window(*arguments, echo=False) as window:
        for question, answer in turns:
            window.wait_for(question)
            window.type(answer)
        code, _ = window.wait_for_end()
        return code, window.shown
