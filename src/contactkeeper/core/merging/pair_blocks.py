"""Which block of a log is which of another: alike, ticked, edited; and what was added to both.

A pair that is no pair in truth costs nothing: what is kept is decided by what the blocks say.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from contactkeeper.core.merging.checkboxes import bare, bare_lines
from contactkeeper.core.merging.merge_entries import unite_added

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from contactkeeper.core.merging.split_note import Block

_ALIKE = 0.5
"""How much of two texts of one day is the same where one is the other, edited."""
_LONGEST = 400
"""Characters of each that are compared."""
_MOST = 20
"""Blocks of one day, or with the same first line, that are compared with each other."""


def pair(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return for places in the new log the place in the old one of what stands there."""
    found: dict[int, int] = {}
    for key in (_lines, _opened, _head, _said):
        _pair_by(key, old, new, found)
    _pair_similar(old, new, found)
    return found


def pair_added(
    ours: Sequence[Block], theirs: Sequence[Block], here: Iterable[int], there: Iterable[int]
) -> dict[int, int]:
    """Return for places of blocks that theirs added those in ours of blocks that say the same."""
    found: dict[int, int] = {}
    mine = list(here)
    yours = list(there)
    for key in (_lines, _opened):
        _pair_by(key, ours, theirs, found, mine, yours)
    taken = set(found.values())
    left = [at for at in mine if at not in taken]
    heads = _grouped(ours, left, lambda block: bare(block.lines[0]))
    for at in yours:
        if at in found:
            continue
        candidates = heads.get(bare(theirs[at].lines[0]), [])
        for candidate in candidates[:_MOST]:
            if unite_added(ours[candidate].lines, theirs[at].lines):
                found[at] = candidate
                candidates.remove(candidate)  # it is one of the first
                break
    return found


def _lines(block: Block) -> Hashable:
    return block.lines


def _opened(block: Block) -> Hashable:
    return bare_lines(block.lines)


def _head(block: Block) -> Hashable:
    return bare(block.lines[0])


def _said(block: Block) -> Hashable:
    """Return what an entry says without its date; None for what says nothing."""
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
    """Pair what has the same key, the first with the first."""
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
    """Pair what is left of one day, or has no date, by how much of its text is the same."""
    taken = set(found.values())
    days = _grouped(old, [at for at in range(len(old)) if at not in taken], _day)
    others = _grouped(new, [at for at in range(len(new)) if at not in found], _day)
    alike = []
    for day, places in others.items():
        for at in places[:_MOST]:
            for candidate in days.get(day, ())[:_MOST]:
                ratio = _likeness(old[candidate], new[at])
                if ratio >= _ALIKE:
                    alike.append((-ratio, candidate, at))
    for _, candidate, at in sorted(alike):
        if at not in found and candidate not in taken:
            found[at] = candidate
            taken.add(candidate)


def _likeness(one: Block, other: Block) -> float:
    first, second = ("\n".join(block.lines)[:_LONGEST] for block in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _ALIKE:
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
