"""A note to the next `ck sync` that this one is at work: what it puts right after a kill.

Git leaves its lock files behind when it is killed, and perhaps a merge half made; a note that it
was about to write may be gone. Nothing of that is anybody's wish, so it is taken back.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, Locked
from contactkeeper.vault.files import write_durably
from contactkeeper.vault.git import last_words
from contactkeeper.vault.refusals import taken_lock

if TYPE_CHECKING:
    from contactkeeper.vault.git import Answer, Git
    from contactkeeper.vault.worktree import WorkTree

PATIENCE = 10.0
"""Seconds to wait for another program that holds the index."""
STALE = 2.0
"""Seconds after which a lock file that a killed `ck sync` left is taken away."""


_HANDED = re.compile(r"\.merge_file_[A-Za-z0-9]{6}(?:\.ck)?")


class Left(NamedTuple):
    """What a killed `ck sync` was doing."""

    head: str
    """The commit that it was on; empty before it merged."""
    theirs: str
    """What it merged into that."""
    since: float
    """When it began, by the clock of files."""


class Running:
    """The file that says so, outside the vault."""

    def __init__(self, folder: str, git_folder: str) -> None:
        self._place = os.path.join(folder, "sync")
        self._index_lock = os.path.join(git_folder, "index.lock")
        self.left = self._read()
        """What an earlier run left; None where it ended well."""

    def begin(self, head: str = "", theirs: str = "") -> None:
        """Say that a sync is at work; a later call says more. Raises OSError."""
        write_durably(self._place, f"{head} {theirs}".encode())

    def end(self) -> None:
        """Say that it has ended."""
        with suppress(FileNotFoundError):
            os.unlink(self._place)
        self.left = None

    def do(self, git: Git, *arguments: str, given: str = "") -> str:
        """Run git as `run` does; returns what it answers."""
        return self.run(git, *arguments, given=given).out

    def run(self, git: Git, *arguments: str, given: str = "") -> Answer:
        """Run git, waiting for another program that holds one of its locks.

        Raises:
            Locked: it does not let go.
            GitFailed: git refuses for another reason.
        """
        began = time.monotonic()
        while True:
            answer = git.ask(*arguments, given=given)
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
            elif waited > PATIENCE:
                message = (
                    "another program holds this repository and does not end. Wait for it; if "
                    f"there is none, remove {lock or 'its lock file'}."
                )
                raise Locked(message)
            time.sleep(0.1)

    def wait_for_end(self, tree: WorkTree) -> None:
        """Wait until a merge that goes on by itself has ended, but not for ever."""
        give_up = time.monotonic() + STALE
        while tree.unfinished() == "merge" and time.monotonic() < give_up:
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

    def _read(self) -> Left | None:
        try:
            with open(self._place, encoding="ascii") as file:
                since = os.fstat(file.fileno()).st_mtime
                head, _, theirs = file.read().partition(" ")
        except (OSError, UnicodeDecodeError):
            return None
        return Left(head, theirs, since)


def put_right(git: Git, tree: WorkTree, running: Running) -> list[str]:
    """Take back the merge that a killed `ck sync` left half made; returns sentences of what was."""
    left = running.left
    if left is None or not left.theirs:
        return []
    _sweep(tree.top, left.since)
    if tree.unfinished() == "merge" and _is_head(tree, "MERGE_HEAD", left.theirs):
        running.do(git, "merge", "--abort")
        return ["ck sync was stopped while it merged; that merge was taken back."]
    if git.ask("rev-parse", "--verify", "-q", "HEAD").out.strip() != left.head:
        return []  # it had come to its end
    changed = git.ask(
        "diff", "--name-only", "--no-renames", "-z", "--relative", left.head, left.theirs, "--"
    )
    # Git takes a note away before it writes it anew: what is gone or empty now is no deletion.
    gone = [path for path in changed.parts() if _is_torn(os.path.join(git.folder, path))]
    if not gone:
        return []
    there = git.ask("ls-tree", "-r", "--name-only", "-z", left.head, "--", *gone).parts()
    if not there:
        return []
    running.do(git, "checkout", left.head, "--", *there)
    return [f"ck sync was stopped while it merged; put back: {', '.join(there)}."]


def _sweep(top: str, since: float) -> None:
    """Remove what git hands to merge drivers, where it was killed before it could do that."""
    for name in os.listdir(top):
        if _HANDED.fullmatch(name):
            place = os.path.join(top, name)
            with suppress(OSError):
                if os.stat(place).st_mtime >= since - 1:
                    os.unlink(place)


def _is_torn(place: str) -> bool:
    try:
        return os.stat(place).st_size == 0
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _is_head(tree: WorkTree, name: str, commit: str) -> bool:
    try:
        with open(os.path.join(tree.git_folder, name), encoding="ascii") as file:
            return file.read().split()[:1] == [commit]
    except (OSError, UnicodeDecodeError):
        return False
