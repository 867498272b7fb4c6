"""Read days that are named by a week, a month, a year or holidays: `next week`, `eom`.

A coming period is its first day, the end of a week its Friday. Called by `date_words` alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import WORKING_WEEK, add_days, add_months
from contactkeeper.core.language.dates import WORD
from contactkeeper.core.language.languages import (
    LANGUAGES,
    MONTHS,
    UNITS,
    pattern,
    phrases,
    phrases_in,
    table,
    word_table,
    words,
)

if TYPE_CHECKING:
    from contactkeeper.core.language.language import EndUnit

_DAYS_A_WEEK = 7
_FRIDAY = 4
_MONTHS_A_YEAR = 12

_WHICH = word_table(lambda language: language.which_week)
_END_UNITS = word_table(lambda language: language.end_units)
_SHORT_ENDS = table(lambda language: language.short_ends)
_END_OF = pattern(phrases(lambda language: language.end_of))
_OF_WEEK = pattern(words(lambda language: language.of_week))
_END = re.compile(rf"{_END_OF}\s(?:(?P<which>{WORD})\s)?(?P<what>{WORD})")
_COMING = re.compile(rf"(?:{_OF_WEEK}\s)?(?P<which>{WORD})\s(?P<unit>{WORD})")
_HOLIDAYS = {
    name: (span,)
    for language in LANGUAGES
    for span, names in language.holidays.items()
    for name in phrases_in(names)
} | {
    name: tuple(language.holidays)
    for language in LANGUAGES
    for name in phrases_in(language.all_holidays)
}
_AFTER = re.compile(rf"{pattern(words(lambda language: language.past))}\s(?P<name>.+)")


def read_coming(text: str, today: date, *, ahead: bool) -> date | None:
    """Read `next week` as its Monday, `next month` and `next year` as their first day."""
    del ahead  # the next week is ahead, even where it is refused
    found = _COMING.fullmatch(text)
    if not found or _WHICH.get(found["which"]) not in ("coming", "next"):
        return None
    unit, each = UNITS.get(found["unit"], ("", 0))
    if (unit, each) == ("week", 1):
        return _next_week(today)
    months = each * {"month": 1, "year": _MONTHS_A_YEAR}.get(unit, 0)
    if months == 0:
        return None
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return _within_calendar(add_months(first, months))


def read_end(text: str, today: date, *, ahead: bool) -> date | None:
    """Read the end of a week (its Friday), a month, a year, or of a named month."""
    found = _END.fullmatch(text)
    which = _WHICH.get(found["which"], "") if found and found["which"] else "this"
    unit: EndUnit | None = _END_UNITS.get(found["what"]) if found else _SHORT_ENDS.get(text)
    if unit is None:
        return (
            _end_of_named(found["what"], today, ahead=ahead) if found and which == "this" else None
        )
    end = _end(unit, today)
    # The end of this month is still ahead on its last day.
    if which in ("coming", "next") or (which == "this" and ahead and end < today):
        return _end(unit, _start_after(unit, today))
    if which == "last" or (not ahead and end > today):
        return _within_calendar(_end(unit, _start_before(unit, today)))
    return end if which == "this" else None


def _end_of_named(name: str, today: date, *, ahead: bool) -> date | None:
    month = MONTHS.get(name)
    if month is None:
        return None
    years = range(max(today.year - 1, MINYEAR), min(today.year + 1, MAXYEAR) + 1)
    ends = [_end("month", date(year, month, 1)) for year in years]
    fitting = [end for end in ends if (end >= today if ahead else end <= today)]
    return (fitting[0] if ahead else fitting[-1]) if fitting else None


def read_after_holidays(text: str, today: date, *, ahead: bool) -> date | None:
    """Read the first working day after holidays that are next: «после майских»."""
    del ahead  # nobody plans for the last ones
    found = _AFTER.fullmatch(text)
    days = []
    for _, (month, day) in _HOLIDAYS.get(found["name"], ()) if found else ():
        for year in range(today.year, min(today.year + 1, MAXYEAR) + 1):
            back = date(year, month, day) + timedelta(1)
            if back.weekday() >= WORKING_WEEK:
                back += timedelta(_DAYS_A_WEEK - back.weekday())
            if back > today:
                days.append(back)
    return min(days, default=None)


def _end(unit: EndUnit, day: date) -> date:
    """Return the end of the week, month or year in which a day lies."""
    if unit == "week":
        return add_days(day, _FRIDAY - day.weekday())
    month = day.month if unit == "month" else _MONTHS_A_YEAR
    return date(day.year, month, monthrange(day.year, month)[1])


def _start_after(unit: EndUnit, day: date) -> date:
    if unit == "week":
        return _next_week(day)
    first = day.replace(day=1) if unit == "month" else date(day.year, 1, 1)
    return add_months(first, 1 if unit == "month" else _MONTHS_A_YEAR)


def _start_before(unit: EndUnit, day: date) -> date:
    if unit == "week":
        return add_days(day, -_DAYS_A_WEEK)
    first = day.replace(day=1) if unit == "month" else date(day.year, 1, 1)
    return add_months(first, -1 if unit == "month" else -_MONTHS_A_YEAR)


def _next_week(day: date) -> date:
    return day + timedelta(_DAYS_A_WEEK - day.weekday())


def _within_calendar(day: date) -> date | None:
    """Return None for the first and the last day of the calendar, at which sums end."""
    return None if day in (date.min, date.max) else day
