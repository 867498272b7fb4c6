"""Count the figures of one person, with the gaps and the months before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.statistics.contacts import months_of
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.model import Period, PersonStatistics, add_up
from contactkeeper.core.statistics.rhythm import gap_of, rhythms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import News
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History

_STRIP = 24
"""Months of a person that are shown."""


def person_statistics(
    history: History,
    period: Period,
    today: date,
    settings: Settings,
    news: Sequence[News] = (),
) -> PersonStatistics:
    """Count the figures of one person; the arguments are those of `statistics_of`."""
    found = statistics_of([history], period, today, settings, news)
    strip = Period(add_months(today.replace(day=1), 1 - _STRIP), today)
    return PersonStatistics(
        contact=history.contact,
        statistics=found,
        gap=gap_of(history, period.last, settings),
        rhythm_months=add_up(month.in_rhythm for month in found.months),
        months=months_of([history], strip, rhythms_of([history], settings)),
        trust=[judged for judged in history.judgements if judged[0] <= period.last],
    )
