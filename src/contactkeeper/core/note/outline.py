"""The structure of a Markdown text: its headings, and the lines that hold no heading or entry."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from contactkeeper.core.note.entry_dates import DateReader

    Kind: TypeAlias = Literal["fence", "comment", "html", "code"]


class Heading(NamedTuple):
    """A visible heading: its whole lines (two for a setext one) with their ending."""

    start: int
    end: int
    level: int
    title: str
    may_divide: bool = False
    """Whether its underline may be meant as a divider below the text above it."""


class Hidden(NamedTuple):
    """Whole lines that hold neither headings nor entries."""

    start: int
    end: int
    """After the ending of the last line."""
    kind: Kind
    """`code` is an indented block; `comment` is one of HTML or between `%%`."""
    opened: int
    """Its beginning; before `start` if a comment begins behind a list's marker."""
    closed: bool
    """False where it hides all the rest of the text."""


class Outline(NamedTuple):
    """The structure of a text, each part in the order of the text."""

    headings: list[Heading]
    """Those in no list, quote or table."""
    hidden: list[Hidden]


class Body(NamedTuple):
    """The text of a note with its structure; offsets are those of the flattened text."""

    flat: str
    headings: Sequence[Heading]
    hidden: Sequence[Hidden]
    dates: DateReader

    def headings_between(self, start: int, end: int) -> Sequence[Heading]:
        """Return the headings between two offsets, without those that may be dividers."""
        first = bisect_left(self.headings, start, key=attrgetter("start"))
        last = bisect_left(self.headings, end, key=attrgetter("start"))
        return [each for each in self.headings[first:last] if not each.may_divide]


def title_of(written: str) -> str:
    """Return the title of a heading without blanks and closing marks."""
    title = written.strip(" \t")
    if title[-1:] != "#":
        return title
    bare = title.rstrip("#")
    return title if bare[-1:] not in ("", " ", "\t") else bare.rstrip(" \t")
