"""The morning list as a person sees it: one person, one line, no borders.

Takes values that are decided already; cuts, pads and colours them. The layout is that of a page
80 columns wide; the last column, what to say, appears from 110. No line is wider than the window.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes  # pathlib has it already

from contactkeeper.cli.layout import cut, fit, joined, linked, one_line, paint, width_of
from contactkeeper.text.days import say_head_day
from contactkeeper.text.paging import say_due_count
from contactkeeper.text.phrases import Sentence
from contactkeeper.text.reasons import reason_sentence, say_advice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.cli.layout import Colour, Text
    from contactkeeper.cli.session import Session
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact

SAY_FROM = 110
"""Columns from which the list says what to say."""
COMPANY_FROM = 72
"""Columns from which there is room for the company; below, it would cost the reason its end."""
NARROWEST = 40
"""Columns below which a row would say nothing at all."""

WORDS = {"overdue": "reconnect"}
"""The label of a group, where it differs from the group's own name."""
COLOURS: dict[str, tuple[Colour, ...]] = {
    "meet": ("bold", "yellow"),
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
"""The width of most names; a longer column is at most a quarter of the window."""
_WORTH_SHOWING = 12
"""Cells from which the beginning of a further reason says something."""

_LEAST_WORDS = 6
"""Cells from which the beginning of what is cut before an end says something."""


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
    shown = sum(item.group != "soon" for item in items)
    count = say_due_count(total, shown, by_plan=by_plan)
    legend = "• key" if any(item.contact.tier == "key" for item in items) else ""
    head = say_head(today, mode, count, terminal.width)
    gap = terminal.width - width_of(head) - width_of(legend)
    beside = " " * gap + legend if legend and gap > 1 else ""  # it explains itself in a minute
    lines: list[Text] = [paint(head, "bold") + beside, ""]
    names = [one_line(item.contact.name) for item in items]
    companies = [one_line(item.contact.company) for item in items]
    reasons = [_say_reasons(item, today) for item in items]
    advice = [one_line(say_advice(item.say, today)) if item.say else "" for item in items]
    columns = _columns(terminal.width, names, companies, reasons, advice)
    previous = ""
    rows = zip(items, names, companies, reasons, advice, strict=True)
    for item, name, company, why, say in rows:
        group = item.group if item.group != previous or not terminal.is_terminal else ""
        previous = item.group
        word = fit(WORDS.get(group, group), _GROUP_WIDTH)
        lines.append(
            (paint(word, *COLOURS.get(group, ())) if group else word)
            + f"{mark(item.contact, broken)} "
            + _cells(columns, name, company, why, say, link(item.contact))
        )
    return lines


def link_to(session: Session) -> Callable[[Contact], str]:
    """Return a function that gives the address of a note; empty where no links are shown."""
    if not session.terminal.colour:
        return lambda _: ""
    root = session.root.as_uri().rstrip("/")
    return lambda contact: f"{root}/{quote_from_bytes(os.fsencode(contact.path))}"


def say_head(today: date, mode: str, count: str, width: int) -> str:
    """Say the day of a list, the situation where it is given and fits, and how many people.

    `Mon 23 November · searching · 4 people`.
    """
    day = say_head_day(today)
    whole = " · ".join(filter(None, (day, mode, count)))
    return whole if width_of(whole) <= width else cut(f"{day} · {count}", width)


def _cells(  # noqa: PLR0913, PLR0917  # what a row is made of, each once
    columns: tuple[int, int, int, int],
    name: str,
    company: str,
    reasons: Sequence[Sentence],
    say: str,
    target: str,
) -> Text:
    """Lay out one person in columns of name, company, reason and what to say."""
    name_width, company_width, why_width, say_width = columns
    name = cut(name, name_width)
    cells: list[Text] = [linked(name, target) + " " * (name_width - width_of(name) + _GAP)]
    if company_width:
        cells.append(fit(company, company_width) + " " * _GAP)
    why = _fit_reasons(reasons, why_width)
    if say_width and say:
        cells.append(fit(why, why_width) + " " * _GAP)
        cells.append(paint(cut(say, say_width), "dim"))
    else:
        cells.append(why)
    return joined(cells).rstrip()


def _say_reasons(item: DueItem, today: date) -> list[Sentence]:
    """Say the reasons of a row, each on one line, the strongest first."""
    said = [reason_sentence(reason, today) for reason in item.reasons]
    return [Sentence(one_line(each.text), one_line(each.short), each.end) for each in said]


def _fit_reasons(reasons: Sequence[Sentence], width: int) -> str:
    """Join the reasons as far as they fit; the first as well as it can be."""
    first, *others = reasons
    if width_of(first.text) > width:
        return _fit_sentence(first, width)
    said = first.text
    for other in others:
        room = width - width_of(said) - 2
        if room < min(width_of(other.text), _WORTH_SHOWING):
            break
        said = f"{said}; {cut(other.text, room)}"
    return said


def _fit_sentence(sentence: Sentence, width: int) -> str:
    """Shorten a sentence: cut it before an end that has to stay, else use its shorter form."""
    room = width - width_of(sentence.end)
    if sentence.end and room >= _LEAST_WORDS:
        return cut(sentence.words, room) + sentence.end
    return cut(sentence.short or sentence.text, width)


def mark(contact: Contact, broken: AbstractSet[str]) -> str:
    """Mark a person: `!` something in the note could not be read, `•` key tier."""
    if contact.path in broken:
        return "!"
    return "•" if contact.tier == "key" else " "


def _columns(
    width: int,
    names: Sequence[str],
    companies: Sequence[str],
    reasons: Sequence[Sequence[Sentence]],
    advice: Sequence[str],
) -> tuple[int, int, int, int]:
    """Share out the width: name, company, reason, what to say; 0 where a column has no room."""
    room = max(width, NARROWEST) - _GROUP_WIDTH - _MARK_WIDTH
    name = min(max(map(width_of, names), default=0), max(_NAME_WIDTH, room // 4))
    company = 0
    if width >= COMPANY_FROM:
        company = min(max(map(width_of, companies), default=0), room // 6)
    room -= name + _GAP + (company + _GAP if company else 0)
    if width < SAY_FROM or not any(advice):
        return name, company, room, 0
    first = max(width_of(each[0].text) for each in reasons)
    whole = max(sum(width_of(reason.text) + 2 for reason in each) - 2 for each in reasons)
    # Further reasons get room of their own where it does not cost what to say its half.
    why = min(whole, max(min(first, room * 3 // 5), room // 2))
    return name, company, why, room - why - _GAP
