"""What changed in a vault since the last commit, and which of it `ck sync` commits.

Notes, `contactkeeper.toml` and `.gitattributes`; nothing hidden, and nothing with markers in it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.conflict_marks import USUAL, find_mark_sizes
from contactkeeper.vault.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def changed_in(git: Git, tree: WorkTree) -> Changed:
    """Ask git what changed in the vault; raises as git does."""
    listed = git.do(
        "status", "--porcelain=v1", "-z", "-uall", "--no-renames", "--ignore-submodules=all",
        "--", ".",
    )  # fmt: skip
    found = [line[3:].removeprefix(tree.inside) for line in listed.split("\0") if line]
    ours = dict.fromkeys(path for path in found if is_ours(path))
    marked = _marked(git, ours)
    return Changed(
        tuple(path for path in ours if path not in marked),
        tuple(path for path in ours if path in marked),
        sum(not is_ours(path) for path in found),
    )


def is_ours(path: str) -> bool:
    """Say whether a file of the vault is one that is synced; paths as git has them."""
    if path in (CONFIG_NAME, ATTRIBUTES):
        return True
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path[-3:].lower() == ".md" and not hidden


def _marked(git: Git, paths: Iterable[str]) -> set[str]:
    """Return those of some files that hold a conflict which nobody has settled."""
    marked, small = set(), {}
    for path in paths:
        sizes = find_mark_sizes(os.path.join(git.folder, path))
        if any(size >= USUAL for size in sizes):
            marked.add(path)
        elif sizes:
            small[path] = sizes
    if small:  # marks of such a size only where an attribute sets it
        given = "".join(f"{path}\0" for path in small)
        words = ("check-attr", "-z", "--stdin", "conflict-marker-size")
        parts = git.do(*words, given=given).split("\0")
        for path, size in zip(parts[::3], parts[2::3], strict=False):
            if size.isdecimal() and int(size) in small.get(path, ()):
                marked.add(path)
    return marked
