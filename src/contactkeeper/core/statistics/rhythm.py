"""Measure how regular a relation is: the rhythm on a day, the usual gap, the drift."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import is_unsorted
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.language.cadence import cadence_of, days_in, next_date
from contactkeeper.core.statistics.model import Gap, Share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Cadence
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History

_LATE = 4
"""A rhythm still holds for one part of so many of the cadence: a week of a month."""
_FEWEST_GAPS = 3


def rhythm_asked(history: History, settings: Settings) -> Cadence | None:
    """Return the cadence that I am to keep with somebody; None where there is none to keep.

    There is none for the cadences `event` and `none`, while somebody is paused or not to be
    contacted, and until they are sorted. It is the cadence of today, without the mode: no note says
    what it was.
    """
    contact = history.contact
    cadence = cadence_of(contact, settings)
    wanted = cadence.has_timer and contact.status == "active" and not is_unsorted(contact)
    return cadence if wanted else None


def is_in_rhythm(history: History, cadence: Cadence, day: date) -> bool | None:
    """Say whether I had written or talked to somebody within the cadence, and a quarter of it more.

    None where we did not know each other yet.
    """
    if history.known_since is None or history.known_since > day:
        return None
    place = bisect_right(history.own_days, day)
    last = history.own_days[place - 1] if place else history.known_since
    return day <= add_days(next_date(cadence, last), int(days_in(cadence) / _LATE))


def rhythm_on(histories: Iterable[History], day: date, settings: Settings) -> Share:
    """Count the people whose rhythm holds on a day, of those who have one."""
    kept = known = 0
    for history in histories:
        cadence = rhythm_asked(history, settings)
        held = is_in_rhythm(history, cadence, day) if cadence else None
        if held is not None:
            known += 1
            kept += held
    return Share(kept, known)


def gap_of(history: History, today: date, settings: Settings) -> Gap:
    """Compare the time since the last contact with what is usual with this person."""
    days = history.contact_days
    gaps = [(after - before).days for before, after in pairwise(days)]
    usual = median_low(gaps) if len(gaps) >= _FEWEST_GAPS else None
    cadence = rhythm_asked(history, settings)
    length = round(days_in(cadence)) if cadence else None
    now = (today - days[-1]).days if days else None
    drifting = now is not None and usual is not None and now > max(2 * usual, length or 0)
    return Gap(usual, length, now, drifting and history.contact.status == "active")


def month_ends(first: date, last: date) -> list[tuple[date, date]]:
    """List the first and last day of each month of a period, cut where the period is."""
    months: list[tuple[date, date]] = []
    start = first
    while start <= last:
        following = add_months(start.replace(day=1), 1)
        end = add_days(following, -1) if following > start else last
        months.append((start, min(end, last)))
        if following <= start or end >= last:
            break
        start = following
    return months
