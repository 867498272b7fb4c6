"""The versions that met in a note with conflict marks, as git knows them.

The marks alone don't say what was there before, and git puts lines that both sides moved into both:
merged from the marks, an entry may be doubled. Git is only read here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.core.merging.markers import Sides
from contactkeeper.core.merging.resolve_conflicts import Met, is_just
from contactkeeper.errors import CkError
from contactkeeper.sync.conflict_marks import USUAL, mark_sizes
from contactkeeper.sync.git import Git
from contactkeeper.sync.versions import text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 20
"""Merges of one note that are looked at, the newest."""


def find_merge_sides(root: str | os.PathLike[str], path: str, text: str) -> Met | None:
    """Find what met in a note: in the unfinished merge, else in the merge commit with the marks.

    None where git doesn't know, is not there, or refuses the repository: then the marks are all
    there is.

    Args:
        root: the vault.
        path: the note, relative to the vault, with `/`.
        text: the note as it is now.
    """
    try:
        git = Git(os.fspath(root)).offline()
        for made, sides in _merges(git, path):
            return Met(sides, made in (None, text) and is_just(text, sides))
    except CkError:
        return None
    return None


def _merges(git: Git, path: str) -> Iterator[tuple[str | None, Sides]]:
    """Yield what git made of a note in merges, with marks, and what it made that of.

    None for what it made in an unfinished one, which it keeps nowhere.
    """
    base, ours, theirs = (text_at(git, f":{stage}", path) for stage in (1, 2, 3))
    if ours is not None and theirs is not None:
        yield None, Sides(base, ours, theirs)
    words = ("rev-list", "--merges", "--full-history", f"--max-count={_MOST}", "HEAD", "--", path)
    for merge in git.ask(*words).out.split():
        made = text_at(git, merge, path)
        if made is None or not _is_marked(made):
            continue
        parents = git.ask("rev-parse", f"{merge}^@").out.split()
        texts = [text_at(git, parent, path) for parent in parents]
        if len(texts) != 2 or None in texts or any(_is_marked(each or "") for each in texts):  # noqa: PLR2004  # git merges no more where there is a conflict
            continue
        bases = git.ask("merge-base", *parents).out.split()
        base = text_at(git, bases[0], path) if bases else None
        yield made, Sides(base, texts[0] or "", texts[1] or "")


def _is_marked(text: str) -> bool:
    lines = text.encode("utf-8", "replace").splitlines()
    return any(size >= USUAL for size in mark_sizes(lines))
