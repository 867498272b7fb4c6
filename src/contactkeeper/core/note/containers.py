"""The quotes and list items that are open at a line: CommonMark's container blocks.

`commonmark.py` reads what stands in them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DEEPEST = 100
CODE_INDENT = 4
_MARKER = re.compile(r"(?:[-*+]|([0-9]{1,9})[.)])(?= |\Z)")


class Container(NamedTuple):
    """A quote, or an item of a list."""

    width: int | None
    """The columns by which the lines of an item are indented; None for a quote."""
    is_empty: bool = True


class Containers:
    """The open containers, from the outermost."""

    def __init__(self) -> None:
        """Open none."""
        self._open: list[Container] = []

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._open)

    def match(self, text: str) -> tuple[int, int]:
        """Return where the rest of a line begins, and how many open containers it continues."""
        at = 0
        for matched, container in enumerate(self._open):
            first = skip_blanks(text, at)
            if container.width is None:
                if first - at >= CODE_INDENT or text[first : first + 1] != ">":
                    return at, matched
                at = after_quote_sign(text, first)
            elif first - at >= container.width and first < len(text):
                at += container.width
            elif first < len(text) or container.is_empty:
                return at, matched
        return at, len(self._open)

    def close(self, matched: int) -> None:
        """Close those that a line does not continue."""
        del self._open[matched:]

    def fill(self) -> None:
        """Note that something begins in the innermost."""
        if self._open:
            self._open[-1] = self._open[-1]._replace(is_empty=False)

    def find(self, text: str, at: int, first: int, *, direct: bool) -> tuple[Container, int] | None:
        """Return the quote or item that begins at `first`, and where to go on in the line.

        The text of the line goes on at `at`. With `direct`, in a paragraph, not every marker opens
        an item.
        """
        if len(self._open) >= _DEEPEST:
            return None
        if text[first] == ">":
            return Container(None), after_quote_sign(text, first)
        marker = find_marker(text, first)
        if not marker or (direct and not _may_interrupt(marker)):
            return None
        width = skip_blanks(text, marker.end()) - first
        if marker.end() == len(text) or width - len(marker[0]) > CODE_INDENT:
            width = len(marker[0]) + 1
        return Container(first - at + width), first + width

    def add(self, container: Container) -> None:
        """Open one more."""
        self._open.append(container)

    def has_quote(self, matched: int) -> bool:
        """Return whether one of the first is a quote."""
        return any(each.width is None for each in self._open[:matched])


def find_marker(text: str, first: int) -> re.Match[str] | None:
    """Match the marker of a list at an offset of a line."""
    return _MARKER.match(text, first)


def skip_blanks(text: str, at: int) -> int:
    """Return where the next character stands that is no blank."""
    end = len(text)
    while at < end and text[at] == " ":
        at += 1
    return at


def after_quote_sign(text: str, first: int) -> int:
    """Return where the text of a quote begins whose `>` stands at an offset."""
    return first + 1 + (text[first + 1 : first + 2] == " ")


def _may_interrupt(marker: re.Match[str]) -> bool:
    return marker.end() < len(marker.string) and (marker[1] is None or int(marker[1]) == 1)
