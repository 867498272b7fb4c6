"""A month as a person sees it: its days as a grid, and beside it or below it what they hold.

In a pipe each event is one line, of which nothing is cut. No line is wider than the window.
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from contactkeeper.cli.layout import align, fit, joined, one_line, paint, width_of, wrap
from contactkeeper.cli.screens.due import NARROWEST
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.text.calendar import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.cli.layout import Text
    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.calendar_event import CalendarEvent
    from contactkeeper.text.speech import Speech

_WEEK = 7
_CELL = 4
"""Cells of a day in the grid: the mark of today, two of its number, that of its events."""
_GRID = _WEEK * _CELL
_MARGIN = 2
_BESIDE_FROM = 72
"""Columns from which the list stands beside the grid."""
_TODAY, _MARK = ">", "*"
"""The marks of today, and of a day that holds something."""
_TIME_WIDTH = len("11:00 ")
_TWO_DIGITS = 28
"""A day whose number is as wide as any."""


def month_lines(
    terminal: Terminal, first: date, today: date, events: Sequence[CalendarEvent]
) -> list[Text]:
    """Lay out the month that begins on `first`; each event has the days of one time."""
    speech = terminal.speech
    room = speech.calendar
    head = room.say_head(first, len(events))
    if not terminal.is_terminal:
        rows = [
            (str(each.first), _time(each), room.say_title(each), "; ".join(room.describe(each)))
            for each in events
        ]
        return [head, "", *align(rows, terminal.room, flexible=())] if rows else [head, "", NOTHING]
    width = max(terminal.width, NARROWEST)
    lines = [paint(head, "bold"), ""]
    grid = _grid(speech, first, today, _taken(events, first))
    if width < _BESIDE_FROM:
        lines += [*grid, "", *_list(speech, events, first, today, width)]
    else:
        beside = _list(speech, events, first, today, width - _GRID - _MARGIN)
        pairs = zip_longest(grid, beside, fillvalue="")
        lines += ((left or " " * _GRID) + " " * _MARGIN + right for left, right in pairs)
    return [line.rstrip() for line in lines]


def _time(event: CalendarEvent) -> str:
    return event.time.isoformat("minutes") if event.time else ""


def _taken(events: Sequence[CalendarEvent], first: date) -> set[date]:
    """Return the days of the month that begins on `first` which hold something."""
    last = add_days(add_months(first, 1), -1)
    taken: set[date] = set()
    for each in events:
        begin, end = max(each.first, first), min(each.last, last)
        taken.update(add_days(begin, number) for number in range((end - begin).days + 1))
    return taken


def _grid(speech: Speech, first: date, today: date, taken: set[date]) -> Iterator[Text]:
    """Lay out the weeks of the month, each as wide as the others."""
    yield paint("".join(f" {head} " for head in speech.calendar.HEADS), "dim")
    month = first.month
    day = add_days(first, -first.weekday())
    after = add_months(first, 1)
    while day < after:
        week = [add_days(day, number) for number in range(_WEEK)]
        yield joined(
            _cell(each, today, taken) if each.month == month else " " * _CELL for each in week
        )
        day = add_days(day, _WEEK)


def _cell(day: date, today: date, taken: set[date]) -> Text:
    text = f"{_TODAY if day == today else ' '}{day.day:2}{_MARK if day in taken else ' '}"
    if day == today:
        return paint(text, "bold", "yellow")
    if day < today:
        return paint(text, "dim")
    return paint(text, "cyan") if day in taken else text


def _list(
    speech: Speech, events: Sequence[CalendarEvent], first: date, today: date, width: int
) -> Iterator[Text]:
    """List what the days hold, each day named once; who is to be written to stands in one line."""
    if not events:
        yield from wrap(speech.say(NOTHING), width, indent=0)
    say_short_day = speech.days.say_short_day
    day_width = width_of(say_short_day(first.replace(day=_TWO_DIGITS))) + 1
    times = _TIME_WIDTH if any(event.time for event in events) else 0
    for day, found in groupby(events, key=lambda each: max(each.first, first)):
        of_day = list(found)
        lines = [(_time(each), _say(speech, each, day)) for each in of_day if each.kind != "write"]
        if to_write := [each.name for each in of_day if each.kind == "write"]:
            lines.append(("", speech.calendar.say_whom_to_write(to_write)))
        said = fit(say_short_day(day), day_width)
        for time, words in lines:
            row = f"{fit(time, times)}{one_line(words)}"
            for part in wrap(row, width - day_width, indent=times + 2):
                yield paint(said, "bold") + part if day == today else said + part
                said = " " * day_width


def _say(speech: Speech, event: CalendarEvent, day: date) -> str:
    title = speech.calendar.say_title(event)
    if event.last > day:
        title = speech.calendar.say_until(title, event.last)
    return title
