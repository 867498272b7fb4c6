"""Make a picture and the table beside it of the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.charts import Bar
from contactkeeper.cli.screens.report.model import Caption, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.screens.report.charts import Chart, Look, Rows
    from contactkeeper.core.statistics.model import Share
    from contactkeeper.text.speech import Speech


def picture_of_counts(  # noqa: PLR0913, PLR0917  # what a picture is made of
    speech: Speech,
    name: str,
    description: str,
    draw: Callable[[Rows], Chart],
    looks: Sequence[Look],
    rows: Sequence[tuple[str, Sequence[int]]],
) -> Picture:
    """Make a picture of counts: in each row one number for each look.

    Args:
        speech: the language of its words.
        name: the name of the picture, by which its words are found.
        description: the main numbers, in one sentence.
        draw: makes the chart.
        looks: how each count is drawn.
        rows: each with its numbers.
    """
    words = speech.report.PICTURES[name]
    several = len(looks) > 1
    drawn = [
        (
            row,
            [
                Bar(look, number, f"{what}: " * several + speech.phrases.say_number(number))
                for look, what, number in zip(looks, words.looks, numbers, strict=True)
            ],
        )
        for row, numbers in rows
    ]
    table = Table(
        words.title, (words.rows, *words.looks), [(row, *numbers) for row, numbers in rows]
    )
    caption = Caption(name, words.title, description)
    return Picture(caption, draw(drawn), list(zip(looks, words.looks, strict=True)), table)


def picture_of_shares(  # noqa: PLR0913, PLR0917  # as that of counts
    speech: Speech,
    name: str,
    description: str,
    draw: Callable[[Rows], Chart],
    looks: Sequence[Look],
    rows: Sequence[tuple[str, Sequence[Share]]],
) -> Picture:
    """Make a picture of shares, each before all its cases; the arguments are those for counts."""
    text, figures = speech.report, speech.figures
    words = text.PICTURES[name]
    drawn = [
        (
            row,
            [
                Bar(look, share.count, figures.say_of(share), share.of)
                for look, share in zip(looks, shares, strict=True)
            ],
        )
        for row, shares in rows
    ]
    table = Table(
        words.title,
        (words.rows, *(cell for what in words.looks for cell in (what, text.OF, text.PERCENT))),
        [(row, *(cell for share in shares for cell in (*share, figures.say_percent(share))))
         for row, shares in rows],
    )  # fmt: skip
    caption = Caption(name, words.title, description)
    legend = [*zip(looks, words.looks, strict=True), ("track", text.OF_ALL)]
    return Picture(caption, draw(drawn), legend, table)
