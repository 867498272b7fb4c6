"""Byte order mark and line endings: taken off before a merge, and put back after it.

So everything between sees lines that end in LF, the last one too, and a note whose endings one
side changed is merged as any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.merge_lines import match

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
    here, there = _follow(lines, base, ours), _follow(lines, base, theirs)
    found = [
        _settle_line(here.get(at, _NOWHERE), there.get(at, _NOWHERE)) for at in range(len(lines))
    ]
    above = next(filter(None, found), "\n")
    for at, ending in enumerate(found):
        above = found[at] = ending or above
    return found


def _kinds(side: Level) -> set[str]:
    return set(side.endings) - {""}


class _Seen(NamedTuple):
    """A merged line in one side: its ending there, and in the base; empty where it is not there."""

    ending: str
    before: str


_NOWHERE = _Seen("", "")


def _follow(lines: Sequence[str], base: Level | None, side: Level) -> dict[int, _Seen]:
    """Find merged lines in a side, and by way of it in the base.

    For of several blank lines only the side knows which is which.
    """
    known = {there: base.endings[at] for at, there in match(base.lines, side.lines)} if base else {}
    return {
        at: _Seen(side.endings[there], known.get(there, ""))
        for at, there in match(lines, side.lines)
    }


def _settle_line(ours: _Seen, theirs: _Seen) -> str:
    """Return the ending of a line: of the side that made the line, else that changed its ending."""
    if not (ours.ending and theirs.ending):
        return ours.ending or theirs.ending
    changed = [side.ending for side in (ours, theirs) if side.ending != side.before]
    # What is new in one side only is in the other a line of the same words beside it.
    made = [side.ending for side in (ours, theirs) if not side.before]
    return min(made if len(made) == 1 else changed or [ours.ending, theirs.ending])


def _settle(base: str, ours: str, theirs: str) -> str:
    """Return an ending, the changed one where one side changed it; empty where none is known."""
    if not (ours and theirs):
        return ours or theirs or base
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else min(ours, theirs)
