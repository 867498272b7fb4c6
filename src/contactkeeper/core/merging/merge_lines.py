"""Compare and merge texts line by line, as git does; used for all but properties and log.

A hunk is what lies between lines that all three texts have. Where only one side changed it, that
side's lines are used; where both did, it is a conflict. Unlike git, lines that only one side added
beside the other's are kept, and blank lines alone are no conflict.

Lines that occur once in both texts are matched first (Bram Cohen's patience diff), so that blank
lines and brackets don't separate what belongs together; what lies between them by `difflib`, if it
is short. `difflib` may take cubic time, so in a long one the nth of equal lines matches the nth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.conflicts import Conflict, Piece, join, plain
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Pairs = list[tuple[int, int]]
    from contactkeeper.core.merging.conflicts import Labels

_MOST_PAIRS = 250_000
"""Pairs of lines up to which `difflib` is used."""


def match_lines(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return the positions (old, new) of matching lines, both ascending."""
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


def longest_increasing(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest increasing subsequence."""
    tails: list[int] = []  # the lowest last value of a subsequence of each length
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
    return [pairs[index] for index in longest_increasing([there for _, there in pairs])]


def _match_plainly(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Pairs:
    one, other = old[here[0] : here[1]], new[there[0] : there[1]]
    if len(one) * len(other) > _MOST_PAIRS:
        return _match_by_count(one, other, here[0], there[0])
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [
        (here[0] + block.a + step, there[0] + block.b + step)
        for block in blocks
        for step in range(block.size)
    ]


def _match_by_count(one: Sequence[str], other: Sequence[str], here: int, there: int) -> Pairs:
    """Match the nth of equal lines with the nth, as far as the order allows."""
    places = {key: at for at, key in enumerate(_numbered(other))}
    pairs = [(at, places[key]) for at, key in enumerate(_numbered(one)) if key in places]
    run = longest_increasing([there for _, there in pairs])
    return [(here + pairs[index][0], there + pairs[index][1]) for index in run]


def _numbered(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each line with the number of equal lines before it."""
    counted: Counter[str] = Counter()
    for line in lines:
        yield line, counted[line]
        counted[line] += 1


_WHY = Wording("both sides changed these lines")


class Hunk(NamedTuple):
    """The lines of the three texts at one place; `base` is None where there is no base."""

    base: Sequence[str] | None
    ours: Sequence[str]
    theirs: Sequence[str]


def merge_lines(
    base: Sequence[str] | None,
    ours: Sequence[str],
    theirs: Sequence[str],
    labels: Labels | None,
) -> Piece:
    """Merge lines; without a base, lines that both sides have count as unchanged.

    `labels`: those of the conflict markers. None: lines in conflict are kept from both sides, in an
    order that does not depend on which side is ours.
    """
    pieces = []
    hunks = find_additions(ours, theirs) if base is None else find_hunks(base, ours, theirs)
    for hunk in hunks:
        lines = merge_hunk(hunk)
        if lines is not None:
            pieces.append(plain(lines))
            continue
        pieces += _conflict(hunk if base is not None else hunk._replace(base=None), labels)
    return join(pieces)


def find_hunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """Yield the hunks of three texts in order; matching lines are hunks of one line."""
    in_ours, in_theirs = dict(match_lines(base, ours)), dict(match_lines(base, theirs))
    both = [(at, in_ours[at], in_theirs[at]) for at in in_ours if at in in_theirs]
    return _hunks_between(both, base, ours, theirs)


def find_additions(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """Yield the hunks of two texts without a base: every difference was added.

    The two are matched directly: matching each with a common base could miss one of several equal
    lines, which would then count as deleted. They are compared in sorted order, so that the result
    does not depend on which side is ours.
    """
    if list(ours) <= list(theirs):
        pairs = match_lines(ours, theirs)
    else:
        pairs = [(here, there) for there, here in match_lines(theirs, ours)]
    alike = tuple(ours[here] for here, _ in pairs)
    both = [(at, here, there) for at, (here, there) in enumerate(pairs)]
    return _hunks_between(both, alike, tuple(ours), tuple(theirs))


def _hunks_between(
    matches: Iterable[tuple[int, int, int]],
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
) -> Iterator[Hunk]:
    """Yield the hunks at and between the lines that match in all three texts."""
    low = start = begin = 0
    for at, here, there in (*matches, (len(base), len(ours), len(theirs))):
        if at > low or here > start or there > begin:
            yield Hunk(base[low:at], ours[start:here], theirs[begin:there])
        if at < len(base):
            yield Hunk(base[at : at + 1], ours[here : here + 1], theirs[there : there + 1])
        low, start, begin = at + 1, here + 1, there + 1


def merge_hunk(hunk: Hunk) -> Sequence[str] | None:
    """Return the merged lines of a hunk; None where both sides changed it differently."""
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


def write_markers(hunk: Hunk, labels: Labels, what: str = "") -> list[str]:
    """Return a conflict with git's markers, with the base between the sides if there is one."""
    lines = [f"<<<<<<< {labels.ours}{what}", *hunk.ours]
    if hunk.base is not None:
        lines += [f"||||||| {labels.base}{what}", *hunk.base]
    return [*lines, "=======", *hunk.theirs, f">>>>>>> {labels.theirs}{what}"]


def _conflict(hunk: Hunk, labels: Labels | None) -> Iterator[Piece]:
    """Yield the smallest conflict, with the lines that both sides have in common around it."""
    base, ours, theirs = hunk
    if not base:
        # Both sides only added: common additions are written once, other neighbours both kept.
        parts = list(find_additions(ours, theirs))
        if len(parts) > 1:
            for part in parts:
                lines = merge_hunk(part)
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
    """Count the equal lines at the beginning."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other))
    )


def _without_ends(base: Sequence[str], head: Sequence[str], tail: Sequence[str]) -> Sequence[str]:
    """Remove from a base the lines that are written before and after the markers."""
    start = _count_alike(base, head)
    end = _count_alike(base[start:][::-1], tail[::-1])
    return base[start : len(base) - end]


def _one_conflict(hunk: Hunk, labels: Labels | None) -> Piece:
    if labels is None:
        why = Wording("both sides changed these lines: both are kept")
        first, second = sorted((list(hunk.ours), list(hunk.theirs)))
        return Piece([*first, *second], [Conflict("lines", 0, why, marked=False)])
    return Piece(write_markers(hunk, labels), [Conflict("lines", 0, _WHY, marked=True)])


def _said(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip(" \t")]
