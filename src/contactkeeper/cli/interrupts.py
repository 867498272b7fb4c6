"""What ends a run while git is at work: git is ended with it, so that it leaves no lock behind.

Git runs in a session of its own and so does not hear that a terminal was closed.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def ends_git() -> Iterator[None]:
    """Let a closed terminal and a polite kill end the run as ^C does, with all it has started."""
    before = {}
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:  # as `nohup` has it
            continue
        try:
            before[number] = signal.signal(number, signal.default_int_handler)
        except ValueError:  # only the main thread may do that
            break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
