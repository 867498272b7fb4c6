"""Days as people type them, in English and Russian: `yesterday`, `3 days ago`, `в пятницу`.

Loaded only where somebody types a day. Words that name no single day ("last week", "soon") are
not read: a guess would be written into a note.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate, add_months, is_possible
from contactkeeper.core.language.dates import TwoDays, read_date
from contactkeeper.core.language.day_names import (
    MONTHS,
    ORDINAL,
    WEEKDAYS,
    WORD,
    plain,
    possible,
    read_named,
)
from contactkeeper.core.language.span_words import NUMBERS, UNITS

if TYPE_CHECKING:
    from contactkeeper.core.model import Unit

_DAYS_A_WEEK = 7
_CENTURY = 2000  # of a year in two digits
_LONGEST_GAP = 8  # years between two 29ths of February, at most
_NEXT_LONG_MONTH = 2  # months from one with 31 days to another, at most


_FIXED = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "позавчера": -2,
    "yesterday": -1,
    "last night": -1,
    "вчера": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "eod": 0,
    "end of day": 0,
    "end of the day": 0,
    "конца дня": 0,
    "now": 0,
    "сегодня": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "завтра": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "послезавтра": 2,
}
# "next friday" is the first one after today, as for git and GNU date; «в следующую пятницу» is
# never this week's. Where the two differ, what is written says which day it was.
_COMING, _LAST, _THIS, _NEXT = "coming", "last", "this", "next"
_WHICH = {
    word: which
    for which, words in {
        _COMING: "coming upcoming next ближайший ближайшую ближайшее ближайшей",
        _LAST: "last past previous прошлый прошлую прошлое прошлой прошлом",
        _THIS: "this этот эту это этой",
        _NEXT: "следующий следующую следующее следующей будущий будущую будущее будущей",
    }.items()
    for word in words.split()
}
_WEEKS_ON = {_LAST: -1, _THIS: 0, _COMING: 1, _NEXT: 1}

_DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{2})?)?")
_DAY_OF_MONTH = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL}|\sчисла)(?:\sчисла)?")
# The count is lazy, so that «неделю назад» is a week and not "неделю" of something.
_SPAN = re.compile(
    rf"(?:(?P<sign>[-−+])\s?|(?P<on>in|через)\s)?(?:(?P<count>[0-9]{{1,5}}|{WORD})\s)??"
    rf"(?P<unit>half\s(?:a\s)?year|{WORD})\.?"
    r"(?:\s(?:(?P<ago>ago|back|(?:тому\s)?назад)|(?P<hence>from\s(?:now|today))))?"
)
_BARE_SPAN = re.compile(r"(?P<sign>[-−+])(?P<count>[0-9]{1,5})")
_GLUED = re.compile(r"(?<=[0-9])(?=[^\W\d_])")
_WEEKDAY = re.compile(rf"(?:(?P<which>{WORD})\s)?(?P<weekday>{WORD})\.?")
_WEEKDAY_OF_WEEK = tuple(
    re.compile(form)
    for form in (
        rf"(?P<weekday>{WORD})\.?\s(?:of\s|на\s)?(?P<which>{WORD})\s(?:week|неделе|недели)",
        rf"(?:на\s)?(?P<which>{WORD})\s(?:week|неделе)\s(?:on\s|во?\s)?(?P<weekday>{WORD})\.?",
    )
)
_END = re.compile(
    rf"(?:(?:the\s)?end\sof\s(?:the\s)?|кон(?:ец|ца|цу|це)\s)(?P<what>{WORD})|eom|month\send"
)

_PREPOSITION = re.compile(r"^(?:(?:on|by|until|till|в|во|к|ко|до)\s(?=\S))?(?:the\s(?=[0-9]))?")
_PART_OF_DAY = re.compile(r"\s(?:morning|afternoon|evening|night|утром|днем|вечером|ночью)$")


def read_words(text: str, today: date, *, ahead: bool) -> date | None:
    """Read a day as a person types it: `yesterday`, `3 days ago`, `в пятницу`, `23.11`, `+2w`.

    A bare weekday or a day without a year is the latest such day up to today, or with `ahead` the
    first one after today. Words that name one day ("tomorrow", "2 days ago", a whole date) mean
    that day whatever `ahead` says. None where it can't be read or names no single day.

    Raises:
        ImpossibleDate: It has a date's form, but there is no such day.
        TwoDays: With `ahead`, a day without its year (or month) that is today.
    """
    if whole := read_date(text):
        return whole
    words = _PREPOSITION.sub("", plain(text), count=1)
    if whole := read_date(words):  # "by 2026-11-23", «до 23.11.2026»
        return whole
    if words not in _FIXED:
        words = _PART_OF_DAY.sub("", words)
    try:
        for read in _READERS:
            if found := read(words, today, ahead=ahead):
                return found
    except OverflowError:
        pass  # a span that leaves the calendar names no day
    return None


def _read_fixed(words: str, today: date, *, ahead: bool) -> date | None:
    del ahead  # tomorrow is tomorrow, even where it is refused
    days = _FIXED.get(words)
    return None if days is None else today + timedelta(days)


def _read_span(words: str, today: date, *, ahead: bool) -> date | None:
    words = _GLUED.sub(" ", words)
    if bare := _BARE_SPAN.fullmatch(words):
        return today + timedelta(int(bare["count"]) * (1 if bare["sign"] == "+" else -1))
    found = _SPAN.fullmatch(words)
    if not found:
        return None
    unit, each = UNITS.get(found["unit"], ("month", 6) if " " in found["unit"] else (None, 0))
    count = _count(found["count"])
    on = found["sign"] == "+" or found["on"] or found["hence"]
    back = found["sign"] in ("-", "−") or found["ago"]
    neither = not on and not back
    if unit is None or count is None or (on and back) or (neither and not found["count"]):
        return None
    if found["on"] == "через" and found["unit"] == "день":
        return None  # tomorrow to some, the day after to others
    sign = 1 if on or (neither and ahead) else -1
    return _go(today, sign * count * each, unit)


def _read_weekday(words: str, today: date, *, ahead: bool) -> date | None:
    found = _WEEKDAY.fullmatch(words)
    if not found or found["weekday"] not in WEEKDAYS:
        return None
    weekday = WEEKDAYS[found["weekday"]]
    in_this_week = today + timedelta(weekday - today.weekday())
    # 1 to 7 days after today, and 0 to 6 days before it
    first_after = today + timedelta((weekday - today.weekday() - 1) % _DAYS_A_WEEK + 1)
    latest = today - timedelta((today.weekday() - weekday) % _DAYS_A_WEEK)
    if found["which"] is None:
        return first_after if ahead else latest
    return {
        _COMING: first_after,
        _LAST: latest if latest < today else today - timedelta(_DAYS_A_WEEK),
        _THIS: first_after if ahead and in_this_week < today else in_this_week,
        _NEXT: in_this_week + timedelta(_DAYS_A_WEEK),
    }.get(_WHICH.get(found["which"], ""))


def _read_weekday_of_week(words: str, today: date, *, ahead: bool) -> date | None:
    del ahead  # the week is named
    for form in _WEEKDAY_OF_WEEK:
        found = form.fullmatch(words)
        if found and found["weekday"] in WEEKDAYS and found["which"] in _WHICH:
            weeks = _WEEKS_ON[_WHICH[found["which"]]]
            days = WEEKDAYS[found["weekday"]] - today.weekday()
            return today + timedelta(_DAYS_A_WEEK * weeks + days)
    return None


def _read_returning(words: str, today: date, *, ahead: bool) -> date | None:
    """Read a day that returns every year, or every month (`the 23rd`, `23 числа`)."""
    if named := read_named(words):
        partial, weekday = named
    elif found := _DAY_MONTH.fullmatch(words):
        year = _CENTURY + int(found["year"]) if found["year"] else None
        partial = possible(words, int(found["month"]), int(found["day"]), year)
        weekday = None
    elif found := _DAY_OF_MONTH.fullmatch(words):
        return _read_day_of_month(words, int(found["day"]), today, ahead=ahead)
    else:
        return None
    if partial.year is not None:
        day: date | None = date(partial.year, partial.month, partial.day)
    elif ahead and (partial.month, partial.day) == (today.month, today.day):
        later = _nearest(partial.month, partial.day, today, ahead=True)
        if weekday is None:
            day = _today_or(words, later, today)
        else:
            day = today if weekday == today.weekday() else later
    else:
        day = _nearest(partial.month, partial.day, today, ahead=ahead)
    return day if day and weekday in (None, day.weekday()) else None


def _today_or(words: str, later: date | None, today: date) -> date:
    """Return today where there is no later such day; else it is not ours to choose."""
    if later:
        raise TwoDays(words, later)
    return today


def _read_day_of_month(words: str, day: int, today: date, *, ahead: bool) -> date | None:
    if not is_possible(1, day):
        raise ImpossibleDate(words)
    first = today.replace(day=1)
    for months in range(_NEXT_LONG_MONTH + 1):
        month = add_months(first, months if ahead else -months)
        if day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found > today if ahead else found <= today:
                return _today_or(words, found, today) if ahead and day == today.day else found
    return None


def _read_end(words: str, today: date, *, ahead: bool) -> date | None:
    """Read the last day of this month, of the year, or of a named month; weeks end differently."""
    found = _END.fullmatch(words)
    if not found:
        return None
    what = found["what"] or "month"
    # The end of this month is still ahead on its last day.
    since = today - timedelta(1) if ahead else today
    if what in ("year", "года"):
        return _nearest(12, 31, since, ahead=ahead)
    if what in ("month", "месяца"):
        months = [add_months(today.replace(day=1), count) for count in (-1, 0, 1)]
    elif what in MONTHS:
        years = range(max(today.year - 1, MINYEAR), min(today.year + 1, MAXYEAR) + 1)
        months = [date(year, MONTHS[what], 1) for year in years]
    else:
        return None
    ends = [month.replace(day=monthrange(month.year, month.month)[1]) for month in months]
    fitting = [end for end in ends if (end > since if ahead else end <= since)]
    return (fitting[0] if ahead else fitting[-1]) if fitting else None


def _count(words: str | None) -> int | None:
    if words is None or words in ("a", "an"):
        return 1
    return int(words) if words.isdecimal() else NUMBERS.get(words)


def _go(today: date, count: int, unit: Unit) -> date | None:
    if unit in ("month", "year"):
        day = add_months(today, count * (12 if unit == "year" else 1))
        return None if day in (date.min, date.max) else day
    return today + timedelta(count * (_DAYS_A_WEEK if unit == "week" else 1))


def _nearest(month: int, day: int, today: date, *, ahead: bool) -> date | None:
    """Find the latest such day up to today, or with `ahead` the first one after it."""
    for years in range(_LONGEST_GAP + 1):
        try:
            found = date(today.year + (years if ahead else -years), month, day)
        except ValueError:
            continue  # 29 February, or the end of the calendar
        if found > today if ahead else found <= today:
            return found
    return None


_READERS = (
    _read_fixed,
    _read_end,
    _read_weekday,
    _read_weekday_of_week,
    _read_span,
    _read_returning,
)
