"""Show the progress of a long read or merge in one line of the terminal, which is overwritten.

The line is removed before the answer is written, and after ^C.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


AFTER = 1.0
"""Seconds before which nothing is shown."""
_EVERY = 0.1
_WIDEST, _NARROWEST = 24, 4
"""Cells of the bar; where there is no room for the least of it, there is none."""


class Progress:
    """One line on a terminal; the time counts from when it is made."""

    def __init__(
        self,
        stream: TextIO,
        width: int,
        clock: Callable[[], float] = monotonic,
        *,
        say: Callable[[str], str] = str,
    ) -> None:
        """Show nothing yet.

        Args:
            stream: the terminal.
            width: its cells.
            clock: gives seconds.
            say: says a wording in the language of the user.
        """
        self._stream = stream
        self._room = max(width - 1, 0)  # in the last cell of a line some terminals begin the next
        self._say = say
        self._clock = clock
        self._next = clock() + AFTER
        self._is_shown = False

    def show(self, done: int, total: int, what: str) -> None:
        """Say how many of the notes are read, or what else is done, at most ten times a second."""
        now = self._clock()
        if now >= self._next:
            self._next = now + _EVERY
            self._is_shown = True
            self._write(line_of(self._say, done, total, self._room, what).ljust(self._room))

    def clear(self) -> None:
        """Leave the line as it was before."""
        if self._is_shown:
            self._is_shown = False
            self._write(" " * self._room + "\r")

    def _write(self, text: str) -> None:
        self._stream.write("\r" + text)
        self._stream.flush()


def line_of(say: Callable[[str], str], done: int, total: int, room: int, what: str) -> str:
    """Write the line, in at most so many cells: `Reading notes ━━━━━━──── 6,400 of 10,000`.

    Without room for a bar there are the numbers alone, and without room for them nothing.
    """
    what, count, longest = map(say, (what, _count(done, total), _count(total, total)))
    length = min(room - len(f"{what}  {longest}"), _WIDEST)
    if length < _NARROWEST:
        return count if len(count) <= room else ""
    full = length * done // total
    return f"{what} {'━' * full}{'─' * (length - full)} {count}"


def _count(done: int, total: int) -> Wording:
    return Wording("{done:,} of {total:,}", done=done, total=total)
