"""Conferences and the like: before one, "will you be there?"; after it, the follow-up.

Before an event, those in its `people` or its audience are asked; after it, those in `people` and
those whose log names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact


def _find_before(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the events to come, unless the note says that I am not there."""
    from contactkeeper.core.agenda.events import (  # most vaults have none
        OPENS,
        hears,
        is_among,
        may_hear,
        times,
    )

    today, until, settings, event_notes = window
    for event in event_notes.events:
        if event.attending is False:
            continue
        for first, last, _ in times(event, today, until):
            opens = add_days(first, -OPENS)
            if opens > until or last < today:
                continue
            in_people = is_among(event.people, contact, settings)
            asked = in_people and may_hear(contact, settings, last)
            if asked or (event.audience and hears(event, contact, settings, last)):
                yield Occasion(
                    kind=EVENT_BEFORE.name,
                    name=event.name,
                    day=first,
                    first=opens,
                    last=last,
                    begins=first,
                    ends=last,
                    served_from=opens,
                    shared=not in_people,
                )


def _find_after(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the events that are over."""
    from contactkeeper.core.agenda.events import (  # most vaults have none
        STAYS,
        is_among,
        may_hear,
        times,
    )
    from contactkeeper.core.events.links import is_named

    today, until, settings, event_notes = window
    for event in event_notes.events:
        for first, last, since in times(event, today, until):
            opens, closes = add_days(last, 1), add_days(last, STAYS)
            if opens > until or closes < today:
                continue
            met = is_among(event.people, contact, settings) or is_named(
                event, contact, today, since
            )
            if met and may_hear(contact, settings, closes):
                yield Occasion(
                    kind=EVENT_AFTER.name,
                    name=event.name,
                    day=last,
                    first=opens,
                    last=closes,
                    begins=first,
                    ends=last,
                    served_from=opens,
                )


EVENT_BEFORE = OccasionKind("event-before", _find_before, notes="events", subject="occasion")
EVENT_AFTER = OccasionKind(
    "event-after", _find_after, notes="events", subject="occasion", suggests="follow-up"
)
