"""The morning list as a person sees it: one person, one row, no borders.

Takes values that are decided already; breaks, pads and colours them. The layout is that of a page
80 columns wide; the last column, what to say, appears from 110. No line is wider than the window.
In a window each row has its number, and a reason of the person's own that has no room in the row
stands below it. In a pipe each person is one line, of which nothing is cut.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote_from_bytes  # pathlib has it already

from contactkeeper.cli.layout import cut, fit, joined, linked, one_line, paint, width_of, wrap
from contactkeeper.core.agenda.ranking import is_personal
from contactkeeper.text.phrases import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.cli.layout import Colour, Text
    from contactkeeper.cli.session import Session
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact
    from contactkeeper.text.speech import Speech

SAY_FROM = 110
"""Columns from which the list says what to say."""
COMPANY_FROM = 72
"""Columns from which there is room for the company; below, it would cost the reason its end."""
NARROWEST = 40
"""Columns below which a row would say nothing at all."""
LONGEST = 160
"""Cells of a reason that a window shows; a longer one holds a message, whose end is in the note."""

COLOURS: dict[str, tuple[Colour, ...]] = {
    "meet": ("bold", "yellow"),
    "reply": ("bold", "yellow"),
    "promise": ("yellow",),
    "waiting": ("yellow",),
    "occasion": ("green",),
    "overdue": ("cyan",),
    "circle": ("green",),
}
_MARK_WIDTH = 2
_GAP = 1
_NAME_WIDTH = 14
"""The width of most names; a longer column is at most a quarter of the window."""
_WORTH_SHOWING = 12
"""Cells from which the beginning of a further reason says something."""
_NARROWEST_REASON = 20
"""Cells below which all reasons stand below the row."""
_INDENT = 4
"""Blanks before them then."""


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
    speech = terminal.speech
    shown = sum(item.group != "soon" for item in items)
    count = speech.paging.say_due_count(total, shown, by_plan=by_plan)
    head = say_head(speech, today, mode, count, terminal.room)
    lines: list[Text] = [head_line(terminal, head, items), ""]
    names = [one_line(item.contact.name) for item in items]
    companies = [one_line(item.contact.company) for item in items]
    reasons = [_say_reasons(item, today, terminal) for item in items]
    say_advice = speech.reasons.say_advice
    advice = [one_line(say_advice(item.say, today)) if item.say else "" for item in items]
    labels = speech.paging.GROUPS
    group_width = max(map(width_of, labels.values())) + 1
    number_width = len(f"{len(items)} ") if terminal.is_terminal else 0
    columns = _columns(terminal, number_width + group_width, names, companies, reasons, advice)
    previous = ""
    rows = zip(items, names, companies, reasons, advice, strict=True)
    for number, (item, name, company, why, say) in enumerate(rows, 1):
        group = item.group if item.group != previous or not terminal.is_terminal else ""
        previous = item.group
        word = fit(labels[group] if group else "", group_width)
        row, *below = _cells(columns, name, company, why, say, link(item.contact))
        lines.append(
            (paint(f"{number:{number_width - 1}} ", "dim") if number_width else "")
            + (paint(word, *COLOURS.get(group, ())) if group else word)
            + f"{mark(item.contact, broken)} "
            + row
        )
        lines += below
    return lines


def head_line(terminal: Terminal, head: str, items: Iterable[DueItem]) -> Text:
    """Lay out the head of a list; on its right what the dot means, where one is and fits."""
    has_dot = any(item.contact.tier == "key" for item in items)
    legend = terminal.speech.paging.KEY_LEGEND if has_dot else ""
    gap = terminal.width - width_of(head) - width_of(legend)
    return paint(head, "bold") + (" " * gap + legend if legend and gap > 1 else "")


def link_to(session: Session) -> Callable[[Contact], str]:
    """Return a function that gives the address of a note; empty where no links are shown."""
    if not session.terminal.colour:
        return lambda _: ""
    root = session.root.as_uri().rstrip("/")
    return lambda contact: f"{root}/{quote_from_bytes(os.fsencode(contact.path))}"


def say_head(speech: Speech, today: date, mode: str, count: str, width: int) -> str:
    """Say the day of a list, the situation where it is given and fits, and how many people.

    `Mon 23 November · searching · 4 people`.
    """
    day = speech.days.say_head_day(today)
    situation = speech.words.name_mode(mode) if mode else ""
    whole = " · ".join(filter(None, (day, situation, count)))
    return whole if width_of(whole) <= width else cut(f"{day} · {count}", width)


class _Columns(NamedTuple):
    """The widths of a row's columns; 0 where one has no room."""

    name: int
    company: int
    why: int
    say: int
    left: int
    """The cells before the reasons."""
    below: int
    """The width of the lines below a row."""


class _Said(NamedTuple):
    """A reason of a row in words."""

    sentence: Sentence
    stays: bool
    """Whether it is shown at any width."""


def _cells(  # noqa: PLR0913, PLR0917  # what a row is made of, each once
    columns: _Columns, name: str, company: str, reasons: Sequence[_Said], say: str, target: str
) -> list[Text]:
    """Lay out one person in columns of name, company, reason and what to say, and lines below."""
    name = cut(name, columns.name)
    cells: list[Text] = [linked(name, target) + " " * (columns.name - width_of(name) + _GAP)]
    if columns.company:
        cells.append(fit(company, columns.company) + " " * _GAP)
    why, *below = _fit_reasons(reasons, columns)
    if columns.say and say:
        cells.append(fit(why, columns.why) + " " * _GAP)
        cells.append(paint(cut(say, columns.say), "dim"))
    else:
        cells.append(why)
    return [joined(cells).rstrip(), *(" " * columns.left + line for line in below)]


def _say_reasons(item: DueItem, today: date, terminal: Terminal) -> list[_Said]:
    """Say the reasons of a row, each on one line, the strongest first."""
    said = []
    for reason in item.reasons:
        if reason.kind == "touch" and item.say and item.say.kind == "touch":
            continue  # the column for what to say has it
        each = terminal.speech.reasons.reason_sentence(reason, today)
        sentence = Sentence(one_line(each.text), one_line(each.short), each.end)
        if terminal.is_terminal and width_of(sentence.text) > LONGEST:
            room = LONGEST - width_of(sentence.end)
            sentence = Sentence(cut(sentence.words, room) + sentence.end, sentence.short)
        said.append(_Said(sentence, is_personal(reason) or reason.kind == "touch"))
    return said


def _fit_reasons(reasons: Sequence[_Said], columns: _Columns) -> list[str]:
    """Put the reasons into the row as far as they fit, and those that stay into lines below.

    The first stands whole, or in its shorter form where it need not stay so. Of the others what
    need not stay is cut or left out.
    """
    first, *others = reasons
    width, below = columns.why, columns.below
    text, short = first.sentence.text, first.sentence.short
    if short and not first.stays and width_of(text) > (width or below):
        text = short
    lines = wrap(text, width, indent=0) if width else ["", *wrap(text, below, indent=0)]
    for other in others:
        text = other.sentence.text
        room = width - width_of(lines[0]) - len("; ") if len(lines) == 1 else -1
        if width_of(text) <= room:
            lines[0] += f"; {text}"
        elif other.stays:
            lines += wrap(f"+ {text}", below, indent=len("+ "))
        elif room >= _WORTH_SHOWING:
            lines[0] += f"; {cut(text, room)}"
    return lines


def mark(contact: Contact, broken: AbstractSet[str]) -> str:
    """Mark a person: `!` something in the note could not be read, `•` key tier."""
    if contact.path in broken:
        return "!"
    return "•" if contact.tier == "key" else " "


def _columns(  # noqa: PLR0913, PLR0917  # what is in the columns, each once
    terminal: Terminal,
    left: int,
    names: Sequence[str],
    companies: Sequence[str],
    reasons: Sequence[Sequence[_Said]],
    advice: Sequence[str],
) -> _Columns:
    """Share out the width after the first `left` cells: name, company, reason, what to say."""
    whole = max(terminal.room, NARROWEST)
    room = whole - left - _MARK_WIDTH
    longest_name = max(map(width_of, names), default=0)
    name = min(longest_name, max(_NAME_WIDTH, room // 4))
    company = 0
    if terminal.room >= COMPANY_FROM:
        company = min(max(map(width_of, companies), default=0), room // 6)
    if room - name - _GAP < _NARROWEST_REASON:
        return _Columns(min(longest_name, room), 0, 0, 0, _INDENT, whole - _INDENT)
    room -= name + _GAP + (company + _GAP if company else 0)
    left = whole - room
    if terminal.width < SAY_FROM or not any(advice):
        return _Columns(name, company, room, 0, left, room)
    first = max(width_of(each[0].sentence.text) for each in reasons)
    longest = max(sum(width_of(said.sentence.text) + 2 for said in each) - 2 for each in reasons)
    # Further reasons get room of their own where it does not cost what to say its half.
    why = min(longest, max(min(first, room * 3 // 5), room // 2))
    return _Columns(name, company, why, room - why - _GAP, left, room)
