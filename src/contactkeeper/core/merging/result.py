"""Define the result of a merge: the text, its conflicts, and what it would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ConflictKind = Literal["property", "entry", "heading", "lines"]


class Conflict(NamedTuple):
    """A place where both sides changed the same thing, or one deleted what the other changed."""

    kind: ConflictKind
    line: int
    """In the merged text, from 1: the `<<<<<<<`, or the first line that was kept."""
    message: str
    """A sentence: what is in conflict, and what was kept."""
    marked: bool
    """Whether conflict markers are there, for the user to decide. Otherwise both versions, or the
    changed one, were kept."""


class Merged(NamedTuple):
    """A merged note."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    """In the order of the lines."""
    losses: tuple[str, ...] = ()
    """Sentences about what the text would lose. Never use the text where there are any."""

    @property
    def checked(self) -> bool:
        """Say whether nothing of either side is lost, so that the text may be used."""
        return not self.losses

    @property
    def marked(self) -> bool:
        """Say whether the text has conflict markers."""
        return any(conflict.marked for conflict in self.conflicts)


class Labels(NamedTuple):
    """The labels behind the markers of a conflict."""

    ours: str = "ours"
    theirs: str = "theirs"
    base: str = "base"


class Piece(NamedTuple):
    """Merged lines without endings, and their conflicts, with lines from 0 in the piece."""

    lines: list[str]
    conflicts: list[Conflict]


def join(pieces: Iterable[Piece]) -> Piece:
    """Concatenate pieces."""
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for piece in pieces:
        conflicts += (each._replace(line=each.line + len(lines)) for each in piece.conflicts)
        lines += piece.lines
    return Piece(lines, conflicts)


def plain(lines: Iterable[str]) -> Piece:
    """Return a piece without conflicts."""
    return Piece(list(lines), [])
