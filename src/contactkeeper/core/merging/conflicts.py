"""Define the result of a merge and its conflicts, and parse the markers of conflicts in a note.

The markers are those that git writes, and those that `merge_properties.py` writes below the
frontmatter for values in it. Both sides are recovered, and their base where it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_T = TypeVar("_T")

ConflictKind = Literal["property", "entry", "heading", "lines"]
_STEPS = {("<", "|"), ("<", "="), ("|", "="), ("=", ">")}
PROPERTIES = " (properties)"
"""The end of the label of a conflict about lines of the frontmatter above it."""

LINE = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""A line of a note with its ending: LF, CRLF or CR."""
_MARK = lazy_regex(r"(<{7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?[\r\n]*\Z|(={7})[ \t]*[\r\n]*\Z")
_NESTED = lazy_regex(r"(?:<{8,}|>{8,}|={8,}|\|{8,})(?:[ \t]|[\r\n]*\Z)")
"""Markers inside a base that is itself a merge; git makes them longer."""
_ENDING = lazy_regex(r"(?:\r\n|\r|\n)\Z")
_NOTHING = lazy_regex(r"(?!)")
_FENCE = lazy_regex(r"---[ \t]*[\r\n]*\Z")
_MOST_OF_BLOCK = 200
"""Conflicts about properties that are read; each searches the whole block."""


class Conflict(NamedTuple):
    """A place where both sides changed the same thing, or one deleted what the other changed."""

    kind: ConflictKind
    line: int
    """In the merged text, from 1: the `<<<<<<<`, or the first line that was kept."""
    message: Wording
    """The thing in conflict, and the side that was kept."""
    marked: bool
    """Whether conflict markers are there, for the user to decide. Otherwise both versions, or the
    changed one, were kept."""
    what: Wording = NOTHING
    """The thing in conflict alone, where one value is kept and markers have the other."""


class Merged(NamedTuple):
    """A merged note."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    """In the order of the lines."""
    losses: tuple[Wording, ...] = ()
    """Losses of the text; one that has any must never be used."""

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


def changed_side(base: _T | None, ours: _T, theirs: _T) -> _T | None:
    """Return the version that only one side changed, or that both have; else None."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None


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


class Sides(NamedTuple):
    """The versions in a note with conflict markers."""

    base: str | None
    """None where a conflict does not give it."""
    ours: str
    theirs: str


class _Broken(Exception):
    """The markers are not a conflict that git could have written."""


class _Hunk:
    """One conflict, read line by line."""

    def __init__(self, label: str) -> None:
        self.of_block = label.rstrip().endswith(PROPERTIES.strip())
        self.parts: dict[str, list[str]] = {"<": []}
        self.at = "<"

    def step(self, kind: str) -> None:
        """Begin the next part."""
        if (self.at, kind) not in _STEPS:
            raise _Broken
        self.at = kind
        self.parts[kind] = []

    def has_base(self) -> bool:
        """Say whether the base is given and has no conflict itself."""
        return "|" in self.parts and not any(map(_NESTED.match, self.parts["|"]))


def sides_of(text: str) -> Sides | None:
    """Return the sides of a note with conflict markers; None without valid, unnested markers."""
    bom = "\ufeff" if text.startswith("\ufeff<<<<<<<") else ""
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    try:
        hunks = _read_hunks(text[len(bom) :], sides)
        of_block = [hunk for hunk in hunks if hunk.of_block]
        if len(of_block) > _MOST_OF_BLOCK:
            return None
        for hunk in of_block:
            _put_into_block(hunk, sides)
    except _Broken:
        return None
    # Without a line ending after the last marker, the note's last line had none either.
    last = LINE.findall(text)[-1]
    cut = _ENDING if _kind(last) and not _ENDING.search(last) else _NOTHING
    ours, base, theirs = (bom + cut.sub("", "".join(lines)) for lines in sides.values())
    return Sides(base if all(hunk.has_base() for hunk in hunks) else None, ours, theirs)


def _read_hunks(text: str, sides: dict[str, list[str]]) -> list[_Hunk]:
    """Read all conflicts, and collect the lines of each side; raises _Broken."""
    hunks: list[_Hunk] = []
    hunk: _Hunk | None = None
    for line in LINE.findall(text):
        kind = _kind(line)
        if hunk is None and kind == "<":
            hunk = _Hunk(line)
            hunks.append(hunk)
        elif hunk is None and kind == ">":
            raise _Broken
        elif hunk is None:
            for lines in sides.values():
                lines.append(line)
        elif not kind:
            hunk.parts[hunk.at].append(line)
        else:
            hunk.step(kind)
            if kind == ">":
                for side, lines in sides.items():
                    lines.extend(() if hunk.of_block else hunk.parts.get(side, ()))
                hunk = None
    if hunk or not hunks:
        raise _Broken
    return hunks


def _kind(line: str) -> str:
    """Return the sign of a marker line; empty for any other line."""
    if line[:1] not in "<|=>" or not (mark := _MARK.match(line)):
        return ""
    return (mark[1] or mark[2])[0]


def _put_into_block(hunk: _Hunk, sides: dict[str, list[str]]) -> None:
    """Replace our lines in the block by those of the base and of theirs; raises _Broken."""
    ours = [line.rstrip("\r\n") for line in hunk.parts["<"]]
    for side, lines in sides.items():
        if side == "<" or side not in hunk.parts:
            continue
        end = _end_of_block(lines)
        block = [line.rstrip("\r\n") for line in lines[:end]]
        places = [at for at in range(1, end) if block[at : at + len(ours)] == ours]
        if not places or not end:
            raise _Broken
        # Without lines of ours, theirs go to the end of the block.
        at = places[0] if ours else end
        lines[at : at + len(ours)] = hunk.parts[side]


def _end_of_block(lines: Sequence[str]) -> int:
    """Return the index of the line that closes the leading block; 0 where there is none."""
    if not lines or not _FENCE.match(lines[0].removeprefix("\ufeff")):
        return 0
    return next((at for at in range(1, len(lines)) if _FENCE.match(lines[at])), 0)
