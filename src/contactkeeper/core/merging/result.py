"""What a merge gives: the text, what could not be settled or was settled so that a person may care.

Nothing here merges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_Value = TypeVar("_Value")

ConflictKind = Literal["property", "entry", "heading", "lines"]


class Conflict(NamedTuple):
    """Where both sides changed the same thing, or one took away what the other changed."""

    kind: ConflictKind
    line: int
    """Of the merged text, from 1: the `<<<<<<<`, or the first line of what was kept."""
    message: str
    """A sentence: what, and what became of it."""
    marked: bool
    """Whether conflict markers stand there, for a person to decide. Else both, or what was
    changed, were kept."""


class Merged(NamedTuple):
    """A merged note."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    """In the order of the lines."""
    losses: tuple[str, ...] = ()
    """What the check misses in the text, a sentence each. Where there is any, the text is not to
    be used."""

    @property
    def checked(self) -> bool:
        """Say whether everything that either side says was found in the text."""
        return not self.losses

    @property
    def marked(self) -> bool:
        """Say whether conflict markers were written."""
        return any(conflict.marked for conflict in self.conflicts)


class Labels(NamedTuple):
    """What stands behind the marks of a conflict."""

    ours: str = "ours"
    theirs: str = "theirs"
    base: str = "base"


class Piece(NamedTuple):
    """Merged lines, without endings, and their conflicts, whose lines count from 0 in the piece."""

    lines: list[str]
    conflicts: list[Conflict]


def join(pieces: Iterable[Piece]) -> Piece:
    """Put pieces below each other."""
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for piece in pieces:
        conflicts += (each._replace(line=each.line + len(lines)) for each in piece.conflicts)
        lines += piece.lines
    return Piece(lines, conflicts)


def plain(lines: Iterable[str]) -> Piece:
    """Make a piece of lines about which there is no question."""
    return Piece(list(lines), [])


def settle(base: _Value, ours: _Value, theirs: _Value) -> _Value | None:
    """Return the value that changed, or that both have; None where both changed it differently."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None
