"""Read the files that git tracks from its index, without starting git (gitformat-index).

Supports versions 2 to 4; a split index is not read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.vault.paths import is_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.sync.worktree import WorkTree

_LARGEST = 1 << 28
_FIXED = 40
"""Bytes of an entry before the object's name."""
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
    except (ValueError, IndexError):
        return []
    inside = tree.inside
    return [
        each._replace(path=each.path[len(inside) :])
        for each in found
        if each.path.startswith(inside) and is_note(each.path)
    ]


def _entries(data: bytes, width: int) -> Iterator[Tracked]:
    """Yield the ordinary files; raises ValueError or IndexError for another format."""
    if data[:4] != b"DIRC":
        raise ValueError
    version, count = _number(data, 4), _number(data, 8)
    if version not in (2, 3, 4):
        raise ValueError
    at, path, found = 12, b"", []
    for _ in range(count):
        start = at
        mode, size = _number(data, at + 24), _number(data, at + 36)
        at += _FIXED
        oid = data[at : at + width]
        at += width
        flags = int.from_bytes(data[at : at + 2], "big")
        at += 2
        more = 0
        if flags & _EXTENDED:
            more = int.from_bytes(data[at : at + 2], "big")
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
        at += 8 + _number(data, at + 4)


def _number(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + 4], "big")


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
