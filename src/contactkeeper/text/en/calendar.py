"""Titles and descriptions of what stands in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import MONTHS, WEEKDAYS, say_weekday_day
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.phrases import flat, list_few, upper_first, without_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.calendar_event import CalendarEvent

CANCELLED = "Cancelled"
"""The title of what fell away of somebody who is not to be named."""
HEADS = tuple(name[:2] for name in WEEKDAYS)
"""The heads of the columns of a month."""

_TITLES = {
    "birthday": "🎂 {name}",
    "date": "{upper}: {name}",
    "event": "{name}",
    "holiday": "{name}",
    "meet": "{channel}: {name}",
    "promise": "Promise to {name}: {words}",
    "reminder": "{name}: {words}",
    "waiting": "Waiting for {name}: {words}",
    "write": "Write: {name}",
}
"""By the kind of the event; that of an occasion is its sentence."""


def say_title(event: CalendarEvent) -> str:
    """Say what takes place: `Call: Anna Karenina`, `Write: Boris`, `🎂 Clara`."""
    if event.occasion:
        return f"{flat(event.name)}: {text_of(event.kind).on_list(event.occasion, event.first)[0]}"
    words = without_day(event.words, event.first) or "follow up"
    return _TITLES[event.kind].format(
        name=flat(event.name),
        words=words,
        upper=upper_first(words),
        channel=upper_first(flat(event.channel)) or "Appointment",
    )


def say_hidden_title(event: CalendarEvent) -> str:
    """Say without a name whether the time is taken: `Busy`, or `Reminder`."""
    return "Busy" if event.kind == "meet" else "Reminder"


def describe(event: CalendarEvent) -> list[str]:
    """Say what more there is to know, line by line: why to write, what about, where they work."""
    lines = [upper_first(say_reason(reason, event.first)) for reason in event.reasons]
    if event.kind == "meet":
        lines.append(flat(event.words))
    if event.people:
        to_do = "To ask" if event.kind == "event" else "To congratulate"
        lines.append(f"{to_do}: {list_few([flat(name) for name in event.people])}")
    return list(filter(None, (*lines, flat(event.company))))


def say_head(month: date, events: int) -> str:
    """Name a month, and count what it holds: `December 2026 · 1 event`."""
    return f"{MONTHS[month.month - 1]} {month.year} · {say_count(events, 'event')}"


def say_whom_to_write(names: Sequence[str]) -> str:
    """Say who is to be written to on a day: `Write: Anna, Boris`."""
    return f"Write: {', '.join(map(flat, names))}"


def say_until(title: str, last: date) -> str:
    """Say that something lasts for days: `HighLoad++, until Tue 8 Dec`."""
    return f"{title}, until {say_weekday_day(last)}"
