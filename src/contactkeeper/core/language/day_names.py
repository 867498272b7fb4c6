"""Read days whose month is a word: `12 April`, `Apr 12, 1990`, `Fri 20 Nov`, `12 апреля 1990`."""

from __future__ import annotations

import re
from datetime import date

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import MONTHS, WEEKDAYS, pattern, phrases, words
from contactkeeper.core.model import PartialDate

WORD = r"[^\W\d_]+"
ORDINAL = pattern(words(lambda language: language.day_endings))
_WEEKDAY = rf"(?:(?P<weekday>{WORD})\.?\s)?(?:the\s)?"
_DAY = rf"(?P<day>[0-9]{{1,2}}){ORDINAL}?"
_MONTH = rf"(?P<month>{WORD})\.?"
_YEAR_MARK = pattern(phrases(lambda language: language.year_marks))
_YEAR = rf"(?:\s(?P<year>[0-9]{{4}})(?:\s?{_YEAR_MARK}\.?)?)?"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s?(?:of\s)?{_MONTH}{_YEAR}"),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s?(?:the\s)?{_DAY}{_YEAR}"),
)
_EDGES = " \t\r\n\"'`«»“”.,;!?"
_BLANKS = re.compile(r"[\s,_]+")


def plain(text: str) -> str:
    """Fold what a person types: case, ё, outer punctuation, commas and runs of blanks."""
    return _BLANKS.sub(" ", lowered(text).strip(_EDGES))


def read_named(text: str) -> tuple[PartialDate, int | None] | None:
    """Read day and named month, with the weekday (Monday is 0) that stands before them.

    `text` is `plain`; None where it is something else, or the weekday is not that day's.

    Raises:
        ImpossibleDate: It has such a form, but there is no such day.
    """
    for form in _NAMED:
        found = form.fullmatch(text)
        if not found or found["month"] not in MONTHS:
            continue
        weekday = WEEKDAYS.get(found["weekday"] or "")
        if found["weekday"] and weekday is None:
            continue
        year = int(found["year"]) if found["year"] else None
        day = possible(text, MONTHS[found["month"]], int(found["day"]), year)
        if year is not None and weekday not in (None, date(year, day.month, day.day).weekday()):
            return None
        return day, weekday
    return None


def possible(text: str, month: int, day: int, year: int | None) -> PartialDate:
    """Return the day if it exists, in that year or else in any year.

    Raises:
        ImpossibleDate: It does not exist; the error shows `text`.
    """
    if not is_possible(month, day):
        raise ImpossibleDate(text)
    if year is not None:
        try:
            date(year, month, day)
        except ValueError:
            raise ImpossibleDate(text) from None
    return PartialDate(month, day, year)
