"""Find the coming events that log entries link to, and the day from which each is followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.event_times import times
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.events.links import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import Entry, Event


class FollowUp(NamedTuple):
    """A coming event that entries link to."""

    event: str
    """Its name."""
    entries: int
    """The number of entries that link to it."""
    opens: date
    """The first day on which a follow-up is due."""


def follow_ups(
    events: Sequence[Event], entries: Sequence[Entry], today: date
) -> Iterator[FollowUp]:
    """Yield each event that some entries link to and that has not ended yet."""
    for event in events:
        linked = sum(names(entry, event) for entry in entries)
        ends = [last for _, last, _ in times(event, today, event.end)]
        coming = [last for last in ends if last >= today]
        if linked and coming:
            yield FollowUp(event.name, linked, add_days(coming[0], 1))
