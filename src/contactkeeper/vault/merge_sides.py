"""The versions that met in a note with conflict marks, as git knows them.

The marks alone don't say what was there before, and git puts lines that both sides moved into both:
merged from the marks, an entry may be doubled. Git is only read here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.core.merging.markers import Sides
from contactkeeper.core.merging.settling import Met, is_just
from contactkeeper.errors import CkError
from contactkeeper.vault.conflict_marks import USUAL, mark_sizes
from contactkeeper.vault.git import Git
from contactkeeper.vault.versions import text_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def find_brought_sides(git: Git, commit: str, path: str, text: str) -> Met | None:
    """Find what met in a note with conflict marks that a commit has: in the merge that made them.

    None where that can't be told: the note had another name then, it was merged more than once
    with marks in it, or they were not made by a merge.

    Args:
        git: runs where `path` begins.
        commit: the one whose history is searched.
        path: the note, with `/`.
        text: the note, which may have been edited after the merge.
    """
    words = ("rev-list", "--merges", "--full-history", "--max-count=1")
    for _ in range(_MOST):
        merge = git.ask(*words, commit, "--", path).out.strip()
        made = text_at(git, merge, path) if merge else None
        if made is None or not is_marked(made):
            return None
        parents = git.ask("rev-parse", f"{merge}^@").out.split()
        texts = [text_at(git, parent, path) for parent in parents]
        if made in texts:  # it took the marks over
            commit = parents[texts.index(made)]
            continue
        sides = _sides_at(git, parents, path, texts)
        return Met(sides, made == text and is_just(text, sides)) if sides else None
    return None


def _merges(git: Git, path: str) -> Iterator[tuple[str | None, Sides]]:
    """Yield what git made of a note in merges, with marks, and what it made that of.

    None for what it made in an unfinished one, which it keeps nowhere.
    """
    base, ours, theirs = (text_at(git, f":{stage}", path) for stage in (1, 2, 3))
    # A side with marks of its own is no side that our merge can read.
    if ours is not None and theirs is not None and not (is_marked(ours) or is_marked(theirs)):
        yield None, Sides(base, ours, theirs)
    words = ("rev-list", "--merges", "--full-history", f"--max-count={_MOST}", "HEAD", "--", path)
    for merge in git.ask(*words).out.split():
        made = text_at(git, merge, path)
        if made is None or not is_marked(made):
            continue
        parents = git.ask("rev-parse", f"{merge}^@").out.split()
        texts = [text_at(git, parent, path) for parent in parents]
        sides = _sides_at(git, parents, path, texts)
        if sides:
            yield made, sides


def _sides_at(
    git: Git, parents: Sequence[str], path: str, texts: Sequence[str | None]
) -> Sides | None:
    """Return what two commits have of a note, and their base; None where one has marks itself."""
    found = [text for text in texts if text is not None and not is_marked(text)]
    if len(texts) != 2 or len(found) != 2:  # noqa: PLR2004  # git merges no more where there is a conflict
        return None
    bases = git.ask("merge-base", *parents).out.split()
    base = text_at(git, bases[0], path) if bases else None
    return Sides(None if base and is_marked(base) else base, *found)


def is_marked(text: str) -> bool:
    """Say whether a text holds conflict marks."""
    lines = text.encode("utf-8", "replace").splitlines()
    return any(size >= USUAL for size in mark_sizes(lines))
