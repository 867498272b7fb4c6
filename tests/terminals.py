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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


def converse(*arguments: str, turns: Sequence[tuple[str, str]]) -> tuple[int, str]:
    r"""Run `ck` in a terminal that is its own; wait for each question before it is answered.

    Each turn is what must have been shown, and what is typed then; `\\x03` is ^C, `\\x04` is ^D.
    """
    ours, theirs = pty.openpty()
    settings = termios.tcgetattr(theirs)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "contactkeeper", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # Only a controlling terminal makes a signal of ^C.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )
    os.close(theirs)
    shown, waiting = b"", list(turns)
    while True:
        try:
            piece = os.read(ours, 65536) if select.select([ours], [], [], 30)[0] else b""
        except OSError:  # the last of the other side has gone
            piece = b""
        if not piece:
            break
        shown += piece
        if waiting and waiting[0][0].encode() in shown:
            os.write(ours, waiting.pop(0)[1].encode())
    os.close(ours)
    code = process.wait(timeout=30)
    assert not waiting, f"never asked: {waiting} in {shown!r}"
    return code, shown.decode().replace("\r\n", "\n")
