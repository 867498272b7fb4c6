"""Read and write the days of `[plan] blackout`: single days, ranges, and ranges of every year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import every_year

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.calendar.days import Span

_EVERY_YEAR = re.compile(r"([0-9]{2}-[0-9]{2})\.\.([0-9]{2}-[0-9]{2})")


def read_blackout(raw: object) -> tuple[Span, ...]:
    """Read a list such as ["01-01..01-08", "2026-12-31"]; ValueError for anything else."""
    if not isinstance(raw, list):
        raise ValueError  # noqa: TRY004 - as every kind of option says no
    return tuple(span for each in raw for span in _read_spans(str(each).strip()))


def say_blackout(spans: tuple[Span, ...]) -> list[str]:
    """Write the spans as `read_blackout` reads them."""
    said = []
    left = list(spans)
    while left:
        first, last = left[0]
        yearly = f"{first:%m-%d}..{last:%m-%d}"
        returning = [] if "02-29" in yearly else _every_year(yearly)
        if returning and all(span in left for span in returning):
            said.append(yearly)
            for span in returning:
                left.remove(span)
        else:
            said.append(str(first) if first == last else f"{first}..{last}")
            left.pop(0)
    return said


def _read_spans(words: str) -> list[Span]:
    if _EVERY_YEAR.fullmatch(words):
        return _every_year(words)
    early, dots, late = words.partition("..")
    first = _read_day(early)
    last = _read_day(late) if dots else first
    if last < first:
        raise ValueError
    return [(first, last)]


def _every_year(words: str) -> list[Span]:
    """Return the spans of `12-31..01-08`."""
    first, last = ((int(day[:2]), int(day[3:])) for day in words.split(".."))
    return every_year(first, last)


def _read_day(words: str) -> date:
    from contactkeeper.core.language.dates import read_date

    day = read_date(words.strip())
    if day is None:
        raise ValueError
    return day
