"""What git's words mean when it did not do something, as a sentence for a user.

The words are those of a git that speaks English, which `git.py` sees to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.errors import GitFailed, GitSlow, NotSynced
from contactkeeper.sync.git import last_words

if TYPE_CHECKING:
    from contactkeeper.errors import CkError

_ASKS = re.compile(
    r"terminal prompts disabled|could not read (?:Username|Password)|Authentication failed"
    r"|Permission denied \(|Host key verification failed|invalid credentials|HTTP 40[13]",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"tell me who you are|unable to auto-detect email|empty ident name|no email was given"
    r"|no name was given|user\.useConfigOnly",
    re.IGNORECASE,
)
_LOCK_FILE = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")
_TAKEN = re.compile(
    r"unable to lock ref|cannot lock ref[^\n]*File exists|Another git process"
    r"|Unable to write index|unable to write new index file|could not write index",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\[rejected\]|\[remote rejected\][^\n]*(?:cannot lock|failed to update|incorrect old value)"
    r"|non-fast-forward|fetch first"
)
_HOOK = re.compile(r"hook declined|pre-receive hook|hook refused|push declined", re.IGNORECASE)


def taken_lock(words: str) -> str | None:
    """Return the lock file that another program holds; empty: it is not named; None: none is."""
    if found := _LOCK_FILE.search(words):
        return found[1]
    return "" if _TAKEN.search(words) else None


def came_first(words: str) -> bool:
    """Say whether a push was refused because somebody else pushed first."""
    return bool(_BEHIND.search(words)) and not _HOOK.search(words)


def explain_remote(error: CkError, remote: str) -> NotSynced:
    """Say why another machine's commits could not be fetched, or ours not be pushed."""
    words = error.words if isinstance(error, GitFailed) else ""
    if isinstance(error, GitSlow):
        return NotSynced("offline", f"{remote} did not answer: {error}")
    if _ASKS.search(words):
        message = (
            f"{remote} wants a password or key that git would have to ask for: "
            f"run git fetch {remote} once by hand. ({last_words(words)})"
        )
        return NotSynced("authentication", message)
    if _HOOK.search(words):
        return NotSynced("hook", f"a hook refused what was pushed: {last_words(words)}")
    return NotSynced("offline", f"{remote} can't be reached: {last_words(words)}")


def explain_commit(error: GitFailed, *, has_hook: bool) -> NotSynced:
    """Say why nothing could be committed."""
    if _UNKNOWN.search(error.words):
        message = (
            "git does not know who you are: git config --global user.email you@example.com, "
            "and user.name."
        )
        return NotSynced("identity", message)
    if has_hook:
        return NotSynced("hook", f"a hook refused the commit: {last_words(error.words)}")
    return NotSynced("commit", f"git did not commit: {last_words(error.words)}")


def explain_merge(words: str, name: str) -> NotSynced:
    """Say why a merge could not be planned."""
    if "unrelated histories" in words:
        message = (
            f"{name} has another beginning than this vault: clone it into a new folder, and move "
            "the notes of this one there."
        )
        return NotSynced("unrelated", message)
    return NotSynced("merge", f"git did not merge {name}: {last_words(words)}")
