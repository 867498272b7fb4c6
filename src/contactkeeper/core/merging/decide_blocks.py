"""What becomes of each block of a log: kept, taken away, made one of two, or kept twice.

Where the blocks then stand is decided in `order.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.merge_entries import carry_ticks, unite, unite_added
from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.core.merging.pair_blocks import pair, pair_added
from contactkeeper.core.merging.result import Conflict, Labels, Piece, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.merging.split_note import Block, Lines

BlockId = int
"""The place in the base's log, or a number above: of what was added."""


class Versions(NamedTuple):
    """The blocks of three logs by their ids, each in the order of its log."""

    base: Mapping[BlockId, Block]
    ours: Mapping[BlockId, Block]
    theirs: Mapping[BlockId, Block]


class Outcome(NamedTuple):
    """What a block has become."""

    block: Block
    """For its day, its time and its shape; its lines may be older than the piece's."""
    piece: Piece


def identify(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Versions:
    """Give each block an id that it has in all three logs."""
    mine, yours = pair(base, ours), pair(base, theirs)
    new_here = [at for at in range(len(ours)) if at not in mine]
    new_there = [at for at in range(len(theirs)) if at not in yours]
    shared = pair_added(ours, theirs, new_here, new_there)
    here = {at: mine.get(at, len(base) + at) for at in range(len(ours))}
    there = {
        at: yours[at] if at in yours
        else here[shared[at]] if at in shared
        else len(base) + len(ours) + at
        for at in range(len(theirs))
    }  # fmt: skip
    return Versions(
        dict(enumerate(base)),
        {here[at]: block for at, block in enumerate(ours)},
        {there[at]: block for at, block in enumerate(theirs)},
    )


def decide(versions: Versions, labels: Labels | None) -> dict[BlockId, tuple[Outcome, ...]]:
    """Say what becomes of each block; nothing, one, or two next to each other."""
    base, ours, theirs = versions
    return {
        each: _decide(base.get(each), ours.get(each), theirs.get(each), labels)
        for each in {**base, **ours, **theirs}
    }


def _decide(
    base: Block | None, ours: Block | None, theirs: Block | None, labels: Labels | None
) -> tuple[Outcome, ...]:
    if ours is None or theirs is None:
        return _decide_alone(base, theirs if ours is None else ours)
    if base is None:
        return _settle_added(ours, theirs)
    if theirs.lines in (ours.lines, base.lines):
        return (_as_it_is(ours),)
    if ours.lines == base.lines:
        return (_as_it_is(theirs),)
    return _settle_changed(base, ours, theirs, labels)


def _decide_alone(base: Block | None, kept: Block | None) -> tuple[Outcome, ...]:
    """Say what becomes of a block that one side has at most."""
    if kept is None or (base and kept.lines == base.lines):
        return ()
    if base is None:
        return (_as_it_is(kept),)
    why = f"{_name(kept)} was taken away on one side and changed on the other: it is kept"
    return (Outcome(kept, Piece(list(kept.lines), [_report(kept, why)])),)


def _settle_added(ours: Block, theirs: Block) -> tuple[Outcome, ...]:
    lines = unite_added(ours.lines, theirs.lines)
    if lines is None:
        return _keep_both(ours, theirs, ours.lines, theirs.lines)
    return (_with_lines(ours, lines),)


def _settle_changed(
    base: Block, ours: Block, theirs: Block, labels: Labels | None
) -> tuple[Outcome, ...]:
    lines = unite(base.lines, ours.lines, theirs.lines)
    if lines is not None:
        # The date is that of whoever changed the first line.
        dated = theirs if lines[0] == theirs.lines[0] else ours
        return (_with_lines(dated, lines),)
    if not (ours.entry or theirs.entry):
        piece = merge_lines(base.lines, ours.lines, theirs.lines, labels)
        return (Outcome(ours, piece),)
    mine = carry_ticks(base.lines, ours.lines, theirs.lines)
    yours = carry_ticks(base.lines, theirs.lines, ours.lines)
    return _keep_both(ours, theirs, mine, yours)


def _keep_both(ours: Block, theirs: Block, mine: Lines, yours: Lines) -> tuple[Outcome, ...]:
    why = f"{_name(ours)} was changed on both sides: both are kept, next to each other"
    first, second = sorted(
        (_with_lines(ours, mine), _with_lines(theirs, yours)),
        key=lambda outcome: outcome.piece.lines,
    )
    first.piece.conflicts.append(_report(ours, why))
    return first, second


def _as_it_is(block: Block) -> Outcome:
    return Outcome(block, plain(block.lines))


def _with_lines(block: Block, lines: Lines) -> Outcome:
    return Outcome(block._replace(lines=lines), plain(lines))


def _report(block: Block, why: str) -> Conflict:
    return Conflict("entry" if block.entry else "lines", 0, why, marked=False)


def _name(block: Block) -> str:
    return f"the entry of {block.entry.date.isoformat()}" if block.entry else "a part of the log"
