"""Days and spans of time: plain English, whatever the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.wording import (
    say_day,
    say_full_day,
    say_head_day,
    say_lateness,
    say_month,
    say_weekday,
    say_weekday_day,
)

if TYPE_CHECKING:
    from datetime import date

_WEEKDAY = len("Mon ")

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


def say_month_day(day: date) -> str:
    """Say a day of the coming months without its weekday: `23 Nov`."""
    return say_weekday_day(day)[_WEEKDAY:]


def say_short_day(day: date) -> str:
    """Say a day beside its week, without the month: `Mon 23`."""
    return f"{say_weekday_day(day)[:_WEEKDAY]}{day.day}"
