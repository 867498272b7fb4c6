"""A merge that somebody's git began and did not end: ended where nothing is left to decide.

An editor's plug-in, a phone's app or a hand began it, or a git that was killed. Taking it back
would take away what was written since; so what stands on the disk is committed, once no markers
stand in it.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from contactkeeper.errors import GitFailed, NotSynced
from contactkeeper.sync.blobs import LONG
from contactkeeper.sync.changes import find_marked
from contactkeeper.sync.git_errors import explain_commit
from contactkeeper.sync.state import STALE

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.sync.changes import Changed
    from contactkeeper.sync.git import Git
    from contactkeeper.sync.state import SyncState
    from contactkeeper.sync.worktree import Operation, WorkTree


def say_unfinished(operation: Operation) -> str:
    """Say how an operation goes on that was begun and not ended."""
    if operation == "merge":
        return "a merge is unfinished here: ck sync ends it."
    # No word of --abort: it takes away what was written since.
    return (
        f"a {operation} is unfinished here. Where notes hold conflict markers, ck check --fix "
        "merges both sides. Then "
        f"git add -A && git -c core.editor=true {operation} --continue, then ck sync."
    )


def conclude_merge(
    git: Git, tree: WorkTree, running: SyncState, find_changed: Callable[[], Changed]
) -> str:
    """Commit an unfinished merge as it stands on the disk; returns what was done, in a sentence.

    Empty where another program has ended it meanwhile. `find_changed` says what of the vault is to
    be committed.

    Raises:
        NotSynced: a file holds conflict markers, or the commit is refused.
        Locked: another program holds the index.
    """
    _wait_for_end(tree)
    if tree.unfinished() != "merge":
        return ""
    whole = git.given(folder=tree.top)
    listed = whole.do("ls-files", "-u", "-z", patience=LONG).split("\0")
    unmerged = list(dict.fromkeys(line.partition("\t")[2] for line in listed if line))
    changed = find_changed()
    inside = tree.inside
    found = find_marked(whole, unmerged)
    marked = [path for path in unmerged if path in found]
    marked += [f"{inside}{path}" for path in changed.marked]
    if marked:
        raise _marked(list(dict.fromkeys(marked)), inside)
    paths = dict.fromkeys([*unmerged, *(f"{inside}{path}" for path in changed.paths)])
    given = "".join(f"{path}\0" for path in paths)
    try:
        if paths:
            words = ("update-index", "--add", "--remove", "-z", "--stdin")
            running.do(whole, *words, given=given, patience=LONG)
        running.do(whole, "commit", "-q", "--no-edit", patience=LONG)
    except GitFailed as error:
        raise explain_commit(error, has_hook=False) from error
    return "a merge was unfinished here; it is committed now, with the notes as they stand."


def _marked(paths: list[str], inside: str) -> NotSynced:
    notes = [path.removeprefix(inside) for path in paths]
    message = "a merge is unfinished here, and these hold conflict markers:"
    todo = (
        "ck check --fix merges both sides as far as the rules go; in what is left keep what is "
        "right and delete the lines of the markers. Then ck sync."
    )
    return NotSynced("unfinished", message, notes=notes, rows=notes, last=todo)


def _wait_for_end(tree: WorkTree) -> None:
    """Give a program that is merging just now the time to end it."""
    place = os.path.join(tree.git_folder, "MERGE_HEAD")
    give_up = time.monotonic() + STALE
    while time.monotonic() < give_up:
        if not os.path.exists(place):
            return
        time.sleep(0.1)
