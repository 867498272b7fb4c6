"""Report notes that git tracks and that are missing, for `ck check`, without starting git.

Git's index is read (gitformat-index, versions 2 to 4; a split index is not). Git's objects are not,
so a missing note in a folder with contacts counts as a contact.
"""

from __future__ import annotations

import os
import struct
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.model import Problem
from contactkeeper.sync.changes import is_synced
from contactkeeper.sync.deletions import find_absence
from contactkeeper.sync.worktree import find_work_tree
from contactkeeper.vault import files
from contactkeeper.vault.paths import TRASH, is_note
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from contactkeeper.core.model import Severity
    from contactkeeper.sync.worktree import WorkTree


def vanished_problems(root: Path, contacts: Iterable[str]) -> Iterator[Problem]:
    """Report the notes that are missing since they were last committed or added.

    Args:
        root: the vault.
        contacts: the paths of all contacts, relative to the vault, with `/`.
    """
    tree = find_work_tree(root)
    if tree is None:
        return
    tracked = [each for each in tracked_notes(tree) if is_synced(each.path)]
    there = set(scan(root).notes) if tracked else set()
    missing = [
        each
        for each in tracked
        if each.path not in there and not os.path.isfile(os.path.join(root, each.path))
    ]
    if not missing:
        return
    added = there - {each.path for each in tracked}
    missing = [each for each in missing if not _is_elsewhere(root, each, added)]
    folders = {path.rpartition("/")[0] for path in contacts}
    absences = {each.path: find_absence(os.fspath(root), each.path) for each in missing}
    counts = Counter(each.place for each in absences.values() if each)
    for place, count in counts.items():
        path = place.removesuffix("/") or "."
        yield Problem.of(path, 1, "vanished", "problem", "place", count=count, place=place)
    for path, absence in absences.items():
        if absence is None:
            is_person = path.rpartition("/")[0] in folders
            worth: Severity = "problem" if is_person else "remark"
            facts = {"root": os.fspath(root), "path": path}
            yield Problem.of(path, 1, "vanished", worth, "note", **facts)


def _is_elsewhere(root: Path, note: Tracked, added: Iterable[str]) -> bool:
    """Say whether a note was moved or is in the vault's trash, by its name or content."""
    stem = caseless(note.path.rpartition("/")[2][:-3])
    try:
        trash = os.listdir(os.path.join(root, TRASH))
    except OSError:
        trash = []
    if any(caseless(name).startswith(stem) for name in trash):
        return True
    for path in added:
        if caseless(path.rpartition("/")[2][:-3]) == stem or _has_content(root, path, note):
            return True
    return False


def _has_content(root: Path, path: str, note: Tracked) -> bool:
    place = os.path.join(root, path)
    try:
        if os.stat(place).st_size != note.size:
            return False
        data = files.read_bytes(place)
    except (OSError, files.TooLarge):
        return False
    from hashlib import new

    name = "sha1" if len(note.oid) == 20 else "sha256"  # noqa: PLR2004
    return new(name, b"blob %d\0" % len(data) + data, usedforsecurity=False).digest() == note.oid


_LARGEST = 1 << 28
_FIXED = 42
"""Bytes of an entry before its path, without the object's name."""
_EXTENDED = 0x4000
_STAGE = 0x3000
_NOT_HERE = 0x4000
"""Of the extended flags: a sparse checkout leaves the file out (skip-worktree)."""
_REGULAR = 0o100000


class Tracked(NamedTuple):
    """A file as it was last added to the index."""

    path: str
    """From the top of the work tree, with `/`."""
    oid: bytes
    size: int


def tracked_notes(tree: WorkTree) -> list[Tracked]:
    """List the notes of a vault that git tracks and that should be on the disk.

    Paths are relative to the vault. The list is empty where the index can't be read.
    """
    try:
        with open(os.path.join(tree.git_folder, "index"), "rb") as file:
            data = file.read(_LARGEST)
    except OSError:
        return []
    width = 32 if _is_sha256(tree) else 20
    try:
        found = list(_entries(data, width))
    except (ValueError, IndexError, struct.error):
        return []
    inside = tree.inside
    return [
        each._replace(path=each.path[len(inside) :])
        for each in found
        if each.path.startswith(inside) and is_note(each.path)
    ]


def _entries(data: bytes, width: int) -> Iterator[Tracked]:
    """Yield the ordinary files; raises ValueError, IndexError or struct.error else."""
    if data[:4] != b"DIRC":
        raise ValueError
    version, count = struct.unpack_from(">2I", data, 4)
    if version not in (2, 3, 4):
        raise ValueError
    at, path, found = 12, b"", []
    for _ in range(count):
        start = at
        mode, size, oid, flags = struct.unpack_from(f">24xI8xI{width}sH", data, at)
        at += _FIXED + width
        more = 0
        if flags & _EXTENDED:
            (more,) = struct.unpack_from(">H", data, at)
            at += 2
        if version == 4:  # noqa: PLR2004  # the path begins as the one before
            cut, at = _varint(data, at)
            end = data.index(b"\0", at)
            path = path[: len(path) - cut] + data[at:end]
            at = end + 1
        else:
            end = data.index(b"\0", at)
            path = data[at:end]
            at = start + ((end - start) // 8 + 1) * 8
        if mode & 0o170000 == _REGULAR and not flags & _STAGE and not more & _NOT_HERE:
            found.append(Tracked(path.decode("utf-8", "surrogateescape"), oid, size))
    _refuse_split(data, at, width)
    yield from found


def _refuse_split(data: bytes, at: int, width: int) -> None:
    """Raise ValueError for a split index, which keeps most of its entries in another file."""
    while at + 8 <= len(data) - width:
        if data[at : at + 4] == b"link":
            raise ValueError
        at += 8 + int.from_bytes(data[at + 4 : at + 8], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number encoded as an offset in git's packs; returns it and the end of its bytes."""
    byte = data[at]
    value = byte & 0x7F
    while byte & 0x80:
        at += 1
        byte = data[at]
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, at + 1


def _is_sha256(tree: WorkTree) -> bool:
    try:
        with open(os.path.join(tree.shared_folder, "config"), "rb") as file:
            text = file.read(1 << 20).lower()
    except OSError:
        return False
    return b"objectformat" in text and b"sha256" in text
