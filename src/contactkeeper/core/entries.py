"""The grammar of one entry: parse and format, inverse of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["bullet", "heading", "row"]


@dataclass(frozen=True, slots=True)
class Style:
    """The hand in which an entry is written; the defaults are `ck`'s own."""

    shape: Shape = "bullet"
    marker: str = "-"
    """Of a bullet: `-`, `*`, `+`, or a number with its dot (`3.`)."""
    indent: str = "\t"
    """Before a bullet's children."""
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
    columns: tuple[str, ...] = ("date", "channel", "text")
    """Of a table row: what each column holds; anything else is left empty."""
    gap: int = 0
    """Blank lines between two entries of the section; the splicer's affair."""
