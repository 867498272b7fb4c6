"""What changed in a vault since the last commit, and which of it `ck sync` commits.

Notes, `contactkeeper.toml` and `.gitattributes`; nothing hidden, nothing with markers in it, and no
note as deleted that is only elsewhere.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.conflict_marks import USUAL, has_marks
from contactkeeper.vault.deletions import Held, sort_out
from contactkeeper.vault.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.vault.deletions import Gone
    from contactkeeper.vault.git import Git
    from contactkeeper.vault.worktree import WorkTree


class Changed(NamedTuple):
    """Paths relative to the vault, with `/`, in the order of git."""

    paths: tuple[str, ...]
    """What is to be committed; some are gone from the disk."""
    marked: tuple[str, ...]
    """Notes with conflict markers, which are not."""
    others: int
    """How many other files changed, which are nobody's affair here."""
    gone: tuple[Gone, ...] = ()
    """The notes of `paths` that are deleted, emptied or moved."""
    held: tuple[Held, ...] = ()
    """Notes that are missing and not to be committed as deleted."""

    def hold(self, held: Iterable[Held]) -> Changed:
        """Return the same with further notes that are not committed."""
        more = tuple(held)
        left_out = {each.path for each in more}
        return self._replace(
            paths=tuple(path for path in self.paths if path not in left_out),
            gone=tuple(each for each in self.gone if each.path not in left_out),
            held=(*self.held, *more),
        )


def changed_in(git: Git, tree: WorkTree) -> Changed:
    """Ask git what changed in the vault; raises as git does."""
    listed = git.do(
        "status", "--porcelain=v1", "-z", "-uall", "--no-renames", "--ignore-submodules=all",
        "--", ".",
    )  # fmt: skip
    found = [(line[:2], line[3:].removeprefix(tree.inside)) for line in listed.split("\0") if line]
    codes: dict[str, str] = {}
    for code, path in found:
        # What was staged and is gone again was in no commit.
        if is_ours(path) and code != "AD":
            codes[path] = codes.get(path, "") + code
    blocked = _blocked(git.folder, codes)
    for each in blocked:
        del codes[each.path]
    marked = find_marked(git, codes) if codes else set()
    missing = {
        path: code[:2] == "D "
        for path, code in codes.items()
        if _is_note(path) and _is_missing(os.path.join(git.folder, path), code)
    }
    emptied = [
        path
        for path, code in codes.items()
        if "M" in code and _is_note(path) and _is_empty(os.path.join(git.folder, path))
    ]
    added = [path for path, code in codes.items() if "?" in code or "A" in code]
    gone, held = sort_out(git, missing, emptied, added) if missing or emptied else ([], [])
    return Changed(
        tuple(path for path in codes if path not in marked),
        tuple(path for path in codes if path in marked),
        sum(not is_ours(path) for _, path in found),
        tuple(gone),
    ).hold([*blocked, *held])


def _blocked(root: str, paths: Iterable[str]) -> list[Held]:
    """Return the files in whose place there is a folder or a pipe, and what is in such a folder.

    Git can't commit either, and would commit nothing at all.
    """
    taken = {path for path in paths if _is_no_file(os.path.join(root, path))}
    places = ((path, _first_of(path, taken)) for path in paths)
    return [Held(path, "not-a-file", place) for path, place in places if place]


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
    """Say whether a note's own content is gone, by git's code for it."""
    if "T" in code:
        return os.path.islink(place)  # the content is wherever the link leads
    if "D" not in code or "U" in code:
        return False
    return "?" not in code or not os.path.lexists(place)


def _is_empty(place: str) -> bool:
    try:
        return os.lstat(place).st_size == 0
    except OSError:
        return False


def is_ours(path: str) -> bool:
    """Say whether a file of the vault is one that is synced; paths as git has them."""
    if path in (CONFIG_NAME, ATTRIBUTES):
        return True
    hidden = any(part.startswith(".") for part in path.split("/"))
    return _is_note(path) and not hidden


def _is_note(path: str) -> bool:
    return path[-3:].lower() == ".md"


def find_marked(git: Git, paths: Iterable[str]) -> set[str]:
    """Return those of some files that hold a conflict which nobody has settled."""
    words = ("check-attr", "-z", "--stdin", "conflict-marker-size")
    parts = git.do(*words, given="".join(f"{path}\0" for path in paths)).split("\0")
    sizes = zip(parts[::3], parts[2::3], strict=False)
    return {
        path
        for path, size in sizes
        if has_marks(os.path.join(git.folder, path), int(size) if size.isdecimal() else USUAL)
    }
