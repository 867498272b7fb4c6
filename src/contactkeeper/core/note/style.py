"""The form of a log's entries: the shape and style of each, and the span of lines it takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry

Shape = Literal["bullet", "heading", "row"]


class Style(NamedTuple):
    """The form in which an entry is written; the defaults are `ck`'s own."""

    shape: Shape = "bullet"
    marker: str = "-"
    """Of a bullet: `-`, `*`, `+`, or a number with its dot (`3.`); with the blanks before it."""
    indent: str = "\t"
    """Before a bullet's children; begins with the blanks before its marker."""
    opening: str = ""
    """Before the date: `[[`, `**`, `**[[`."""
    closing: str = ""
    """After the date: `]]`, `**`, `]]**`, `:**`."""
    dotted: bool = False
    """`23.11.2026` instead of `2026-11-23`."""
    separator: str = ":"
    """Between the date and the text where neither direction nor channel stands: `:`, ` —`, ` |`."""
    level: int = 3
    """Of a `### DATE` heading."""
    titled: bool = True
    """Of a heading: the text begins in the heading's own line."""
    bare: bool = False
    """Of a table row: without the pipes at both its ends."""
    columns: tuple[str, ...] = ("date", "channel", "text")
    """Of a table row: what each column holds; anything else is left empty."""
    widths: tuple[int, ...] = ()
    """Of a table whose columns are aligned: the characters of each cell, without a blank around."""
    gap: int = 0
    """Blank lines between two entries of the section."""


class EntrySpan(NamedTuple):
    """An entry and the whole lines of the text that it was read from."""

    entry: Entry
    start: int
    """The offset of its first line."""
    end: int
    """After the ending of its last line, children included, trailing blank lines not."""
    shape: Shape
