"""The lines of a WhatsApp chat, whose form depends on the phone and its language.

`16.11.2026, 23:30 - Anna: text`, `[11/16/26, 11:30:05 PM] Anna: text`.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.exchange.letters import encoding_of
from contactkeeper.exchange.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.exchange.source import Member

_LONGEST = 1 << 16
"""Characters of a line that are kept."""
_HALF = r"(?:[ap]\.?\s?m\b\.?|[上下]午|午[前後]|오[전후]|[صم])"
_LINE = re.compile(
    r"(?P<bracket>\[)?(?P<first>[0-9]{1,4})(?P<mark>[./-])\s?(?P<second>[0-9]{1,2})(?P=mark)\s?"
    r"(?P<third>[0-9]{1,4})\.?,?\s+(?:(?:à|at|um|klo|kl\.|às|alle)\s+)?"
    rf"(?P<early>{_HALF})?\s?(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}})(?:[:.][0-9]{{2}})?"
    rf"\s?(?P<late>{_HALF})?(?(bracket)\]\s?|\s[-–]\s)(?P<rest>.*)",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks for the direction of text, which WhatsApp puts at many places."""
_NOTICE = re.compile(r"\] [^:]*: \u200e.{30,}\.\Z")
"""A whole sentence of WhatsApp's own: `Messages and calls are end-to-end encrypted. …`."""
_AFTERNOON = ("p", "下", "後", "후", "م")
_HALF_DAY = 12
_CENTURY = 2000
_FIRST_YEAR = 1900
_TWO_FIGURES = 100
_LATE = timedelta(days=7)
"""Messages are in their order, but for some that came late."""


class Line(NamedTuple):
    """A line of a chat, and what it says."""

    number: int
    numbers: tuple[int, int, int] | None
    """Of its date in the order of the line; None: it continues the message before it."""
    has_dots: bool = False
    """Whether dots stand between them: then the day comes first."""
    clock: time = time()
    writer: str = ""
    """Empty: WhatsApp itself says it."""
    text: str = ""


def read_lines(member: Member) -> Iterator[Line]:
    """Yield the lines of a chat."""
    number = 0
    begins = True
    with encoding_of(member).open(member) as file:
        while piece := file.readline(_LONGEST):
            number += begins
            if begins:
                yield read_line(number, piece.rstrip("\r\n"))
            begins = piece.endswith("\n")


def read_line(number: int, line: str) -> Line:
    """Read one line; of a chat on an iPhone WhatsApp's own words have a writer, and a mark."""
    text = _UNSEEN.sub("", line)
    found = _LINE.match(text)
    clock = _clock(found) if found else None
    if not found or not clock:
        return Line(number, None, text=text)
    rest = found["rest"]
    if found["bracket"] and ": " not in rest:
        writer, colon, said = rest.partition(":")
    else:
        writer, colon, said = (rest + " " if rest.endswith(":") else rest).partition(": ")
    is_notice = _NOTICE.search(line) is not None
    return Line(
        number,
        (int(found["first"]), int(found["second"]), int(found["third"])),
        found["mark"] == ".",
        clock,
        "" if is_notice or not colon else one_line(writer),
        said.strip() if colon else rest.strip(),
    )


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["early"] or found["late"] or "").lower()
    if half:
        is_late = any(each in half for each in _AFTERNOON)
        hour = hour % _HALF_DAY + (_HALF_DAY if is_late else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def day_of(numbers: tuple[int, int, int], *, day_first: bool) -> date | None:
    """Return the day of a date whose numbers are in the order of the line; None: there is none."""
    first, second, third = numbers
    if first >= _FIRST_YEAR:
        year, month, day = numbers
    else:
        day, month = (first, second) if day_first else (second, first)
        year = third + _CENTURY if third < _TWO_FIGURES else third
    if year < _FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DayOrder:
    """Tells from all dates of a chat whether the day or the month comes first.

    Dots and numbers above twelve say it; else it is the order in which no message comes long
    before the one above it.
    """

    def __init__(self) -> None:
        self._possible = {True, False}
        self._in_order = {True, False}
        self._last = {True: date.min, False: date.min}
        self._differ = False

    def add(self, line: Line) -> None:
        """Take the date of a line into account."""
        if not line.numbers:
            return
        days = {order: day_of(line.numbers, day_first=order) for order in (True, False)}
        if days[True] == days[False]:
            return
        self._differ = True
        if line.has_dots:
            self._possible -= {False}
        for order, day in days.items():
            if not day:
                self._possible.discard(order)
            elif day < self._last[order]:
                self._in_order.discard(order)
            else:
                self._last[order] = max(self._last[order], day - _LATE)

    @property
    def day_first(self) -> bool | None:
        """Return whether the day comes first; None: it can't be told."""
        if not self._differ:
            return True
        for told in (self._possible, self._possible & self._in_order):
            if len(told) == 1:
                return next(iter(told))
        return None
