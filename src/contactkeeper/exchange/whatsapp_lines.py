"""The lines of a WhatsApp chat, whose form depends on the phone and its language.

`16.11.2026, 23:30 - Anna: text`, `[11/16/26, 11:30:05 PM] Anna: text`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.exchange.encodings import encoding_of
from contactkeeper.exchange.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.exchange.source import Member

_LONGEST = 1 << 16
"""Characters of a line that are kept."""
_WORDS = r"[^\W\d_][^\d:\[\]/-]{0,14}?"
"""Words before or after a time in some language: `um`, `a las`, `p. m.`, `ÖS`, `晚上`."""
_LINE = re.compile(
    r"(?P<bracket>\[)?(?P<first>[0-9]{1,4})(?P<mark>[./-]|[年년])\s?(?P<second>[0-9]{1,2})"
    r"(?:(?P=mark)|[月월])\s?(?P<third>[0-9]{1,4})(?:[日일]|\.|\s?г\.)?(?P<comma>[,،])?\s+"
    rf"(?P<early>{_WORDS})?\s?(?P<hour>[0-9]{{1,2}})(?:[:.]|\s?h\s?)(?P<minute>[0-9]{{2}})"
    rf"(?P<seconds>[:.][0-9]{{2}})?(?:\s?(?P<late>{_WORDS}))?"
    r"(?(bracket)\]\s?|\s[-–]\s)(?P<rest>.*)",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks for the direction of text, which WhatsApp puts at many places."""
_NOTICE = re.compile(r"\] [^:]*: \u200e.{30,}\.\Z")
"""A whole sentence of WhatsApp's own: `Messages and calls are end-to-end encrypted. …`."""
_MORNING = re.compile(
    r"a\.?\s?m|[上凌早清半]|午[前夜]|오전|ص|öö|π\.?\s?μ|ق|de\.?\Z|vorm|dop|पूर्वाह्न|pg\Z|sa\Z"
)
_AFTERNOON = re.compile(
    r"p\.?\s?m|[下晚傍中]|午後|오후|م|ös|μ\.?\s?μ|ب|du\.?\Z|nachm|odp|अपराह्न|ptg\Z|ch\Z"
)
_HALF_DAY = 12
_CENTURY = 2000
_FIRST_YEAR = 1900
_TWO_FIGURES = 100
_BUDDHIST = 543
"""Years by which phones in Thailand are ahead."""
_LAST_YEAR = 2400
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
    shape: tuple[str | bool, ...] = ()
    """The form that all dates of a file have: it is written at once, in one language."""


def read_lines(member: Member) -> Iterator[Line]:
    """Yield the lines of a chat; a date of another form than the first is part of a message."""
    number = 0
    begins = True
    shape: tuple[str | bool, ...] = ()
    with encoding_of(member).open(member) as file:
        while piece := file.readline(_LONGEST):
            number += begins
            if begins:
                text = piece.rstrip("\r\n")
                line = read_line(number, text)
                shape = shape or line.shape
                yield line if line.shape == shape else _continuation(number, text)
            begins = piece.endswith("\n")


def read_line(number: int, line: str) -> Line:
    """Read one line; of a chat on an iPhone WhatsApp's own words have a writer, and a mark."""
    text = _UNSEEN.sub("", line)
    found = _LINE.match(_with_plain_figures(text))
    clock = _clock(found) if found else None
    if not found or not clock:
        return _continuation(number, line)
    rest = text[found.start("rest") :]
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
        _shape(found),
    )


def _shape(found: re.Match[str]) -> tuple[str | bool, ...]:
    early = found["early"] or ""
    is_half = _MORNING.match(early.lower()) or _AFTERNOON.match(early.lower())
    signs = (found[part] is not None for part in ("bracket", "comma", "seconds"))
    return (found["mark"], *signs, bool(early and not is_half))


def _continuation(number: int, line: str) -> Line:
    return Line(number, None, text=_UNSEEN.sub("", line))


def _with_plain_figures(text: str) -> str:
    """Return a text of the same length with the figures `0` to `9` for those of any script."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each, each)) for each in text)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["late"] or found["early"] or "").lower()
    is_late = _AFTERNOON.match(half) is not None
    if is_late or _MORNING.match(half):
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
    if year > _LAST_YEAR:
        year -= _BUDDHIST
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
