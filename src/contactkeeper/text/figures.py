"""A row of figures in any language: its label, and phrases with the signs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Phrases = list[str]
"""Words that belong together; empty where there is no case."""
Row: TypeAlias = "tuple[str, Sequence[Phrases]]"
"""A label, and groups of phrases."""
Parts = tuple[str, ...]
"""Phrases, each with the sign that follows it; a line may be broken between them."""


class Figure(NamedTuple):
    """A row of figures."""

    label: str
    parts: Parts


def rows_of(*rows: Row) -> list[Figure]:
    """Make figures of rows; leave out those without a case."""
    figures = (Figure(label, parts_of(groups)) for label, groups in rows)
    return [figure for figure in figures if figure.parts]


def parts_of(groups: Iterable[Phrases]) -> Parts:
    """Put commas between the phrases of a group, and dots between groups."""
    parts: Parts = ()
    for *before, last in filter(None, groups):
        parts = (*parts[:-1], *(f"{part} ·" for part in parts[-1:]))
        parts += (*(f"{phrase}," for phrase in before), last)
    return parts
