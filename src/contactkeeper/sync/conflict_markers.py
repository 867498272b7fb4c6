"""Find conflict markers of any size in a file of any kind, in linear time.

`core/merging/markers.py` takes the markers in a note apart; this only says whether there are any.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_SIZE = 7
"""The length of a marker, unless `conflict-marker-size` is set; nested ones are longer."""

_MARKER = re.compile(rb"(?:(<+|>+)(?:[ \t].*)?|(=+)[ \t]*)", re.DOTALL)
_LONGEST = 1 << 16
"""Bytes of a line that are read at once; no marker is longer."""


def has_conflict_markers(place: str, size: int = USUAL_SIZE) -> bool:
    """Say whether a file holds markers of this size, or of `USUAL_SIZE` and above.

    False for anything but an ordinary file, and for one that can't be read.
    """
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            return False  # a link is committed as a link, and a pipe not at all
        with open(place, "rb") as file:
            found = marker_sizes(iter(lambda: file.readline(_LONGEST), b""))
    except OSError:
        return False
    return any(each >= USUAL_SIZE or each == size for each in found)


def marker_sizes(lines: Iterable[bytes]) -> frozenset[int]:
    """Return the sizes of which at least two of the three kinds of markers occur, in order.

    Two are enough, so that a half resolved conflict is found; a line of `=` alone underlines a
    heading, and a line that begins with `>` is a quotation.
    """
    seen: dict[int, str] = {}
    found = set()
    for line in lines:
        for part in line.split(b"\r"):  # a lone CR ends a line too
            if part[:1] not in (b"<", b"=", b">"):
                continue
            marker = _MARKER.fullmatch(part.rstrip(b"\n"))
            if marker is None:
                continue
            signs = marker[1] or marker[2]
            size, kind = len(signs), signs[:1].decode()
            before = seen.get(size, "")
            # A quotation begins with `>` too; the end marker has a label after a blank.
            is_end = kind == ">" and "=" in before and len(part.strip()) > size
            if (kind != "<" and "<" in before) or is_end:
                found.add(size)
            if kind not in before:
                seen[size] = before + kind
    return frozenset(found)
