"""Find the events and news that concern some days: once for a list, not once for a person.

A vault keeps its events and news for years; all but a few are long over. Must not know people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.campaigns import last_day
from contactkeeper.core.agenda.event_times import times
from contactkeeper.core.model import EventNotes

if TYPE_CHECKING:
    from datetime import date


def active_events(event_notes: EventNotes, today: date, until: date) -> EventNotes:
    """Keep what somebody may be shown on a day from `today` to `until`."""
    return EventNotes(
        tuple(event for event in event_notes.events if any(times(event, today, until))),
        tuple(news for news in event_notes.news if news.date <= until and last_day(news) >= today),
    )
