"""Read a month as people write it: `2027-03`, `march`, `март 2027`, `next month`."""

from __future__ import annotations

import re
from datetime import date

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import WORD, read_date
from contactkeeper.core.language.languages import MONTHS
from contactkeeper.core.language.periods import read_coming

_MONTHS_A_YEAR = 12
_NUMBERS = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})")
_MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})")
_NAME = re.compile(rf"(?P<name>{WORD})\.?(?:\s(?P<year>[0-9]{{4}}))?")


def read_month(typed: str, today: date) -> date | None:
    """Return the first day of a month; None where it is none.

    A month without its year is this one or the next of that name. A day stands for its month.
    """
    words = " ".join(lowered(typed).split())
    year, month = 0, 0
    if found := _NUMBERS.fullmatch(words) or _MONTH_FIRST.fullmatch(words):
        year, month = int(found["year"]), int(found["month"])
    elif found := _NAME.fullmatch(words):
        month = MONTHS.get(found["name"], 0)
        year = int(found["year"] or today.year + (month < today.month))
    if 1 <= month <= _MONTHS_A_YEAR and 1 <= year < date.max.year:
        return date(year, month, 1)
    day = read_coming(words, today, ahead=True) or read_date(words)
    return day.replace(day=1) if day else None
