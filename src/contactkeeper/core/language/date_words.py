"""Read days as people type them: `yesterday`, `3 days ago`, `в пятницу`.

The words are those of `en.py` and `ru.py`. Imported only where somebody types a day. Words that
name no single day ("last week", "soon") are not read: a guess would be written into a note.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate, add_months, is_possible
from contactkeeper.core.language.dates import (
    ORDINAL,
    WORD,
    TwoDays,
    plain,
    possible,
    read_date,
    read_named,
)
from contactkeeper.core.language.languages import (
    NUMBERS,
    UNITS,
    WEEKDAYS,
    pattern,
    phrases,
    table,
    word_table,
    words,
)
from contactkeeper.core.language.periods import read_after_holidays, read_coming, read_end

if TYPE_CHECKING:
    from contactkeeper.core.language.language import WhichWeek
    from contactkeeper.core.model import Unit

_DAYS_A_WEEK = 7
_CLOSE = 31  # days from today within which a day without its year is meant before one a year away
_CENTURY = 2000  # of a year in two digits
_LONGEST_GAP = 8  # years between two 29ths of February, at most
_NEXT_LONG_MONTH = 2  # months from one with 31 days to another, at most


_FIXED = table(lambda language: language.days)
_FIXED |= dict.fromkeys(phrases(lambda language: language.by_today), 0)
_WHICH = word_table(lambda language: language.which_week)
_WEEKS_ON: dict[WhichWeek, int] = {"last": -1, "this": 0, "coming": 1, "next": 1}
_AMBIGUOUS = frozenset(phrases(lambda language: language.ambiguous_spans))

_NOUN = pattern(words(lambda language: language.day_of_month))
_AFTER = pattern(words(lambda language: language.after))
_AGO = pattern(phrases(lambda language: language.ago))
_FROM_NOW = pattern(phrases(lambda language: language.from_now))
_WEEK = pattern(words(lambda language: language.week))
_OF_WEEK = pattern(words(lambda language: language.of_week))
_ON = pattern(words(lambda language: language.on_day))
_LONG_UNIT = pattern(unit for unit in UNITS if " " in unit)
_DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{2})?)?")
_DAY_OF_MONTH = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL}|\s{_NOUN})(?:\s{_NOUN})?")
# The count is lazy, so that «неделю назад» is a week and not "неделю" of something.
_SPAN = re.compile(
    rf"(?:(?P<sign>[-−+])\s?|(?P<on>{_AFTER})\s)?(?:(?P<count>[0-9]{{1,5}}|{WORD})\s)??"
    rf"(?P<unit>{_LONG_UNIT}|{WORD})\.?"
    rf"(?:\s(?:(?P<ago>{_AGO})|(?P<hence>{_FROM_NOW})))?"
)
_BARE_SPAN = re.compile(r"(?P<sign>[-−+])(?P<count>[0-9]{1,5})")
_GLUED = re.compile(r"(?<=[0-9])(?=[^\W\d_])")
_WEEKDAY = re.compile(rf"(?:(?P<which>{WORD})\s)?(?P<weekday>{WORD})\.?")
_WEEKDAY_OF_WEEK = tuple(
    re.compile(form)
    for form in (
        rf"(?P<weekday>{WORD})\.?\s(?:{_OF_WEEK}\s)?(?P<which>{WORD})\s{_WEEK}",
        rf"(?:{_OF_WEEK}\s)?(?P<which>{WORD})\s{_WEEK}\s(?:{_ON}\s)?(?P<weekday>{WORD})\.?",
    )
)
_BEFORE_DAY = pattern(words(lambda language: language.before_day))
_PREPOSITION = re.compile(rf"^(?:{_BEFORE_DAY}\s(?=\S))?(?:the\s(?=[0-9]))?")
_PART_OF_DAY = re.compile(rf"\s{pattern(words(lambda language: language.parts_of_day))}$")


def read_words(text: str, today: date, *, ahead: bool, named_only: bool = False) -> date | None:
    """Read a day as a person types it: `yesterday`, `3 days ago`, `в пятницу`, `23.11`, `+2w`.

    A bare weekday or a day without a year is the latest such day up to today, or with `ahead` the
    first one after today. Words that name one day ("tomorrow", "2 days ago", a whole date) mean
    that day whatever `ahead` says. None where it can't be read or names no single day. With
    `named_only`, a span ("3 months") and a day of every month ("the 3rd") are not read.

    Raises:
        ImpossibleDate: It has a date's form, but there is no such day.
        TwoDays: With `ahead`, a day without its year (or month) that is today; or a day without
            its year that is nearer on the other side of today: `1 dec`, of what was, in November.
    """
    if whole := read_date(text):
        return whole
    bare = _PREPOSITION.sub("", plain(text), count=1)
    if whole := read_date(bare):  # "by 2026-11-23", «до 23.11.2026»
        return whole
    if bare not in _FIXED:
        bare = _PART_OF_DAY.sub("", bare)
    try:
        for read in _NAMED if named_only else _READERS:
            if found := read(bare, today, ahead=ahead):
                return found
    except TwoDays as error:
        raise TwoDays(text, *error.days) from None
    except OverflowError:
        pass  # a span that leaves the calendar names no day
    return None


def _read_fixed(text: str, today: date, *, ahead: bool) -> date | None:
    del ahead  # tomorrow is tomorrow, even where it is refused
    days = _FIXED.get(text)
    return None if days is None else today + timedelta(days)


def _read_span(text: str, today: date, *, ahead: bool) -> date | None:
    text = _GLUED.sub(" ", text)
    if bare := _BARE_SPAN.fullmatch(text):
        return today + timedelta(int(bare["count"]) * (1 if bare["sign"] == "+" else -1))
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    unit, each = UNITS.get(found["unit"], (None, 0))
    count = _count(found["count"])
    on = found["sign"] == "+" or found["on"] or found["hence"]
    back = found["sign"] in ("-", "−") or found["ago"]
    neither = not on and not back
    if unit is None or count is None or (on and back) or (neither and not found["count"]):
        return None
    if f"{found['on']} {found['unit']}" in _AMBIGUOUS:
        return None
    sign = 1 if on or (neither and ahead) else -1
    return _go(today, sign * count * each, unit)


def _read_weekday(text: str, today: date, *, ahead: bool) -> date | None:
    found = _WEEKDAY.fullmatch(text)
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
        "coming": first_after,
        "last": latest if latest < today else today - timedelta(_DAYS_A_WEEK),
        "this": first_after if ahead and in_this_week < today else in_this_week,
        "next": in_this_week + timedelta(_DAYS_A_WEEK),
    }.get(_WHICH.get(found["which"], ""))


def _read_weekday_of_week(text: str, today: date, *, ahead: bool) -> date | None:
    del ahead  # the week is named
    for form in _WEEKDAY_OF_WEEK:
        found = form.fullmatch(text)
        if found and found["weekday"] in WEEKDAYS and found["which"] in _WHICH:
            weeks = _WEEKS_ON[_WHICH[found["which"]]]
            days = WEEKDAYS[found["weekday"]] - today.weekday()
            return today + timedelta(_DAYS_A_WEEK * weeks + days)
    return None


def _read_returning(text: str, today: date, *, ahead: bool) -> date | None:
    """Read a day that returns every year."""
    if named := read_named(text):
        partial, weekday = named
    elif found := _DAY_MONTH.fullmatch(text):
        year = _CENTURY + int(found["year"]) if found["year"] else None
        partial = possible(text, int(found["month"]), int(found["day"]), year)
        weekday = None
    else:
        return None
    if partial.year is not None:
        day = date(partial.year, partial.month, partial.day)
        return day if weekday in (None, day.weekday()) else None
    latest = _nearest(partial.month, partial.day, today, ahead=False)
    coming = _nearest(partial.month, partial.day, today, ahead=True)
    if weekday is not None:
        days = [each for each in (latest, coming) if each and each.weekday() == weekday]
        return next((each for each in days if (each >= today if ahead else each <= today)), None)
    if latest and coming and _may_be_either(latest, coming, today, ahead=ahead):
        raise TwoDays(text, latest, coming)
    return (coming or (latest if latest == today else None)) if ahead else latest


def _may_be_either(latest: date, coming: date, today: date, *, ahead: bool) -> bool:
    """Return whether a day without its year may be meant on the other side of today."""
    if ahead:
        return today - latest <= timedelta(_CLOSE)
    return latest < today and coming - today <= timedelta(_CLOSE)


def _read_day_of_month(text: str, today: date, *, ahead: bool) -> date | None:
    """Read a day that returns every month: `the 23rd`, `23 числа`."""
    number = _DAY_OF_MONTH.fullmatch(text)
    if not number:
        return None
    day = int(number["day"])
    if not is_possible(1, day):
        raise ImpossibleDate(text)
    first = today.replace(day=1)
    for months in range(_NEXT_LONG_MONTH + 1):
        month = add_months(first, months if ahead else -months)
        if day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found > today if ahead else found <= today:
                if ahead and day == today.day:
                    raise TwoDays(text, today, found)
                return found
    return None


def _count(text: str | None) -> int | None:
    if text is None or text in ("a", "an"):
        return 1
    return int(text) if text.isdecimal() else NUMBERS.get(text)


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


_NAMED = (
    _read_fixed,
    read_end,
    read_coming,
    read_after_holidays,
    _read_weekday,
    _read_weekday_of_week,
    _read_returning,
)
_READERS = (*_NAMED, _read_span, _read_day_of_month)
