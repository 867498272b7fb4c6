"""Conflict markers in a note: both sides, and their base, taken apart again.

As git writes them, with the base or without, anywhere in the note; and those that `properties.py`
writes below the block for what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = {("<", "|"), ("<", "="), ("|", "=")}
PROPERTIES = " (properties)"
"""What ends the label of a conflict about lines of the block above it."""

_LINE = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MARK = lazy_regex(r"(<{7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?[\r\n]*\Z|(={7})[ \t]*[\r\n]*\Z")
_NESTED = lazy_regex(r"(?:<{8,}|>{8,}|={8,}|\|{8,})(?:[ \t]|[\r\n]*\Z)")
"""Marks inside a base that was merged itself: git makes them longer."""
_ENDING = lazy_regex(r"(?:\r\n|\r|\n)\Z")
_NOTHING = lazy_regex(r"(?!)")
_FENCE = lazy_regex(r"---[ \t]*[\r\n]*\Z")


_MOST_OF_BLOCK = 200
"""Conflicts about properties; the whole block is looked through for each."""


class Sides(NamedTuple):
    """The texts that met in a note with conflict markers."""

    base: str | None
    """None where a conflict does not give it."""
    ours: str
    theirs: str


class _Broken(Exception):
    """The marks are no conflict that git could have written."""


class _Hunk:
    """One conflict, as it is read line by line."""

    def __init__(self, label: str) -> None:
        self.of_block = label.rstrip().endswith(PROPERTIES.strip())
        self.parts: dict[str, list[str]] = {"<": []}
        self.at = "<"

    def step(self, kind: str) -> None:
        """Go on to the next part."""
        if (self.at, kind) not in _STEPS:
            raise _Broken
        self.at = kind
        self.parts[kind] = []

    def has_base(self) -> bool:
        """Say whether the base is given, and no conflict itself."""
        return "|" in self.parts and not any(map(_NESTED.match, self.parts["|"]))


def sides_of(text: str) -> Sides | None:
    """Take a note with conflict markers apart; None where it has none, or broken or nested ones."""
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
    # Git ends the last mark's line; where it has no end, the note's last line had none.
    last = _LINE.findall(text)[-1]
    cut = _ENDING if _kind(last) and not _ENDING.search(last) else _NOTHING
    ours, base, theirs = (bom + cut.sub("", "".join(lines)) for lines in sides.values())
    return Sides(base if all(hunk.has_base() for hunk in hunks) else None, ours, theirs)


def _read_hunks(text: str, sides: dict[str, list[str]]) -> list[_Hunk]:
    """Read all conflicts, and gather the lines of each side; raises where they are broken."""
    hunks: list[_Hunk] = []
    hunk: _Hunk | None = None
    for line in _LINE.findall(text):
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
        elif kind != ">":
            hunk.step(kind)
        else:
            _close(hunk, sides)
            hunk = None
    if hunk or not hunks:
        raise _Broken
    return hunks


def _close(hunk: _Hunk, sides: dict[str, list[str]]) -> None:
    if hunk.at != "=":
        raise _Broken
    if not hunk.of_block:
        for side, lines in sides.items():
            lines.extend(hunk.parts.get(side, ()))


def _kind(line: str) -> str:
    """Return the sign of a conflict's mark; empty where a line is none."""
    if line[:1] not in "<|=>" or not (mark := _MARK.match(line)):
        return ""
    return (mark[1] or mark[2])[0]


def _put_into_block(hunk: _Hunk, sides: dict[str, list[str]]) -> None:
    """Put the lines of the base and of theirs in the place of ours, which have to be there."""
    ours = [line.rstrip("\r\n") for line in hunk.parts["<"]]
    for side, lines in sides.items():
        if side == "<" or side not in hunk.parts:
            continue
        end = _end_of_block(lines)
        block = [line.rstrip("\r\n") for line in lines[:end]]
        places = [at for at in range(1, end) if block[at : at + len(ours)] == ours]
        if not places or not end:
            raise _Broken
        # Without lines of ours they go to the end of the block.
        at = places[0] if ours else end
        lines[at : at + len(ours)] = hunk.parts[side]


def _end_of_block(lines: Sequence[str]) -> int:
    """Return the line that closes the block at the beginning of some lines; 0 where none does."""
    for at, line in enumerate(lines):
        if _FENCE.match(line.removeprefix("\ufeff") if not at else line):
            if at:
                return at
        elif not at:
            break
    return 0
