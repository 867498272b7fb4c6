"""Read the days and moments of LinkedIn's archive, which has four forms of them.

The months have a table of their own, since `strptime` takes those of the system's language.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactkeeper.core.model import Day

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8,
    "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
_NAME = r"(?P<name>[^\W\d_]{3})[^\W\d_]*"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_DAYS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![^ T])",
        rf"(?P<day>\d\d?)[-. ]+{_NAME}[-. ]+{_YEAR}\b",
        rf"{_NAME} (?P<day>\d\d?), {_YEAR}\b",
        rf"(?P<month>\d\d?)/(?P<day>\d\d?)/{_YEAR}(?![^ ,])",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}(?![^ ,])",
    )
]
"""`2024-03-12`; `12 Mar 2024`, and `7-Feb-22` of a spreadsheet; `Mar 12, 2024`; `3/14/25`;
`12.03.2024` of a spreadsheet."""
_TIME = re.compile(
    r"(?:,? +|T)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s*(?:UTC|GMT|Z))?",
    re.IGNORECASE,
)
_ISO = len("2026-11-16 08:12:33")
_NOON = 12
_CENTURY = 2000
"""Of years in two digits: LinkedIn is younger."""


def read_day(text: str) -> Day | None:
    """Read the day that a text begins with, or None."""
    found = _find_day(text)
    return found[0] if found else None


def read_moment(text: str) -> float | None:
    """Read a day and a time in UTC as seconds since 1970, or None."""
    if text[_ISO:] in ("", " UTC"):
        with suppress(ValueError):  # a tenth of the time of the other forms
            moment = datetime.fromisoformat(text[:_ISO])
            return moment.replace(tzinfo=UTC).timestamp() if _is_likely(moment) else None
    found = _find_day(text)
    clock = _TIME.fullmatch(text, found[1]) if found else None
    if not found or not clock or not _is_likely(found[0]):
        return None
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"] in "pP" else 0)
    try:
        at = time(hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=UTC)
    except ValueError:
        return None
    return datetime.combine(found[0], at).timestamp()


def _is_likely(day: Day) -> bool:
    """Say whether LinkedIn may have been there on a day."""
    return _CENTURY <= day.year < _CENTURY + 100


def _find_day(text: str) -> tuple[Day, int] | None:
    """Return the day that a text begins with, and where it ends."""
    found = next(filter(None, (form.match(text) for form in _DAYS)), None)
    if not found:
        return None
    parts = found.groupdict()
    month = int(parts.get("month") or _MONTHS.get(parts.get("name", "").casefold(), 0))
    year = int(parts["year"])
    try:
        day = date(year + _CENTURY if year < 100 else year, month, int(parts["day"]))  # noqa: PLR2004
    except ValueError:
        return None
    return day, found.end()
