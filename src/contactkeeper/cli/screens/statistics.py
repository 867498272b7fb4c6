"""The statistics as a person sees them: a row a figure, the months of a person, a table of groups.

Takes figures that are counted and worded. A line is broken between numbers; nothing is cut.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from contactkeeper.cli.layout import (
    BARS,
    align,
    cut,
    draw_bars,
    fit,
    one_line,
    paint,
    width_of,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.layout import Text
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.statistics.groups import By
    from contactkeeper.core.statistics.model import Group, Month
    from contactkeeper.text.figures import Figure
    from contactkeeper.text.speech import Speech

_GAP = "  "
_MOST_BARS = 24
_MOST_IN_CELL = 9
"""The highest count in one cell of a strip; more is a `+`."""


def bars_of(terminal: Terminal, months: Sequence[Month]) -> str:
    """Draw how many people were in rhythm at the end of each month; empty for one month alone.

    Of a long period the last months are drawn.
    """
    months = months[-_MOST_BARS:]
    counts = [month.in_rhythm.count for month in months]
    most = max((month.in_rhythm.of for month in months), default=0)
    if not most or len(counts) == 1:
        return ""
    return draw_bars(counts, most) if terminal.can_draw else ", ".join(map(str, counts))


def group_lines(terminal: Terminal, groups: Sequence[Group], by: By) -> list[Text]:
    """Lay out groups as a table; columns for which there is no room make a table below it."""
    room, words = terminal.room, terminal.speech.statistics
    if not groups:
        return []
    cells = [words.group_cells(group, by) for group in groups]
    heads = [head for head in cells[0] if any(row[head] for row in cells)]
    columns = [[head, *(row[head] for row in cells)] for head in heads]
    names = ["", *(one_line(words.name_group(group, by)) for group in groups)]
    if by in ("company", "channel"):  # words of the user, which may be long
        names = [cut(name, room // 3) for name in names]
    lines: list[Text] = []
    while columns:
        fitting = _fitting([names, *columns], room)
        head, *rows = align(list(zip(names, *columns[:fitting], strict=True)), room, flexible=())
        lines += [*([""] if lines else []), paint(head, "dim"), *rows]
        columns = columns[fitting:]
    return lines


def _fitting(columns: Sequence[Sequence[str]], room: int) -> int:
    """Say how many columns fit beside the first one: one at least."""
    ends = accumulate(max(map(width_of, column)) + len(_GAP) for column in columns)
    return max(sum(end - len(_GAP) <= room for end in ends) - 1, 1)


def strip_lines(terminal: Terminal, months: Sequence[Month]) -> list[Text]:
    """Lay out what happened month by month, a cell a month."""
    words, wide = terminal.speech.statistics, _label_width(terminal.speech)
    strips = [(words.LABELS["months"], list(words.say_initials(months)))]
    strips += [
        (label, [_cell(terminal, count) for count in counts])
        for label, counts in words.name_strips(months)
    ]
    apart = " " if wide + 2 * len(months) <= terminal.room else ""
    return [paint(fit(label, wide), "dim") + apart.join(cells) for label, cells in strips]


def _cell(terminal: Terminal, count: int) -> str:
    """Show a count in one cell."""
    if not count:
        return BARS[0] if terminal.can_draw else "."
    return f"{count}" if count <= _MOST_IN_CELL else "+"


def figure_lines(terminal: Terminal, figures: Iterable[Figure]) -> list[Text]:
    """Lay out each figure beside its label; in a terminal one that stands above is not repeated."""
    wide = _label_width(terminal.speech)
    lines: list[Text] = []
    above = ""
    for label, parts in figures:
        shown = "" if terminal.is_terminal and label == above else label
        first, *others = packed(parts, terminal.room - wide)
        lines += [paint(fit(shown, wide), "dim") + first, *(" " * wide + it for it in others)]
        above = label
    return lines


def _label_width(speech: Speech) -> int:
    """Return the columns of the labels of a language, with the gap behind the longest."""
    return max(map(width_of, speech.statistics.LABELS.values())) + len(_GAP)


def packed(parts: Iterable[str], room: int, *, indent: int = 0) -> list[str]:
    """Put as many parts into a line as it holds; one that no line holds is broken at its blanks."""
    lines: list[str] = []
    for part in map(one_line, parts):
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and width_of(longer) <= room:
            lines[-1] = longer
        else:
            lines += wrap(" " * indent * bool(lines) + part, room, indent=indent)
    return [line.removesuffix(" ·") for line in lines]
