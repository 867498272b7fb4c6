"""Draw charts as rectangles and words; the template makes SVG of them. All bars begin at zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from contactkeeper.cli.layout import cut, one_line
from contactkeeper.core.statistics.periods import weeks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.statistics.model import Period
    from contactkeeper.text.speech import Speech

Look = Literal["mine", "theirs", "talk", "touch", "track", "day0", "day1", "day2", "day3", "day4"]
"""The meaning of a rectangle; the style sheet gives it a colour."""
Anchor = Literal["start", "middle", "end"]

NARROW: Final = 320
"""Units of a chart that fits a telephone: its words are as large as those of the page."""
_LINE = 16
_BEHIND = 112
"""Room for the words behind the longest bar."""
_GAP = 8
_LETTER = 7
"""The most units that a letter takes, on average."""
_TOP, _TALL = 8, 120
"""Of bars that stand: where the highest one begins, and its height."""
_THIN, _THICK = 6, 24


class Box(NamedTuple):
    """A rectangle, and the words that a pointer over it shows."""

    look: Look
    x: float
    y: float
    width: float
    height: float
    words: str = ""


class Label(NamedTuple):
    """Words in a chart; `y` is their base line."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"


class Chart(NamedTuple):
    """A drawing in units of its own."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


class Bar(NamedTuple):
    """A number as the length of a bar; `of` is drawn behind it."""

    look: Look
    number: int
    words: str
    """The words behind a bar that lies, or under a pointer; empty: there is no case."""
    of: int = 0


Rows: TypeAlias = "Sequence[tuple[str, Sequence[Bar]]]"
"""The name of each group of bars, and its bars."""


def bars(rows: Rows) -> Chart:
    """Draw groups of bars that lie: a name above each group, words behind each bar."""
    room = NARROW - _BEHIND
    most = _most(rows)
    boxes: list[Box] = []
    labels: list[Label] = []
    y = 0
    for name, group in rows:
        labels.append(Label(0, y + 12, cut(one_line(name), NARROW // _LETTER)))
        for bar in filter(lambda bar: bar.words, group):
            y += _LINE
            boxes += _lying("track", y + 2, room * bar.of / most)
            boxes += _lying(bar.look, y + 2, room * bar.number / most)
            end = room * max(bar.number, bar.of) / most
            labels.append(Label(_round(end + 4), y + 12, bar.words))
        y += _LINE + _GAP
    return Chart(NARROW, max(y - _GAP, 1), tuple(boxes), tuple(labels))


def _lying(look: Look, y: int, length: float) -> Iterator[Box]:
    """Draw one bar that lies; nothing for nothing."""
    if length:
        yield Box(look, 0, y, _round(length), _LINE - 4)


def columns(speech: Speech, rows: Rows) -> Chart:
    """Draw groups of bars that stand, from left to right; a pointer over one shows its words."""
    most = _most(rows)
    highest = speech.phrases.say_number(most)
    margin = 8 * len(highest) + 4
    several = max((len(group) for _, group in rows), default=1)
    step = max((NARROW - margin) / max(len(rows), 1), _THIN * several + 4)
    thick = min((step - 4) / several, _THICK)
    width = margin + step * len(rows)
    boxes: list[Box] = []
    labels = [Label(0, _TOP + 4, highest), Label(0, _TOP + _TALL, "0")]
    free = 0.0
    for place, (name, group) in enumerate(rows):
        left = margin + place * step
        for number, bar in enumerate(group):
            x, words = left + number * thick, f"{name}, {bar.words}"
            boxes += _column("track", x, thick - 1, bar.of / most, words)
            boxes += _column(bar.look, x, thick - 1, bar.number / most, words)
        start = min(left, width - _LETTER * len(name))
        if start >= free:  # else it would run into the one before
            labels.append(Label(_round(start), _TOP + _TALL + 14, name))
            free = start + _LETTER * len(name)
    return Chart(_round(width), _TOP + _TALL + 20, tuple(boxes), tuple(labels))


def _column(look: Look, x: float, width: float, part: float, words: str) -> Iterator[Box]:
    """Draw one bar that stands, as a part of the highest one; nothing for nothing."""
    if part:
        tall = _TALL * part
        top = _TOP + _TALL - tall
        yield Box(look, _round(x), _round(top), _round(width), _round(tall), words)


def _most(rows: Rows) -> int:
    return max([1, *(max(bar.number, bar.of) for _, group in rows for bar in group)])


_CELL = 12
_MARGIN, _HEAD = 32, 16
_DAYS_A_WEEK = 7
_ROW = _HEAD + _DAYS_A_WEEK * _CELL + _GAP
WEEKS_A_ROW = 58
"""Weeks beside each other: those of a year and a month, which is the usual period."""
DAY_LOOKS: tuple[Look, ...] = ("day0", "day1", "day2", "day3", "day4")
_LEVELS = (1, 2, 4, 7)
"""The fewest entries of a day that have each look but the first."""


def heat_map(speech: Speech, by_day: Mapping[date, int], period: Period) -> Chart:
    """Draw a square for each day: a column is a week from Monday on. An empty row is left out."""
    boxes: list[Box] = []
    labels: list[Label] = []
    weeks = weeks_of(period)
    width = max(_MARGIN + min(len(weeks), WEEKS_A_ROW) * _CELL, NARROW)
    rows = [weeks[first : first + WEEKS_A_ROW] for first in range(0, len(weeks), WEEKS_A_ROW)]
    y = 0
    for row in rows:
        if len(rows) > 1 and not any(day in by_day for week in row for day in week.values()):
            continue
        labels += [*_weekdays(speech, y), *_months(speech, row, y, width)]
        for column, week in enumerate(row):
            for weekday, day in week.items():
                x, top = _MARGIN + column * _CELL, y + _HEAD + weekday * _CELL
                boxes.append(_square(speech, day, by_day.get(day, 0), x, top))
        y += _ROW
    return Chart(width, max(y - _GAP, 1), tuple(boxes), tuple(labels))


def _months(
    speech: Speech, row: Sequence[Mapping[int, date]], y: float, width: float
) -> Iterator[Label]:
    """Name the weeks in which a month begins, January by its year; the first with both."""
    free = 0
    for column, week in enumerate(row):
        day = max(week.values())
        if column and day.day > _DAYS_A_WEEK:
            continue
        name = f"{day.year}" if day.month == 1 else speech.days.SHORT_MONTHS[day.month - 1]
        name = name if column else speech.days.say_month_year(day)
        x = _MARGIN + column * _CELL
        if free <= x <= width - _LETTER * len(name):  # else it runs into the one before
            yield Label(x, y + 10, name)
            free = x + _LETTER * len(name)


def _weekdays(speech: Speech, y: float) -> Iterator[Label]:
    """Name every other line of squares."""
    for weekday in (0, 2, 4):
        name = speech.days.SHORT_WEEKDAYS[weekday]
        yield Label(_MARGIN - 6, y + _HEAD + weekday * _CELL + 10, name, "end")


def _square(speech: Speech, day: date, count: int, x: float, y: float) -> Box:
    look = DAY_LOOKS[sum(count >= fewest for fewest in _LEVELS)]
    words = speech.report.say_entries_of(day, count) if count else ""
    return Box(look, x, y, _CELL - 2, _CELL - 2, words)


def _round(number: float) -> float:
    """Round to what is seen; a whole number is written without a point."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded
