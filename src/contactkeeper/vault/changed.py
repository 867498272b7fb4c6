"""What changed in a vault since the last commit, and which of it `ck sync` commits.

Notes, `contactkeeper.toml` and `.gitattributes`; nothing hidden, and nothing with markers in it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.conflict_marks import USUAL, has_marks
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
    marked = _marked(git, ours) if ours else set()
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
    words = ("check-attr", "-z", "--stdin", "conflict-marker-size")
    parts = git.do(*words, given="".join(f"{path}\0" for path in paths)).split("\0")
    sizes = zip(parts[::3], parts[2::3], strict=False)
    return {
        path
        for path, size in sizes
        if has_marks(os.path.join(git.folder, path), int(size) if size.isdecimal() else USUAL)
    }
