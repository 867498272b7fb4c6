"""The records of contacts in the file of the cache, each read when it is asked for."""

from __future__ import annotations

import sys
import zlib
from array import array
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import RawIOBase


DOUBTS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RecursionError, MemoryError,
)  # fmt: skip
"""What comes of reading what is not what was written."""


class Records:
    """The records of contacts as JSON, in a file or at hand; each is read when it is asked for."""

    def __init__(
        self, ends: array[int], sums: array[int], file: RawIOBase | BytesIO | None, at: int
    ) -> None:
        """Find the records that begin at a place of a file.

        Args:
            ends: where each ends, counted from there.
            sums: a checksum of each.
            file: None where there are none.
            at: the place.
        """
        self.ends, self.sums = ends, sums
        self._file, self._at = file, at

    def __del__(self) -> None:
        """Close the file with the last who asks for records."""
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        return len(self.ends)

    def get(self, place: int) -> bytes | None:
        """Return a record; None where it is not what was written."""
        data = self.block(place, place + 1)
        return None if data is None or zlib.crc32(data) != self.sums[place] else data

    def block(self, first: int, last: int) -> bytes | None:
        """Return the records from one place to another, not included, as they stand; not checked.

        None where they can't be read.
        """
        start = self.ends[first - 1] if first else 0
        length = (self.ends[last - 1] if last else 0) - start
        if min(start, length) < 0:
            return None
        if self._file is None:
            return None if length else b""
        try:
            self._file.seek(self._at + start)
            data = self._file.read(length)
        except (*DOUBTS, OSError):
            return None
        return data if len(data) == length else None

    def let_go(self) -> None:
        """Let another file take the place of this one: Windows replaces none that is open."""
        if self._file and sys.platform == "win32":
            whole = self._file
            whole.seek(0)
            self._file = BytesIO(whole.read())
            whole.close()


NO_RECORDS = Records(array("q"), array("q"), None, 0)
