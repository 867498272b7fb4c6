"""Finish a merge that git has left half done, once no conflict markers are left.

An editor's plug-in, an app, the user, or a git that was killed began it. Aborting would discard
what was written since, so the files on the disk are committed as they are.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from contactkeeper.errors import GitFailed, NotSynced
from contactkeeper.sync.changes import find_conflicted
from contactkeeper.sync.git_errors import explain_commit
from contactkeeper.sync.objects import LONG_TIMEOUT
from contactkeeper.sync.state import STALE

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.sync.changes import Changes
    from contactkeeper.sync.git import Git
    from contactkeeper.sync.state import SyncState
    from contactkeeper.sync.worktree import Operation, WorkTree


def say_unfinished(operation: Operation) -> str:
    """Say how to continue an unfinished operation."""
    if operation == "merge":
        return "a merge is unfinished here: ck sync finishes it."
    # --abort is not suggested: it discards what was written since.
    return (
        f"a {operation} is unfinished here. Where notes hold conflict markers, ck check --fix "
        "merges both sides. Then "
        f"git add -A && git -c core.editor=true {operation} --continue, then ck sync."
    )


def finish_merge(
    git: Git, tree: WorkTree, state: SyncState, find_changed: Callable[[], Changes]
) -> str:
    """Commit an unfinished merge with the files on the disk; returns a sentence for the user.

    It is empty where another program has finished the merge meanwhile. `find_changed` lists the
    changes of the vault to be committed with it.

    Raises:
        NotSynced: a file holds conflict markers, or the commit is refused.
        Locked: another program holds the index.
    """
    _wait_for_other_program(tree)
    if tree.unfinished() != "merge":
        return ""
    whole = git.with_options(folder=tree.top)
    index = whole.do("ls-files", "-u", "-z", timeout=LONG_TIMEOUT).split("\0")
    unmerged = list(dict.fromkeys(line.partition("\t")[2] for line in index if line))
    changed = find_changed()
    inside = tree.inside
    found = find_conflicted(whole, unmerged)
    marked = [path for path in unmerged if path in found]
    marked += [f"{inside}{path}" for path in changed.marked]
    if marked:
        raise _marked(list(dict.fromkeys(marked)), inside)
    paths = dict.fromkeys([*unmerged, *(f"{inside}{path}" for path in changed.paths)])
    try:
        if paths:
            state.stage(whole, paths)
        state.run(whole, "commit", "-q", "--no-edit", timeout=LONG_TIMEOUT)
    except GitFailed as error:
        raise explain_commit(error, has_hook=False) from error
    return "a merge was unfinished here; it is committed now, with the notes as they are."


def _marked(paths: list[str], inside: str) -> NotSynced:
    notes = [path.removeprefix(inside) for path in paths]
    message = "a merge is unfinished here, and these files have conflict markers:"
    todo = (
        "ck check --fix merges what the rules decide. Where markers are left, keep the right lines "
        "and delete the markers. Then run ck sync."
    )
    return NotSynced("unfinished", message, notes=notes, rows=notes, last=todo)


def _wait_for_other_program(tree: WorkTree) -> None:
    """Give a program that is merging right now the time to finish."""
    place = os.path.join(tree.git_folder, "MERGE_HEAD")
    give_up = time.monotonic() + STALE
    while time.monotonic() < give_up:
        if not os.path.exists(place):
            return
        time.sleep(0.1)
