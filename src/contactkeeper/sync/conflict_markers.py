"""Find conflict markers in a file of any kind, and the versions of the note in git's history.

`core/merging/conflicts.py` takes the markers in a note apart. They may not give the base, and
git repeats lines that both sides moved: merged from the markers alone, an entry may be doubled.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from contactkeeper.core.merging.conflicts import Sides
from contactkeeper.core.merging.resolve_conflicts import KnownSides, has_only_lines_of
from contactkeeper.errors import CkError
from contactkeeper.sync.git import Git
from contactkeeper.sync.objects import find_merge_base, read_text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

USUAL_SIZE = 7
"""The length of a marker, unless `conflict-marker-size` is set; nested ones are longer."""

_MARKER = re.compile(rb"(?:(<+|>+)(?:[ \t].*)?|(=+)[ \t]*)", re.DOTALL)
_LONGEST = 1 << 16
"""Bytes of a line that are read at once; no marker is longer."""


def has_conflict_markers(place: str, size: int = USUAL_SIZE) -> bool:
    """Say whether a file holds markers of this size, or of `USUAL_SIZE` and above.

    False for anything but an ordinary file, and for one that can't be read.
    """
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            return False  # a link is committed as a link, and a pipe not at all
        with open(place, "rb") as file:
            found = marker_sizes(iter(lambda: file.readline(_LONGEST), b""))
    except OSError:
        return False
    return any(each >= USUAL_SIZE or each == size for each in found)


def marker_sizes(lines: Iterable[bytes]) -> frozenset[int]:
    """Return the sizes of which at least two of the three kinds of markers occur, in order.

    Two are enough, so that a half resolved conflict is found; a line of `=` alone underlines a
    heading, and a line that begins with `>` is a quotation.
    """
    seen: dict[int, str] = {}
    found = set()
    for line in lines:
        for part in line.split(b"\r"):  # a lone CR ends a line too
            if part[:1] not in (b"<", b"=", b">"):
                continue
            marker = _MARKER.fullmatch(part.rstrip(b"\n"))
            if marker is None:
                continue
            signs = marker[1] or marker[2]
            size, kind = len(signs), signs[:1].decode()
            before = seen.get(size, "")
            # A quotation begins with `>` too; the end marker has a label after a blank.
            is_end = kind == ">" and "=" in before and len(part.strip()) > size
            if (kind != "<" and "<" in before) or is_end:
                found.add(size)
            if kind not in before:
                seen[size] = before + kind
    return frozenset(found)


_MOST = 20
"""Merges of one note that are tried, the newest."""


def find_merge_sides(root: str | os.PathLike[str], path: str, text: str) -> KnownSides | None:
    """Return the versions of the unfinished merge, else of the merge commit with the markers.

    None where git does not know them, is not installed, or refuses the repository; then only the
    markers can be used.

    Args:
        root: the vault.
        path: the note, relative to the vault, with `/`.
        text: the note as it is now.
    """
    try:
        git = Git(os.fspath(root)).offline()
        for made, sides in _merges(git, path):
            return KnownSides(sides, made in (None, text) and has_only_lines_of(text, sides))
    except CkError:
        return None
    return None


def find_brought_sides(git: Git, commit: str, path: str, text: str) -> KnownSides | None:
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
        found = _marked_merge(git, merge, path) if merge else None
        if found is None:
            return None
        made, parents, texts = found
        if made in texts:  # it took the marks over
            commit = parents[texts.index(made)]
            continue
        sides = _sides_at(git, parents, path, texts)
        return KnownSides(sides, made == text and has_only_lines_of(text, sides)) if sides else None
    return None


def _merges(git: Git, path: str) -> Iterator[tuple[str | None, Sides]]:
    """Yield the text with markers that git made in each merge of a note, with its three versions.

    The text is None for an unfinished merge, of which git does not keep it.
    """
    base, ours, theirs = (read_text_at(git, f":{stage}", path) for stage in (1, 2, 3))
    # A side with marks of its own is no side that our merge can read.
    if ours is not None and theirs is not None and not (is_marked(ours) or is_marked(theirs)):
        yield None, Sides(base, ours, theirs)
    words = ("rev-list", "--merges", "--full-history", f"--max-count={_MOST}", "HEAD", "--", path)
    for merge in git.ask(*words).out.split():
        if found := _marked_merge(git, merge, path):
            made, parents, texts = found
            if sides := _sides_at(git, parents, path, texts):
                yield made, sides


def _marked_merge(
    git: Git, merge: str, path: str
) -> tuple[str, list[str], list[str | None]] | None:
    """Return a note with markers in a merge, its parents and their texts; None: it has none."""
    made = read_text_at(git, merge, path)
    if made is None or not is_marked(made):
        return None
    parents = git.ask("rev-parse", f"{merge}^@").out.split()
    return made, parents, [read_text_at(git, parent, path) for parent in parents]


def _sides_at(
    git: Git, parents: Sequence[str], path: str, texts: Sequence[str | None]
) -> Sides | None:
    """Return what two commits have of a note, and their base; None where one has marks itself."""
    found = [text for text in texts if text is not None and not is_marked(text)]
    if len(texts) != 2 or len(found) != 2:  # noqa: PLR2004  # git merges no more where there is a conflict
        return None
    ancestor = find_merge_base(git, *parents)
    base = read_text_at(git, ancestor, path) if ancestor else None
    return Sides(None if base and is_marked(base) else base, *found)


def is_marked(text: str) -> bool:
    """Say whether a text holds conflict marks."""
    lines = text.encode("utf-8", "replace").splitlines()
    return any(size >= USUAL_SIZE for size in marker_sizes(lines))
