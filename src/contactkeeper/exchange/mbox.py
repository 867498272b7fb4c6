"""Read the headers of messages, one after another: of an mbox, or of a file of one message.

A mailbox may be larger than the memory, so bodies are passed over line by line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.exchange.source import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from contactkeeper.exchange.source import Member

_LONGEST_LINE = 64 * 1024
_LONGEST_SEPARATOR = 500
_LARGEST_HEADERS = MEGABYTE // 4
"""Bytes of the headers of one message that are read."""

_SEPARATOR = re.compile(rb"From (?:.* )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d\d:\d\d")
"""Begins a message of an mbox, after a blank line; `>From ` and other lines do not."""
_COUNT = re.compile(rb"\d+\s*")
"""Stands above the message in a file of Apple Mail."""


class Headers(NamedTuple):
    """The headers of one message, as bytes."""

    line: int
    """On which the message begins."""
    separator: bytes
    """The line of an mbox above it; empty in a file of one message."""
    fields: list[tuple[bytes, bytes]]
    """The names in lower case, and the values with their folds."""


def read_headers(member: Member) -> Iterator[Headers]:
    """Yield the headers of each message of a file; raises `Unreadable`."""
    with member.open() as file:
        lines = _Lines(file)
        line = next(lines, b"")
        if _begins_message(line):
            while line:
                number = lines.number
                yield Headers(number, line, list(_fields(lines, next(lines, b""))))
                line = _skip_body(lines)
        else:
            line = next(lines, b"") if _COUNT.fullmatch(line) else line
            yield Headers(1, b"", list(_fields(lines, line)))


def _begins_message(line: bytes) -> bool:
    """Say whether a line stands above a message of an mbox."""
    return line[:5] == b"From " and _SEPARATOR.match(line[:_LONGEST_SEPARATOR]) is not None


class _Lines:
    """The lines of a file with their numbers; a very long one comes in pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        self._read = file.readline
        self.number = 0
        """Of the line that was returned last."""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        line = self._read(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        return line


def _fields(lines: _Lines, line: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the fields up to the blank line that ends them; `line` is the first."""
    size, name, value = 0, b"", []
    while line.strip(b"\r\n"):
        size += len(line)
        if size > _LARGEST_HEADERS:
            pass
        elif line[:1] in (b" ", b"\t"):
            value.append(line)
        else:
            yield name, b"".join(value)
            name, _, rest = line.partition(b":")
            name, value = name.strip().lower(), [rest]
        line = next(lines, b"")
    yield name, b"".join(value)


def _skip_body(lines: _Lines) -> bytes:
    """Pass over a body; return the line that begins the next message, empty at the end."""
    is_after_blank = True
    for line in lines:
        if is_after_blank and _begins_message(line):
            return line
        is_after_blank = line in (b"\n", b"\r\n")
    return b""
