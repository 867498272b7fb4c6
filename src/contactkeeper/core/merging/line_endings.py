"""Remove the byte order mark and line endings before a merge, and restore them after it.

The rest of the merge sees lines that end in LF, also the last one, and a change of line endings on
one side is no conflict.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.conflicts import changed_side
from contactkeeper.core.merging.merge_lines import match_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDING = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class NormalizedText(NamedTuple):
    """A text as lines without endings, with what is needed to restore it."""

    lines: list[str]
    endings: tuple[str, ...]
    """The ending of each line; a last line without one gets that of the line above, or ""."""
    bom: bool
    """Whether the text begins with a byte order mark."""
    final: bool
    """Whether the last line has an ending; true for an empty text."""

    @property
    def text(self) -> str:
        """Return the text with LF after each line."""
        return "".join(f"{line}\n" for line in self.lines)


def normalize(text: str) -> NormalizedText:
    """Remove a text's byte order mark and line endings."""
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
    return NormalizedText(lines, tuple(endings), bom, final)


def restore_endings(
    lines: Sequence[str], base: NormalizedText | None, ours: NormalizedText, theirs: NormalizedText
) -> str:
    """Restore byte order mark and endings of merged lines, as the sides have changed them."""
    endings = _endings(lines, base, ours, theirs)
    bom = changed_side(base.bom, ours.bom, theirs.bom) if base else ours.bom or theirs.bom
    text = "".join(map("".join, zip(lines, endings, strict=True)))
    final = ours.final or theirs.final
    if base:
        final = bool(changed_side(base.final, ours.final, theirs.final))
    if endings and lines[-1] and not final:
        text = text.removesuffix(endings[-1])
    return _BOM + text if bom else text


def _endings(
    lines: Sequence[str], base: NormalizedText | None, ours: NormalizedText, theirs: NormalizedText
) -> Sequence[str]:
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


def _kinds(side: NormalizedText) -> set[str]:
    return set(side.endings) - {""}


class _Seen(NamedTuple):
    """The ending of a merged line in one side, and in the base; empty where it has no such line."""

    ending: str
    before: str


_NOWHERE = _Seen("", "")


def _follow(
    lines: Sequence[str], base: NormalizedText | None, side: NormalizedText
) -> dict[int, _Seen]:
    """Find merged lines in a side, and through it in the base.

    Only the side can tell which of several blank lines a merged one is.
    """
    known = (
        {there: base.endings[at] for at, there in match_lines(base.lines, side.lines)}
        if base
        else {}
    )
    return {
        at: _Seen(side.endings[there], known.get(there, ""))
        for at, there in match_lines(lines, side.lines)
    }


def _settle_line(ours: _Seen, theirs: _Seen) -> str:
    """Return the ending of a line: that of the side that added it, else that changed its ending."""
    if not (ours.ending and theirs.ending):
        return ours.ending or theirs.ending
    changed = [side.ending for side in (ours, theirs) if side.ending != side.before]
    # A line that only one side added matches an equal neighbour in the other.
    made = [side.ending for side in (ours, theirs) if not side.before]
    return min(made if len(made) == 1 else changed or [ours.ending, theirs.ending])


def _settle(base: str, ours: str, theirs: str) -> str:
    """Return the ending that a side changed, else the common one; empty where none is known."""
    if not (ours and theirs):
        return ours or theirs or base
    return changed_side(base, ours, theirs) or min(ours, theirs)
