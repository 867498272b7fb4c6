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
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper import __version__
from contactkeeper.core.model import OUTLOOK
from contactkeeper.vault.edition import PACKAGE, edition_of
from contactkeeper.vault.records import DOUBTS, NO_RECORDS, Records
from contactkeeper.vault.scan import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import BufferedReader

    from contactkeeper.core.settings import Settings

FORMAT = 1
GRAIN = 2_000_000_000
"""Nanoseconds that the clock of a file system may be off by: two changes of a file in such a time
can leave the same times, so a younger file is not believed (git calls it racy)."""

OTHER, CONTACT, FAULTY, UNSURE = range(4)
"""Kinds of notes: nothing of ours; a contact; one with problems; to be read each time."""


_IS_CONTACT = bytes([0, 1, 1, 0]).ljust(256, b"\0")
"""For `translate`: 1 for the kinds CONTACT and FAULTY."""
_NEVER = (-1,) * MARK
"""The mark of a note that is to be read again, whatever its file is."""
_CHUNK = 64 * MARK
"""Numbers that are compared at once: most are what they were."""
_LITTLE = 150
"""One new note in so many is worth no new file."""
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OTHERS_WRITE = 0o022


def are_contacts(kinds: bytes) -> bytes:
    """Return 1 for each contact among some kinds, 0 for each other note."""
    return kinds.translate(_IS_CONTACT)


class Kept(NamedTuple):
    """All notes of a vault as they were read."""

    paths: tuple[str, ...] = ()
    """In the order of a scan."""
    marks: array[int] = array("q")  # never changed
    """`scan.MARK` numbers for each note; -1 where it is not to be believed."""
    kinds: bytes = b""
    """One for each note."""
    outlooks: array[int] = array("i")  # never changed
    """`OUTLOOK` numbers for each contact, in the order of the paths."""
    keys: str = ""
    """By what each contact is found, a line each."""
    records: Records = NO_RECORDS
    """One for each contact."""

    def runs(
        self, paths: tuple[str, ...], marks: array[int]
    ) -> Iterator[tuple[int, int, int | None]]:
        """Compare the notes that there are with those that were kept.

        Gives the first and the last place (not included) of a run of notes that are what they
        were, with the place of the first of them here; or one note that has to be read, and None.
        """
        if self.paths == paths:
            start = 0
            for place in self._changed(marks):
                if place > start:
                    yield start, place, start
                yield place, place + 1, None
                start = place + 1
            if start < len(paths):
                yield start, len(paths), start
            return
        places = {path: place for place, path in enumerate(self.paths)}
        for place, path in enumerate(paths):
            before = places.get(path)
            is_same = before is not None and _at(self.marks, before) == _at(marks, place)
            yield place, place + 1, before if is_same else None

    def _changed(self, marks: array[int]) -> Iterator[int]:
        """Give the places of notes whose marks are others now."""
        for start in range(0, len(marks), _CHUNK):
            if marks[start : start + _CHUNK] != self.marks[start : start + _CHUNK]:
                for at in range(start, min(start + _CHUNK, len(marks)), MARK):
                    if marks[at : at + MARK] != self.marks[at : at + MARK]:
                        yield at // MARK


def _at(marks: array[int], place: int) -> array[int]:
    return marks[MARK * place : MARK * (place + 1)]


class Draft:
    """What is to be kept of the notes that there are, in their order."""

    def __init__(self, paths: tuple[str, ...], marks: array[int], kept: Kept) -> None:
        """Begin with no note; `kept` is what there was before."""
        self.paths = paths
        self.marks = marks[:]
        self.kinds = bytearray()
        self.outlooks = array("i")
        self.contacts: list[tuple[bytes, str] | tuple[int, int]] = []
        """Record and key of one, or the first and last place (not included) of some kept ones."""
        self.kept = kept
        self.read: list[int] = []
        """The places of those that were read now."""
        self._numbers = [0, *accumulate(are_contacts(kept.kinds))]

    def keep(self, start: int, stop: int) -> tuple[bytes, int, int]:
        """Take over a run of what was kept.

        Returns:
            The kinds of the notes, and the first and last place (not included) of their records.
        """
        kinds = self.kept.kinds[start:stop]
        first, last = self._numbers[start], self._numbers[stop]
        self.kinds += kinds
        self.contacts.append((first, last))
        self.outlooks += self.kept.outlooks[OUTLOOK * first : OUTLOOK * last]
        return kinds, first, last

    def add(self, kind: int) -> None:
        """Add a note that was read, and is no contact."""
        self.read.append(len(self.kinds))
        self.kinds.append(kind)

    def add_contact(self, kind: int, record: bytes, key: str, outlook: Iterable[int]) -> None:
        """Add a contact that was read."""
        self.add(kind)
        self.contacts.append((record, key))
        self.outlooks.extend(outlook)

    def records(self) -> tuple[bytes, array[int], array[int]] | None:
        """Return those of all contacts, where each ends and a checksum of each.

        What was kept is taken over with its checksum and not looked at: whoever asks for it will.
        None where it can't be read.
        """
        parts: list[bytes] = []
        ends, sums = array("q"), array("q")
        total = 0
        for one, other in self.contacts:
            if isinstance(one, bytes):
                parts.append(one)
                total += len(one)
                ends.append(total)
                sums.append(zlib.crc32(one))
            elif isinstance(other, int):
                kept = self.kept.records
                block = kept.block(one, other)
                if block is None:
                    return None
                parts.append(block)
                shift = total - (kept.ends[one - 1] if one else 0)
                ends.extend(end + shift for end in kept.ends[one:other])
                sums.extend(kept.sums[one:other])
                total += len(block)
        return b"".join(parts), ends, sums

    def keys(self) -> list[str]:
        """Return by what each contact is found, as `name_index.keys_of` has it."""
        before = self.kept.keys.split("\n")
        found: list[str] = []
        for one, other in self.contacts:
            if isinstance(other, str):
                found.append(other)
            elif isinstance(one, int):
                found += before[one:other]
        return found


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
        self._key = [FORMAT, __version__, edition_of(PACKAGE), sys.byteorder, repr(settings)]

    def read(self) -> Kept:
        """Return what was kept; nothing where there is no file, or the least doubt about it."""
        try:
            file = open(self.place, "rb", opener=_open)  # noqa: SIM115  # records are read from it later
        except OSError:
            return Kept()
        try:
            kept = self._read(file)
        except (*DOUBTS, OSError):
            kept = None
        if kept is None:
            file.close()
            return Kept()
        return kept

    def _read(self, file: BufferedReader) -> Kept | None:
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
        return Kept(paths, marks, kinds, outlooks, keys, Records(ends, sums, file.detach(), at))

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
