"""A note to the next `ck sync` that this one is at work, and git run where locks may be held.

Git leaves its lock files behind when it is killed. Those that were made while a `ck sync` was at
work that was killed are taken away; others are named, with the command that does.
"""

from __future__ import annotations

import os
import shlex
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, Locked
from contactkeeper.sync.git import PATIENCE as OF_GIT
from contactkeeper.sync.git import last_words
from contactkeeper.sync.git_errors import taken_lock
from contactkeeper.vault.files import temporary_name, write_durably

if TYPE_CHECKING:
    from contactkeeper.sync.git import Answer, Git

PATIENCE = 10.0
"""Seconds to wait for another program that holds the index."""
STALE = 2.0
"""Seconds after which a lock file that a killed `ck sync` left is taken away."""


class KilledSync(NamedTuple):
    """What a killed `ck sync` tells."""

    since: float
    """When it began, by the clock of files."""
    token: str
    """What the names of its temporary files in the work tree hold; empty where it wrote none."""


class SyncState:
    """The file that says so, outside the vault."""

    def __init__(self, folder: str, git_folder: str) -> None:
        self._place = os.path.join(folder, "sync")
        self._index_lock = os.path.join(git_folder, "index.lock")
        self.left = self._read()
        """What an earlier run left; None where it ended well."""
        self.token = self.left.token if self.left and self.left.token else os.urandom(4).hex()
        """For the names of temporary files in the work tree."""

    def begin(self) -> None:
        """Say that a sync is at work. Raises OSError.

        What a killed one said stays: its locks may still be there.
        """
        if self.left is None:
            write_durably(self._place, self.token.encode())

    def sweep(self, top: str) -> None:
        """Remove the temporary files that a killed sync left in the work tree."""
        if self.left is None or not self.left.token:
            return
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name != ".git"]
            for name in names:
                if name.startswith(temporary_name(self.token, 0).removesuffix("0.tmp")):
                    with suppress(OSError):
                        os.unlink(os.path.join(folder, name))

    def end(self) -> None:
        """Say that it has ended."""
        with suppress(FileNotFoundError):
            os.unlink(self._place)
        self.left = None

    def do(self, git: Git, *arguments: str, given: str = "", patience: float = OF_GIT) -> str:
        """Run git as `run` does; returns what it answers."""
        return self.run(git, *arguments, given=given, patience=patience).out

    def run(self, git: Git, *arguments: str, given: str = "", patience: float = OF_GIT) -> Answer:
        """Run git, waiting for another program that holds one of its locks.

        Raises:
            Locked: it does not let go.
            GitFailed: git refuses for another reason.
        """
        began = time.monotonic()
        while True:
            answer = git.ask(*arguments, given=given, patience=patience)
            if not answer.code:
                return answer
            words = answer.words or answer.out
            lock = taken_lock(words)
            if lock == "" and os.path.exists(self._index_lock):
                lock = self._index_lock  # git does not always name it
            if lock is None:
                raise GitFailed(arguments[0], last_words(words), words)
            waited = time.monotonic() - began
            if self._is_left_behind(lock) and waited > STALE:
                with suppress(OSError):
                    os.unlink(lock)
            elif waited > PATIENCE or git.limit.is_over:
                raise Locked(_say_taken(lock))
            time.sleep(0.1)

    def _is_left_behind(self, lock: str) -> bool:
        """Say whether a lock is the killed sync's: made while it was at work, and not touched."""
        if self.left is None or not lock:
            return False
        try:
            made = os.stat(lock).st_mtime
        except OSError:
            return False
        return made >= self.left.since - 1

    def _read(self) -> KilledSync | None:
        try:
            with open(self._place, encoding="ascii") as file:
                return KilledSync(os.fstat(file.fileno()).st_mtime, file.read().strip())
        except (OSError, UnicodeDecodeError):
            return None


def _say_taken(lock: str) -> str:
    said = "another program holds this repository and does not end. Wait for it; if there is none"
    if not lock:
        return f"{said}, run git gc, which says what is in the way."
    remove = f"del {lock}" if os.name == "nt" else f"rm {shlex.quote(lock)}"
    return f"{said}, one was killed and left a file: {remove}, then ck sync."
