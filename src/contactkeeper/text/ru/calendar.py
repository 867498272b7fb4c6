"""Titles and descriptions of what stands in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat, upper_first, without_day
from contactkeeper.text.ru.days import SHORT_WEEKDAYS, say_month_year, until_day
from contactkeeper.text.ru.occasions import text_of
from contactkeeper.text.ru.phrases import Noun, list_few, say_count
from contactkeeper.text.ru.reasons import say_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.calendar_event import CalendarEvent

CANCELLED = "Отменено"
"""The title of what fell away of somebody who is not to be named."""
HEADS = SHORT_WEEKDAYS
"""The heads of the columns of a month."""

_TITLES = {
    "birthday": "🎂 {name}",
    "date": "{upper}: {name}",
    "event": "{name}",
    "holiday": "{name}",
    "meet": "{channel}: {name}",
    "promise": "{name} · обещано: {words}",
    "reminder": "{name}: {words}",
    "waiting": "{name} · ждём: {words}",
    "write": "Написать: {name}",
}
"""By the kind of the event; that of an occasion is its sentence."""
_EVENT = Noun("событие", "события", "событий")


def say_title(event: CalendarEvent) -> str:
    """Say what takes place: `Звонок: Анна Каренина`, `Написать: Boris`, `🎂 Клара`."""
    if event.occasion:
        return f"{flat(event.name)}: {text_of(event.kind).on_list(event.occasion, event.first)[0]}"
    words = without_day(event.words, event.first) or "вернуться к разговору"
    return _TITLES[event.kind].format(
        name=flat(event.name),
        words=words,
        upper=upper_first(words),
        channel=upper_first(flat(event.channel)) or "Встреча",
    )


def say_hidden_title(event: CalendarEvent) -> str:
    """Say without a name whether the time is taken: `Занято`, or `Напоминание`."""
    return "Занято" if event.kind == "meet" else "Напоминание"


def describe(event: CalendarEvent) -> list[str]:
    """Say what more there is to know, line by line: why to write, what about, where they work."""
    lines = [upper_first(say_reason(reason, event.first)) for reason in event.reasons]
    if event.kind == "meet":
        lines.append(flat(event.words))
    if event.people:
        to_do = "Спросить" if event.kind == "event" else "Поздравить"
        lines.append(f"{to_do}: {list_few([flat(name) for name in event.people])}")
    return list(filter(None, (*lines, flat(event.company))))


def say_head(month: date, events: int) -> str:
    """Name a month, and count what it holds: `Декабрь 2026 · 1 событие`."""
    return f"{upper_first(say_month_year(month))} · {say_count(events, _EVENT)}"


def say_whom_to_write(names: Sequence[str]) -> str:
    """Say who is to be written to on a day: `Написать: Анна, Boris`."""
    return f"Написать: {', '.join(map(flat, names))}"


def say_until(title: str, last: date) -> str:
    """Say that something lasts for days: `HighLoad++, до вторника 8 декабря`."""
    return f"{title}, {until_day(last)}"
