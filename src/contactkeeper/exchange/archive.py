"""Read ZIP archives, without unpacking them to the disk and without trusting what they say.

A small archive may claim or hold any number of files of any size: how many there are, how far they
are packed, and whether they share bytes is looked at before one of them is read.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import partial
from io import BufferedReader
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from contactkeeper.exchange.source import MEGABYTE, Member, Unreadable, bounded, broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import RawIOBase

MOST_MEMBERS = 20_000
LARGEST_DIRECTORY = 8 * MEGABYTE
"""Bytes of the largest list of members."""
LARGEST_MEMBER = 4096 * MEGABYTE
LARGEST_TOTAL = 8192 * MEGABYTE
"""Bytes of all members that are opened, each counted once."""
HIGHEST_RATIO = 200
"""Times that a member may be as large as its packed form; text is packed to a tenth."""
_SMALL = 16 * MEGABYTE
"""Bytes up to which the ratio does not matter."""

_FAULTS = (
    BadZipFile, EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError,
    struct.error, ValueError, zlib.error,
)  # fmt: skip
"""Exceptions of `zipfile` for archives that are damaged or made to do harm."""
_LOCAL_HEADER = 30
"""Bytes before the name of a member."""
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CYRILLIC_WORD = re.compile(rb"[\x80-\xaf\xe0-\xf1]{3}")
"""Letters in the code page 866, of Windows in Russian; other languages have no three in a row."""

_OTHER_ARCHIVES = (b"\x1f\x8b", b"BZh", b"Rar!", b"7z\xbc\xaf", b"\xfd7zXZ")


def is_archive(head: bytes) -> bool:
    """Say whether a file that begins so is a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_other(name: str, head: bytes) -> None:
    """Refuse a file that begins as an archive of another kind; raises `Unreadable`."""
    if head.startswith(_OTHER_ARCHIVES):
        raise Unreadable(name, 0, "other-archive")


class _Archive(BufferedReader):
    """The file of an archive, of which no part larger than a list of members is read at once."""

    def __init__(self, raw: RawIOBase, name: str) -> None:
        super().__init__(raw)
        self._name = name

    def __del__(self) -> None:
        self.close()  # in silence: it is open as long as a member is known

    def read(self, size: int | None = -1, /) -> bytes:
        """Read at most `size` bytes; raises `Unreadable` where that is too much."""
        bytes_wanted = LARGEST_DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(min(bytes_wanted, LARGEST_DIRECTORY + 1))
        if len(data) > LARGEST_DIRECTORY:
            raise Unreadable(self._name, 0, "many-members", limit=MOST_MEMBERS)
        return data


def read_archive(name: str, raw: RawIOBase) -> list[Member]:
    """Return the members of a ZIP archive, which stays open as long as one of them is known.

    Raises:
        Unreadable: it is damaged, has a password, or would fill the memory or the day.
    """
    try:
        archive = ZipFile(_Archive(raw, name))
    except _FAULTS as error:
        raise broken(name, error) from error
    named = (info for info in archive.infolist() if info.filename)
    infos = [info for info in named if not info.is_dir() and info.file_size]
    _refuse_harmful(name, archive, infos)
    opened = _Opened()
    members = []
    for info in infos:
        member = f"{name}/{_name_of(info)}"
        if not _is_of_a_system(info.filename):
            opener = partial(_open, archive, info, member, opened)
            members.append(Member(member, info.file_size, opener))
    return members


class _Opened:
    """Counts the bytes of the members that have been opened, each once."""

    def __init__(self) -> None:
        self._places: set[int] = set()
        self.total = 0

    def add(self, info: ZipInfo) -> None:
        """Count a member."""
        if info.header_offset not in self._places:
            self._places.add(info.header_offset)
            self.total += info.file_size


def _open(archive: ZipFile, info: ZipInfo, name: str, opened: _Opened) -> IO[bytes]:
    """Open a member; raises `Unreadable`."""
    opened.add(info)
    for limit, size in ((LARGEST_MEMBER, info.file_size), (LARGEST_TOTAL, opened.total)):
        if size > limit:
            raise Unreadable(name, 0, "large", megabytes=limit // MEGABYTE)
    try:
        return bounded(archive.open(info), name, info.file_size, _FAULTS)
    except _FAULTS as error:
        raise broken(name, error) from error


def _refuse_harmful(name: str, archive: ZipFile, infos: Sequence[ZipInfo]) -> None:
    """Refuse an archive by what its list of members says; raises `Unreadable`."""
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(name, 0, "many-members", limit=MOST_MEMBERS)
    if not infos:
        raise Unreadable(name, 0, "empty-archive")
    if any(info.filename == "[Content_Types].xml" for info in infos):
        raise Unreadable(name, 0, "office")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Unreadable(name, 0, "password")
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise Unreadable(name, 0, "packed-otherwise")
    if any(_overlaps(archive, infos)):
        raise Unreadable(name, 0, "overlap")
    sizes = [(info.file_size, info.compress_size) for info in infos]
    sizes.append((sum(size for size, _ in sizes), sum(packed for _, packed in sizes)))
    if any(size > max(_SMALL, packed * HIGHEST_RATIO) for size, packed in sizes):
        raise Unreadable(name, 0, "bomb")


def _overlaps(archive: ZipFile, infos: Sequence[ZipInfo]) -> Iterator[bool]:
    """Say of each member whether it shares bytes with the next, or with the list of members."""
    end = archive.start_dir
    for info in sorted(infos, key=lambda each: each.header_offset, reverse=True):
        yield info.header_offset + _LOCAL_HEADER + info.compress_size > end
        end = info.header_offset


def _name_of(info: ZipInfo) -> str:
    """Return the name of a member; without a mark for UTF-8 it has the letters of some system."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    data = info.filename.encode("cp437", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp866") if _CYRILLIC_WORD.search(data) else info.filename


def _is_of_a_system(name: str) -> bool:
    """Say whether it is a file that a system adds of its own accord, such as `.DS_Store`."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part != "..")
