"""The words of a picture and of a table in any language."""

from __future__ import annotations

from typing import NamedTuple


class PictureWords(NamedTuple):
    """The words of a picture, and of the table that has the same in numbers."""

    title: str
    rows: str
    """The head of the column of the table's rows."""
    looks: tuple[str, ...]
    """The things that are counted, in the order of the numbers."""


class TableWords(NamedTuple):
    """The words of a table that has no picture."""

    caption: str
    head: tuple[str, ...]
