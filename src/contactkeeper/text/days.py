"""Days and spans of time: plain English, whatever the locale."""

from __future__ import annotations

from contactkeeper.core.language.wording import (
    say_day,
    say_full_day,
    say_head_day,
    say_lateness,
    say_month,
    say_weekday,
    say_weekday_day,
)

__all__ = (
    "say_day",
    "say_full_day",
    "say_head_day",
    "say_lateness",
    "say_month",
    "say_weekday",
    "say_weekday_day",
)
