"""What the notes of a vault said when they were last read, in a file of the user's cache folder.

Derived things only, and nothing that depends on the day: whoever deletes the file loses time and
nothing else. It is believed for notes that are what they were, by size, times and inode, and only
if it is the user's own, was written by this very program under the same settings, and is whole.
Nothing in it is run.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import zlib
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING

from contactkeeper import __version__
from contactkeeper.core.model import OUTLOOK
from contactkeeper.vault.build_id import PACKAGE, build_id
from contactkeeper.vault.cache_snapshot import OTHER, UNSURE, CacheSnapshot, are_contacts
from contactkeeper.vault.records import DOUBTS, Records
from contactkeeper.vault.scan import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import BufferedReader

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.cache_snapshot import Draft

FORMAT = 1
GRAIN = 2_000_000_000
"""Nanoseconds that the clock of a file system may be off by: two changes of a file in such a time
can leave the same times, so a younger file is not believed (git calls it racy)."""

_NEVER = (-1,) * MARK
"""The mark of a note that is to be read again, whatever its file is."""
_LITTLE = 150
"""One new note in so many is worth no new file."""
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OTHERS_WRITE = 0o022


class Cache:
    """The file for one vault under certain settings."""

    def __init__(self, place: str, settings: Settings, now: int) -> None:
        """Name the file; it need not exist.

        Args:
            place: its path.
            settings: other ones read notes otherwise, so what was kept under them is not used.
            now: when this run began, in nanoseconds since 1970: younger notes are not believed.
        """
        self.place = place
        self.settings = settings
        self._now = now
        self._key = [FORMAT, __version__, build_id(PACKAGE), sys.byteorder, repr(settings)]

    def read(self) -> CacheSnapshot:
        """Return what was kept; nothing where there is no file, or the least doubt about it."""
        try:
            file = open(self.place, "rb", opener=_open)  # noqa: SIM115  # records are read from it later
        except OSError:
            return CacheSnapshot()
        try:
            kept = self._read(file)
        except (*DOUBTS, OSError):
            kept = None
        if kept is None:
            file.close()
            return CacheSnapshot()
        return kept

    def _read(self, file: BufferedReader) -> CacheSnapshot | None:
        status = os.fstat(file.fileno())
        if not _is_ours(status):
            return None
        key, lengths, checksum, size = json.loads(file.readline())
        at = file.tell() + sum(lengths)
        if key != self._key or min(*lengths, size) < 0 or status.st_size != at + size:
            return None
        body = file.read(sum(lengths))
        if zlib.crc32(body) != checksum:
            return None
        parts = list(_split(memoryview(body), lengths))
        paths = tuple(str(parts[0], "utf-8").split("\0")) if parts[0] else ()
        kinds = bytes(parts[1])
        marks, outlooks, ends, sums = map(_numbers, "qiqq", parts[2:6])
        contacts = sum(are_contacts(kinds))
        keys = str(parts[6], "utf-8")
        is_even = len(kinds) == len(paths) == len(marks) / MARK
        if keys.count("\n") + 1 != max(contacts, 1) or max(kinds, default=OTHER) > UNSURE:
            return None
        if not is_even or not len(ends) == len(sums) == contacts == len(outlooks) / OUTLOOK:
            return None
        # Of a file with a buffer each record would be read with its surroundings.
        return CacheSnapshot(
            paths, marks, kinds, outlooks, keys, Records(ends, sums, file.detach(), at)
        )

    def write(self, draft: Draft) -> None:
        """Keep what was read, in one step; where little of it is new, leave it for another time.

        To write the file takes as long as to read some 60 of 10,000 contacts anew.
        """
        believed = self._believe(draft)
        if believed * _LITTLE <= len(draft.paths) and draft.paths == draft.kept.paths:
            return
        records = draft.records()
        if records is None:
            self.forget()  # whole, at the first doubt
            return
        draft.kept.records.let_go()
        tail, ends, sums = records
        parts = [
            "\0".join(draft.paths).encode(),
            bytes(draft.kinds),
            draft.marks.tobytes(),
            draft.outlooks.tobytes(),
            ends.tobytes(),
            sums.tobytes(),
            "\n".join(draft.keys()).encode(),
        ]
        body = b"".join(parts)
        head = json.dumps([self._key, list(map(len, parts)), zlib.crc32(body), len(tail)])
        temporary = f"{self.place}.{os.getpid()}.tmp"
        with suppress(OSError):  # a full disk, a folder that may not be written: time is lost
            os.makedirs(os.path.dirname(self.place), mode=0o700, exist_ok=True)
            self._remove_leftovers()
            try:
                with open(os.open(temporary, _FLAGS, 0o600), "wb") as file:
                    file.writelines((head.encode(), b"\n", body, tail))
                os.replace(temporary, self.place)
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary)
                raise

    def _remove_leftovers(self) -> None:
        """Remove what a killed `ck` left; one that writes in this moment loses its time."""
        folder, name = os.path.split(self.place)
        for each in os.listdir(folder):
            if each.startswith(f"{name}.") and each.endswith(".tmp"):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, each))

    def forget(self) -> None:
        """Throw the file away."""
        with suppress(OSError):
            os.unlink(self.place)

    def _believe(self, draft: Draft) -> int:
        """Mark what was read now and may not be believed next time; count what may."""
        racy = self._now - GRAIN
        believed = 0
        for place in draft.read:
            at = MARK * place
            if draft.kinds[place] == UNSURE or max(draft.marks[at : at + 2]) >= racy:
                draft.marks[at : at + MARK] = array("q", _NEVER)
            else:
                believed += 1
        return believed


def _open(path: str, flags: int) -> int:
    """Open a file; a pipe in its place would have its reader wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_ours(status: os.stat_result) -> bool:
    """Say no to what is no file, or could be somebody else's; Windows has no such modes."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


def _numbers(kind: str, part: memoryview) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(part)
    return numbers


def _split(body: memoryview, lengths: Iterable[int]) -> Iterator[memoryview]:
    at = 0
    for length in lengths:
        yield body[at : at + length]
        at += length
