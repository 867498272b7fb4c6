"""Conflict marks in a file of any kind: the marks that git or `ck` left, of any size.

A scan by lines, whose time grows with the file and no faster.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL = 7
"""Signs in a mark, where `conflict-marker-size` says nothing else; never fewer by itself."""

_MARK = re.compile(rb"(?:(<+|>+)(?:[ \t].*)?|(=+)[ \t]*)", re.DOTALL)
_LONGEST = 1 << 16
"""Bytes of a line that are looked at together; no mark is longer."""


def has_marks(place: str, size: int = USUAL) -> bool:
    """Say whether a file holds marks of this size or of `USUAL` and above.

    No for what is no file, and for one that can't be read.
    """
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            return False  # a link is committed as a link, and a pipe not at all
        with open(place, "rb") as file:
            found = mark_sizes(iter(lambda: file.readline(_LONGEST), b""))
    except OSError:
        return False
    return any(each >= USUAL or each == size for each in found)


def mark_sizes(lines: Iterable[bytes]) -> frozenset[int]:
    """Return the sizes of which two of the three kinds of marks are there, in their order.

    Two, so that a conflict that was settled by halves is found; a line of `=` alone underlines a
    heading, and lines that begin with `>` quote.
    """
    seen: dict[int, str] = {}
    found = set()
    for line in lines:
        for part in line.split(b"\r"):  # a lone CR ends a line too
            if part[:1] not in (b"<", b"=", b">"):
                continue
            mark = _MARK.fullmatch(part.rstrip(b"\n"))
            if mark is None:
                continue
            signs = mark[1] or mark[2]
            size, kind = len(signs), signs[:1].decode()
            before = seen.get(size, "")
            # A quotation may begin with `>` too; the end of a conflict has a label behind a blank.
            is_end = kind == ">" and "=" in before and len(part.strip()) > size
            if (kind != "<" and "<" in before) or is_end:
                found.add(size)
            if kind not in before:
                seen[size] = before + kind
    return frozenset(found)
