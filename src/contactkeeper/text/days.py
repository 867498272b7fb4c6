"""Days and spans of time: plain English, whatever the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.wording import (
    MONTHS,
    is_within_a_year,
    say_count,
    say_day,
    say_full_day,
    say_weekday,
    say_weekday_day,
)

if TYPE_CHECKING:
    from datetime import date

__all__ = (
    "say_day",
    "say_full_day",
    "say_head_day",
    "say_lateness",
    "say_month",
    "say_month_day",
    "say_short_day",
    "say_weekday",
    "say_weekday_day",
)

_WEEKDAY = len("Mon ")
_DAYS_A_WEEK = 7
_DAYS_A_YEAR = 365
_LAST_IN_DAYS = 13
_LAST_IN_WEEKS = 8


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


def say_lateness(days: int) -> str:
    """Say a span in whole units: days to 13 (`10 days`), weeks to 8, `3 months` after."""
    if days <= _LAST_IN_DAYS:
        return say_count(days, "day")
    if days < _DAYS_A_WEEK * (_LAST_IN_WEEKS + 1):
        return say_count(days // _DAYS_A_WEEK, "week")
    return say_count(days * 12 // _DAYS_A_YEAR, "month")
