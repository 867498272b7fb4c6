"""A plan as a person sees it: a calendar by week, a line a day; through a pipe a line a person.

Takes a plan that is made already; cuts, pads and colours it. No line is wider than the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import (
    align,
    cut,
    fit,
    joined,
    linked,
    one_line,
    width_of,
    wrap,
)
from contactkeeper.cli.screens.due import NARROWEST, head_line, say_head
from contactkeeper.core.agenda.plan import can_wait, reasons_on
from contactkeeper.core.agenda.ranking import is_timer
from contactkeeper.text.en.days import say_short_day, say_week, say_weekday_day
from contactkeeper.text.en.paging import say_no_place, say_planned_count
from contactkeeper.text.en.reasons import say_reason, say_unplaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from contactkeeper.cli.layout import Text
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.agenda.plan import Plan
    from contactkeeper.core.model import Contact

_WEEK_WIDTH = len("next week") + 1
_MONTH_FROM = 72
"""Columns from which a day is said with its month."""
_APART = " · "
_SHORTEST = 10
"""Cells below which a person in a day's line says nothing; fewer people are named then."""
_COMPANY_FROM = 4
"""Cells from which the beginning of a company says something."""


def plan_lines(  # noqa: PLR0913, PLR0917  # what the page is made of, each once
    terminal: Terminal,
    today: date,
    plan: Plan,
    weeks: int,
    command: str,
    link: Callable[[Contact], str],
    mode: str = "",
) -> list[Text]:
    """Lay out a plan of so many weeks.

    `command` makes it, `link` says where a name leads, `mode` is the situation where it is not the
    usual one.
    """
    width = max(terminal.room, NARROWEST)
    head = say_head(today, mode, say_planned_count(len(plan.items), weeks), width)
    lines: list[Text] = [head_line(terminal, head, plan.items)]
    if not terminal.is_terminal:
        rows = _rows(plan)
        return [*lines, "", *align(rows, width, flexible=())] if rows else lines
    previous = ""
    for day in plan.days:
        week = say_week(day.date, today)
        if week != previous:
            lines.append("")
        margin = fit(week if week != previous else "", _WEEK_WIDTH)
        previous = week
        head = margin + _say_when(day.date, width)
        room = width - width_of(head)
        lines.append(head + _say_people(day.items, room, link))
    return lines + _say_unplaced(plan, today, weeks, width, command)


def _rows(plan: Plan) -> list[tuple[str, str, str, str]]:
    """List a person a line, for programs such as grep: when, who, where, why."""
    rows = [
        (
            _marked(day.date.isoformat(), item),
            one_line(item.contact.name),
            item.contact.company,
            "; ".join(say_reason(reason, day.date) for reason in reasons_on(item, day.date)),
        )
        for day in plan.days
        for item in day.items
    ]
    return rows + [
        (
            _marked("no place", each.item),
            one_line(each.item.contact.name),
            each.item.contact.company,
            say_unplaced(each),
        )
        for each in plan.unplaced
    ]


def _marked(when: str, item: DueItem) -> str:
    """Put the mark of the key tier after the day, so that all names begin in one column."""
    return f"{when} •" if item.contact.tier == "key" else when


def _say_when(day: date, width: int) -> str:
    """Say a day in cells of one width; the week stands beside it, so the month may be left out."""
    if width >= _MONTH_FROM:
        return fit(say_weekday_day(day), len("Mon 23 Nov") + 1)
    return fit(say_short_day(day), len("Mon 23") + 1)


def _say_people(items: Sequence[DueItem], room: int, link: Callable[[Contact], str]) -> Text:
    """Name the people of a day with their companies; who has no room there is counted."""
    shown = len(items)
    while shown > 1 and _share(items[:shown], _room_for(items, shown, room)) < _SHORTEST:
        shown -= 1
    share = _share(items[:shown], _room_for(items, shown, room))
    said = [_say_person(item, share, link) for item in items[:shown]]
    return joined(said, _APART) + _more(len(items) - shown)


def _room_for(items: Sequence[DueItem], shown: int, room: int) -> int:
    """Say how many cells so many people have together."""
    return room - len(_APART) * (shown - 1) - len(_more(len(items) - shown))


def _more(count: int) -> str:
    return f" and {count} more" if count else ""


def _share(items: Sequence[DueItem], room: int) -> int:
    """Return how many cells the longest may take, with what the shorter ones leave."""
    widths = sorted(width_of(_whole(item)) for item in items)
    for place, wanted in enumerate(widths):
        fair = room // (len(widths) - place)
        if wanted > fair:
            return fair
        room -= wanted
    return widths[-1]


def _whole(item: DueItem) -> str:
    company = one_line(item.contact.company)
    return f"{_name(item)}, {company}" if company else _name(item)


def _name(item: DueItem) -> str:
    return ("• " if item.contact.tier == "key" else "") + one_line(item.contact.name)


def _say_person(item: DueItem, width: int, link: Callable[[Contact], str]) -> Text:
    name = cut(_name(item), width)
    rest = _whole(item)[len(name) :] if name == _name(item) else ""
    room = width - width_of(name)
    if width_of(rest) > room:
        rest = cut(rest, room) if room >= _COMPANY_FROM + len(", ") else ""
    return linked(name, link(item.contact)) + rest


def _say_unplaced(plan: Plan, today: date, weeks: int, width: int, command: str) -> list[str]:
    """Name the people without a place who can't wait, with the reason; count the others."""
    lines = []
    pressing = [each for each in plan.unplaced if not can_wait(each.item)]
    for each in pressing:
        reason = next(one for one in each.item.reasons if not is_timer(one))
        said = f"{_whole(each.item)}: {say_reason(reason, today)} · {say_unplaced(each)}"
        lines += wrap(
            f"no place{' ' * (_WEEK_WIDTH - 8)}{one_line(said)}", width, indent=_WEEK_WIDTH
        )
    waiting = len(plan.unplaced) - len(pressing)
    if waiting:
        lines += wrap(
            f"{say_no_place(waiting, weeks)}: {command} --weeks {min(weeks * 2, 52)}",
            width,
            indent=2,
        )
    return ["", *lines] if lines else []
