"""The morning list as a person sees it: one person, one line, no borders.

Takes values that are decided already; cuts, pads and colours them. The layout is that of a page
80 columns wide; the last column, what to say, appears from 110. No line is wider than the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.styled import joined, linked, paint
from contactkeeper.cli.terminal import cut, fit, one_line, width_of
from contactkeeper.core.language.cadence import show_cadence
from contactkeeper.core.language.wording import say_count, say_head_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.cli.styled import Colour, Text
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.model import Contact, DueItem, ReasonKind

SAY_FROM = 110
"""Columns from which the list says what to say."""
COMPANY_FROM = 72
"""Columns from which there is room for the company; below, it would cost the reason its end."""
NARROWEST = 40
"""Columns below which a row would say nothing at all."""

WORDS = {"overdue": "reconnect"}
"""What a group is called on the screen, where it is not its own name."""
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
_NAME_WIDTH = 14
"""What most names take; a longer column is at most a quarter of the window."""
_WORTH_SHOWING = 12
"""Cells from which the beginning of a further reason says something."""

_LESS_SAID: dict[ReasonKind, str] = {"retry": " · "}
"""From where on a reason can do without its end, which is our own words."""
_END_MATTERS: dict[ReasonKind, tuple[str, ...]] = {"waiting": (" was to come ", " was promised ")}
"""Where the user's words in a reason end, so that they give way and the day stays."""


def due_lines(  # noqa: PLR0913, PLR0917  # what the page is made of, each once
    terminal: Terminal,
    today: date,
    items: Sequence[DueItem],
    total: int,
    broken: AbstractSet[str],
    link: Callable[[Contact], str],
    *,
    by_plan: bool = False,
    mode: str = "",
) -> list[Text]:
    """Lay out the head and the rows.

    Args:
        terminal: where it is shown.
        today: the day of the list.
        items: the rows.
        total: how many people are due, shown or not.
        broken: paths of notes in which something could not be read.
        link: where a person's name leads.
        by_plan: whether the rows are today's share of a plan.
        mode: the situation, where it is not the usual one.
    """
    day = say_head(today, mode)
    head = f"{day} · {say_count(total, 'person', 'people') if total else 'nobody'}"
    if not total:
        head += " today"
    shown = sum(item.group != "soon" for item in items)
    if by_plan:
        head = f"{day} · {shown or 'nobody'} of {total:,} today by the plan"
    elif shown < total:
        head += f", {shown} shown"
    legend = "• key" if any(item.contact.tier == "key" for item in items) else ""
    head = cut(head, terminal.width)
    gap = terminal.width - width_of(head) - width_of(legend)
    beside = " " * gap + legend if legend and gap > 1 else ""  # it explains itself in a minute
    lines: list[Text] = [paint(head, "bold") + beside, ""]
    names = [one_line(item.contact.name) for item in items]
    companies = [one_line(item.contact.company) for item in items]
    columns = _columns(terminal.width, items, names, companies)
    previous = ""
    for item, name, company in zip(items, names, companies, strict=True):
        group = item.group if item.group != previous or not terminal.is_terminal else ""
        previous = item.group
        word = fit(WORDS.get(group, group), _GROUP_WIDTH)
        lines.append(
            (paint(word, *COLOURS.get(group, ())) if group else word)
            + f"{mark(item.contact, broken)} "
            + _cells(columns, item, name, company, link(item.contact))
        )
    return lines


def say_head(today: date, mode: str) -> str:
    """Say the day of a list, and the situation where it is given: `Mon 23 November · searching`."""
    return " · ".join(filter(None, (say_head_day(today), mode)))


def _cells(  # what a row is made of, each once
    columns: tuple[int, int, int, int],
    item: DueItem,
    name: str,
    company: str,
    target: str,
) -> Text:
    """Lay out one person in columns of name, company, reason and what to say."""
    name_width, company_width, why_width, say_width = columns
    name = cut(name, name_width)
    cells: list[Text] = [linked(name, target) + " " * (name_width - width_of(name) + _GAP)]
    if company_width:
        cells.append(fit(company, company_width) + " " * _GAP)
    why = _say_why(item, why_width)
    if say_width and item.say:
        cells.append(fit(why, why_width) + " " * _GAP)
        cells.append(paint(cut(one_line(item.say), say_width), "dim"))
    else:
        cells.append(why)
    return joined(cells).rstrip()


def _say_why(item: DueItem, width: int) -> str:
    """Say the reasons, the strongest first, as far as they fit; the first as well as it can be."""
    first, *others = (one_line(reason.text) for reason in item.reasons)
    if width_of(first) > width:
        return _shorten(item, first, width)
    said = first
    for other in others:
        room = width - width_of(said) - 2
        if room < min(width_of(other), _WORTH_SHOWING):
            break
        said = f"{said}; {cut(other, room)}"
    return said


def _shorten(item: DueItem, text: str, width: int) -> str:
    """Say a reason in fewer words where the window has no room for all: lateness stays longest."""
    kind, short = item.reasons[0].kind, one_line(item.reasons[0].short)
    if short:
        return cut(short, width)
    for mark_of_end in _END_MATTERS.get(kind, ()):
        words, found, end = text.rpartition(mark_of_end)
        room = width - width_of(found + end)
        if found and room >= _WORTH_SHOWING // 2:
            return cut(words, room) + found + end
    # The rhythm is known well enough; how late it is, is not.
    rhythm = show_cadence(item.cadence)
    for joint in (", ", " · "):
        text = text.removeprefix(rhythm + joint)
    if width_of(text) > width and kind in _LESS_SAID:
        text = text.rpartition(_LESS_SAID[kind])[0] or text
    return cut(text, width)


def mark(contact: Contact, broken: AbstractSet[str]) -> str:
    """Mark a person: `!` something in the note could not be read, `•` key tier."""
    if contact.path in broken:
        return "!"
    return "•" if contact.tier == "key" else " "


def _columns(
    width: int, items: Sequence[DueItem], names: Sequence[str], companies: Sequence[str]
) -> tuple[int, int, int, int]:
    """Share out the width: name, company, reason, what to say; 0 where a column has no room."""
    room = max(width, NARROWEST) - _GROUP_WIDTH - _MARK_WIDTH
    name = min(max(map(width_of, names), default=0), max(_NAME_WIDTH, room // 4))
    company = 0
    if width >= COMPANY_FROM:
        company = min(max(map(width_of, companies), default=0), room // 6)
    room -= name + _GAP + (company + _GAP if company else 0)
    if width < SAY_FROM or not any(item.say for item in items):
        return name, company, room, 0
    first = max(width_of(one_line(item.reasons[0].text)) for item in items)
    whole = max(
        sum(width_of(one_line(reason.text)) + 2 for reason in item.reasons) - 2 for item in items
    )
    # Further reasons get room of their own where it does not cost what to say its half.
    why = min(whole, max(min(first, room * 3 // 5), room // 2))
    return name, company, why, room - why - _GAP
