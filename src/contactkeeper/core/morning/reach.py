"""Which events and news have anything to do with some days. Asked once a list, not once a person.

A vault keeps its events and news for years; all but a few are long over. Must not know people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.model import Happenings
from contactkeeper.core.morning.campaigns import last_day
from contactkeeper.core.morning.events import times

if TYPE_CHECKING:
    from datetime import date


def in_reach(happenings: Happenings, today: date, until: date) -> Happenings:
    """Keep what somebody may be shown on a day from `today` to `until`."""
    return Happenings(
        tuple(event for event in happenings.events if any(times(event, today, until))),
        tuple(news for news in happenings.news if news.date <= until and last_day(news) >= today),
    )
