"""Weekdays and months by name, in English and Russian, and days whose month is a word.

`12 April`, `Apr 12, 1990`, `Fri 20 Nov`, `12 апреля 1990 г.` Knows nothing of today.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable


def _numbered(lines: Iterable[str], start: int) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines, start) for word in line.split()}


WEEKDAYS = _numbered(
    (
        "mon monday пн пнд понедельник понедельника понедельнику",
        "tue tues tuesday вт втр вторник вторника вторнику",
        "wed weds wednesday ср срд среда среду среды среде",
        "thu thur thurs thursday чт чтв четверг четверга четвергу",
        "fri friday пт птн пятница пятницу пятницы пятнице",
        "sat saturday сб суб суббота субботу субботы субботе",
        "sun sunday вс вск воскресенье воскресенья воскресенью",
    ),
    start=0,
)
"""A word to its weekday, Monday being 0 as in `date.weekday`."""

MONTHS = _numbered(
    (
        "jan january янв январь января",
        "feb february фев февр февраль февраля",
        "mar march мар март марта",
        "apr april апр апрель апреля",
        "may май мая",
        "jun june июн июнь июня",
        "jul july июл июль июля",
        "aug august авг август августа",
        "sep sept september сен сент сентябрь сентября",
        "oct october окт октябрь октября",
        "nov november ноя нояб ноябрь ноября",
        "dec december дек декабрь декабря",
    ),
    start=1,
)

WORD = r"[^\W\d_]+"
ORDINAL = r"(?:st|nd|rd|th|-?(?:го|ого|е|ое))"
_WEEKDAY = rf"(?:(?P<weekday>{WORD})\.?\s)?(?:the\s)?"
_DAY = rf"(?P<day>[0-9]{{1,2}}){ORDINAL}?"
_MONTH = rf"(?P<month>{WORD})\.?"
_YEAR = r"(?:\s(?P<year>[0-9]{4})(?:\s?(?:г|год|года)\.?)?)?"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s?(?:of\s)?{_MONTH}{_YEAR}"),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s?(?:the\s)?{_DAY}{_YEAR}"),
)
_EDGES = " \t\r\n\"'`«»“”.,;!?"
_BLANKS = re.compile(r"[\s,_]+")


def plain(text: str) -> str:
    """Fold what a person types: case, ё, outer punctuation, commas and runs of blanks."""
    return _BLANKS.sub(" ", lowered(text).strip(_EDGES))


def read_named(words: str) -> tuple[PartialDate, int | None] | None:
    """Read day and named month, with the weekday (Monday is 0) that stands before them.

    `words` are `plain`; None where they are something else, or the weekday is not that day's.

    Raises:
        ImpossibleDate: They have such a form, but there is no such day.
    """
    for form in _NAMED:
        found = form.fullmatch(words)
        if not found or found["month"] not in MONTHS:
            continue
        weekday = WEEKDAYS.get(found["weekday"] or "")
        if found["weekday"] and weekday is None:
            continue
        year = int(found["year"]) if found["year"] else None
        day = possible(words, MONTHS[found["month"]], int(found["day"]), year)
        if year is not None and weekday not in (None, date(year, day.month, day.day).weekday()):
            return None
        return day, weekday
    return None


def possible(words: str, month: int, day: int, year: int | None) -> PartialDate:
    """Make sure that there is such a day, in that year or else in some year.

    Raises:
        ImpossibleDate: There is none; it shows `words`.
    """
    if not is_possible(month, day):
        raise ImpossibleDate(words)
    if year is not None:
        try:
            date(year, month, day)
        except ValueError:
            raise ImpossibleDate(words) from None
    return PartialDate(month, day, year)
