"""Plans: why somebody has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import monday_of, week_of
from contactkeeper.text.days import say_month_day, say_weekday_day
from contactkeeper.text.quotes import flat

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.plan import Unplaced


def say_unplaced(unplaced: Unplaced) -> str:
    """Say why there was no place for somebody: `every place until Fri 27 Nov is taken`."""
    until = say_weekday_day(unplaced.until)
    if unplaced.why == "no-working-day":
        return f"no working day until {until}"
    if unplaced.why == "full":
        return f"every place until {until} is taken"
    return f"one person of {flat(unplaced.item.contact.company)} a week, and others come first"


def say_week(day: date, today: date) -> str:
    """Say the week of a day: `this week`, `next week`, else its Monday: `7 Dec`."""
    ahead = week_of(day) - week_of(today)
    if ahead > 1:
        return say_month_day(monday_of(day))
    return "next week" if ahead else "this week"
