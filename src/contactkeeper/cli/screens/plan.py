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
from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from contactkeeper.cli.layout import Text
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.agenda.plan import Plan
    from contactkeeper.core.model import Contact
    from contactkeeper.text.speech import Speech

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
    speech = terminal.speech
    count = speech.paging.say_planned_count(len(plan.items), weeks)
    head = say_head(speech, today, mode, count, width)
    lines: list[Text] = [head_line(terminal, head, plan.items)]
    if not terminal.is_terminal:
        rows = _rows(speech, plan)
        return [*lines, "", *align(rows, width, flexible=())] if rows else lines
    said = speech.days
    say_when = said.say_weekday_day if width >= _MONTH_FROM else said.say_short_day
    weeks_of_days = [said.say_week(day.date, today) for day in plan.days]
    both = (said.say_week(today, today), said.say_week(add_days(today, 7), today))
    margin = max(map(width_of, (*weeks_of_days, *both, speech.paging.NO_PLACE))) + 1
    days = [say_when(day.date) for day in plan.days]
    day_width = max(map(width_of, days), default=0) + 1
    previous = ""
    for day, week, when in zip(plan.days, weeks_of_days, days, strict=True):
        if week != previous:
            lines.append("")
        begin = fit(week if week != previous else "", margin) + fit(when, day_width)
        previous = week
        lines.append(begin + _say_people(speech, day.items, width - width_of(begin), link))
    pressing = _say_pressing(speech, plan, today, width, margin)
    if waiting := sum(can_wait(each.item) for each in plan.unplaced):
        rest = speech.paging.say_no_place(waiting, weeks)
        more_weeks = f"{command} --weeks {min(weeks * 2, 52)}"
        pressing += wrap(f"{rest}: {more_weeks}", width, indent=2)
    return [*lines, "", *pressing] if pressing else lines


def _rows(speech: Speech, plan: Plan) -> list[tuple[str, str, str, str]]:
    """List a person a line, for programs such as grep: when, who, where, why."""
    say_reason = speech.reasons.say_reason
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
            _marked(speech.paging.NO_PLACE, each.item),
            one_line(each.item.contact.name),
            each.item.contact.company,
            speech.reasons.say_unplaced(each),
        )
        for each in plan.unplaced
    ]


def _marked(when: str, item: DueItem) -> str:
    """Put the mark of the key tier after the day, so that all names begin in one column."""
    return f"{when} •" if item.contact.tier == "key" else when


def _say_people(
    speech: Speech, items: Sequence[DueItem], room: int, link: Callable[[Contact], str]
) -> Text:
    """Name the people of a day with their companies; who has no room there is counted."""
    for shown in range(len(items), 0, -1):
        more = speech.paging.say_more("", len(items) - shown)
        share = _share(items[:shown], room - len(_APART) * (shown - 1) - width_of(more))
        if share >= _SHORTEST or shown == 1:
            return joined([_say_person(item, share, link) for item in items[:shown]], _APART) + more
    return ""


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


def _say_pressing(speech: Speech, plan: Plan, today: date, width: int, margin: int) -> list[str]:
    """Name the people without a place who can't wait, with the reason."""
    lines = []
    for each in plan.unplaced:
        if can_wait(each.item):
            continue
        reason = next(one for one in each.item.reasons if not is_timer(one))
        why = f"{speech.reasons.say_reason(reason, today)} · {speech.reasons.say_unplaced(each)}"
        said = one_line(f"{_whole(each.item)}: {why}")
        lines += wrap(fit(speech.paging.NO_PLACE, margin) + said, width, indent=margin)
    return lines
