"""Days, spans of time and cadences: plain English, whatever the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import (
    in_whole_units,
    is_near,
    is_within_a_year,
    monday_of,
    week_of,
)
from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Cadence

# Own names: strftime's come from the locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_WEEKDAYS = tuple(name[:3] for name in WEEKDAYS)
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)

_WEEKDAY = len("Mon ")
_MONTHS_A_QUARTER = 3


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
    text = f"{say_weekday(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    near = today is None or is_near(day, today)
    return text if near else f"{text} {day.year}"


def say_full_day(day: date) -> str:
    """Say a day whose year matters: `15 Mar 2024`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_whole_day(day: date) -> str:
    """Say a day with its weekday and its year: `Fri 20 Nov 2026`."""
    return f"{say_weekday(day)[:3]} {say_full_day(day)}"


def say_head_day(day: date) -> str:
    """Say the day a screen is about: `Mon 23 November`."""
    return f"{say_weekday(day)[:3]} {day.day} {MONTHS[day.month - 1]}"


def say_month_day(day: date) -> str:
    """Say a day of the coming months without its weekday: `23 Nov`."""
    return say_weekday_day(day)[_WEEKDAY:]


def say_short_day(day: date) -> str:
    """Say a day beside its week, without the month: `Mon 23`."""
    return f"{say_weekday_day(day)[:_WEEKDAY]}{day.day}"


def say_month(day: date, today: date) -> str:
    """Say about when: `May` less than a year from today, else `May 2024`."""
    month = MONTHS[day.month - 1][:3]
    return month if is_within_a_year(day, today) else f"{month} {day.year}"


def say_month_year(day: date) -> str:
    """Say a month whose year matters: `Nov 2026`."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def say_quarter(day: date) -> str:
    """Say the calendar quarter of a day: `Q4 2026`."""
    return f"Q{(day.month + 2) // _MONTHS_A_QUARTER} {day.year}"


def say_lateness(days: int) -> str:
    """Say a span in whole units: days to 13 (`10 days`), weeks to 8, `3 months` after."""
    return say_count(*in_whole_units(days))


def say_week(day: date, today: date) -> str:
    """Say the week of a day: `this week`, `next week`, else its Monday: `7 Dec`."""
    ahead = week_of(day) - week_of(today)
    if ahead > 1:
        return say_month_day(monday_of(day))
    return "next week" if ahead else "this week"


def show_cadence(cadence: Cadence) -> str:
    """Say a cadence in a sentence: as in a note, but `on occasions` and `every 45 days`."""
    if cadence.unit == "event":
        return "on occasions"
    said = say_cadence(cadence)
    return f"every {said}" if said[0].isdecimal() else said
