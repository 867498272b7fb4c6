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
    """What is read where the table is not unfolded; empty: it is open."""


class Caption(NamedTuple):
    """What a picture shows."""

    name: str
    """What it is called in the page, once."""
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
    """What the sign means, for who hears it."""
    is_late: bool


class Section(NamedTuple):
    """A part of the page with a heading."""

    name: str
    title: str
    sentences: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
