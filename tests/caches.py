"""The file of a cache, for tests that put something else into it."""

from __future__ import annotations

import json
import zlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATHS, KINDS, MARKS, OUTLOOKS, ENDS, SUMS, KEYS = range(7)
"""The parts of the file, by their places."""


def mended(place: Path, part: int, data: bytes) -> None:
    """Put other data into a part of a cache, with checksums that say that it belongs there."""
    head, _, rest = place.read_bytes().partition(b"\n")
    key, lengths, _, size = json.loads(head)
    ends = [0, *accumulate(lengths)]
    parts = [rest[start:end] for start, end in pairwise(ends)]
    parts[part] = data
    body = b"".join(parts)
    head = json.dumps([key, list(map(len, parts)), zlib.crc32(body), size]).encode()
    place.write_bytes(head + b"\n" + body + rest[ends[-1] :])
