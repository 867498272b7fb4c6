"""The boxes of tasks in the lines of a log: where they are, and those that were ticked.

A box that one side ticked is ticked whatever the other side did to the line around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOX = lazy_regex(
    r"(?:^|\||<br[ \t]*/?>)[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([^\]\n])\](?=[ \t]|$)",
    re.IGNORECASE,
)
_DONE = lazy_regex(r"(?<![ \t])[ \t]*+[✅❌]\ufe0f?[ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The day that the Tasks plugin writes when it ticks."""


def bare(line: str) -> str:
    """Return a line with its boxes empty and without the day on which a task was done."""
    boxes = checkboxes_of(line)
    return _DONE.sub("", fill(line, [" "] * len(boxes))) if boxes else line


def bare_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines as `bare` has them."""
    return tuple(map(bare, lines))


def checkboxes_of(line: str) -> list[str]:
    """Return what stands in each box of a line."""
    return [found[1] for found in _BOX.finditer(line)] if "[" in line else []


def fill(line: str, boxes: list[str]) -> str:
    """Return a line with other marks in its boxes."""
    characters = list(line)
    for found, box in zip(_BOX.finditer(line), boxes, strict=False):
        characters[found.start(1)] = box
    return "".join(characters)


def tick_as(line: str, other: str) -> str | None:
    """Return a line with the boxes ticked that are ticked in another that is else the same.

    Where only one has the day on which it was done, so has the result. None where they differ in
    more, or one box was ticked in two ways.
    """
    if bare(line) != bare(other):
        return None
    mine, theirs = checkboxes_of(line), checkboxes_of(other)
    boxes = []
    for one, two in zip(mine, theirs, strict=True):
        box = one if two == " " else two
        if one not in (" ", box):
            return None
        boxes.append(box)
    longer = max(line, other, key=lambda text: (len(text), text))
    return fill(longer, boxes)
