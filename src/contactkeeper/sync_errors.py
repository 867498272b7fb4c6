"""Define the errors of a sync: of git, and of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import CkError, Locked
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class NoRepository(CkError):
    """The vault is in no git repository, or in one without a work tree of its own."""

    code = "no-repository"
    exit_code = 2

    def __init__(self, root: str) -> None:
        super().__init__(
            Wording(
                "{root} is not in a git repository. git init there makes one; "
                "docs/sync.md explains the next steps.",
                root=root,
            )
        )


class NotSynced(CkError):
    """A sync that could not be finished; the sentence says why, and how to continue.

    `reason` is its stable name in JSON: `offline`, `unfinished`, `no-remote` …
    """

    code = "not-synced"

    def __init__(
        self,
        reason: str,
        sentence: Wording,
        *,
        notes: Sequence[str] = (),
        rows: Sequence[str] = (),
        last: Wording = NOTHING,
    ) -> None:
        """Keep the facts; `notes` are those concerned, `rows` and `last` stand below."""
        self.reason = reason
        self.notes = tuple(notes)
        self.committed = ""
        """The message of the commit that was made all the same; empty where none was."""
        super().__init__(sentence, rows, last)

    def details(self) -> Mapping[str, object]:
        """Return the reason, the notes concerned, and the message of the commit."""
        notes = list(self.notes)
        return {"reason": self.reason, "notes": notes, "committed": self.committed or None}


class GitFailed(CkError):
    """Git failed: `output` is all that it wrote, `why` the part for the user.

    `command` is the word after `git`.
    """

    code = "git-failed"

    def __init__(self, command: str, why: str, output: str) -> None:
        self.output = output
        super().__init__(Wording("git {command} failed: {why}", command=command, why=why))


class GitMissing(CkError):
    """Git is not installed."""

    code = "git-missing"

    def __init__(self) -> None:
        super().__init__(Wording("git is not installed: install it, or put it on the PATH."))


class GitSlow(CkError):
    """Git was stopped because it took too long."""

    code = "git-slow"

    def __init__(self, command: str, seconds: float) -> None:
        super().__init__(
            Wording(
                "git {command} did not end within {seconds:.0f} seconds.",
                command=command,
                seconds=max(seconds, 1),
            )
        )


class RepositoryLocked(Locked):
    """A lock file of git is in the way; `remove` is the command that removes it, where known."""

    def __init__(self, remove: str) -> None:
        sentence = Wording(
            "another program has locked this repository. Wait for it; if none is running, run git "
            "gc, which names the lock file."
        )
        if remove:
            sentence = Wording(
                "another program has locked this repository. Wait for it; if none is running, a "
                "killed one left its lock file: {remove}, then run ck sync.",
                remove=remove,
            )
        super().__init__(sentence)
