"""Read the rows of files of comma-separated values, whatever their letters and separators.

Rows are read one after another, so that a file of any length takes little memory.
"""

from __future__ import annotations

import csv
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.exchange.encodings import encoding_of
from contactkeeper.exchange.source import MEGABYTE, Member, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import TextIOWrapper
LARGEST_ROW = 4 * MEGABYTE
"""Characters of the largest row that is read; a larger one is a quote that is never closed."""
_PREAMBLE = 100
"""Lines among which the header is looked for."""
_LONGEST_HEADER = 64 * 1024
_SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row that is not empty."""

    line: int
    """On which it begins, from 1."""
    cells: list[str]
    is_open: bool = False
    """Whether a quote in it is never closed, so that it holds all that follows in the file."""


class Header(NamedTuple):
    """The row that names the columns."""

    line: int
    cells: tuple[str, ...]
    """Without blanks around them."""
    separator: str


class CsvFile:
    """A file of rows, with its encoding."""

    def __init__(self, member: Member) -> None:
        """Tell the encoding, for which all of the file is read; raises `Unreadable`."""
        self.name = member.name
        self.encoding = encoding_of(member)
        self._member = member

    @classmethod
    def beginning(cls, member: Member) -> CsvFile:
        """Return the whole lines at the beginning of a file, to tell its kind by; never raises."""
        head = member.head()
        lines = head[: head.rfind(b"\n") + 1] or head
        return cls(Member(member.name, len(lines), lambda: BytesIO(lines)))

    def header(self, is_header: Callable[[Sequence[str]], object]) -> Header | None:
        """Find the first line that names columns, whatever stands above it.

        Args:
            is_header: tells a header by its cells, without blanks around them.

        Raises:
            Unreadable: the file can't be read.
        """
        with self.encoding.open(self._member) as file:
            for number in range(1, _PREAMBLE + 1):
                line = file.readline(_LONGEST_HEADER)
                for separator in _SEPARATORS:
                    cells = _cells_of(line, separator)
                    if is_header(cells):
                        return Header(number, cells, separator)
                if not line:
                    break
        return None

    def rows(self, header: Header) -> Iterator[Row]:
        """Yield the rows under a header, without those that have no text.

        Raises:
            Unreadable: the file can't be read, or a row is too large.
        """
        limit = csv.field_size_limit(LARGEST_ROW)
        try:
            with self.encoding.open(self._member) as file:
                lines = _Lines(file, self.name)
                for _ in range(header.line):
                    next(lines, None)
                begin = lines.begin_row()
                for cells in csv.reader(lines, delimiter=header.separator):
                    line, begin = begin, lines.begin_row()
                    if any(map(str.strip, cells)):
                        yield Row(line, cells, is_open=lines.is_over)
        except csv.Error as error:
            raise Unreadable(self.name, begin, "no-csv") from error
        finally:
            csv.field_size_limit(limit)


class _Lines:
    """The lines of a text, of which one row may not take any number."""

    def __init__(self, file: TextIOWrapper, name: str) -> None:
        self._file = file
        self._name = name
        self._first = self._next = 1
        self._size = 0
        self.is_over = False
        """Whether a line was asked for after the last one."""

    def begin_row(self) -> int:
        """Begin the next row; return its line."""
        self._first = self._next
        self._size = 0
        return self._first

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LARGEST_ROW)
        self._size += len(line)
        if self._size >= LARGEST_ROW:
            raise Unreadable(self._name, self._first, "long-row")
        if not line:
            self.is_over = True
            raise StopIteration
        self._next += 1
        return line


def _cells_of(line: str, separator: str) -> tuple[str, ...]:
    """Return the cells of a line that is a row of its own."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)
