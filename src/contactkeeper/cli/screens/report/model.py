"""The parts of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.screens.report.charts import Chart, Look


class Table(NamedTuple):
    """A table; the first cell of a row is its head."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    """Numbers stand at the right."""
    folded: str = ""
    """The words in the place of a folded table; empty: it is open."""


class Caption(NamedTuple):
    """The words of a picture."""

    name: str
    """The name in the page; no other picture has it."""
    title: str
    description: str
    """The main numbers, in one sentence."""


class Picture(NamedTuple):
    """A chart with what it shows in words and in numbers."""

    caption: Caption
    chart: Chart
    legend: Sequence[tuple[Look, str]]
    table: Table


class Cell(NamedTuple):
    """A month of a person."""

    sign: str
    words: str
    """The meaning of the sign, for those who hear the page."""
    is_late: bool


class Section(NamedTuple):
    """A part of the page with a heading."""

    name: str
    title: str
    sentences: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
