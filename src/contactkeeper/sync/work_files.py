"""Read and write the files of a work tree, each compared before it is replaced or removed."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import WriteRefused
from contactkeeper.file_access import read_beginning
from contactkeeper.sync.objects import EXECUTABLE
from contactkeeper.vault import files
from contactkeeper.vault.paths import place_of
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.sync.objects import Stage


class Content(NamedTuple):
    """The content of a file, or the target of a link."""

    data: bytes
    is_link: bool = False


class WorkFiles:
    """The files of one work tree.

    Args:
        top: its folder, real and absolute.
        token: goes into the names of temporary files.
    """

    def __init__(self, top: str, token: str) -> None:
        self._top = top
        self._token = token
        self._number = 0

    def read(self, path: str) -> Content | None:
        """Return what is on the disk; None where there is nothing.

        Raises:
            WriteRefused: a folder has the name, or its own folder is a link.
        """
        place = self._place(path)
        try:
            found = os.lstat(place)
            if stat.S_ISLNK(found.st_mode):
                return Content(os.fsencode(os.readlink(place)), is_link=True)
            if stat.S_ISDIR(found.st_mode):
                raise WriteRefused(path, None, Wording("A folder has this name."))
            return Content(read_beginning(place, sys.maxsize))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def put(self, path: str, now: Content | None, after: Content | None) -> list[Wording]:
        """Write, replace or remove a file that is still as it was read.

        Returns what the file system could not keep.

        Raises:
            NoteChanged: it is not.
        """
        place = self._place(path)
        if now == after:
            return []
        if after is None:
            self.remove(path, now)
            return []
        os.makedirs(os.path.dirname(place), exist_ok=True)
        self._number += 1
        temporary = files.temporary_name(self._token, self._number)
        if after.is_link or (now and now.is_link):
            _put_link(place, after, os.path.join(os.path.dirname(place), temporary))
            return []
        if now is None:
            return files.create(place, after.data, root=self._top, temporary=temporary)
        return files.replace(place, now.data, after.data, root=self._top, temporary=temporary)

    def remove(self, path: str, now: Content | None) -> None:
        """Remove a file, and the folders that are empty afterwards, as git does."""
        place = self._place(path)
        if now is None or now.is_link:
            os.unlink(place)
        else:
            files.remove(place, now.data, root=self._top)
        with suppress(OSError):
            folder = os.path.dirname(place)
            while folder != self._top:
                os.rmdir(folder)
                folder = os.path.dirname(folder)

    def _place(self, path: str) -> str:
        """Return the absolute path; raises WriteRefused where its folder is a link."""
        place = place_of(self._top, path)
        folder = os.path.dirname(place)
        if os.path.realpath(folder) != folder:
            raise WriteRefused(path, None, Wording("Its folder is a link."))
        return place

    def set_mode(self, path: str, after: Stage) -> None:
        """Set whether a file is executable, as git has it; does nothing on disks without modes."""
        if not after.is_file:
            return
        place = self._place(path)
        with suppress(OSError):
            mode = stat.S_IMODE(os.stat(place).st_mode)
            wanted = mode | (mode & 0o444) >> 2 if after.mode == EXECUTABLE else mode & ~0o111
            if wanted != mode and os.name != "nt":
                os.chmod(place, wanted)


def _put_link(place: str, after: Content, temporary: str) -> None:
    """Write a link, or replace a link by a file."""
    if after.is_link:
        os.symlink(os.fsdecode(after.data), temporary)
    else:
        with open(temporary, "xb") as file:
            file.write(after.data)
    os.replace(temporary, place)
