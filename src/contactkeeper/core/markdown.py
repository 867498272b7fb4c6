"""Lines, headings, and what of a Markdown text is hidden from a reader of headings and entries.

Knows nothing of contacts or logs. Offsets are those of the text that was given.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Line(NamedTuple):
    """One line: `text[start:end]` without its ending, which runs to `next`."""

    start: int
    end: int
    next: int
    number: int
    """From 1."""


class Heading(NamedTuple):
    """A visible heading: its whole lines (two for a setext one) with their ending."""

    start: int
    end: int
    level: int
    title: str


class Hidden(NamedTuple):
    """A stretch whose lines are neither headings nor entries; ends after its last line's ending."""

    start: int
    end: int
    kind: Literal["fence", "comment"]
    closed: bool
