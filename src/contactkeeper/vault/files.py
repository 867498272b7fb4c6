"""Read, create, replace, move and remove one file of the vault, atomically and durably.

Every function leaves the old file or the new one, and no temporary file. After an `OSError` the
file is as it was. Knows nothing of Markdown, journals or several files at once.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress

from contactkeeper.errors import NoteChanged, WriteRefused
from contactkeeper.file_access import FLAGS, TooLarge, read_beginning, read_file
from contactkeeper.vault.metadata import copy_metadata
from contactkeeper.vault.paths import is_inside

__all__ = ["TooLarge"]

LARGEST = 10 * 1024 * 1024
"""Bytes of the largest note that is read."""
HEAD = 64 * 1024
"""Bytes at the beginning of a note that decide whether it may be a contact."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"-\0-\0-\0", b"\0-\0-\0-")
"""Beginnings of notes that Windows saved as "Unicode": a byte order mark, or `---` without one."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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


def real_place(path: str, root: str) -> str:
    """Resolve the links of a path; raises WriteRefused where it leads out of the vault."""
    real = os.path.realpath(path)
    if not is_inside(real, os.path.realpath(root)):
        raise WriteRefused(_shown(path, root), None, f"It leads out of the vault, to {real}.")
    return real


def replace(path: str, expected: bytes, new: bytes, *, root: str, temporary: str) -> list[str]:
    """Replace the content `expected` by `new`, atomically and durably; a link is followed.

    Mode, owner and extended attributes are kept. Returns sentences about what could not be kept.

    Args:
        path: the file.
        expected: the content that the file must have.
        new: the content to write.
        root: the vault.
        temporary: a file name that nothing else uses.

    Raises:
        NoteChanged: the file does not hold `expected`.
        WriteRefused: it lies outside the vault, or is not an ordinary file.
        OSError: the system refuses.
    """
    shown = _shown(path, root)
    target = real_place(path, root)
    try:
        old = os.stat(target)
    except FileNotFoundError as error:
        raise NoteChanged(shown, f"{shown} no longer exists. Nothing was written.") from error
    if not stat.S_ISREG(old.st_mode):
        raise WriteRefused(shown, None, "It is not an ordinary file.")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the note is read-only", target)
    folder = os.path.dirname(target)
    beside = os.path.join(folder, temporary)
    try:
        remarks = _write_new(beside, new, like=(target, old))
        _rename_over(beside, target, expected, shown)
    except BaseException:  # ^C too leaves nothing behind
        with suppress(OSError):
            os.unlink(beside)
        raise
    if old.st_nlink > 1:
        others = "another name" if old.st_nlink == 2 else f"{old.st_nlink - 1} other names"  # noqa: PLR2004
        remarks.append(f"The file had {others} (hard links), which keep the old text.")
    return [f"{shown}: {remark}" for remark in [*remarks, *_make_durable(folder)]]


def create(path: str, new: bytes, *, root: str, temporary: str) -> list[str]:
    """Create a file that must not exist yet, atomically and durably; returns remarks as `replace`.

    The folder must exist. Raises NoteChanged where the file exists already, WriteRefused, OSError.
    """
    shown = _shown(path, root)
    folder = real_place(os.path.dirname(path), root)
    target = os.path.join(folder, os.path.basename(path))
    beside = os.path.join(folder, temporary)
    try:
        _write_new(beside, new)
        _rename_to_new(beside, target, shown)
    finally:
        with suppress(OSError):
            os.unlink(beside)
    return [f"{shown}: {remark}" for remark in _make_durable(folder)]


def remove(path: str, expected: bytes, *, root: str) -> list[str]:
    """Remove a file that still holds `expected`; raises as `replace`."""
    shown = _shown(path, root)
    target = real_place(path, root)
    _compare(target, expected, shown)
    os.unlink(path)
    return [f"{shown}: {remark}" for remark in _make_durable(os.path.dirname(target))]


def move(path: str, target: str, expected: bytes, *, root: str) -> list[str]:
    """Move a file that still holds `expected` to a path that does not exist; raises as `create`.

    It stays the same file, with its times, mode and attributes. The folder must exist.
    """
    shown, there = _shown(path, root), _shown(target, root)
    if os.path.islink(path):
        raise WriteRefused(shown, None, "It is a link, which would point elsewhere from there.")
    source = real_place(path, root)
    folder = real_place(os.path.dirname(target), root)
    place = os.path.join(folder, os.path.basename(target))
    _compare(source, expected, shown)
    try:
        if _rename_to_new(source, place, there):
            _compare(source, expected, shown)
            os.unlink(source)
    except BaseException:
        remove_second_name(source, place)
        raise
    folders = dict.fromkeys((folder, os.path.dirname(source)))
    return [f"{shown}: {remark}" for each in folders for remark in _make_durable(each)]


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
        _write_new(beside, data, mode=0o600)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    _make_durable(os.path.dirname(path))


def _write_new(
    path: str, data: bytes, *, mode: int = 0o666, like: tuple[str, os.stat_result] | None = None
) -> list[str]:
    handle = os.open(path, _NEW, 0o600 if like else mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        remarks = copy_metadata(path, *like) if like else []
        os.fsync(handle)
    finally:
        os.close(handle)
    return remarks


def _rename_to_new(source: str, target: str, shown: str) -> bool:
    """Give a file a name that must not exist yet; say whether it still has its old name too."""
    taken = f"{shown} was created by another program meanwhile. Nothing was written."
    try:
        os.link(source, target)  # unlike a rename it never replaces another file
    except FileExistsError as error:
        raise NoteChanged(shown, taken) from error
    except OSError:  # FAT and some network disks have no links
        if os.path.lexists(target):
            raise NoteChanged(shown, taken) from None
        os.rename(source, target)
        return False
    return True


def _rename_over(beside: str, target: str, expected: bytes, shown: str) -> None:
    """Compare, and rename at once: what another program writes between these two lines is lost."""
    for attempt in range(20):
        _compare(target, expected, shown)
        try:
            os.replace(beside, target)
        except PermissionError:
            # On Windows a virus scanner or an editor locks a file for some milliseconds.
            if sys.platform != "win32" or attempt == 19:  # noqa: PLR2004
                raise
            time.sleep(0.05)
        else:
            return


def _compare(target: str, expected: bytes, shown: str) -> None:
    try:
        now = read_beginning(target, len(expected) + 1)
    except FileNotFoundError as error:
        raise NoteChanged(shown, f"{shown} no longer exists. Nothing was written.") from error
    if now != expected:
        raise NoteChanged(shown)


def _make_durable(folder: str) -> list[str]:
    """Flush the names in a folder to the disk; returns a remark where that fails."""
    if sys.platform == "win32":
        return []
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        reason = error.strerror or str(error)
        return [f"Written, but a power cut now could bring the old text back ({reason})."]
    return []


def _shown(path: str, root: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
