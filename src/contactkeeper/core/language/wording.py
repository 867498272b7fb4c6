"""How days and counts are said in English, for errors and occasions, which the core still words.

All other sentences are made in `contactkeeper.text`, which takes these from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# Own names: strftime's come from the locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_LAST_WITHOUT_YEAR = 300
"""Days from today."""


def say_day(day: date, today: date) -> str:
    """Say a day in passing: `9 Oct` less than a year from today, else `Mar 2024`."""
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if is_within_a_year(day, today) else f"{month} {day.year}"


def say_weekday(day: date) -> str:
    """Say a day of the coming week by its name: `Friday`."""
    return WEEKDAYS[day.weekday()]


def say_weekday_day(day: date, today: date | None = None) -> str:
    """Say a day to keep in mind: `Fri 20 Nov`; far from `today`, `Sat 20 Nov 2027`.

    A day that is nearly a year off is far: without the year it would look like one close by.
    """
    said = f"{say_weekday(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    near = today is None or abs((day - today).days) <= _LAST_WITHOUT_YEAR
    return said if near else f"{said} {day.year}"


def say_full_day(day: date) -> str:
    """Say a day whose year matters: `15 Mar 2024`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """Say how many: `1 note`, `2,314 notes`; `plural` where an s does not make it."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def is_within_a_year(day: date, today: date) -> bool:
    """Say whether day and month alone can mean this day only."""
    early, late = (day, today) if day <= today else (today, day)
    return (late.year - 1, late.month, late.day) < (early.year, early.month, early.day)
