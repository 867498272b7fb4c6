"""Fit a list to a screen: the rows shown, the rows that wait, and the day the last is reached.

Nobody is forgotten: what is not shown is counted. Must not change the order.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import WORKING_WEEK, add_days, workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.agenda.model import DueItem

ALWAYS_SHOWN = frozenset({"meet", "reply", "promise", "waiting", "occasion", "soon"})
"""Groups whose rows are always shown."""
_NEW_SHOWN = 3


def split_page(items: Sequence[DueItem], limit: int | None) -> tuple[list[DueItem], list[DueItem]]:
    """Split a list into the rows to show and those that wait their turn, each in its order.

    Appointments, replies, promises, waiting, occasions, and `soon`, which was asked for, always
    show, beyond `limit` rows too. Of `new` the first three show. With None for a limit all do.
    """
    if limit is None:
        return list(items), []
    room = room_on_page(items, limit)
    new = _NEW_SHOWN
    shown: list[DueItem] = []
    waiting: list[DueItem] = []
    for item in items:
        if item.group in ALWAYS_SHOWN:
            shown.append(item)
        elif room > 0 and (item.group != "new" or new > 0):
            shown.append(item)
            room -= 1
            new -= item.group == "new"
        else:
            waiting.append(item)
    return shown, waiting


def room_on_page(items: Iterable[DueItem], limit: int) -> int:
    """Return how many rows are shown besides those that always are.

    Below 0 where those alone are more than the limit. Who comes up soon was asked for, and takes
    nobody's place.
    """
    return limit - sum(item.group in ALWAYS_SHOWN and item.group != "soon" for item in items)


def catch_up_day(
    total: int, per_day: int, today: date, blackout: tuple[tuple[date, date], ...] = ()
) -> date:
    """Return the day on which the last of `total` people is reached, `per_day` a working day.

    Today counts where it is one: 45 at 3 a day from Monday 23 November is Friday 11 December.
    No weekend is, and no day in a span of `blackout`.
    """
    days = max(0, -(-total // max(per_day, 1)) - 1)
    if not blackout:
        weeks, days = divmod(days, WORKING_WEEK)  # the last may be years away
        today = add_days(next(workdays(today), date.max), 7 * weeks)
    return next(islice(workdays(today, blackout), days, None), date.max)
