"""Read a whole date at a place in a text, in any form that means one day only.

`2026-11-23`, `2026-11-1`, `2026/11/23`, `23.11.2026`, `20261123`, `Mon 23 Nov 2026`, `23/11/2026`
(but not `03/11/2026`), bare, bold, in brackets, or as a link. Imported for unusual text only.
A day without its year, or in words, is no whole date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import ORDINAL
from contactkeeper.core.language.languages import MONTHS, WEEKDAYS, pattern, phrases
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re

if TYPE_CHECKING:
    from contactkeeper.core.model import Facts


class DateAt(NamedTuple):
    """A date, and the offset in the text after it."""

    day: date
    end: int


class TwoReadings(ValueError):
    """A date that may be two days, as `03/11/2026`; the days in calendar order."""

    def __init__(self, text: str, days: tuple[date, date]) -> None:
        self.text = text
        self.days = days
        super().__init__(text)

    def facts(self) -> Facts:
        """Return the facts of a problem about it."""
        first, second = self.days
        return (("words", self.text), ("first", first.isoformat()), ("second", second.isoformat()))


_WORD = r"[^\W\d_]{1,15}"
_DAY = rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL})?"
_YEAR_MARK = pattern(phrases(lambda language: language.year_marks))
_YEAR = rf"(?P<year>[0-9]{{4}})(?![0-9])(?:[ ]?{_YEAR_MARK}(?:(?<=\.)|(?!\w)))?"
_NO_DIGIT = r"(?![0-9]|[-/.][0-9])(?:[Tt](?=[0-9]))?"
_FORMS = tuple(
    lazy_regex(form)
    for form in (
        rf"(?P<year>[0-9]{{4}})([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_NO_DIGIT}",
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_NO_DIGIT}",
        rf"(?P<first>[0-9]{{1,2}})([-/])(?P<second>[0-9]{{1,2}})\2(?P<year>[0-9]{{4}}){_NO_DIGIT}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![\w])",
        rf"{_DAY}[ ]{{0,2}}(?:of[ ])?(?P<name>{_WORD})[.,]{{0,2}}[ ]{{1,2}}{_YEAR}",
        rf"(?P<name>{_WORD})\.?[ ]{{1,2}}(?:the[ ])?{_DAY},?[ ]{{1,2}}{_YEAR}",
    )
)
_OPENING = lazy_regex(r"[ \t]{0,9}:?[ \t]{0,9}([*_(`\"'«“]{0,4})")
_CLOSING = lazy_regex(r"[*_)`\"'»”]{0,4}")
_LINK = lazy_regex(
    r"\[\[(?:[^\[\]|\n]{0,200}/)?(?P<wiki>[^\[\]|/#\n]{1,60})(?:#[^\[\]|\n]{0,200})?"
    r"(?:\|[^\[\]\n]{0,200})?\]\]"
    r"|\[(?P<shown>[^\[\]\n]{1,60})\]\([^()\n]{0,400}\)"
)
_WEEKDAY = lazy_regex(rf"(?P<word>{_WORD})[.,]{{0,2}}[ \t]{{1,3}}")


def date_at(text: str, start: int = 0) -> DateAt | None:
    """Read the date at an offset, after blanks and a colon; None where none stands there.

    Raises:
        ImpossibleDate: it has a date's form, but there is no such day.
        TwoReadings: the day and the month may be taken for each other.
    """
    opening = _OPENING.match(text, start)
    at = opening.end() if opening else start
    marks = len(opening[1]) if opening else 0
    found = _read_link(text, at) or _read_bare(text, at)
    if found is None or not marks:
        return found
    closing = _CLOSING.match(text, found.end, found.end + marks)
    return DateAt(found.day, closing.end() if closing else found.end)


def _read_link(text: str, at: int) -> DateAt | None:
    """Read a link whose last part, or whose text, is a date and nothing else."""
    link = _LINK.match(text, at)
    if link is None:
        return None
    inner = (link["wiki"] or link["shown"]).strip()
    found = _read_bare(inner, 0)
    return DateAt(found.day, link.end()) if found and found.end == len(inner) else None


def _read_bare(text: str, at: int) -> DateAt | None:
    weekday = None
    before = _WEEKDAY.match(text, at)
    if before and (weekday := WEEKDAYS.get(lowered(before["word"]))) is not None:
        at = before.end()
    for form in _FORMS:
        found = form.match(text, at)
        day = _day_of(found) if found else None
        if found and day and weekday in (None, day.weekday()):
            return DateAt(day, found.end())
    return None


def _day_of(found: re.Match[str]) -> date | None:
    """Return the day of a match; None where the word in it is no month."""
    parts = found.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        return _the_one(found[0], year, int(parts["first"]), int(parts["second"]))
    month = int(parts["month"]) if "month" in parts else MONTHS.get(lowered(parts["name"]))
    if month is None:
        return None
    return _make(found[0], year, month, int(parts["day"]))


def _the_one(text: str, year: int, first: int, second: int) -> date:
    """Return the day that two numbers name in one order or in both; never guess."""
    days = set()
    for month, day in ((second, first), (first, second)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise ImpossibleDate(text)
    early, *late = sorted(days)
    if late:
        raise TwoReadings(text, (early, late[0]))
    return early


def _make(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDate(text) from None
