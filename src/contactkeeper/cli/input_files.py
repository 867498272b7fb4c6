"""Open the files that the user names for reading, such as exports of other programs."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from contactkeeper.errors import CkError, UsageError
from contactkeeper.exchange.source import HEAD, Member, Source, bounded, broken
from contactkeeper.file_access import open_ordinary
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 100_000
"""Of a folder."""
DEEPEST = 8
"""Folders in each other."""


def open_source(started_in: Path, typed: str) -> Source:
    """Open a file, an archive or a folder, seen from the folder where `ck` was started.

    Raises:
        UsageError: nothing of that name is there.
        CkError: it is no file or folder, or it is empty, or it may not be read.
        Unreadable: it is an archive that can't be read.
    """
    path = started_in / typed
    try:
        path = started_in / Path(typed).expanduser()
        if path.is_dir():
            return Source(typed, _files_in(path, typed))
        with FileIO(open_ordinary(str(path))) as file:
            head = file.read(HEAD)
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError) as error:
        message = Wording(
            "there is no file “{typed}”. FILE is an export, an archive or a folder of them.",
            typed=typed,
        )
        raise UsageError(message) from error
    except OSError as error:
        message = Wording(
            "{typed} can't be read: {why}. Name an ordinary FILE.",
            typed=typed,
            why=why_refused(error),
        )
        raise CkError(message) from error
    if not head:
        message = Wording("{typed} is empty. Export it again, or name another FILE.", typed=typed)
        raise CkError(message)
    return _open_file(str(path), typed, head)


def _open_file(path: str, typed: str, head: bytes) -> Source:
    """Open an archive, or a file that is none; raises `Unreadable`."""
    from contactkeeper.exchange.archive import is_archive, read_archive, refuse_other

    if is_archive(head):
        return Source(typed, read_archive(typed, _open(path, typed)), is_packed=True)
    refuse_other(typed, head)
    return Source(typed, [_member(path, typed)])


def _files_in(folder: Path, typed: str) -> list[Member]:
    """Return the ordinary files of a folder, in order."""
    members = []
    for path in _walk(str(folder), DEEPEST):
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
        members.append(_member(path, f"{typed.rstrip('/')}/{relative}"))
        if len(members) > MOST_FILES:
            message = Wording(
                "{typed} holds over {most:,} files. Name those that you mean.",
                typed=typed,
                most=MOST_FILES,
            )
            raise CkError(message)
    if not members:
        message = Wording(
            "{typed} holds no files. Name the folder or FILE of an export.", typed=typed
        )
        raise CkError(message)
    return members


def _walk(folder: str, depth: int) -> Iterator[str]:
    """Yield the paths of the files below a folder, without hidden ones and links."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith((".", "__MACOSX")):
            continue
        if entry.is_file(follow_symlinks=False):
            yield entry.path
        elif depth > 1 and entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, depth - 1)


def _member(path: str, name: str) -> Member:
    def open_member() -> IO[bytes]:
        file = _open(path, name)
        return bounded(file, name, os.fstat(file.fileno()).st_size)

    return Member(name, os.stat(path).st_size, open_member)  # noqa: PTH116  # as in `scan`


def _open(path: str, name: str) -> FileIO:
    """Open an ordinary file; raises `Unreadable`."""
    try:
        return FileIO(open_ordinary(path))
    except OSError as error:
        raise broken(name, error) from error
