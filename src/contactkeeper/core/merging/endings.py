"""Byte order mark and line endings: taken off before a merge, and put back after it.

So everything between sees lines that end in LF, the last one too, and a note whose endings one
side changed is merged as any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.matching import match

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDING = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class Level(NamedTuple):
    """A text as lines without endings, and how it was written."""

    lines: list[str]
    endings: tuple[str, ...]
    """Of each line; a last line without one has that of the line above, or an empty one."""
    bom: bool
    final: bool
    """Whether the last line has an ending; so says a text without lines too."""

    @property
    def text(self) -> str:
        """Return the text with LF behind each line."""
        return "".join(f"{line}\n" for line in self.lines)


def level(text: str) -> Level:
    """Take a text's byte order mark and endings off."""
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    if "\r" not in text:
        lines = text.split("\n")
        endings = ["\n"] * (len(lines) - 1)
    else:
        lines = _ENDING.split(text)
        endings = _ENDING.findall(text)
    final = not lines[-1]
    if final:
        lines.pop()
    else:
        endings.append(endings[-1] if endings else "")
    return Level(lines, tuple(endings), bom, final)


def restore(lines: Sequence[str], base: Level | None, ours: Level, theirs: Level) -> str:
    """Write merged lines as the sides write theirs: what one of them changed is changed."""
    known = base or ours
    endings = _endings(lines, base, ours, theirs)
    bom = _changed(known.bom, ours.bom, theirs.bom) if base else ours.bom or theirs.bom
    text = "".join(map("".join, zip(lines, endings, strict=True)))
    final = _changed(known.final, ours.final, theirs.final) if base else ours.final or theirs.final
    if endings and lines[-1] and not final:
        text = text.removesuffix(endings[-1])
    return _BOM + text if bom else text


def _changed(base: bool, ours: bool, theirs: bool) -> bool:  # noqa: FBT001 - three alike
    return ours if theirs == base else theirs


def _endings(lines: Sequence[str], base: Level | None, ours: Level, theirs: Level) -> Sequence[str]:
    """Return the ending of each merged line."""
    kinds = [_kinds(ours), _kinds(theirs), _kinds(base) if base else set[str]()]
    if all(len(kind) <= 1 for kind in kinds):
        of_ours, of_theirs, of_base = (next(iter(kind), "") for kind in kinds)
        return [_settle(of_base, of_ours, of_theirs) or "\n"] * len(lines)
    sides = [_aligned(lines, side) for side in (base, ours, theirs)]
    found = [_settle(*each) for each in zip(*sides, strict=True)]
    above = next(filter(None, found), "\n")
    for at, ending in enumerate(found):
        above = found[at] = ending or above
    return found


def _kinds(side: Level) -> set[str]:
    return set(side.endings) - {""}


def _aligned(lines: Sequence[str], side: Level | None) -> list[str]:
    """Return for each merged line the ending that it has in a side; empty where it is not there."""
    endings = [""] * len(lines)
    if side:
        for at, there in match(lines, side.lines):
            endings[at] = side.endings[there]
    return endings


def _settle(base: str, ours: str, theirs: str) -> str:
    """Return an ending, the changed one where one side changed it; empty where none is known."""
    if not (ours and theirs):
        return ours or theirs or base
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else min(ours, theirs)
