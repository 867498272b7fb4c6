"""Read a whole date at a place in a text, in any form that means one day only.

`2026-11-23`, `2026-11-1`, `2026/11/23`, `23.11.2026`, `23.11.26`, `20261123`, `Mon 23 Nov 2026`,
`23/11/2026` (`03/11/2026` by the order that `DateRules` has), bare, bold, in brackets, or as a
link. Imported for unusual text only. A day without its year, or in words, is no whole date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import ORDINAL
from contactkeeper.core.language.languages import MONTHS, WEEKDAYS, pattern, phrases
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.settings import THIS_YEAR

if TYPE_CHECKING:
    import re

    from contactkeeper.core.model import Facts
    from contactkeeper.core.settings import Settings


class DateRules(NamedTuple):
    """The rules for dates whose digits alone could mean two days."""

    day_first: bool | None = None
    """Whether `03/11/2026` is a day of November; None: it may be two days."""
    year: int = THIS_YEAR
    """The year of today: two digits mean the latest year that is not after the next one."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what the settings say of dates."""
        return cls(settings.log.day_first, settings.year)


DATE_RULES = DateRules()


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


_WORD = r"[^\W\d_]{1,15}+"
_DAY = rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL})?"
_YEAR_MARK = pattern(phrases(lambda language: language.year_marks))
_YEAR = rf"(?P<year>[0-9]{{4}})(?![0-9])(?:[ ]?{_YEAR_MARK}(?:(?<=\.)|(?!\w)))?"
_NO_DIGIT = r"(?![0-9]|[-/.][0-9])(?:[Tt](?=[0-9]))?"
_NO_WORD = r"(?!\w|[-/.][0-9])"
_FORMS = tuple(
    lazy_regex(form)
    for form in (
        rf"(?P<year>[0-9]{{4}})([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_NO_DIGIT}",
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_NO_DIGIT}",
        rf"(?P<first>[0-9]{{1,2}})([-/])(?P<second>[0-9]{{1,2}})\2(?P<year>[0-9]{{4}}){_NO_DIGIT}",
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{2}})\.(?P<short>[0-9]{{2}}){_NO_WORD}",
        rf"(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/(?P<short>[0-9]{{2}}){_NO_WORD}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![\w])",
        rf"{_DAY}[ ]{{0,2}}(?:of[ ])?(?P<name>{_WORD})[.,]{{0,2}}[ ]{{1,2}}{_YEAR}",
    )
)
"""Those that begin with a digit."""
_NAME_FIRST = lazy_regex(rf"(?P<name>{_WORD})\.?[ ]{{1,2}}(?:the[ ])?{_DAY},?[ ]{{1,2}}{_YEAR}")
_OPENING = lazy_regex(r"[ \t]{0,9}:?[ \t]{0,9}([*_(`\"'«“]{0,4})")
_CLOSING = lazy_regex(r"[*_)`\"'»”]{0,4}")
_SLASHED = lazy_regex(
    r"(?<![\w./-])([0-9]{1,2})([/-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![\w/]|[-.][0-9])"
)
_TIME_ALONE = lazy_regex(r"(?:(?:[Tt]|,?\s{1,3})?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s{0,9}")
_MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 31
_CENTURY = 100
_LINK = lazy_regex(
    r"\[\[(?:[^\[\]|\n]{0,200}/)?(?P<wiki>[^\[\]|/#\n]{1,60})(?:#[^\[\]|\n]{0,200})?"
    r"(?:\|[^\[\]\n]{0,200})?\]\]"
    r"|\[(?P<shown>[^\[\]\n]{1,60})\]\([^()\n]{0,400}\)"
)
_WEEKDAY = lazy_regex(rf"(?P<word>{_WORD})[.,]{{0,2}}[ \t]{{1,3}}")


def date_at(text: str, start: int = 0, rules: DateRules = DATE_RULES) -> DateAt | None:
    """Read the date at an offset, after blanks and a colon; None where none stands there.

    Raises:
        ImpossibleDate: it has a date's form, but there is no such day, or the weekday is another.
        TwoReadings: the day and the month may be taken for each other.
    """
    opening = _OPENING.match(text, start)
    at = opening.end() if opening else start
    marks = len(opening[1]) if opening else 0
    found = _read_link(text, at, rules) or bare_date_at(text, at, rules)
    if found is None or not marks:
        return found
    closing = _CLOSING.match(text, found.end, found.end + marks)
    return DateAt(found.day, closing.end() if closing else found.end)


def read_whole(text: str, rules: DateRules = DATE_RULES) -> date | None:
    """Read one date and nothing else but a time, in any form; raises as `date_at`."""
    found = date_at(text, 0, rules)
    return found.day if found and _TIME_ALONE.fullmatch(text, found.end) else None


def bare_date_at(text: str, at: int, rules: DateRules = DATE_RULES) -> DateAt | None:
    """Read the date at an offset where nothing but a weekday stands before it; raises as above."""
    weekday = None
    first = at
    before = _WEEKDAY.match(text, at)
    if before and (weekday := WEEKDAYS.get(lowered(before["word"]))) is not None:
        at = before.end()
    for form in _FORMS if text[at : at + 1].isdecimal() else (_NAME_FIRST,):
        found = form.match(text, at)
        day = _day_of(found, rules) if found else None
        if found and day:
            if weekday not in (None, day.weekday()):
                raise ImpossibleDate(text[first : found.end()])
            return DateAt(day, found.end())
    return None


def order_of(text: str) -> bool | None:
    """Return whether the day comes first in a text's dates with `/` or `-` between their numbers.

    One of them that can be read in one way only decides; None where none does, or two disagree.
    """
    firsts = {
        int(found[1]) > _MONTHS_A_YEAR
        for found in _SLASHED.finditer(text)
        if (int(found[1]) > _MONTHS_A_YEAR) != (int(found[3]) > _MONTHS_A_YEAR)
    }
    return firsts.pop() if len(firsts) == 1 else None


def _read_link(text: str, at: int, rules: DateRules) -> DateAt | None:
    """Read a link whose last part, or whose text, is a date and nothing else."""
    link = _LINK.match(text, at)
    if link is None:
        return None
    inner = (link["wiki"] or link["shown"]).strip()
    found = bare_date_at(inner, 0, rules)
    return DateAt(found.day, link.end()) if found and found.end == len(inner) else None


def _day_of(found: re.Match[str], rules: DateRules) -> date | None:
    """Return the day of a match; None where the word in it is no month."""
    parts = found.groupdict()
    is_short = "short" in parts
    year = _whole_year(int(parts["short"]), rules) if is_short else int(parts["year"])
    if is_short and not _may_be_day(*map(int, found.groups()[:2]), ordered="month" in parts):
        return None  # the number of a version, such as 10.15.70
    if "first" in parts:
        return _the_one(found[0], year, int(parts["first"]), int(parts["second"]), rules)
    month = int(parts["month"]) if "month" in parts else MONTHS.get(lowered(parts["name"]))
    return _make(found[0], year, month, int(parts["day"])) if month is not None else None


def _may_be_day(first: int, second: int, *, ordered: bool) -> bool:
    """Return whether two numbers can be a day and a month, or in any order if not `ordered`."""
    month, day = (second, first) if ordered else sorted((first, second))
    return month <= _MONTHS_A_YEAR and day <= _DAYS_A_MONTH


def _whole_year(short: int, rules: DateRules) -> int:
    """Return the latest year with these two digits that is not after the next one."""
    latest = rules.year + 1
    return latest - (latest - short) % _CENTURY


def _the_one(text: str, year: int, first: int, second: int, rules: DateRules) -> date:
    """Return the day that two numbers name in one order or in both; never guess."""
    days: dict[bool, date] = {}
    for day_first, (day, month) in ((True, (first, second)), (False, (second, first))):
        try:
            days[day_first] = date(year, month, day)
        except ValueError:
            continue
    if not days:
        raise ImpossibleDate(text)
    early, *late = sorted(set(days.values()))
    if late and rules.day_first is None:
        raise TwoReadings(text, (early, late[0]))
    return days[rules.day_first] if late and rules.day_first is not None else early


def _make(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDate(text) from None
