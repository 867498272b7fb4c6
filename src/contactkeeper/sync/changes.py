"""List the changes of a vault since the last commit, and choose those that `ck sync` commits.

It commits notes, `contactkeeper.toml` and `.gitattributes`; no hidden files, no files with conflict
markers, and no deletion of a note that is only elsewhere for now.

Nothing is changed here.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.sync.conflict_markers import USUAL_SIZE, has_conflict_markers
from contactkeeper.sync.deletions import HeldBack, classify_missing
from contactkeeper.sync.worktree import ATTRIBUTES
from contactkeeper.vault.paths import is_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.sync.deletions import RemovedNote
    from contactkeeper.sync.git import Git
    from contactkeeper.sync.worktree import WorkTree


class Changes(NamedTuple):
    """The uncommitted changes of a vault.

    Paths are relative to the vault, with `/`, in the order of git.
    """

    paths: tuple[str, ...]
    """Files to commit; some of them no longer exist."""
    marked: tuple[str, ...]
    """Files with conflict markers, which are not committed."""
    others: int
    """The number of changed files that `ck` does not sync."""
    gone: tuple[RemovedNote, ...] = ()
    """The notes of `paths` that are deleted, emptied or moved."""
    held: tuple[HeldBack, ...] = ()
    """Missing notes whose deletion is not committed."""

    def hold_back(self, held: Iterable[HeldBack]) -> Changes:
        """Return a copy in which further missing notes are not committed."""
        more = tuple(held)
        left_out = {each.path for each in more}
        return self._replace(
            paths=tuple(path for path in self.paths if path not in left_out),
            gone=tuple(each for each in self.gone if each.path not in left_out),
            held=(*self.held, *more),
        )


def find_changes(git: Git, tree: WorkTree) -> Changes:
    """List the uncommitted changes of the vault; raises as `Git.do`."""
    listed = git.do(
        "status", "--porcelain=v1", "-z", "-uall", "--no-renames", "--ignore-submodules=all",
        "--", ".",
    )  # fmt: skip
    found = [(line[:2], line[3:].removeprefix(tree.inside)) for line in listed.split("\0") if line]
    codes: dict[str, str] = {}
    for code, path in found:
        # AD: staged, then deleted again. No commit has it, so there is nothing to delete.
        if is_synced(path) and code != "AD":
            codes[path] = codes.get(path, "") + code
    blocked = _blocked(git.folder, codes)
    for each in blocked:
        del codes[each.path]
    marked = find_conflicted(git, codes) if codes else set()
    missing = {
        path: code[:2] == "D "
        for path, code in codes.items()
        if is_note(path) and _is_missing(os.path.join(git.folder, path), code)
    }
    emptied = [
        path
        for path, code in codes.items()
        if "M" in code and is_note(path) and _is_empty(os.path.join(git.folder, path))
    ]
    added = [path for path, code in codes.items() if "?" in code or "A" in code]
    gone, held = classify_missing(git, missing, emptied, added) if missing or emptied else ([], [])
    return Changes(
        tuple(path for path in codes if path not in marked),
        tuple(path for path in codes if path in marked),
        sum(not is_synced(path) for _, path in found),
        tuple(gone),
    ).hold_back([*blocked, *held])


def _blocked(root: str, paths: Iterable[str]) -> list[HeldBack]:
    """Return the files in whose place there is a folder or a pipe, and what is in such a folder.

    Git can't commit either, and would commit nothing at all.
    """
    taken = {path for path in paths if _is_no_file(os.path.join(root, path))}
    places = ((path, _first_of(path, taken)) for path in paths)
    return [HeldBack(path, "not-a-file", place) for path, place in places if place]


def _first_of(path: str, taken: set[str]) -> str:
    """Return the path itself, or the folder around it, that is one of some; else nothing."""
    while path and path not in taken:
        path = path.rpartition("/")[0]
    return path


def _is_no_file(place: str) -> bool:
    try:
        mode = os.lstat(place).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def _is_missing(place: str, code: str) -> bool:
    """Say whether a note's content is missing, by its status code in git."""
    if "T" in code:
        return os.path.islink(place)  # replaced by a link: the content is at its target
    if "D" not in code or "U" in code:
        return False
    return "?" not in code or not os.path.lexists(place)


def _is_empty(place: str) -> bool:
    try:
        return os.lstat(place).st_size == 0
    except OSError:
        return False


def is_synced(path: str) -> bool:
    """Say whether `ck` syncs a file, by its path relative to the vault."""
    if path in (CONFIG_NAME, ATTRIBUTES):
        return True
    hidden = any(part.startswith(".") for part in path.split("/"))
    return is_note(path) and not hidden


def find_conflicted(git: Git, paths: Iterable[str]) -> set[str]:
    """Return those of some files that hold the markers of an unresolved conflict."""
    words = ("check-attr", "-z", "--stdin", "conflict-marker-size")
    parts = git.do(*words, stdin="".join(f"{path}\0" for path in paths)).split("\0")
    sizes = zip(parts[::3], parts[2::3], strict=False)
    return {
        path
        for path, size in sizes
        if has_conflict_markers(
            os.path.join(git.folder, path), int(size) if size.isdecimal() else USUAL_SIZE
        )
    }
