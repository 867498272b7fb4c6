"""Keep the state of syncing outside the vault, and run git where lock files may be in the way.

Git leaves its lock files behind when it is killed. One is removed only where a killed `ck sync` had
started a git that never ended, the lock was made as that git began, and that process no longer
exists. Of others the error names the file and the command that removes it.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.shell_words import shell_word
from contactkeeper.sync.git import TIMEOUT
from contactkeeper.sync.git_errors import find_lock_file
from contactkeeper.sync.objects import LONG_TIMEOUT
from contactkeeper.sync_errors import RepositoryLocked
from contactkeeper.vault import files
from contactkeeper.vault.files import temporary_name, write_durably

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.sync.git import Answer, Git

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another program that holds one of git's locks."""
STALE = 2.0
"""Seconds after which a lock file of a killed `ck sync` is removed."""


_SOON = 10.0
"""Seconds after its start in which git takes its locks; made later, they are another program's."""
_SLACK = 0.1
"""Seconds by which two files may have been made in the other order than their times say."""


class KilledSync(NamedTuple):
    """The state file that a killed `ck sync` left."""

    token: str
    """The part of the names of its temporary files in the work tree; may be empty."""
    since: float
    """The time its last git began, as the modification time of its file."""
    pid: int
    """The process of that git, if it never ended; else 0."""


class SyncState:
    """The file that exists while a sync runs, outside the vault."""

    def __init__(self, folder: str, git_folder: str) -> None:
        self._place = os.path.join(folder, "sync")
        self._index_lock = os.path.join(git_folder, "index.lock")
        self.killed = self._read()
        """The state of an earlier sync that was killed; None where it ended well."""
        self.token = self.killed.token if self.killed and self.killed.token else os.urandom(4).hex()
        """Goes into the names of temporary files in the work tree."""

    def begin(self) -> None:
        """Record that a sync runs. Raises OSError.

        The record of a killed sync stays: its lock files may still be there.
        """
        if self.killed is None:
            write_durably(self._place, self.token.encode())

    def sweep(self, top: str) -> None:
        """Remove the temporary files that a killed sync left in the work tree."""
        if self.killed is None or not self.killed.token:
            return
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name != ".git"]
            for name in names:
                if name.startswith(temporary_name(self.token, 0).removesuffix("0.tmp")):
                    with suppress(OSError):
                        os.unlink(os.path.join(folder, name))

    def end(self) -> None:
        """Remove the record."""
        with suppress(FileNotFoundError):
            os.unlink(self._place)
        self.killed = None

    def run(self, git: Git, *arguments: str, stdin: str = "", timeout: float = TIMEOUT) -> None:
        """Run git, waiting for another program that holds one of its locks.

        Raises:
            RepositoryLocked: the lock is not released in time.
            GitFailed: git fails for another reason.
        """
        began = time.monotonic()
        while True:
            answer = self._ask(git, *arguments, stdin=stdin, timeout=timeout)
            if not answer.code:
                return
            lock = find_lock_file(answer.error_text)
            if lock == "" and os.path.exists(self._index_lock):
                lock = self._index_lock  # git does not always name it
            if lock is None:
                raise answer.failed(arguments[0])
            waited = time.monotonic() - began
            if self._is_left_behind(lock) and waited > STALE:
                with suppress(OSError):
                    os.unlink(lock)
            elif waited > LOCK_TIMEOUT or git.deadline.has_passed:
                command = "del" if os.name == "nt" else "rm"
                raise RepositoryLocked(f"{command} {shell_word(lock)}" if lock else "")
            time.sleep(0.1)

    def stage(self, git: Git, paths: Iterable[str]) -> None:
        """Put files into the index as they are on the disk, or remove missing ones from it.

        Raises as `run`.
        """
        listed = "".join(f"{path}\0" for path in paths)
        words = ("update-index", "--add", "--remove", "-z", "--stdin")
        self.run(git, *words, stdin=listed, timeout=LONG_TIMEOUT)

    def _ask(self, git: Git, *arguments: str, stdin: str, timeout: float) -> Answer:
        """Run git, and say so in the file while it runs."""
        told = git.with_options()
        told.started = lambda pid: self._say(str(pid), is_new=False)
        self._say("")
        try:
            return told.ask(*arguments, stdin=stdin, timeout=timeout)
        finally:
            self._say("")

    def _say(self, pid: str, *, is_new: bool = True) -> None:
        """Write which git is at work; `is_new`: and that it begins now."""
        if self.killed and self.killed.pid and os.path.exists(self._index_lock):
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
        if self.killed is None or not self.killed.pid or not lock or _is_alive(self.killed.pid):
            return False
        try:
            made = os.stat(lock).st_mtime
        except OSError:
            return False
        return -_SLACK <= made - self.killed.since <= _SOON

    def _read(self) -> KilledSync | None:
        try:
            with open(self._place, encoding="ascii") as file:
                token, _, pid = file.read().partition("\n")
                since = os.fstat(file.fileno()).st_mtime
                return KilledSync(token.strip(), since, int(pid) if pid.isdecimal() else 0)
        except (OSError, UnicodeDecodeError):
            return None


class UncheckedMerges:
    """The commit after which the user has not been asked about lost entries."""

    def __init__(self, own_folder: str) -> None:
        self._place = os.path.join(own_folder, "unasked")

    def since(self) -> str:
        """Return it; empty where there is nothing to ask."""
        try:
            with open(self._place, encoding="ascii") as file:
                return file.read().strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def keep(self, commit: str) -> None:
        """Remember to ask about the merges after a commit. Raises OSError."""
        if not self.since():
            files.write_durably(self._place, commit.encode())

    def forget(self) -> None:
        """Forget it, once the user has answered."""
        with suppress(FileNotFoundError):
            os.unlink(self._place)


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


_NAME = "git-used"


def remember_use(own_folder: str) -> None:
    """Remember that the user has started git here by a command; raises OSError."""
    if not was_used_by_hand(own_folder):
        os.makedirs(own_folder, mode=0o700, exist_ok=True)
        files.write_durably(os.path.join(own_folder, _NAME), b"")


def was_used_by_hand(own_folder: str) -> bool:
    """Say whether the user has run `ck sync` or `ck git setup` here.

    Only then does `ck log` start git: a vault that was copied with its `.git` folder holds hooks
    and programs that others chose.
    """
    return os.path.exists(os.path.join(own_folder, _NAME))
