"""Read files safely: only ordinary files, of a bounded size, and inside their folder.

A git repository or a sync tool can bring a link to a device, or a pipe that never ends. Knows
nothing of notes and settings.
"""

from __future__ import annotations

import errno
import os
import stat

LARGEST_SETTINGS = 256 * 1024
"""Bytes of the largest file of settings that is read."""

# Windows translates line endings without O_BINARY; opening a pipe blocks without O_NONBLOCK.
FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_CHUNK = 64 * 1024


class TooLarge(Exception):
    """The file is larger than the limit for its kind; it was not read."""


def read_file(path: str, limit: int) -> bytes:
    """Read an ordinary file of at most `limit` bytes; links are followed.

    Raises:
        OSError: it can't be read, or is not an ordinary file.
        TooLarge: it is larger.
    """
    data = read_beginning(path, limit + 1)
    if len(data) > limit:
        raise TooLarge(path)
    return data


def read_file_inside(folder: str | os.PathLike[str], path: str, limit: int) -> bytes:
    """Read a file as `read_file` does, at a path relative to a folder, with `/`.

    Raises:
        OSError: as `read_file`, and where a link leads out of the folder.
        TooLarge: as `read_file`.
    """
    place = os.path.realpath(os.path.join(folder, *path.split("/")))
    refuse_outside(place, folder)
    return read_file(place, limit)


def refuse_outside(real: str, folder: str | os.PathLike[str]) -> None:
    """Refuse a real path that does not lie in a folder; raises OSError."""
    around = os.path.normcase(os.path.realpath(folder))
    if not os.path.normcase(real).startswith(around.rstrip(os.sep) + os.sep):
        raise OSError(errno.EXDEV, f"it leads out of {around}, to {real}", real)


def read_beginning(path: str, limit: int) -> bytes:
    """Read at most `limit` bytes of an ordinary file; raises OSError."""
    handle = open_ordinary(path)
    try:
        chunks = []
        while limit > 0:
            chunk = os.read(handle, min(limit, _CHUNK))
            if not chunk:
                break
            chunks.append(chunk)
            limit -= len(chunk)
    finally:
        os.close(handle)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def open_ordinary(path: str) -> int:
    """Open an ordinary file for reading and return its handle; raises OSError."""
    # Checked before opening, since opening some devices has effects, and again once it is open.
    _refuse_strange(os.stat(path), path)
    handle = os.open(path, FLAGS)
    try:
        _refuse_strange(os.fstat(handle), path)
    except OSError:
        os.close(handle)
        raise
    return handle


def _refuse_strange(status: os.stat_result, path: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
        raise OSError(kind, "it is not an ordinary file", path)
