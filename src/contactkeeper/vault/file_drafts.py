"""Write new content beside the place that it is to take, and put it there in one step.

`files` does that with one file; `batch` writes the drafts of all before it puts any in its place.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import NoteChanged, WriteRefused
from contactkeeper.file_access import read_beginning
from contactkeeper.system_errors import why_refused
from contactkeeper.vault.metadata import copy_metadata
from contactkeeper.vault.paths import is_inside
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_AT_A_TIME = 8
"""Files that are flushed together."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Draft(NamedTuple):
    """New content beside the place that it is to take."""

    beside: str
    """The path of the temporary file that holds it."""
    target: str
    """The path that it is to have, without links."""
    shown: str
    """The same path as it is shown, relative to the vault."""
    expected: bytes | None
    """The content that stands there; None: nothing."""
    remarks: tuple[Wording, ...] = ()
    """Sentences about what could not be kept."""


def write_draft(  # noqa: PLR0913  # what is written, and where
    path: str,
    expected: bytes | None,
    new: bytes,
    *,
    root: str,
    temporary: str,
    flushed: bool = True,
) -> Draft:
    """Write new content beside the place that it is to take.

    Args:
        path: the file; its folder must exist.
        expected: the content that the file has; None: it does not exist.
        new: the content to write.
        root: the vault.
        temporary: a file name that nothing else uses.
        flushed: whether it is on the disk then; else `flush` sees to that.

    Raises:
        NoteChanged: the file is gone.
        WriteRefused: it lies outside the vault, or is not an ordinary file.
        OSError: the system refuses.
    """
    shown = shown_path(path, root)
    if expected is None:
        folder = real_place(os.path.dirname(path), root)
        target, like = os.path.join(folder, os.path.basename(path)), None
    else:
        target = real_place(path, root)
        like = target, _stat_to_replace(target, shown)
    beside = os.path.join(os.path.dirname(target), temporary)
    try:
        remarks = write_new(beside, new, like=like, flushed=flushed)
    except BaseException:  # ^C too leaves nothing behind
        with suppress(OSError):
            os.unlink(beside)
        raise
    if like and like[1].st_nlink > 1:
        remarks.append(
            Wording.counted(
                "The file had another name (a hard link), which keeps the old text.",
                "The file had {number:,} other names (hard links), which keep the old text.",
                like[1].st_nlink - 1,
            )
        )
    shown_remarks = tuple(Wording("{path}: {remark}", path=shown, remark=each) for each in remarks)
    return Draft(beside, target, shown, expected, shown_remarks)


def _stat_to_replace(target: str, shown: str) -> os.stat_result:
    """Look at a file that is to be replaced; raises as `write_draft`."""
    try:
        old = os.stat(target)
    except FileNotFoundError as error:
        raise NoteChanged(shown, _gone(shown)) from error
    if not stat.S_ISREG(old.st_mode):
        raise WriteRefused(shown, None, Wording("It is not an ordinary file."))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, Wording("the note is read-only"), target)
    return old


def flush(drafts: Sequence[Draft]) -> None:
    """Flush drafts to the disk, some at a time: the system then writes them together."""
    from concurrent.futures import ThreadPoolExecutor  # few changes have many notes

    def sync(draft: Draft) -> None:
        handle = os.open(draft.beside, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        for _ in pool.map(sync, drafts):
            pass


def put_in_place(draft: Draft) -> None:
    """Give a draft its place, in one step; nothing is left beside it.

    Raises:
        NoteChanged: something else stands there.
        OSError: the system refuses.
    """
    try:
        if draft.expected is None:
            rename_to_new(draft.beside, draft.target, draft.shown)
        else:
            _rename_over(draft.beside, draft.target, draft.expected, draft.shown)
    finally:
        with suppress(OSError):
            os.unlink(draft.beside)


def real_place(path: str, root: str) -> str:
    """Resolve the links of a path; raises WriteRefused where it leads out of the vault."""
    real = os.path.realpath(path)
    if not is_inside(real, os.path.realpath(root)):
        why = Wording("It leads out of the vault, to {place}.", place=real)
        raise WriteRefused(shown_path(path, root), None, why)
    return real


def write_new(
    path: str,
    data: bytes,
    *,
    mode: int = 0o666,
    like: tuple[str, os.stat_result] | None = None,
    flushed: bool = True,
) -> list[Wording]:
    """Write a file that does not exist yet; returns what of `like` could not be kept."""
    handle = os.open(path, _NEW, 0o600 if like else mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        remarks = copy_metadata(path, *like) if like else []
        if flushed:
            os.fsync(handle)
    finally:
        os.close(handle)
    return remarks


def rename_to_new(source: str, target: str, shown: str) -> bool:
    """Give a file a name that must not exist yet; say whether it still has its old name too."""
    taken = Wording(
        "{path} was created by another program meanwhile. Nothing was written.", path=shown
    )
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
        compare(target, expected, shown)
        try:
            os.replace(beside, target)
        except PermissionError:
            # On Windows a virus scanner or an editor locks a file for some milliseconds.
            if sys.platform != "win32" or attempt == 19:  # noqa: PLR2004
                raise
            time.sleep(0.05)
        else:
            return


def compare(target: str, expected: bytes, shown: str) -> None:
    """Raise NoteChanged where a file does not hold `expected`."""
    try:
        now = read_beginning(target, len(expected) + 1)
    except FileNotFoundError as error:
        raise NoteChanged(shown, _gone(shown)) from error
    if now != expected:
        raise NoteChanged(shown)


def _gone(shown: str) -> Wording:
    return Wording("{path} no longer exists. Nothing was written.", path=shown)


def make_durable(path: str, shown: str) -> list[Wording]:
    """Flush the names in a file's folder to the disk; returns a remark where that fails."""
    if sys.platform == "win32":
        return []
    try:
        handle = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        return [
            Wording(
                "{path}: Written, but a power cut now could bring the old text back ({why}).",
                path=shown,
                why=why_refused(error),
            )
        ]
    return []


def shown_path(path: str, root: str) -> str:
    """Return a path as it is shown: relative to the vault, with `/`."""
    return os.path.relpath(path, root).replace(os.sep, "/")
