"""One `ck` at a time writes to a vault: a lock between processes on one machine.

Whoever else writes there (Obsidian, a sync tool) knows nothing of it; `files` compares for them.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from contactkeeper.errors import Locked

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20.0
"""Seconds to wait for another `ck`."""


@contextmanager
def lock(path: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file at `path`; raises Locked after `patience` seconds, and OSError.

    The system lets go of it when the process ends, however it ends. The file itself stays: if it
    were removed, two processes could hold two locks of one name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        give_up = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() >= give_up:
                message = (
                    "another ck is writing to this vault and does not end, so nothing was written. "
                    "Wait for it, or end it, and run this again."
                )
                raise Locked(message)
            time.sleep(0.004)
        yield
    finally:
        # What was written is written: a close that fails must not look like a write that did.
        with suppress(OSError):
            os.close(handle)


@contextmanager
def lock_settings(state: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the user's own settings, in the folder of `ck`'s state; raises as `lock`."""
    os.makedirs(state, mode=0o700, exist_ok=True)
    with lock(os.path.join(state, "settings.lock"), patience):
        yield


def remove_left(draft: str, state: Path) -> None:
    """Remove a draft of the user's settings that a killed `ck` left, and none that is in use."""
    if os.path.lexists(draft):
        with suppress(OSError, Locked), lock_settings(state, patience=0):
            os.unlink(draft)


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

else:

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
