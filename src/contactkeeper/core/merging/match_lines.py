"""Which lines of one text are lines of another, in their order.

Lines that both have once are matched first (Bram Cohen's patience diff), so that blank lines and
brackets don't pull apart what belongs together; what lies between them by `difflib`, where that is
little. `difflib` may take the cube of the lines, so in much the first of equal lines is matched
with the first, the second with the second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Pairs = list[tuple[int, int]]

_MOST = 250_000
"""Pairs of lines that `difflib` compares."""


def match(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return the places (old, new) of lines that are the same, both ascending."""
    pairs: Pairs = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, start, stop = waiting.pop()
        while low < high and start < stop and old[low] == new[start]:
            pairs.append((low, start))
            low, start = low + 1, start + 1
        while low < high and start < stop and old[high - 1] == new[stop - 1]:
            high, stop = high - 1, stop - 1
            pairs.append((high, stop))
        if low == high or start == stop:
            continue
        anchors = _unique_in_both(old, new, (low, high), (start, stop))
        if not anchors:
            pairs += _match_plainly(old, new, (low, high), (start, stop))
        for at, there in anchors:
            waiting.append((low, at, start, there))
            pairs.append((at, there))
            low, start = at + 1, there + 1
        if anchors:
            waiting.append((low, high, start, stop))
    return sorted(pairs)


def increasing(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest run of values, not always neighbours, that only grow."""
    tails: list[int] = []  # the lowest value with which a run of each length ends
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    run = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _unique_in_both(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Pairs:
    counted = Counter(old[here[0] : here[1]])
    places = {new[at]: at for at in range(*there)}
    once = Counter(new[there[0] : there[1]])
    pairs = [
        (at, places[old[at]]) for at in range(*here) if counted[old[at]] == 1 and once[old[at]] == 1
    ]
    return [pairs[index] for index in increasing([pair[1] for pair in pairs])]


def _match_plainly(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Pairs:
    one, other = old[here[0] : here[1]], new[there[0] : there[1]]
    if len(one) * len(other) > _MOST:
        return _match_by_count(one, other, here[0], there[0])
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [
        (here[0] + block.a + step, there[0] + block.b + step)
        for block in blocks
        for step in range(block.size)
    ]


def _match_by_count(one: Sequence[str], other: Sequence[str], here: int, there: int) -> Pairs:
    """Match the nth of equal lines with the nth, as far as that keeps their order."""
    places = {key: at for at, key in enumerate(_numbered(other))}
    pairs = [(at, places[key]) for at, key in enumerate(_numbered(one)) if key in places]
    run = increasing([pair[1] for pair in pairs])
    return [(here + pairs[index][0], there + pairs[index][1]) for index in run]


def _numbered(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Give each line with how often it has come before."""
    counted: Counter[str] = Counter()
    for line in lines:
        yield line, counted[line]
        counted[line] += 1
