"""Lock a vault, so that one `ck` at a time writes to it: a lock between processes on one machine.

Other programs that write there (Obsidian, a sync tool) do not know it; `files` compares for them.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from contactkeeper.errors import Locked
from contactkeeper.wording import Wording

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELD = (errno.EACCES, errno.EDEADLK) if sys.platform == "win32" else ()
"""The errors by which Windows says that another process holds a lock."""
TIMEOUT = 20.0
"""Seconds to wait for another `ck`."""


@contextmanager
def lock(path: str, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock file at `path`; raises Locked after `timeout` seconds, and OSError.

    The system releases it when the process ends, however it ends. The file itself stays: if it were
    removed, two processes could hold two locks of one name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        give_up = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() >= give_up:
                raise Locked(
                    Wording(
                        "another ck is still writing to this vault, so nothing was written. Wait "
                        "for it, or stop it, and run this again."
                    )
                )
            time.sleep(0.004)
        yield
    finally:
        # The writes are done: a failing close must not look like a failed write.
        with suppress(OSError):
            os.close(handle)


@contextmanager
def lock_settings(state: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of the user's own settings, below `ck`'s state folder; raises as `lock`."""
    os.makedirs(state, mode=0o700, exist_ok=True)
    with lock(os.path.join(state, "settings.lock"), timeout):
        yield


def remove_left(draft: str, state: Path) -> None:
    """Remove a draft of the user's settings that a killed `ck` left, unless it is in use."""
    if os.path.lexists(draft):
        with suppress(OSError, Locked), lock_settings(state, timeout=0):
            os.unlink(draft)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if isinstance(error, BlockingIOError) or error.errno in _HELD:
            return False
        raise
    return True
