"""Match the blocks of three logs, and decide of each whether it is kept, deleted or merged.

`entry_order.py` decides on their order. A wrong match does no harm: what is kept depends only on
the lines of the blocks.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.conflicts import Conflict, Labels, Piece, changed_side, plain
from contactkeeper.core.merging.merge_entries import (
    carry_ticks,
    checkboxes_of,
    merge_added_entry,
    merge_entry,
    untick,
    untick_lines,
)
from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from contactkeeper.core.merging.split_note import Block, Lines

_SIMILAR = 0.5
"""The ratio of `difflib` from which two blocks of one day are versions of one entry."""
_LONGEST = 400
"""Characters of each block that are compared."""
_MOST = 20
"""Blocks of one day, or with the same first line, that are compared with each other."""


def pair_blocks(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return the position in the old log of each block of the new log that is a version of it."""
    found: dict[int, int] = {}
    for key in (_lines, _opened, lambda block: untick(block.lines[0]), _said):
        _pair_by(key, old, new, found)
    _pair_similar(old, new, found)
    return found


def pair_added_blocks(
    ours: Sequence[Block], theirs: Sequence[Block], here: Iterable[int], there: Iterable[int]
) -> dict[int, int]:
    """Return the position in our log of each block of theirs that both sides have added."""
    found: dict[int, int] = {}
    mine = list(here)
    yours = list(there)
    for key in (_lines, _opened):
        _pair_by(key, ours, theirs, found, mine, yours)
    taken = set(found.values())
    left = [at for at in mine if at not in taken]
    heads = _grouped(ours, left, lambda block: untick(block.lines[0]))
    for at in yours:
        if at in found:
            continue
        candidates = heads.get(untick(theirs[at].lines[0]), [])
        for candidate in candidates[:_MOST]:
            if merge_added_entry(ours[candidate].lines, theirs[at].lines):
                found[at] = candidate
                candidates.remove(candidate)  # found at once: it is one of the first
                break
    return found


def _lines(block: Block) -> Hashable:
    return block.lines


def _opened(block: Block) -> Hashable:
    return untick_lines(block.lines)


def _said(block: Block) -> Hashable:
    """Return the content of an entry without its date; None where it has none."""
    entry = block.entry
    if entry is None or not entry.text:
        return None
    return block.shape, entry.text, entry.direction, entry.channel, entry.fields


def _pair_by(  # noqa: PLR0913, PLR0917 - two logs, and what of them is looked at
    key: Callable[[Block], Hashable],
    old: Sequence[Block],
    new: Sequence[Block],
    found: dict[int, int],
    of_old: Iterable[int] | None = None,
    of_new: Iterable[int] | None = None,
) -> None:
    """Pair blocks with the same key, in order."""
    taken = set(found.values())
    here = [at for at in (range(len(old)) if of_old is None else of_old) if at not in taken]
    groups = _grouped(old, here, key)
    counted: dict[Hashable, int] = defaultdict(int)
    for at in range(len(new)) if of_new is None else of_new:
        if at in found:
            continue
        value = key(new[at])
        places = groups.get(value, ()) if value is not None else ()
        if counted[value] < len(places):
            found[at] = places[counted[value]]
            counted[value] += 1


def _pair_similar(old: Sequence[Block], new: Sequence[Block], found: dict[int, int]) -> None:
    """Pair the remaining blocks of each day, and those without a date, by similarity."""
    taken = set(found.values())
    days = _grouped(old, [at for at in range(len(old)) if at not in taken], _day)
    others = _grouped(new, [at for at in range(len(new)) if at not in found], _day)
    alike = []
    for day, places in others.items():
        for at in places[:_MOST]:
            for candidate in days.get(day, ())[:_MOST]:
                ratio = _likeness(old[candidate], new[at])
                if ratio >= _SIMILAR:
                    alike.append((-ratio, candidate, at))
    for _, candidate, at in sorted(alike):
        if at not in found and candidate not in taken:
            found[at] = candidate
            taken.add(candidate)


def _likeness(one: Block, other: Block) -> float:
    first, second = ("\n".join(block.lines)[:_LONGEST] for block in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _SIMILAR:
        return 0.0
    return matcher.ratio()


def _day(block: Block) -> Hashable:
    return block.entry.date if block.entry else None


def _grouped(
    blocks: Sequence[Block], places: Iterable[int], key: Callable[[Block], Hashable]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for at in places:
        groups.setdefault(key(blocks[at]), []).append(at)
    return groups


BlockId = int
"""The position in the base's log; higher numbers are blocks that were added."""


class Versions(NamedTuple):
    """The blocks of three logs by their ids, each in the order of its log."""

    base: Mapping[BlockId, Block]
    ours: Mapping[BlockId, Block]
    theirs: Mapping[BlockId, Block]


class Outcome(NamedTuple):
    """A block of the merged log."""

    block: Block
    """Has its date, time and shape; its lines may be older than those of the piece."""
    piece: Piece


def assign_ids(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> Versions:
    """Give each block an id that is the same in all three logs."""
    mine, yours = pair_blocks(base, ours), pair_blocks(base, theirs)
    new_here = [at for at in range(len(ours)) if at not in mine]
    new_there = [at for at in range(len(theirs)) if at not in yours]
    shared = pair_added_blocks(ours, theirs, new_here, new_there)
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


def decide_blocks(versions: Versions, labels: Labels | None) -> dict[BlockId, tuple[Outcome, ...]]:
    """Return the merged blocks for each id: none, one, or two next to each other."""
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
    if (kept := changed_side(base.lines, ours.lines, theirs.lines)) is not None:
        return (_as_it_is(ours if kept == ours.lines else theirs),)
    return _settle_changed(base, ours, theirs, labels)


def _decide_alone(base: Block | None, kept: Block | None) -> tuple[Outcome, ...]:
    """Merge a block that at most one side has."""
    if kept is None or (base and kept.lines == base.lines):
        return ()
    if base is None:
        return (_as_it_is(kept),)
    why = Wording("a part of the log was deleted on one side and changed on the other: it is kept")
    if kept.entry:
        why = Wording(
            "the entry of {day} was deleted on one side and changed on the other: it is kept",
            day=kept.entry.date,
        )
    return (Outcome(kept, Piece(list(kept.lines), [_report(kept, why)])),)


def _settle_added(ours: Block, theirs: Block) -> tuple[Outcome, ...]:
    lines = merge_added_entry(ours.lines, theirs.lines)
    if lines is None:
        return _keep_both(ours, theirs, ours.lines, theirs.lines)
    return (_with_lines(ours, lines),)


def _settle_changed(
    base: Block, ours: Block, theirs: Block, labels: Labels | None
) -> tuple[Outcome, ...]:
    moved = _is_moved_and_closed(ours, theirs) or _is_moved_and_closed(theirs, ours)
    lines = None if moved else merge_entry(base.lines, ours.lines, theirs.lines)
    if lines is not None:
        # The date comes from the side that changed the first line.
        dated = theirs if lines[0] == theirs.lines[0] else ours
        return (_with_lines(dated, lines),)
    if not (ours.entry or theirs.entry):
        piece = merge_lines(base.lines, ours.lines, theirs.lines, labels)
        return (Outcome(ours, piece),)
    if moved:
        return _keep_both(ours, theirs, ours.lines, theirs.lines)
    mine = carry_ticks(base.lines, ours.lines, theirs.lines)
    yours = carry_ticks(base.lines, theirs.lines, ours.lines)
    return _keep_both(ours, theirs, mine, yours)


def _is_moved_and_closed(one: Block, other: Block) -> bool:
    """Return whether an appointment has another day or time on one side and is closed on the other.

    What took place on a day did not take place on another.
    """
    if not (one.entry and other.entry) or checkboxes_of(one.lines[0])[:1] != [" "]:
        return False
    when, held = ((each.entry.date, each.entry.time) for each in (one, other) if each.entry)
    return when != held and checkboxes_of(other.lines[0])[:1] != [" "]


def _keep_both(ours: Block, theirs: Block, mine: Lines, yours: Lines) -> tuple[Outcome, ...]:
    first, second = sorted(
        (_with_lines(ours, mine), _with_lines(theirs, yours)),
        key=lambda outcome: outcome.piece.lines,
    )
    why = Wording("a part of the log was changed on both sides: both are kept, next to each other")
    if entry := first.block.entry:
        why = Wording(
            "the entry of {day} was changed on both sides: both are kept, next to each other",
            day=entry.date,
        )
    first.piece.conflicts.append(_report(first.block, why))
    return first, second


def _as_it_is(block: Block) -> Outcome:
    return Outcome(block, plain(block.lines))


def _with_lines(block: Block, lines: Lines) -> Outcome:
    return Outcome(block._replace(lines=lines), plain(lines))


def _report(block: Block, why: Wording) -> Conflict:
    return Conflict("entry" if block.entry else "lines", 0, why, marked=False)
