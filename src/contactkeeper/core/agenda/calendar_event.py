"""An event of the calendar, and the days on which it takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days, yearly_days
from contactkeeper.core.calendar.recurrence import days_of
from contactkeeper.core.model import Time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion, Reason
    from contactkeeper.core.calendar.days import Span
    from contactkeeper.core.model import PartialDate
    from contactkeeper.core.settings import Settings


class CalendarEvent(NamedTuple):
    """An event on days, once or by a rule: facts, which `text.calendar` words."""

    kind: str
    """A kind of `REASON_KINDS`, or `write`, `event`, `holiday`."""
    name: str
    """Of the person, the event or the holiday."""
    first: date
    last: date
    path: str = ""
    """The note; empty: a holiday has none."""
    key: str = ""
    """The key that tells it from the others of its kind and note, whatever else changes."""
    time: Time | None = None
    channel: str = ""
    words: str = ""
    """Of a task; the name of a date of theirs."""
    company: str = ""
    place: str = ""
    yearly: PartialDate | None = None
    """The day of a birthday or a date, which returns every year."""
    rule: str = ""
    """The RRULE of what returns; empty: it takes place once."""
    occasion: Occasion | None = None
    reasons: tuple[Reason, ...] = ()
    """Why to write to the person, as they hold on the day."""
    people: tuple[str, ...] = ()
    """The names of those to ask at an event, or to congratulate on a holiday."""


def events_between(
    events: Sequence[CalendarEvent], first: date, last: date, settings: Settings
) -> tuple[CalendarEvent, ...]:
    """List each time that something takes place on these days, with its days, by day."""
    found = (
        event._replace(first=begin, last=end)
        for event in events
        for begin, end in spans_between(event, first, last, settings)
    )
    return tuple(sorted(found, key=lambda each: (max(each.first, first), *by_day(each)[1:])))


def spans_between(
    event: CalendarEvent, first: date, last: date, settings: Settings
) -> tuple[Span, ...]:
    """Return the first and last day of each time that it takes place from `first` to `last`."""
    if event.yearly:
        leap_day = settings.occasions.leap_day
        begin = max(first, event.first)
        return tuple((day, day) for day in yearly_days(event.yearly, begin, last, leap_day))
    length = (event.last - event.first).days
    begins: tuple[date, ...] = (event.first,)
    if event.rule:
        begins = days_of(event.rule, add_days(first, -length), last, event.first)
    spans = ((day, add_days(day, length)) for day in begins)
    return tuple(span for span in spans if span[0] <= last and span[1] >= first)


def by_day(event: CalendarEvent) -> tuple[object, ...]:
    """Sort events by it: by day, those of a whole day first, then by time."""
    time = event.time or Time()
    return (event.first, event.time is not None, time, event.kind, event.path, event.key)
