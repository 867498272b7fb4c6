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
        self._positions: dict[str, int] = {}
        """By name of the member, as far as any reading of it came."""
        self._read = self._size = 0
        """Bytes of all of them."""

    def open(self, member: Member) -> IO[bytes]:
        """Open a member of a source; from now on its size counts as to be read."""
        if member.name not in self._positions:
            self._positions[member.name] = 0
            self._size += member.size

        def count(position: int) -> None:
            self._read += max(position - self._positions[member.name], 0)
            self._positions[member.name] = max(position, self._positions[member.name])
            total = max(self._size // MEGABYTE, 1)
            self._show(min(self._read // MEGABYTE, total), total)

        return BufferedReader(_Watched(member.open(), count), MEGABYTE)


class _Watched(RawIOBase):
    """A file that tells how far it is read."""

    def __init__(self, file: IO[bytes], count: Callable[[int], None]) -> None:
        self._file = file
        self._count = count
        self._position = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes."""
        view = memoryview(buffer)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._position += len(data)
        self._count(self._position)
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
