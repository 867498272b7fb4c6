"""Tell from git's error messages what went wrong.

The messages are English, since `git.py` sets the locale.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.sync.git import summarize_error
from contactkeeper.sync_errors import GitFailed, GitSlow, NotSynced
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.errors import CkError

_NEEDS_LOGIN = re.compile(
    r"terminal prompts disabled|could not read (?:Username|Password)|Authentication failed"
    r"|Permission denied \(|Host key verification failed|invalid credentials|HTTP 40[13]",
    re.IGNORECASE,
)
_NO_IDENTITY = re.compile(
    r"tell me who you are|unable to auto-detect email|empty ident name|no email was given"
    r"|no name was given|user\.useConfigOnly",
    re.IGNORECASE,
)
_LOCK_FILE = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")
_LOCKED = re.compile(
    r"unable to lock ref|cannot lock ref[^\n]*File exists|Another git process"
    r"|Unable to write index|unable to write new index file|could not write index",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\[rejected\]|\[remote rejected\][^\n]*(?:cannot lock|failed to update|incorrect old value)"
    r"|non-fast-forward|fetch first"
)
_HOOK = re.compile(r"hook declined|pre-receive hook|hook refused|push declined", re.IGNORECASE)


def find_lock_file(output: str) -> str | None:
    """Return the lock file in git's way; empty: git does not name it; None: none is in the way."""
    if found := _LOCK_FILE.search(output):
        return found[1]
    return "" if _LOCKED.search(output) else None


def is_behind(output: str) -> bool:
    """Say whether a push was rejected because another machine pushed first."""
    return bool(_REJECTED.search(output)) and not _HOOK.search(output)


def explain_remote(error: CkError, remote: str) -> NotSynced:
    """Explain why commits could not be fetched or pushed."""
    if isinstance(error, GitSlow):
        said = Wording("{remote} did not answer: {why}", remote=remote, why=error.sentence)
        return NotSynced("offline", said)
    output = error.output if isinstance(error, GitFailed) else ""
    why = summarize_error(output)
    if _NEEDS_LOGIN.search(output):
        said = Wording(
            "{remote} needs a password or key that git would have to ask for: "
            "run git fetch {remote} once. ({why})",
            remote=remote,
            why=why,
        )
        return NotSynced("authentication", said)
    if _HOOK.search(output):
        said = Wording("a hook of {remote} refused the push: {why}", remote=remote, why=why)
        return NotSynced("hook", said)
    said = Wording("{remote} can't be reached: {why}", remote=remote, why=why)
    return NotSynced("offline", said)


def explain_commit(error: GitFailed, *, has_hook: bool) -> NotSynced:
    """Explain why nothing could be committed."""
    if _NO_IDENTITY.search(error.output):
        said = Wording(
            "git does not know your name and address: run git config --global user.email "
            "you@example.com and git config --global user.name NAME."
        )
        return NotSynced("identity", said)
    why = summarize_error(error.output)
    if has_hook:
        return NotSynced("hook", Wording("a hook refused the commit: {why}", why=why))
    return NotSynced("commit", Wording("git could not commit: {why}", why=why))


def explain_merge(output: str, name: str) -> NotSynced:
    """Explain why a merge could not be planned."""
    if "unrelated histories" in output:
        said = Wording(
            "{name} and this vault have no common history: clone it into a new folder, and move "
            "the notes of this vault there.",
            name=name,
        )
        return NotSynced("unrelated", said)
    why = summarize_error(output)
    return NotSynced("merge", Wording("git could not merge {name}: {why}", name=name, why=why))
