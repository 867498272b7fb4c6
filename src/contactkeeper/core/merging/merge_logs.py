"""Merge the logs of three versions of a note: match the blocks, order them, restore blank lines.

Blank lines between two blocks are those of a side in which they are neighbours; between two new
neighbours, those that the lower one had above it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.conflicts import Conflict, Labels, Piece, changed_side, join, plain
from contactkeeper.core.merging.entry_order import Order, put_in_order
from contactkeeper.core.merging.merge_blocks import assign_ids, decide_blocks
from contactkeeper.core.note.style import AT_MARGIN
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from contactkeeper.core.merging.merge_blocks import BlockId, Outcome
    from contactkeeper.core.merging.split_note import Lines, Section

_TOP, _BOTTOM = -1, -2
"""Ids for the beginning and the end of the log."""
_NO_ENTRY = "other"


class Sections(NamedTuple):
    """The logs of three versions; None: the version has no log."""

    base: Section | None
    ours: Section | None
    theirs: Section | None


def merge_logs(sections: Sections, *, newest_first: bool, labels: Labels | None) -> Piece:
    """Merge three logs; the result is empty where a side deleted the log and nothing is left.

    `newest_first` is the configured order, for logs that don't show theirs.
    """
    base, ours, theirs = sections
    versions = assign_ids(*(section.blocks if section else () for section in sections))
    outcomes = decide_blocks(versions, labels)
    shown = [section.newest_first if section else None for section in sections]
    ids = put_in_order(versions, outcomes, Order(shown[0], shown[1], shown[2], newest_first))
    if not ids and (ours is None or theirs is None) and (base or ours is theirs):
        return plain(())
    gaps = [
        _Gaps(list(version), section.gaps if section else ())
        for version, section in zip(versions, sections, strict=True)
    ]
    return join([_heading(base, ours, theirs), *_put_together(ids, outcomes, gaps)])


def _heading(base: Section | None, ours: Section | None, theirs: Section | None) -> Piece:
    """Merge the heading; where both sides changed it, one is chosen."""
    of_base, of_ours, of_theirs = (
        section.heading if section else None for section in (base, ours, theirs)
    )
    if not of_ours or not of_theirs:
        return plain(of_ours or of_theirs or ())
    if (changed := changed_side(of_base, of_ours, of_theirs)) is not None:
        return plain(changed)
    kept, other = sorted((of_ours, of_theirs))
    why = Wording(
        "the sides have different headings for the log: `{kept}` is kept, not `{other}`",
        kept=kept[0],
        other=other[0],
    )
    return Piece(list(kept), [Conflict("heading", 0, why, marked=False)])


class _Gaps:
    """The blank lines of one log: between two blocks, above each, and below each."""

    def __init__(self, ids: Sequence[BlockId], gaps: Sequence[Lines]) -> None:
        pairs = pairwise((_TOP, *ids, _BOTTOM))
        self.between = dict(zip(pairs, gaps, strict=False))  # no gaps, no log
        self.above = {below: (one, blank) for (one, below), blank in self.between.items()}
        self.below = {above: (one, blank) for (above, one), blank in self.between.items()}


def _put_together(
    ids: Sequence[BlockId], outcomes: Mapping[BlockId, tuple[Outcome, ...]], gaps: Sequence[_Gaps]
) -> Iterator[Piece]:
    """Yield the blocks with the blank lines between them."""
    usual = max(
        (
            blank
            for side in gaps
            for ends, blank in side.between.items()
            if _TOP not in ends and _BOTTOM not in ends
        ),
        key=_much,
        default=None,
    )
    shape = ""
    yield plain(_end_gap([side.below.get(_TOP) for side in gaps]))
    above = _TOP
    for each in ids:
        for nth, outcome in enumerate(outcomes[each]):
            if shape:
                upper = each if nth else above
                below = outcome.block.shape or _NO_ENTRY
                apart = shape != below and _NO_ENTRY not in (shape, below)
                first = below in AT_MARGIN
                yield plain(_gap(upper, each, gaps, usual, heading=first, apart=apart))
            yield outcome.piece
            above, shape = each, outcome.block.shape or _NO_ENTRY
    if ids:
        yield plain(_end_gap([side.above.get(_BOTTOM) for side in gaps]))


def _end_gap(gaps: Sequence[tuple[int, Lines] | None]) -> Lines:
    """Return the blank lines at one end of the log."""
    base, ours, theirs = (gap[1] if gap else None for gap in gaps)
    if ours is None or theirs is None:
        return ours or theirs or ()
    return _settle(base, ours, theirs)


def _gap(  # noqa: PLR0913 - two blocks, and all that is known of blank lines
    above: BlockId,
    below: BlockId,
    gaps: Sequence[_Gaps],
    usual: Lines | None,
    *,
    heading: bool,
    apart: bool,
) -> Lines:
    """Return the blank lines between two blocks."""
    base, ours, theirs = (side.between.get((above, below)) for side in gaps)
    if ours is not None and theirs is not None:
        return _settle(base, ours, theirs)
    if ours is not None or theirs is not None:
        return ours or theirs or ()
    # They are new neighbours.
    over = [side.above[below] for side in gaps[1:] if below in side.above]
    under = [side.below[above] for side in gaps[1:] if above in side.below]
    known = [blank for one, blank in over if one != _TOP]
    known = known or [blank for one, blank in under if one != _BOTTOM]
    if not known and usual is None:
        return ("",) if apart or heading else ()
    blank = max(known, key=_much, default=usual or ())
    return ("",) if apart and not blank else blank


def _settle(base: Lines | None, ours: Lines, theirs: Lines) -> Lines:
    kept = changed_side(base, ours, theirs)
    return max(ours, theirs, key=_much) if kept is None else kept


def _much(blank: Lines) -> tuple[int, Lines]:
    return len(blank), blank
