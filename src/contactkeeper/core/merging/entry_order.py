"""Order the blocks of a merged log: as in both sides, with additions by their date.

A block that one side moved stays where it was moved to. Blocks that both sides added at one place
follow the order of the log; those of one day are sorted by text, so that the result does not depend
on which side is ours.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.merge_lines import longest_increasing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.merging.merge_blocks import BlockId, Outcome, Versions

_TASK = lazy_regex(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[^\]]\][ \t]")
_ITEM = lazy_regex(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")


class Order(NamedTuple):
    """The orders of three logs: newest first or not; None: the log does not show it."""

    base: bool | None
    ours: bool | None
    theirs: bool | None
    default: bool

    def newest_first(self) -> bool:
        """Say whether the merged log is newest first: the changed order, if a side reversed it."""
        base, ours, theirs, default = self
        if base is None:
            shown = {ours, theirs} - {None}
            return bool(*shown) if len(shown) == 1 else default
        return not base if any(self.turned()) else base

    def turned(self) -> tuple[bool, bool]:
        """Say for each side whether it reversed the log."""
        base, ours, theirs, default = self
        if base is None:
            differ = None not in (ours, theirs) and ours != theirs
            return differ and ours == default, differ and theirs == default
        return ours not in (None, base), theirs not in (None, base)


def put_in_order(
    versions: Versions, outcomes: Mapping[BlockId, tuple[Outcome, ...]], order: Order
) -> list[BlockId]:
    """Return the ids of the remaining blocks, in the order of the merged log."""
    sides = [[each for each in side if outcomes[each]] for side in versions[1:]]
    # Arbitrary choices must not depend on which side is ours, so the sides are sorted by text.
    texts = [
        [(_text(outcomes[each]), each if each in versions.base else -1) for each in side]
        for side in sides
    ]
    turned = order.turned()
    swap = texts[0] > texts[1]
    first, second = sides[::-1] if swap else sides
    by_day = _ByDay(outcomes, newest_first=order.newest_first())
    if any(turned):
        main, other = (first, second) if turned[swap] else (second, first)
        return _add_by_day(main, other, by_day)
    return _weave(list(versions.base), first, second, by_day)


class _ByDay:
    """Compares and merges blocks by date, in the direction of the log."""

    def __init__(
        self, outcomes: Mapping[BlockId, tuple[Outcome, ...]], *, newest_first: bool
    ) -> None:
        self.outcomes = outcomes
        self.sign = -1 if newest_first else 1

    def day(self, each: BlockId) -> date | None:
        entry = self.outcomes[each][0].block.entry
        return entry.date if entry else None

    def comes_before(self, one: BlockId, other: BlockId) -> bool | None:
        """Say whether one block goes above the other; None where dates and times don't tell."""
        blocks = [self.outcomes[each][0].block for each in (one, other)]
        here, there = (block.entry for block in blocks)
        if here is None or there is None:
            return None
        # A task stands above the dated headings of a log, and below its table.
        shapes = ["task" if _TASK.match(block.lines[0]) else block.shape for block in blocks]
        for first, second in (("task", "heading"), ("row", "task")):
            if set(shapes) == {first, second}:
                return shapes[0] == first
        if here.date != there.date:
            return (here.date < there.date) == (self.sign > 0)
        if here.time and there.time and here.time != there.time:
            return (here.time < there.time) == (self.sign > 0)
        return None

    def merge(self, first: Sequence[BlockId], second: Sequence[BlockId]) -> list[BlockId]:
        """Merge two runs, each in its order; a block without a date stays above the next one.

        At the end of a run it stays below the previous one.
        """
        merged: list[BlockId] = []
        left, right = deque(self._bundles(first)), deque(self._bundles(second))
        while left and right:
            one, other = left[0][-1], right[0][-1]
            before = self.comes_before(other, one)
            if before is None and (self.day(one) is None) != (self.day(other) is None):
                before = self.day(other) is None
            elif before is None:
                before = _text(self.outcomes[other]) < _text(self.outcomes[one])
            merged += (right if before else left).popleft()
        return merged + [each for bundle in (*left, *right) for each in bundle]

    def texts_on_top(
        self, first: list[BlockId], second: list[BlockId]
    ) -> tuple[list[BlockId], list[BlockId], list[BlockId]]:
        """Separate the text at the beginning of two runs from the rest of each."""
        text: list[BlockId] = []
        rests = []
        for run in (first, second):
            end = next((at for at, each in enumerate(run) if not self.is_text(each)), len(run))
            text += run[:end]
            rests.append(run[end:])
        return text, rests[0], rests[1]

    def closing_text(self, side: Sequence[BlockId]) -> set[BlockId]:
        """Return the blocks of text below the last entry, which end the section."""
        end = len(side)
        while end and self.is_text(side[end - 1]):
            end -= 1
        if not end or self.day(side[end - 1]) is None:
            return set()
        # A bullet right below the last entry belongs to its list: a task, an incomplete date.
        while end < len(side) and _ITEM.match(self.outcomes[side[end]][0].block.lines[0]):
            end += 1
        return set(side[end:])

    def is_text(self, each: BlockId) -> bool:
        """Say whether a block is text that would be read as part of an entry above it."""
        block = self.outcomes[each][0].block
        return block.entry is None and not block.lines[0].lstrip(" ").startswith(("#", "|"))

    def _bundles(self, run: Sequence[BlockId]) -> list[list[BlockId]]:
        bundles: list[list[BlockId]] = []
        waiting: list[BlockId] = []
        for each in run:
            waiting.append(each)
            if self.day(each) is not None:
                bundles.append(waiting)
                waiting = []
        return [*bundles, waiting] if waiting else bundles


def _weave(
    base: Sequence[BlockId], first: Sequence[BlockId], second: Sequence[BlockId], by_day: _ByDay
) -> list[BlockId]:
    """Merge two orders that mostly agree."""
    moved_here, moved_there = _moved(base, first), _moved(base, second)
    # The side that moved a block decides; where both or neither did, both orders have to agree.
    of_first = {each for each in first if each in moved_here and each not in moved_there}
    of_second = {each for each in second if each in moved_there and each not in moved_here}
    places = {each: at for at, each in enumerate(second)}
    shared = [
        each for each in first if each in places and each not in of_first and each not in of_second
    ]
    anchors = [shared[at] for at in longest_increasing([places[each] for each in shared])]
    stays = set(anchors)
    in_first = set(first)
    closing = by_day.closing_text(first) | by_day.closing_text(second)
    second = [
        each for each in second if each in stays or each in of_second or (each not in in_first)
    ]
    placed = set(second) - stays
    first = [each for each in first if each not in placed]
    here, there = _runs(first, stays), _runs(second, stays)
    # Text stays above all entries; below one it would be read as part of it.
    woven, here[0], there[0] = by_day.texts_on_top(here[0], there[0])
    for mine, yours, anchor in zip(here, there, [*anchors, None], strict=True):
        if anchor is not None:
            woven += [*by_day.merge(mine, yours), anchor]
    ends = [[[each for each in run if (each in closing) is last] for run in (here[-1], there[-1])]
            for last in (False, True)]  # fmt: skip
    return woven + [each for mine, yours in ends for each in by_day.merge(mine, yours)]


def _moved(base: Sequence[BlockId], side: Sequence[BlockId]) -> set[BlockId]:
    """Return the blocks of the base whose relative order was changed."""
    places = {each: at for at, each in enumerate(base)}
    old = [each for each in side if each in places]
    stayed = longest_increasing([places[each] for each in old])
    return set(old) - {old[at] for at in stayed}


def _runs(side: Iterable[BlockId], anchors: set[BlockId]) -> list[list[BlockId]]:
    """Return the blocks before each anchor, and after the last one."""
    runs: list[list[BlockId]] = [[]]
    for each in side:
        if each in anchors:
            runs.append([])
        else:
            runs[-1].append(each)
    return runs


def _add_by_day(main: Sequence[BlockId], other: Sequence[BlockId], by_day: _ByDay) -> list[BlockId]:
    """Insert the blocks that only the other side has into the main order, by date."""
    placed = list(main)
    known = set(main)
    closing = by_day.closing_text(other)
    above: BlockId | None = None
    for each in other:
        if each in closing and each not in known:
            placed.append(each)
        elif each not in known:
            placed.insert(_place(placed, each, above, by_day), each)
        above = each
    return placed


def _place(placed: Sequence[BlockId], each: BlockId, above: BlockId | None, by_day: _ByDay) -> int:
    """Return the insertion point of a block: by its date, else below the block above it."""
    if by_day.day(each) is None:
        return placed.index(above) + 1 if above is not None else 0
    dated = [at for at, one in enumerate(placed) if by_day.day(one) is not None]
    if by_day.sign > 0:
        earlier = [at for at in dated if not by_day.comes_before(each, placed[at])]
        return earlier[-1] + 1 if earlier else min(dated, default=len(placed))
    later = [at for at in dated if not by_day.comes_before(placed[at], each)]
    return later[0] if later else max(dated, default=len(placed) - 1) + 1


def _text(outcomes: Iterable[Outcome]) -> list[str]:
    return [line for outcome in outcomes for line in outcome.piece.lines]
