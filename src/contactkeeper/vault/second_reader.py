"""A second process that reads half of a vault which was never read, where there is a second core.

Only for thousands of notes: below that the first is done before a second could help. It answers
once, through a pipe, and whatever goes wrong with it is no fault: the first then reads that half
too. Knows nothing of notes.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORTH_IT = 8_000
"""Notes to read from which it is worth the start of a process.

10,000 contacts take two thirds of the time with it; 5,000 notes, of which 1,000 are contacts, take
as long as without.
"""


class SecondReader:
    """Calls a function for each of some paths in a process of its own."""

    def __init__(self, paths: Sequence[str], read: Callable[[str], Any]) -> None:
        """Begin to read; `read` returns what `marshal` can write: numbers, texts, bytes, tuples."""
        self._paths = paths
        self._process, self._pipe = _start(paths, read)

    def results(self) -> Sequence[Any] | None:
        """Wait for what was read of each path, in their order; None where nothing came of it."""
        if self._pipe is None:
            return None
        with open(self._pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self._process, 0)
        if status:
            return None
        found: list[Any] = marshal.loads(data)  # noqa: S302  # our own process wrote it
        return found


def can_help(count: int) -> bool:
    """Say whether a second process would be done sooner with half of so many notes."""
    # macOS can't go on safely after a fork, and Windows has none.
    return count >= WORTH_IT and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _start(paths: Sequence[str], read: Callable[[str], Any]) -> tuple[int, int | None]:
    try:
        theirs, ours = os.pipe()
        process = os.fork()
    except OSError:
        return 0, None
    if process:
        os.close(ours)
        return process, theirs
    code = 1
    try:
        with open(ours, "wb") as pipe:
            pipe.write(marshal.dumps([read(path) for path in paths]))
        code = 0
    finally:
        os._exit(code)  # nothing of the first process may be run twice
