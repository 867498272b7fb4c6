"""Titles and descriptions of what stands in the calendar, and what `ck calendar` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.shell_words import shell_word
from contactkeeper.text.en.days import MONTHS, say_weekday_day
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.phrases import flat, list_few, upper_first, without_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.calendar_event import CalendarEvent

NOTHING = "Nothing in this month."
CANCELLED = "Cancelled"
"""The title of what fell away of somebody who is not to be named."""

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
        lines.append(f"{_to_do(event)}: {list_few([flat(name) for name in event.people])}")
    return list(filter(None, (*lines, flat(event.company))))


def _to_do(event: CalendarEvent) -> str:
    return "To ask" if event.kind == "event" else "To congratulate"


def name_month(day: date) -> str:
    """Name a month with its year: `December 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def name_calendar(vault: str, *, busy: bool) -> str:
    """Name the calendar in other programs; where names are hidden, the vault's too."""
    return "ck" if busy else f"ck: {vault}"


def say_whom_to_write(names: Sequence[str]) -> str:
    """Say who is to be written to on a day: `Write: Anna, Boris`."""
    return f"Write: {', '.join(map(flat, names))}"


def say_written(place: str, events: int, new: int, changed: int, cancelled: int) -> str:
    """Say what the file holds and what is different: `Written: a.ics, 34 events: 2 new`."""
    counts = ((new, "new"), (changed, "changed"), (cancelled, "cancelled"))
    different = ", ".join(f"{number:,} {word}" for number, word in counts if number)
    head = f"{place}, {say_count(events, 'event')}"
    return f"Written: {head}{f': {different}' if different else ''}"


def say_unchanged(place: str, events: int) -> str:
    """Say that the file was right already."""
    return f"Nothing has changed: {place}, {say_count(events, 'event')}"


def ask_replace(place: str) -> str:
    """Ask whether a file that is no calendar of ours may be replaced."""
    return f"{place} is there, and is no calendar of this vault. Replace it?"


def say_not_ours(place: str, *, busy: bool) -> str:
    """Say that a file is not replaced without a question, and what asks it."""
    command = f"ck calendar --out {shell_word(place)}{' --busy' if busy else ''}"
    return f"{place} is no calendar of this vault, so it stays as it is. To replace it: {command}"


def say_until(title: str, last: date) -> str:
    """Say that something lasts for days: `HighLoad++, until Tue 8 Dec`."""
    return f"{title}, until {say_weekday_day(last)}"


def say_not_refreshed(option_file: str, why: str) -> str:
    """Say that the calendar of the configuration could not be written."""
    return f"the calendar is not up to date ([calendar] out in {option_file}): {why}"
