"""A note to the next `ck sync` that this one is at work, and git run where locks may be held.

Git leaves its lock files behind when it is killed. One is taken away only where a killed `ck sync`
had started a git that never ended, the lock was made as that git began, and no such process is
there any more. Others are named, with the command that removes them.
"""

from __future__ import annotations

import os
import shlex
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, Locked
from contactkeeper.vault.files import temporary_name, write_durably
from contactkeeper.vault.git import PATIENCE as OF_GIT
from contactkeeper.vault.git import last_words
from contactkeeper.vault.refusals import taken_lock

if TYPE_CHECKING:
    from contactkeeper.vault.git import Answer, Git

PATIENCE = 10.0
"""Seconds to wait for another program that holds the index."""
STALE = 2.0
"""Seconds after which a lock file that a killed `ck sync` left is taken away."""


_SOON = 10.0
"""Seconds after its start in which git takes its locks; made later, they are another program's."""
_SLACK = 0.1
"""Seconds by which two files may have been made in the other order than their times say."""


class Left(NamedTuple):
    """What a killed `ck sync` tells."""

    token: str
    """What the names of its temporary files in the work tree hold; empty where it wrote none."""
    since: float
    """When its last git began, by the clock of files."""
    pid: int
    """The process of that git, if it never ended; else 0."""


class Running:
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
            answer = self._ask(git, *arguments, given=given, patience=patience)
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

    def _ask(self, git: Git, *arguments: str, given: str, patience: float) -> Answer:
        """Run git, and say so in the file while it runs."""
        told = git.given()
        told.started = lambda pid: self._say(str(pid), is_new=False)
        self._say("")
        try:
            return told.ask(*arguments, given=given, patience=patience)
        finally:
            self._say("")

    def _say(self, pid: str, *, is_new: bool = True) -> None:
        """Write which git is at work; `is_new`: and that it begins now."""
        if self.left and self.left.pid and os.path.exists(self._index_lock):
            return  # what the killed one said is still wanted
        with suppress(OSError):
            before = os.stat(self._place)
            with open(self._place, "r+", encoding="ascii") as file:
                file.write(f"{self.token}\n{pid}")
                file.truncate()
            if not is_new:
                os.utime(self._place, ns=(before.st_atime_ns, before.st_mtime_ns))

    def _is_left_behind(self, lock: str) -> bool:
        """Say whether a lock is that of a git which was killed along with its `ck sync`."""
        if self.left is None or not self.left.pid or not lock or _is_alive(self.left.pid):
            return False
        try:
            made = os.stat(lock).st_mtime
        except OSError:
            return False
        return -_SLACK <= made - self.left.since <= _SOON

    def _read(self) -> Left | None:
        try:
            with open(self._place, encoding="ascii") as file:
                token, _, pid = file.read().partition("\n")
                since = os.fstat(file.fileno()).st_mtime
                return Left(token.strip(), since, int(pid) if pid.isdecimal() else 0)
        except (OSError, UnicodeDecodeError):
            return None


def _is_alive(pid: int) -> bool:
    """Say whether a process of ours is there, and has not ended without being waited for."""
    if os.name == "nt":
        return False  # a signal would end it
    try:
        os.kill(pid, 0)
    except OSError:
        return False  # none, or one of somebody else's that has the number now
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (OSError, IndexError):
        return True


def _say_taken(lock: str) -> str:
    said = "another program holds this repository and does not end. Wait for it; if there is none"
    if not lock:
        return f"{said}, run git gc, which says what is in the way."
    remove = f"del {lock}" if os.name == "nt" else f"rm {shlex.quote(lock)}"
    return f"{said}, one was killed and left a file: {remove}, then ck sync."
