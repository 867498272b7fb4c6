"""Measure how regular a relation is: the rhythm on a day, the usual gap, the drift."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.exchanges import A_BREAK
from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.language.cadence import cadence_of, days_in
from contactkeeper.core.people.audience import is_reachable
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.statistics.model import Gap, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History

_LATE = 1.25
"""A rhythm still holds for so many times the cadence: 38 days where it is a month."""
_QUARTER = 3
"""Months within which a talk counts as lately."""
_FEWEST_GAPS = 3


class RhythmToKeep(NamedTuple):
    """The rhythm that I am to keep with somebody."""

    history: History
    days: int
    """The days after which it is broken."""

    def is_asked(self, day: date) -> bool:
        """Say whether I was to keep it on a day: we knew each other, and nothing was against it."""
        since = self.history.known_since
        return since is not None and since <= day and is_reachable(self.history.contact, day)

    def is_kept(self, day: date) -> bool:
        """Say whether it held on a day on which I was to keep it."""
        last = _newest(self.history.own_days, day) or self.history.known_since
        return last is not None and (day - last).days <= self.days


def rhythms_of(histories: Iterable[History], settings: Settings) -> list[RhythmToKeep]:
    """List the rhythms of people: whose cadence is `event` or `none`, or unsorted, has none.

    It is the cadence of today, without the mode: no note says what it was.
    """
    return [
        RhythmToKeep(history, int(_LATE * days_in(cadence)))
        for history in histories
        if (cadence := cadence_of(history.contact, settings)).has_timer
        and not is_unsorted(history.contact)
    ]


def kept_on(rhythms: Iterable[RhythmToKeep], day: date) -> Share:
    """Count the people whose rhythm held on a day, of those with whom I was to keep one."""
    asked = [each for each in rhythms if each.is_asked(day)]
    return Share(sum(each.is_kept(day) for each in asked), len(asked))


def talked_by(rhythms: Iterable[RhythmToKeep], day: date) -> Share:
    """Count the people with whom I talked in the three months before a day, of the same people."""
    asked = [each.history for each in rhythms if each.is_asked(day)]
    before = add_months(day, -_QUARTER)
    talks = [_newest(history.talk_days, day) for history in asked]
    return Share(sum(talk is not None and talk > before for talk in talks), len(asked))


def gap_of(history: History, day: date, settings: Settings) -> Gap:
    """Compare the time since the last contact with what is usual with this person.

    Contact that follows within a week goes on with what was before.
    """
    cadence = cadence_of(history.contact, settings)
    days = _contact_days(history, day)
    now = (day - days[-1]).days if days else None
    length = round(days_in(cadence)) if cadence.has_timer else None
    return Gap(_usual_gap(days), length, now, is_drifting(history, day, settings))


def is_drifting(history: History, day: date, settings: Settings) -> bool:
    """Say whether the last contact is too long ago, by what is usual and by the cadence.

    Where the cadence is `event`, the default one says what is long.
    """
    days = _contact_days(history, day)
    if not days or not is_reachable(history.contact, day):
        return False
    now, default = (day - days[-1]).days, settings.cadence.default
    cadence = cadence_of(history.contact, settings)
    if cadence.unit == "event" and default.has_timer:
        cadence = default
    if now <= days_in(cadence):
        return False
    usual = _usual_gap(days)
    return usual is not None and now > 2 * usual


def _contact_days(history: History, day: date) -> Sequence[date]:
    """Return the days of contact up to a day."""
    return history.contact_days[: bisect_right(history.contact_days, day)]


def _usual_gap(days: Sequence[date]) -> int | None:
    """Return the median of the days between days of contact; None where there are too few."""
    gaps = [gap for before, after in pairwise(days) if (gap := (after - before).days) >= A_BREAK]
    return median_low(gaps) if len(gaps) >= _FEWEST_GAPS else None


def _newest(days: Sequence[date], day: date) -> date | None:
    """Return the newest of ascending days up to a day."""
    place = bisect_right(days, day)
    return days[place - 1] if place else None
