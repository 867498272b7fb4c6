"""End git together with a run that is interrupted, so that git leaves no lock file behind.

Git runs in a process session of its own, so it gets no signal when a terminal is closed.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def ends_git() -> Iterator[None]:
    """Let SIGHUP and SIGTERM end the run as ^C does, with all processes that it has started."""
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
