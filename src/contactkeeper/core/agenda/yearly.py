"""Days that return every year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import falls_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import PartialDate


def yearly_days(
    partial: PartialDate, first: date, last: date, leap_day: tuple[int, int]
) -> Iterator[date]:
    """Yield the days from `first` to `last` on which it returns, none before the year it began.

    `leap_day` is the (month, day) of 29 February in other years.
    """
    for year in range(max(first.year, partial.year or 1), last.year + 1):
        day = falls_on(partial, year, leap_day)
        if first <= day <= last:
            yield day
