"""Merge one entry that both sides changed or added, where nothing is lost by that.

A checkbox that one side ticked is ticked, lines that a side added below are kept, and words that
only one side changed are changed. Changes of words by both sides are never mixed, not even in
different lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import pattern, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.conflicts import changed_side
from contactkeeper.core.merging.merge_lines import find_additions, match_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.merging.split_note import Lines

_BOX = lazy_regex(
    r"(?:^|\||<br[ \t]*/?>)[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([^\]\n])\](?=[ \t]|$)",
    re.IGNORECASE,
)
_DONE = lazy_regex(
    r"(?<![ \t])[ \t]*+(?:[✅❌]\ufe0f?[ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|\[(?:completion|cancelled)::[ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}\])"
)
"""The date that the Tasks plug-in appends to a done task."""
_WAITING = lazy_regex(
    rf"(?<=\][ \t]){pattern(words(lambda language: language.waiting))}(?=:)", re.IGNORECASE
)
"""The word before what is awaited, in any language: `waiting`, `жду`."""


def untick(line: str) -> str:
    """Return what a line says whoever ticked it, to compare it with others.

    Its checkboxes are empty, a done task has no date, and `жду:` is `waiting:`.
    """
    boxes = checkboxes_of(line)
    if not boxes:
        return line
    return _DONE.sub("", _WAITING.sub("waiting", fill_boxes(line, [" "] * len(boxes))))


def untick_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Apply `untick` to each line."""
    return tuple(map(untick, lines))


def checkboxes_of(line: str) -> list[str]:
    """Return the character in each checkbox of a line."""
    return [found[1] for found in _BOX.finditer(line)] if "[" in line else []


def fill_boxes(line: str, boxes: list[str]) -> str:
    """Return a line with other characters in its checkboxes."""
    characters = list(line)
    for found, box in zip(_BOX.finditer(line), boxes, strict=False):
        characters[found.start(1)] = box
    return "".join(characters)


def merge_ticks(line: str, other: str) -> str | None:
    """Merge two lines that differ only in their checkboxes: those ticked in either are ticked.

    A date of a done task is kept. None where the lines differ in more, or a checkbox was ticked in
    two ways.
    """
    if untick(line) != untick(other):
        return None
    mine, theirs = checkboxes_of(line), checkboxes_of(other)
    boxes = []
    for one, two in zip(mine, theirs, strict=True):
        box = one if two == " " else two
        if one not in (" ", box):
            return None
        boxes.append(box)
    return fill_boxes(max(line, other, key=_fullness), boxes)


def _fullness(line: str) -> tuple[int, str]:
    """Order lines that differ in their ticks alone: the day of one is kept, else `жду:`."""
    opened = fill_boxes(line, [" "] * len(checkboxes_of(line)))
    return len(_WAITING.sub("", opened)), opened


def merge_entry(base: Lines, ours: Lines, theirs: Lines) -> Lines | None:
    """Merge two changes of one entry; None where both versions have to be kept."""
    mine, yours = _follow(base, ours), _follow(base, theirs)
    said_here, said_there = mine.reworded(base), yours.reworded(base)
    if said_here and said_there and said_here != said_there:
        return None
    merged: list[str] = []
    for at in range(len(base) + 1):
        merged += _both(mine.added[at], yours.added[at])
        if at == len(base):
            break
        line = _settle_line(base[at], mine.kept[at], yours.kept[at])
        if line is None and None not in (mine.kept[at], yours.kept[at]):
            return None
        if line is not None:
            merged.append(line)
    return tuple(merged) if merged else None


def merge_added_entry(ours: Lines, theirs: Lines) -> Lines | None:
    """Merge two added entries, if one has all lines of the other; else None."""
    if ours == theirs:
        return ours
    if not ours or not theirs or untick_lines(ours[:1]) != untick_lines(theirs[:1]):
        return None
    merged: list[str] = []
    few, many = sorted((ours, theirs), key=lambda lines: (len(lines), lines))
    places = dict(match_lines(untick_lines(many), untick_lines(few)))
    if len(places) < len(few):
        return None
    for at, line in enumerate(many):
        ticked = merge_ticks(line, few[places[at]]) if at in places else line
        if ticked is None:
            return None
        merged.append(ticked)
    return tuple(merged)


def carry_ticks(base: Lines, kept: Lines, other: Lines) -> Lines:
    """Tick the checkboxes in `kept` that only `other` has changed."""
    mine, yours = _follow(base, kept), _follow(base, other)
    lines = list(kept)
    for at, line in enumerate(base):
        before = checkboxes_of(line)
        here, there = mine.places[at], yours.kept[at]
        if not before or here is None or there is None:
            continue
        now, ticked = checkboxes_of(lines[here]), checkboxes_of(there)
        if len(now) == len(before) == len(ticked):
            boxes = [
                after if mark == was else mark
                for was, mark, after in zip(before, now, ticked, strict=True)
            ]
            lines[here] = fill_boxes(lines[here], boxes)
    return tuple(lines)


class _Followed:
    """The result of following each line of an entry into one version of it."""

    def __init__(self, count: int) -> None:
        self.places: list[int | None] = [None] * count
        self.kept: list[str | None] = [None] * count
        """The line in this version; None: it was deleted."""
        self.added: list[list[str]] = [[] for _ in range(count + 1)]
        """The lines added before each line, and after the last one."""

    def reworded(self, base: Lines) -> dict[int, str | None]:
        """Return the lines whose words were changed or deleted, by position."""
        return {
            at: line
            for at, (old, line) in enumerate(zip(base, self.kept, strict=True))
            if line is None or untick(line) != untick(old)
        }


def _follow(base: Lines, lines: Lines) -> _Followed:
    followed = _Followed(len(base))
    at = 0
    for old, new in _aligned(base, lines):
        if old is None:
            followed.added[at] += [lines[place] for place in new]
            continue
        at = old + 1
        for place in new:
            followed.places[old] = place
            followed.kept[old] = lines[place]
    return followed


def _aligned(base: Lines, lines: Lines) -> Iterator[tuple[int | None, Sequence[int]]]:
    """Yield each old line with its new positions, and added lines with None."""
    pairs = [*match_lines(untick_lines(base), untick_lines(lines)), (len(base), len(lines))]
    low = start = 0
    for here, there in pairs:
        # Replaced lines are paired in order; the first line of an entry is always paired.
        changed = min(here - low, there - start)
        for step in range(changed):
            yield low + step, [start + step]
        for gone in range(low + changed, here):
            yield gone, []
        if there > start + changed:
            yield None, range(start + changed, there)
        if here < len(base):
            yield here, [there]
        low, start = here + 1, there + 1


def _settle_line(base: str, ours: str | None, theirs: str | None) -> str | None:
    """Return the merged line; None where it was deleted, or both sides changed it."""
    if ours is None or theirs is None:
        kept = theirs if ours is None else ours
        return None if kept == base else kept
    if (kept := changed_side(base, ours, theirs)) is not None:
        return kept
    # Both changed it: did one of them change only its checkboxes?
    before = checkboxes_of(base)
    for one, other in ((ours, theirs), (theirs, ours)):
        if untick(one) == untick(base) and len(checkboxes_of(other)) == len(before):
            return _fill_changed(before, one, other)
    return None


def _fill_changed(before: list[str], ticked: str, other: str) -> str | None:
    """Copy the changed checkboxes of one line to the other; None where both changed one."""
    boxes = []
    for was, mine, yours in zip(before, checkboxes_of(ticked), checkboxes_of(other), strict=True):
        if mine != was and yours not in (was, mine):
            return None
        boxes.append(yours if mine == was else mine)
    if untick(other) == untick(ticked):
        other = max(other, ticked, key=_fullness)
    return fill_boxes(other, boxes)


def _both(ours: list[str], theirs: list[str]) -> list[str]:
    """Return the lines that both sides added at one place; common ones once."""
    if not ours or not theirs or ours == theirs:
        return ours or theirs
    lines: list[str] = []
    for hunk in find_additions(ours, theirs):
        if hunk.ours == hunk.theirs:
            lines += hunk.ours
        else:
            lines += (line for run in sorted((list(hunk.ours), list(hunk.theirs))) for line in run)
    return lines
