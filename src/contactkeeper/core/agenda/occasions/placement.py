"""Anniversaries of the day on which I started a job that a contact found for me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days, add_months, falls_on
from contactkeeper.core.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact

STAYS = 14
"""Days after it on which it is still shown."""
MONTHS = (1, 3, 12, 24, 36, 60, 120)
"""Months after the first day at work that have an anniversary."""


def _find(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the anniversaries until the day I left."""
    started, left = contact.placed_me, contact.left
    if started is None or (left and left <= window.today):
        return
    earliest = _months_between(started, window.today) - 1  # one is shown for less than a month
    latest = _months_between(started, window.until)
    for months in MONTHS:
        if not earliest <= months <= latest:
            continue
        day = _anniversary(started, months, window.settings.occasions.leap_day)
        if left and day >= left:
            return
        yield Occasion(PLACEMENT.name, "", day, day, add_days(day, STAYS), begins=started)


def _anniversary(started: date, months: int, leap_day: tuple[int, int]) -> date:
    """Return the day some months after: whole years fall on `leap_day` as birthdays do."""
    day = add_months(started, months)
    if months % 12 or day.day == started.day:
        return day
    return falls_on(PartialDate(started.month, started.day), day.year, leap_day)


def _months_between(early: date, late: date) -> int:
    return (late.year - early.year) * 12 + late.month - early.month


PLACEMENT = OccasionKind(
    "placed", _find, field="placed_me", subject="span", suggests="congratulations"
)
