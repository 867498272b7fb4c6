"""A second process that does its share of the work, where there is a second core.

Only for work that takes longer than its start. It answers once, through a pipe, and whatever goes
wrong with it is no fault: the first then does that share too. Knows nothing of notes.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_PARTS = 1_000
"""Into which work is divided between two: their numbers, written before anybody reads, fit into
4,096 bytes, which any pipe holds."""
_NUMBER = 4
"""Bytes of the number of one part."""


class SecondProcess:
    """Calls a function in a process of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Begin; `work` returns what `marshal` can write: numbers, texts, bytes, tuples, lists."""
        self._process, self._pipe = _start(work)

    def result(self) -> Any:  # noqa: ANN401  # whatever the function gives
        """Wait for what the function gave; None where nothing came of it."""
        if self._pipe is None:
            return None
        with open(self._pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return None if status else marshal.loads(data)  # noqa: S302  # our own process wrote it


def can_share() -> bool:
    """Say whether a second process can be had, and would run beside the first."""
    # macOS can't go on safely after a fork, and Windows has none.
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def divide(count: int, work: Callable[[int], Any], on_part: Callable[[int], None]) -> Iterator[Any]:
    """Call a function for each number from 0, in two processes; give what it gave, in order.

    Both take the next number from one pipe, so whoever is faster does more, and neither waits long
    for the other. What the second did not answer, the first does.

    Args:
        count: of the numbers, at most `MOST_PARTS`.
        work: returns what `marshal` can write.
        on_part: is told each number that the first takes: so many the two have taken before.
    """
    taken, numbers = os.pipe()
    with open(numbers, "wb") as pipe:
        pipe.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    try:
        second = SecondProcess(lambda: {number: work(number) for number in _take(taken)})
        ours = {}
        for number in _take(taken):
            on_part(number)
            ours[number] = work(number)
    finally:
        os.close(taken)
    theirs = second.result() or {}
    for number in range(count):
        done = ours if number in ours else theirs
        yield done.pop(number) if number in done else work(number)


def do_alone(
    count: int, work: Callable[[int], Any], on_part: Callable[[int], None]
) -> Iterator[Any]:
    """Do what `divide` does in one process, each part when it is asked for."""
    for number in range(count):
        on_part(number)
        yield work(number)


def _take(pipe: int) -> Iterator[int]:
    """Take numbers that nobody else has taken, until there is none."""
    while number := os.read(pipe, _NUMBER):
        yield int.from_bytes(number, "big")


def _start(work: Callable[[], Any]) -> tuple[int, int | None]:
    try:
        theirs, ours = os.pipe()
    except OSError:
        return 0, None
    try:
        process = os.fork()
    except OSError:
        os.close(theirs)
        os.close(ours)
        return 0, None
    if process:
        os.close(ours)
        return process, theirs
    code = 1
    try:
        os.close(theirs)  # else it would wait for ever to be read, once the first is killed
        with open(ours, "wb") as pipe:
            pipe.write(marshal.dumps(work()))
        code = 0
    finally:
        os._exit(code)  # nothing of the first process may be run twice
