"""Find the occasions of a contact that are open on a day, or open later, and are not served.

Each kind has a module here, and a row in the one list of them; CONTRIBUTING says in steps how to
add one. Nothing here knows about timers, promises or the order of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Reason
from contactkeeper.core.agenda.occasion import Window
from contactkeeper.core.agenda.occasions.birthday import BIRTHDAY
from contactkeeper.core.agenda.occasions.dates import DATES
from contactkeeper.core.agenda.occasions.event import EVENT_AFTER, EVENT_BEFORE
from contactkeeper.core.agenda.occasions.holiday import HOLIDAY
from contactkeeper.core.agenda.occasions.introduction import CANDIDATE, INTRO
from contactkeeper.core.agenda.occasions.new_job import NEW_JOB
from contactkeeper.core.agenda.occasions.news import NEWS
from contactkeeper.core.agenda.occasions.placement import PLACEMENT
from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion
    from contactkeeper.core.agenda.occasion import OccasionKind
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings

_MONTHS_AHEAD = 12

KINDS: tuple[OccasionKind, ...] = (
    BIRTHDAY,
    PLACEMENT,
    DATES,
    NEW_JOB,
    INTRO,
    CANDIDATE,
    EVENT_AFTER,
    EVENT_BEFORE,
    HOLIDAY,
    NEWS,
)
"""All of them, the strongest first: of two that end on one day, the first is shown first."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> OccasionKind | None:
    """Return the occasion kind of a reason; None where the reason is no occasion."""
    return _BY_NAME.get(name)


def may_wait(name: str) -> bool:
    """Check whether a reason is an occasion that may be told when the person comes up anyway."""
    kind = _BY_NAME.get(name)
    return kind is not None and kind.can_wait


def occasions_on(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> list[Reason]:
    """List the occasions to show on `today`, those that end soonest first."""
    return occasions_until(contact, today, today, settings, event_notes)


def occasions_until(
    contact: Contact,
    today: date,
    until: date,
    settings: Settings,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> list[Reason]:
    """List the occasions that are open on `today`, or open after it up to `until`.

    The group of those that open later is `soon`. What has been served is left out.
    """
    found = [
        _reason(kind, occasion, today)
        for kind, occasion in _between(contact, Window(today, until, settings, event_notes))
        if not (kind.is_served and kind.is_served(occasion, contact, today))
    ]
    return sorted(found, key=lambda reason: reason.last_day or reason.due)


def ahead(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> tuple[Reason, ...]:
    """List the occasions that open in the year after `today`, one of each, the next one first."""
    found: dict[tuple[str, str], Reason] = {}
    window = Window(today, add_months(today, _MONTHS_AHEAD), settings, event_notes)
    found_there = _between(contact, window)
    for kind, occasion in sorted(found_there, key=lambda each: (each[1].day, each[1].first)):
        if occasion.first > today:
            name = "" if kind.next_only else occasion.name
            reason = _reason(kind, occasion, today)._replace(ahead=True)
            found.setdefault((kind.name, name), reason)
    return tuple(found.values())


def _reason(kind: OccasionKind, occasion: Occasion, today: date) -> Reason:
    return Reason(
        kind=kind.name,
        group="soon" if occasion.first > today else "circle" if occasion.shared else "occasion",
        due=occasion.first,
        last_day=occasion.last,
        about=occasion.name if kind.subject == "occasion" else "",
        day=occasion.day,
        shared=occasion.shared,
        occasion=occasion,
    )


def _between(contact: Contact, window: Window) -> Iterator[tuple[OccasionKind, Occasion]]:
    """Yield every occasion that is shown on some day of the window."""
    for kind in KINDS:
        if (
            (kind.field and not getattr(contact, kind.field))
            or (kind.notes and not getattr(window.event_notes, kind.notes))
            or (kind.option and not getattr(window.settings, kind.option))
        ):
            continue
        for occasion in kind.find(contact, window):
            if occasion.first <= window.until and occasion.last >= window.today:
                yield kind, occasion
