"""Dated reasons to write: which are open on a day, which have been served, how they are said.

Each occasion has a first and a last day on which it is shown, and a day from which a word of mine
serves it. A further source is a function that gives occasions, named in `_SOURCES`. Must not know
about timers, promises or the order of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.holidays import holidays
from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.personal_occasions import birthdays, new_jobs, own_dates, placements
from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.language.wording import say_weekday_day
from contactkeeper.core.model import NO_EVENT_NOTES, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from contactkeeper.core.agenda.occasion import Occasion
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings

_MONTHS_AHEAD = 12
_BY_NAME = frozenset({"date", "holiday", "event-before", "event-after", "news"})


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
        Reason(
            kind=occasion.kind,
            group="soon" if occasion.first > today else "occasion",
            due=occasion.first,
            text=occasion.said or _say(occasion, today),
            last_day=occasion.last,
            about=_about(occasion),
            day=occasion.day,
            shared=occasion.shared,
        )
        for occasion in _between(contact, today, until, settings, event_notes)
        if not _is_served(occasion, contact, today)
    ]
    return sorted(found, key=lambda reason: (reason.last_day or reason.due, reason.text))


def ahead(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> tuple[Reason, ...]:
    """List the occasions that open in the year after `today`, one of each, the next one first.

    Of the holidays, which are everybody's, only the next.
    """
    found: dict[tuple[str, str], Reason] = {}
    until = add_months(today, _MONTHS_AHEAD)
    found_there = _between(contact, today, until, settings, event_notes)
    for occasion in sorted(found_there, key=lambda each: each.day):
        if occasion.first > today:
            text = occasion.ahead or f"{occasion.name} {say_weekday_day(occasion.day, today)}"
            reason = Reason(
                occasion.kind, "soon", occasion.first, text, occasion.last,
                _about(occasion), occasion.day,
            )  # fmt: skip
            name = "" if occasion.kind == "holiday" else occasion.ahead or occasion.name
            found.setdefault((occasion.kind, name), reason)
    return tuple(found.values())


def _between(
    contact: Contact, today: date, until: date, settings: Settings, event_notes: EventNotes
) -> Iterator[Occasion]:
    """Give every occasion with a day of being shown from `today` to `until`."""
    found = [
        source(contact, today, until, settings)
        for of, source in _SOURCES
        if not of or getattr(contact, of)  # most people have none or one of them
    ]
    if event_notes.events:
        from contactkeeper.core.agenda.event_occasions import events  # most days have none

        found.append(events(contact, today, until, settings, event_notes.events))
    if event_notes.news:
        from contactkeeper.core.agenda.news import news_of

        found.append(news_of(contact, today, settings, event_notes.news))
    for source in found:
        for occasion in source:
            if occasion.first <= until and occasion.last >= today:
                yield occasion


_SOURCES: tuple[tuple[str, Callable[[Contact, date, date, Settings], Iterator[Occasion]]], ...] = (
    ("birthday", birthdays),
    ("placed_me", placements),
    ("dates", own_dates),
    ("company_since", new_jobs),
    ("", holidays),
)
"""Each with the field of a contact that it has nothing to say without; empty: it needs none."""


def _is_served(occasion: Occasion, contact: Contact, today: date) -> bool:
    spoke = last_own_day(contact, today)
    return spoke is not None and spoke >= (occasion.served_from or occasion.day)


def _about(occasion: Occasion) -> str:
    return occasion.name if occasion.kind in _BY_NAME else ""


def _say(occasion: Occasion, today: date) -> str:
    if occasion.day == today:
        return f"{occasion.name} today"
    said = say_weekday_day(occasion.day, today)
    if occasion.kind == "placed":
        return f"{occasion.name}, on {said}"
    if occasion.kind == "new-job" and occasion.day < today:
        return f"{occasion.name} since {said}"
    return f"{occasion.name} was {said}" if occasion.day < today else f"{occasion.name} {said}"
