"""Make a picture and the table beside it of the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.charts import Bar
from contactkeeper.cli.screens.report.model import Picture, Table
from contactkeeper.text.en.figures import say_of, say_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.screens.report.charts import Chart, Look, Rows
    from contactkeeper.cli.screens.report.model import Caption
    from contactkeeper.core.statistics.model import Share


def picture_of_counts(
    caption: Caption,
    draw: Callable[[Rows], Chart],
    looks: Sequence[tuple[Look, str]],
    head: str,
    rows: Sequence[tuple[str, Sequence[int]]],
) -> Picture:
    """Make a picture of counts: in each row one number for each look.

    Args:
        caption: what the picture shows.
        draw: makes the chart.
        looks: what is counted, and how it is drawn.
        head: what the rows are.
        rows: each with its numbers.
    """
    drawn = [
        (
            row,
            [
                Bar(look, number, f"{words}: {number:,}" if len(looks) > 1 else f"{number:,}")
                for (look, words), number in zip(looks, numbers, strict=True)
            ],
        )
        for row, numbers in rows
    ]
    table = Table(
        caption.title,
        (head, *(words for _, words in looks)),
        [(row, *numbers) for row, numbers in rows],
    )
    return Picture(caption, draw(drawn), looks, table)


def picture_of_shares(
    caption: Caption,
    draw: Callable[[Rows], Chart],
    looks: Sequence[tuple[Look, str]],
    head: str,
    rows: Sequence[tuple[str, Sequence[Share]]],
) -> Picture:
    """Make a picture of shares, each before all its cases; the arguments are those for counts."""
    drawn = [
        (
            row,
            [
                Bar(look, share.count, say_of(share), share.of)
                for (look, _), share in zip(looks, shares, strict=True)
            ],
        )
        for row, shares in rows
    ]
    table = Table(
        caption.title,
        (head, *(cell for _, words in looks for cell in (words, "of", "per cent"))),
        [(row, *(cell for share in shares for cell in (*share, say_percent(share))))
         for row, shares in rows],
    )  # fmt: skip
    return Picture(caption, draw(drawn), [*looks, ("track", "of all")], table)
