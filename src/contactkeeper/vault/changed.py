"""What changed in a vault since the last commit, and which of it `ck sync` commits.

Notes, `contactkeeper.toml` and `.gitattributes`; nothing hidden, and nothing with markers in it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault import files
from contactkeeper.vault.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from contactkeeper.vault.git import Git
    from contactkeeper.vault.worktree import WorkTree

_MARKS = re.compile(rb"^<{7}[ \r\n].*?^={7}[ \t]*\r?$.*?^>{7}[ \r\n]", re.MULTILINE | re.DOTALL)


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
    paths, marked, others = [], [], 0
    for line in listed.split("\0"):
        if not line:
            continue
        path = line[3:].removeprefix(tree.inside)
        if not is_ours(path):
            others += 1
        elif has_marks(os.path.join(git.folder, path)):
            marked.append(path)
        else:
            paths.append(path)
    return Changed(tuple(dict.fromkeys(paths)), tuple(dict.fromkeys(marked)), others)


def is_ours(path: str) -> bool:
    """Say whether a file of the vault is one that is synced; paths as git has them."""
    if path in (CONFIG_NAME, ATTRIBUTES):
        return True
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path[-3:].lower() == ".md" and not hidden


def has_marks(place: str) -> bool:
    """Say whether a file holds a conflict that nobody has settled."""
    try:
        data = files.read_bytes(place)
    except (OSError, files.TooLarge):
        return False
    return b"<<<<<<<" in data and bool(_MARKS.search(data))
