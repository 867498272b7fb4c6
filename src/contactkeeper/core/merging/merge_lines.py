"""Lines merged by what surrounds them, as git does it; for all but properties and log.

A hunk is what lies between lines that all three texts have. Where only one side changed it, that
side's holds; where both did, it is a conflict. But lines that only one side added beside the
other's stay, and blank lines are no reason for a conflict.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.result import Conflict, Piece, join, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Pairs = list[tuple[int, int]]
    from contactkeeper.core.merging.result import Labels

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


_WHY = "both sides changed these lines"


class Hunk(NamedTuple):
    """What the three texts have at one place; `base` is None where there is no base."""

    base: Sequence[str] | None
    ours: Sequence[str]
    theirs: Sequence[str]


def merge_lines(
    base: Sequence[str] | None,
    ours: Sequence[str],
    theirs: Sequence[str],
    labels: Labels | None,
) -> Piece:
    """Merge lines; without a base, those that both have are taken for unchanged ones.

    `labels`: None keeps the lines of both sides where they can't be settled; whose come first does
    not hang on who is called ours.
    """
    pieces = []
    hunks = find_additions(ours, theirs) if base is None else find_hunks(base, ours, theirs)
    for hunk in hunks:
        lines = settle_hunk(hunk)
        if lines is not None:
            pieces.append(plain(lines))
            continue
        pieces += _conflict(hunk if base is not None else hunk._replace(base=None), labels)
    return join(pieces)


def find_hunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """Yield the stretches of three texts in order, alike ones line by line."""
    in_ours, in_theirs = dict(match(base, ours)), dict(match(base, theirs))
    low = start = begin = 0
    ends = (len(base), len(ours), len(theirs))
    both = [(at, in_ours[at], in_theirs[at]) for at in in_ours if at in in_theirs]
    for at, here, there in [*both, ends]:
        if at > low or here > start or there > begin:
            yield Hunk(base[low:at], ours[start:here], theirs[begin:there])
        if at < len(base):
            yield Hunk(base[at : at + 1], ours[here : here + 1], theirs[there : there + 1])
        low, start, begin = at + 1, here + 1, there + 1


def find_additions(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """Yield the stretches of two texts of which all that differs was added.

    Lines that both have are paired once. Looked for again in each text, as those of a base are,
    one of several equal lines may not be found, and counts as taken away. The texts are compared
    in an order of their own, since which of equal lines are paired hangs on which comes first.
    """
    if list(ours) <= list(theirs):
        pairs = match(ours, theirs)
    else:
        pairs = [(here, there) for there, here in match(theirs, ours)]
    start = begin = 0
    for here, there in [*pairs, (len(ours), len(theirs))]:
        if here > start or there > begin:
            yield Hunk((), ours[start:here], theirs[begin:there])
        if here < len(ours):
            alike = ours[here : here + 1]
            yield Hunk(alike, alike, theirs[there : there + 1])
        start, begin = here + 1, there + 1


def settle_hunk(hunk: Hunk) -> Sequence[str] | None:
    """Return the lines that hold; None where both sides changed them."""
    base, ours, theirs = hunk
    if ours in (theirs, base):
        return theirs
    if theirs == base:
        return ours
    said, said_here, said_there = (_said(side or ()) for side in hunk)
    if said_here == said_there:
        return max(ours, theirs, key=lambda lines: (len(lines), lines))
    if said_here == said:
        return theirs
    return ours if said_there == said else None


def mark(hunk: Hunk, labels: Labels, what: str = "") -> list[str]:
    """Write a conflict with git's marks, its base between the sides where there is one."""
    lines = [f"<<<<<<< {labels.ours}{what}", *hunk.ours]
    if hunk.base is not None:
        lines += [f"||||||| {labels.base}{what}", *hunk.base]
    return [*lines, "=======", *hunk.theirs, f">>>>>>> {labels.theirs}{what}"]


def _conflict(hunk: Hunk, labels: Labels | None) -> Iterator[Piece]:
    """Yield a conflict around the fewest lines, and what both sides added alike."""
    base, ours, theirs = hunk
    if not base:
        # Both only added: what both added stands once, what one added beside it is no conflict.
        parts = list(find_additions(ours, theirs))
        if len(parts) > 1:
            for part in parts:
                lines = settle_hunk(part)
                empty = part._replace(base=None if base is None else ())
                yield _one_conflict(empty, labels) if lines is None else plain(lines)
            return
    head = _count_alike(ours, theirs)
    tail = _count_alike(ours[head:][::-1], theirs[head:][::-1])
    ends = (ours[:head], ours[len(ours) - tail :])
    known = _without_ends(base, *ends) if base else base
    inner = Hunk(known, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    yield plain(ends[0])
    yield _one_conflict(inner, labels)
    yield plain(ends[1])


def _count_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the lines at the beginning that are the same."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other))
    )


def _without_ends(base: Sequence[str], head: Sequence[str], tail: Sequence[str]) -> Sequence[str]:
    """Leave out of a base the lines that stand before and behind the marks."""
    start = _count_alike(base, head)
    end = _count_alike(base[start:][::-1], tail[::-1])
    return base[start : len(base) - end]


def _one_conflict(hunk: Hunk, labels: Labels | None) -> Piece:
    if labels is None:
        why = f"{_WHY}: both are kept"
        first, second = sorted((list(hunk.ours), list(hunk.theirs)))
        return Piece([*first, *second], [Conflict("lines", 0, why, marked=False)])
    return Piece(mark(hunk, labels), [Conflict("lines", 0, _WHY, marked=True)])


def _said(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip(" \t")]
