"""Read, create, replace, move and remove one file of the vault, atomically and durably.

Every function leaves the old file or the new one, and no temporary file. After an `OSError` the
file is as it was. Knows nothing of Markdown, journals or several files at once.
"""

from __future__ import annotations

import os
from contextlib import suppress

from contactkeeper.errors import WriteRefused
from contactkeeper.file_access import FLAGS, TooLarge, read_file
from contactkeeper.vault.file_drafts import (
    compare,
    make_durable,
    put_in_place,
    real_place,
    rename_to_new,
    shown_path,
    write_draft,
    write_new,
)
from contactkeeper.wording import Wording

__all__ = ["TooLarge", "real_place"]

LARGEST = 10 * 1024 * 1024
"""Bytes of the largest note that is read."""
HEAD = 64 * 1024
"""Bytes at the beginning of a note that decide whether it may be a contact."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"-\0-\0-\0", b"\0-\0-\0-")
"""Beginnings of notes that Windows saved as "Unicode": a byte order mark, or `---` without one."""


def read_head(path: str) -> bytes:
    """Read the first `HEAD` bytes of a file; a shorter result is the whole file. Raises OSError."""
    # A scan lists ordinary files only; whatever replaced one since is read up to this limit.
    handle = os.open(path, FLAGS)
    try:
        # One call is enough: an ordinary file returns fewer bytes only at its end.
        return os.read(handle, HEAD)
    finally:
        os.close(handle)


def read_bytes(path: str) -> bytes:
    """Read an ordinary file; raises OSError, and TooLarge past `LARGEST` bytes."""
    return read_file(path, LARGEST)


def read_text(root: str | os.PathLike[str], path: str) -> str | None:
    """Read a file of the vault; None where it can't be read or is not UTF-8.

    For looking around only: `reading` reports the faults of notes.
    """
    try:
        text, broken = decode(read_bytes(os.path.join(root, *path.split("/"))))
    except (OSError, TooLarge):
        return None
    return text if broken is None else None


def decode(data: bytes) -> tuple[str, int | None]:
    """Return the text of a note, and the offset of the first byte that is not UTF-8, or None.

    With an offset the text is for reading only: unreadable bytes are U+FFFD in it. UTF-16, known by
    its beginning, is decoded, with the offset 0.
    """
    if data.startswith(UTF_16):
        kind = {b"-": "utf-16-le", b"\0": "utf-16-be"}.get(data[:1], "utf-16")
        return data.decode(kind, "replace"), 0
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace"), error.start


def line_of(data: bytes, offset: int) -> int:
    """Return the line number of an offset, from 1; lines end in LF, CRLF or CR."""
    return data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def temporary_name(token: str, number: int) -> str:
    """Return the name of a temporary file: hidden, not a note, and always short."""
    return f".ck-{token}-{number}.tmp"


def replace(path: str, expected: bytes, new: bytes, *, root: str, temporary: str) -> list[Wording]:
    """Replace the content `expected` by `new`, atomically and durably; a link is followed.

    Mode, owner and extended attributes are kept. Returns sentences about what could not be kept.
    The arguments and errors are those of `write_draft`; NoteChanged also where the file does not
    hold `expected`.
    """
    draft = write_draft(path, expected, new, root=root, temporary=temporary)
    put_in_place(draft)
    return [*draft.remarks, *make_durable(draft.target, draft.shown)]


def create(path: str, new: bytes, *, root: str, temporary: str) -> list[Wording]:
    """Create a file that must not exist yet, atomically and durably; returns remarks as `replace`.

    The folder must exist. Raises NoteChanged where the file exists already, WriteRefused, OSError.
    """
    draft = write_draft(path, None, new, root=root, temporary=temporary)
    put_in_place(draft)
    return make_durable(draft.target, draft.shown)


def remove(path: str, expected: bytes, *, root: str, flushed: bool = True) -> list[Wording]:
    """Remove a file that still holds `expected`; raises as `replace`."""
    shown = shown_path(path, root)
    target = real_place(path, root)
    compare(target, expected, shown)
    os.unlink(path)
    return make_durable(target, shown) if flushed else []


def move(path: str, target: str, expected: bytes, *, root: str) -> list[Wording]:
    """Move a file that still holds `expected` to a path that does not exist; raises as `create`.

    It stays the same file, with its times, mode and attributes. The folder must exist.
    """
    shown, there = shown_path(path, root), shown_path(target, root)
    if os.path.islink(path):
        why = Wording("It is a link, which would point elsewhere from there.")
        raise WriteRefused(shown, None, why)
    source = real_place(path, root)
    folder = real_place(os.path.dirname(target), root)
    place = os.path.join(folder, os.path.basename(target))
    compare(source, expected, shown)
    try:
        if rename_to_new(source, place, there):
            compare(source, expected, shown)
            os.unlink(source)
    except BaseException:
        remove_second_name(source, place)
        raise
    remarks = make_durable(place, shown)
    is_elsewhere = os.path.dirname(source) != folder
    return [*remarks, *(make_durable(source, shown) if is_elsewhere else ())]


def remove_second_name(source: str, place: str) -> None:
    """Remove the new name of a half moved file that still has its old one."""
    with suppress(OSError):
        if os.path.samefile(source, place):
            os.unlink(place)


def write_durably(path: str, data: bytes) -> None:
    """Write one of `ck`'s own files; after a power cut it is there completely or not at all."""
    beside = f"{path}.tmp"
    with suppress(FileNotFoundError):
        os.unlink(beside)  # left by a killed process
    try:
        write_new(beside, data, mode=0o600)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    make_durable(path, path)
