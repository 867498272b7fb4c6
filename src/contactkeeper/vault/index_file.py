"""The file of the index: opened safely, its texts sealed with checksums, its paths as bytes."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import zlib
from contextlib import suppress

_CHECKSUM = 4
"""Bytes of a checksum."""


def stored_key(database: sqlite3.Connection) -> str | None:
    """Return the key of who wrote the index; None in an empty file."""
    tables = database.execute("select 1 from sqlite_master where name = 'about'").fetchone()
    found = database.execute("select key from about").fetchone() if tables else None
    return found[0] if found else None


def encode_path(path: str) -> bytes:
    """Return a path as the bytes that it has on disk: not every name is UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def decode_path(path: bytes) -> str:
    """Return the path that these bytes are on disk."""
    return path.decode("utf-8", "surrogateescape")


def seal(text: str) -> bytes:
    """Return a text with its checksum: a flipped bit must not be read as the words of a note."""
    data = text.encode("utf-8", "surrogatepass")
    return data + zlib.crc32(data).to_bytes(_CHECKSUM, "big")


def unseal(sealed: bytes) -> str:
    """Return the text that was sealed.

    Raises:
        ValueError: this is not what was written.
    """
    text = sealed[:-_CHECKSUM]
    if sealed != text + zlib.crc32(text).to_bytes(_CHECKSUM, "big"):
        raise ValueError
    return text.decode("utf-8", "surrogatepass")


def connect(place: str) -> sqlite3.Connection:
    """Open a file without waiting for a locked one; the caller begins transactions."""
    database = sqlite3.connect(place, timeout=0, isolation_level=None)
    # Most records are a kilobyte or two: in pages of 4 KB the file is twice as large and as slow.
    database.execute("pragma page_size = 16384")
    return database


def create(place: str) -> None:
    """Make an empty file that is the user's alone, where there is none yet."""
    os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def is_ours(place: str) -> bool:
    """Return whether it is an ordinary file that nobody else could have written."""
    try:
        status = os.stat(place)
    except OSError:
        return not os.path.islink(place)
    if not stat.S_ISREG(status.st_mode):
        return False
    return sys.platform == "win32" or (
        status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
