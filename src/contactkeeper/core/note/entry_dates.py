"""Read the date and time that begin an entry, in each form that people write.

The forms that `ck` writes are one regex, `WHEN`; all others are those of
`language.date_at`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import (
    DATE_RULES,
    DateRules,
    TwoReadings,
    bare_date_at,
    date_at,
    order_of,
)
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from contactkeeper.core.language.date_at import DateAt

_Read = TypeVar("_Read")

OPENING = r"(?:\*\*|__)?(?:\[\[(?:[^\[\]|\n/]{1,60}/){0,4}+)?"
SEPARATOR = r"[ \t]*(?:[:|,.;—–]|-(?=[ \t\n]|\Z))"
_DATE = r"(?:([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}))"
_CLOSED = r"(?:(?:#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\])?(?::(?=\*\*|__))?(?:\*\*|__)?"
_END = r"(?=T[0-9]|[^\w/-]|-(?![0-9])|\Z)"
CLOCK = (
    r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?![0-9])"
    r"(?:Z(?!\w)|[+-][0-9]{2}:?[0-9]{2}(?![0-9:])|[–—-][0-9]{1,2}:[0-9]{2}(?![0-9:]))?"
)
"""A time, and the zone or the end of a span that may stand right after it."""
_TIME = rf"(?:(?:T|,?[ \t]+){CLOCK})?"
WHEN_PATTERN = rf"({OPENING}){_DATE}({_CLOSED}){_END}{_TIME}({SEPARATOR}|)"
WHEN = lazy_regex(WHEN_PATTERN)
"""The date and time of an entry: opening, y, m, d, or d, m, y; closing, time, separator."""
BOLD = ("**", "__")

MAY_BE = (
    r"(?=[*_(`\"«“]{0,4}+\["
    r"|_{0,2}+[^\w\n]{0,6}+(?:[^\W\d_]{1,15}+[.,]{0,2}+[ \t]{1,3}+){0,2}+(?:the )?[0-9])"
)
"""A date begins with a digit, or with one or two words before one; a link may have a folder."""
_MAY_BE = lazy_regex(MAY_BE)
_OPENING = lazy_regex(
    r"(?P<mark>(?:\*\*|__)`?|[*_(`\"«“])?(?P<link>\[\[(?:[^\[\]|\n]{0,200}/)?|\[(?!\[))?"
)
_CLOSING = lazy_regex(
    r"(?P<link>(?:#[^\[\]|\n]{0,200})?(?:\|[^\[\]\n]{0,200})?\]\]|\]\([^()\n]{0,400}\))?"
    r"(?P<mark>`?:?(?:\*\*|__)|:?[*_)`\"»”])?"
)
_CLOSED_BY = {"(": ")", "«": "»", "“": "”", "**`": "`**", "__`": "`__"}
_REST = lazy_regex(
    r"(?=T[0-9]|[^\w/-]|-(?![0-9])|\Z|(?<=[0-9][Tt])[0-9])"
    rf"(?:(?:(?<=[0-9][Tt])|T|,?[ \t]+){CLOCK})?(?P<separator>{SEPARATOR}|)"
)
_COMPACT = lazy_regex(r"[0-9]{8}(?![0-9])")
_NUMBER = lazy_regex(rf"[0-9]{{8}}(?![0-9])(?!(?:(?:[Tt]|,?[ \t]+){CLOCK})?{SEPARATOR})")
"""Eight digits that are no date, such as the number of an order."""
_DOTTED = lazy_regex(r"[0-9]{1,2}\.")


class When(NamedTuple):
    """The date and time of an entry, and what stands around them."""

    day: date
    clock: str | None
    start: int
    end: int
    """After the separator, where the text begins."""
    opening: str
    closing: str
    separator: str
    dotted: bool
    """Whether it is written as `23.11.2026`."""


class DateReader:
    """The dates that begin the entries of one note."""

    def __init__(self, flat: str, rules: DateRules) -> None:
        self._flat = flat
        self._rules = rules
        self._is_decided = rules.day_first is not None

    def read(self, text: str, at: int = 0) -> When | None:
        """Read the date at an offset of a text; where it may be two days, the whole note decides.

        Raises:
            ImpossibleDate: it has a date's form, but there is no such day.
            TwoReadings: it may be two days, and nothing decides.
        """
        if found := WHEN.match(text, at):
            return _usual(found)
        return self._decide(_read_loose, text, at) if _MAY_BE.match(text, at) else None

    def read_any(self, text: str, at: int) -> DateAt | None:
        """Read the date at an offset, whatever follows it; raises as `read`."""
        return self._decide(date_at, text, at)

    def _decide(self, read: Callable[[str, int, DateRules], _Read], text: str, at: int) -> _Read:
        try:
            return read(text, at, self._rules)
        except TwoReadings:
            if self._is_decided:
                raise
            self._is_decided = True
            self._rules = self._rules._replace(day_first=order_of(self._flat))
            return read(text, at, self._rules)


ANY_DATES = DateReader("", DATE_RULES)
"""Reads dates where no note and no settings decide between two days."""


def read_date_groups(groups: tuple[str | None, ...]) -> date:
    """Make a day of the six date groups of `WHEN`.

    Raises:
        ImpossibleDate: There is no such day.
    """
    year, month, day, day_first, month_second, year_last = groups
    try:
        if year:
            return date(int(year), int(month or 0), int(day or 0))
        return date(int(year_last or 0), int(month_second or 0), int(day_first or 0))
    except ValueError:
        words = f"{year}-{month}-{day}" if year else f"{day_first}.{month_second}.{year_last}"
        raise ImpossibleDate(words) from None


def _usual(found: re.Match[str]) -> When:
    opening, *numbers, closing, clock, separator = found.groups()
    day = read_date_groups(tuple(numbers))
    return When(day, clock, *found.span(), opening, closing, separator, dotted=bool(numbers[3]))


def _read_loose(text: str, at: int, rules: DateRules) -> When | None:
    if _NUMBER.match(text, at):
        return None
    opening = _OPENING.match(text, at)
    first = opening.end() if opening else at
    found = bare_date_at(text, first, rules)
    closing = _CLOSING.match(text, found.end) if found else None
    if opening is None or found is None or closing is None:
        return None
    mark, link = opening["mark"] or "", opening["link"] or ""
    mark_end, link_end = closing["mark"] or "", closing["link"] or ""
    is_marked = mark != "" and mark_end.replace(":", "") == _CLOSED_BY.get(mark, mark)
    bold = mark[:2] if mark[:2] in BOLD else ""
    is_whole = is_marked or not mark or mark == bold
    if not is_whole or (link == "[") != link_end.endswith(")") or (not link and link_end):
        return None
    rest = _REST.match(text, closing.end() if is_marked else found.end + len(link_end))
    if rest is None:
        return None
    if _COMPACT.match(text, first) and not (link or is_marked or rest["separator"]):
        return None
    return When(
        found.day,
        rest[1],
        at,
        rest.end(),
        bold + (link if link != "[" else ""),
        (link_end if link != "[" else "") + (mark_end.strip("`") if bold and is_marked else ""),
        rest["separator"],
        dotted=_DOTTED.match(text, first) is not None,
    )
