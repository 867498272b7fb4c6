"""Working days: no weekends, and no day of a blackout."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[date, date]
"""A first and a last day, both included."""

_WEEK = 7
WORKING_WEEK = 5


def workdays(first: date, blackout: tuple[Span, ...] = ()) -> Iterator[date]:
    """Yield every weekday from `first` to the calendar's end that lies in no span of `blackout`."""
    ordinal, end = first.toordinal(), date.max.toordinal()
    closed = [(early.toordinal(), late.toordinal()) for early, late in blackout]
    while ordinal <= end:
        # A span may last for years: it is left by its end, not day by day.
        beyond = max((late + 1 for early, late in closed if early <= ordinal <= late), default=0)
        if beyond:
            ordinal = beyond
            continue
        day = date.fromordinal(ordinal)
        if day.weekday() < WORKING_WEEK:
            yield day
        ordinal += 1


def week_of(day: date) -> int:
    """Number the week of a day, Monday to Sunday, so that neighbours differ by one."""
    return (day.toordinal() - 1) // _WEEK


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return date.fromordinal(day.toordinal() - day.weekday())
