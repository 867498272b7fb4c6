"""The words of a picture and of a table in any language."""

from __future__ import annotations

from typing import NamedTuple


class PictureWords(NamedTuple):
    """The words of a picture, and of the table that has the same in numbers."""

    title: str
    rows: str
    """What a row of the table is."""
    looks: tuple[str, ...]
    """What is counted, in the order of the numbers."""


class TableWords(NamedTuple):
    """The words of a table that has no picture."""

    caption: str
    head: tuple[str, ...]
