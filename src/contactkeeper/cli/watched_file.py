"""Open files so that it is said how much of them is read."""

from __future__ import annotations

from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING

from contactkeeper.exchange.source import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

    from contactkeeper.exchange.source import Member


class Watch:
    """Counts what is read of the files of one import, in megabytes."""

    def __init__(self, show: Callable[[int, int], None]) -> None:
        """Begin with nothing; `show` is told how much is read, and of how much."""
        self._show = show
        self._read = self._size = 0

    def open(self, member: Member) -> IO[bytes]:
        """Open a member of a source; the size of what is opened counts as still to be read."""
        file = member.open()
        self._size += member.size
        return BufferedReader(_Watched(file, self._count), MEGABYTE)

    def _count(self, read: int) -> None:
        self._read += read
        total = max(self._size // MEGABYTE, 1)
        self._show(min(self._read // MEGABYTE, total), total)


class _Watched(RawIOBase):
    """A file that tells how many bytes are read."""

    def __init__(self, file: IO[bytes], count: Callable[[int], None]) -> None:
        self._file = file
        self._count = count

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes."""
        view = memoryview(buffer)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._count(len(data))
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
