"""The morning list as a person sees it: one person, one line, no borders.

Takes values that are decided already; cuts, pads and colours them. The layout is that of a page
80 columns wide; the last column, what to say, appears from 110.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.terminal import Terminal, clean, cut, fit, one_line, width_of
from contactkeeper.core.days.wording import say_count, say_head_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.cli.terminal import Colour
    from contactkeeper.core.model import Contact, DueItem

SAY_FROM = 110
"""Columns from which the list says what to say."""
COMPANY_FROM = 66
"""Columns from which there is room for the company."""

WORDS = {"overdue": "reconnect"}
"""What a group is called on the screen, where it is not its own name (product.md, Tone)."""
COLOURS: dict[str, tuple[Colour, ...]] = {
    "reply": ("bold", "yellow"),
    "promise": ("yellow",),
    "waiting": ("yellow",),
    "occasion": ("green",),
    "overdue": ("cyan",),
}
_GROUP_WIDTH = max(map(len, ("reconnect", "occasion", "promise"))) + 1
_MARK_WIDTH = 2
_GAP = 1


def due_lines(  # noqa: PLR0913, PLR0917  # what the page is made of, each once
    terminal: Terminal,
    today: date,
    items: Sequence[DueItem],
    total: int,
    broken: AbstractSet[str],
    link: Callable[[Contact], str],
) -> list[str]:
    """Lay out the head and the rows.

    Args:
        terminal: where it is shown.
        today: the day of the list.
        items: the rows.
        total: how many people are due, shown or not.
        broken: paths of notes in which something could not be read.
        link: where a person's name leads.
    """
    head = f"{say_head_day(today)} · {say_count(total, 'person', 'people')}"
    shown = sum(item.group != "soon" for item in items)
    if shown < total:
        head += f", {shown} shown"
    legend = "• key" if any(item.contact.tier == "key" for item in items) else ""
    gap = " " * max(2, terminal.width - width_of(head) - width_of(legend))
    lines = [terminal.paint(head, "bold") + (gap + legend if legend else ""), ""]
    columns = _columns(terminal.width, items)
    previous = ""
    for item in items:
        group = item.group if item.group != previous or not terminal.is_terminal else ""
        previous = item.group
        word = fit(WORDS.get(group, group), _GROUP_WIDTH)
        lines.append(
            (terminal.paint(word, *COLOURS.get(group, ())) if group else word)
            + f"{mark(item.contact, broken)} "
            + _cells(terminal, columns, item, link(item.contact))
        )
    return lines


def _cells(
    terminal: Terminal, columns: tuple[int, int, int, int], item: DueItem, target: str
) -> str:
    """Lay out one person in columns of name, company, reason and what to say."""
    name_width, company_width, why_width, say_width = columns
    contact = item.contact
    name = cut(one_line(contact.name), name_width)
    cells = [terminal.link(name, target) + " " * (name_width - width_of(name) + _GAP)]
    if company_width:
        cells.append(fit(one_line(contact.company), company_width) + " " * _GAP)
    why = clean("; ".join(reason.text for reason in item.reasons))
    if say_width:
        cells.append(fit(why, why_width) + " " * _GAP)
        cells.append(terminal.paint(cut(one_line(item.say), say_width), "dim"))
    else:
        cells.append(cut(why, why_width))
    return "".join(cells).rstrip()


def mark(contact: Contact, broken: AbstractSet[str]) -> str:
    """Mark a person: `!` something in the note could not be read, `•` key tier."""
    if contact.path in broken:
        return "!"
    return "•" if contact.tier == "key" else " "


def _columns(width: int, items: Sequence[DueItem]) -> tuple[int, int, int, int]:
    """Share out the width: name, company, reason, what to say; 0 where a column has no room."""
    room = max(width, 40) - _GROUP_WIDTH - _MARK_WIDTH
    longest_name = max((width_of(one_line(i.contact.name)) for i in items), default=0)
    longest_company = max((width_of(one_line(i.contact.company)) for i in items), default=0)
    name = min(longest_name, max(12, room // 4))
    company = min(longest_company, room // 6) if width >= COMPANY_FROM else 0
    room -= name + _GAP + (company + _GAP if company else 0)
    if width < SAY_FROM or not any(item.say for item in items):
        return name, company, room, 0
    longest_why = max(width_of(clean(item.reasons[0].text)) for item in items)
    why = min(longest_why, room * 3 // 5)
    return name, company, why, room - why - _GAP


def table_lines(rows: Sequence[Sequence[str]], width: int, flexible: int) -> list[str]:
    """Align rows in columns, two blanks between; the `flexible` column gives way to the width."""
    if not rows:
        return []
    clean_rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(width_of(cell) for cell in column) for column in zip(*clean_rows, strict=True)]
    others = sum(widths) - widths[flexible] + 2 * (len(widths) - 1)
    widths[flexible] = max(8, min(widths[flexible], width - others))
    return [cut("  ".join(map(fit, row, widths)).rstrip(), width) for row in clean_rows]
