"""Read dates as people write them: whole dates, days that return every year, named months.

Everything is a local calendar date; a time and a zone beside a date are ignored. Nothing here
knows today's date.
"""

from __future__ import annotations

from datetime import date

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import MONTHS, WEEKDAYS, pattern, phrases, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import PartialDate, Problem
from contactkeeper.wording import Wording


class Unreadable(ImpossibleDate):
    """Words that are not what is expected, such as a day."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class TwoDays(ValueError):
    """A typed day that may be either of two: `by 23.11`, typed on 23 November."""

    def __init__(self, text: str, earlier: date, later: date) -> None:
        self.text = text
        self.days = (earlier, later)
        self.wording = Wording(
            "{words} may be {earlier} or {later}: type one of these two",
            words=text,
            earlier=earlier,
            later=later,
        )
        super().__init__(self.wording)


# A time after the date, in the forms of ISO 8601 and of Obsidian's date-and-time properties.
_ZONE = r"(?:\s?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = rf"(?:(?:[Tt]|,?\s+)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?{_ZONE})?"
_YEAR_FIRST = r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
_DAY_FIRST = r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"
_WHOLE = tuple(lazy_regex(form + _TIME) for form in (_YEAR_FIRST, _DAY_FIRST))

# `[[2026-11-23]]`, `[[Daily/2026-11-23|Monday]]`: the link's last part is the date.
_LINK = lazy_regex(r"\[\[(?:[^\[\]|]*/)?(?P<inner>[^\[\]|/#]*)(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]")
_BOLD = ("**", "__")

_PARTIAL = tuple(
    lazy_regex(form)
    for form in (
        r"(?:--|[Xx]{4}-)?(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"--(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.?",
        r"(?P<day>1[3-9]|[23][0-9])/(?P<month>0?[1-9]|1[0-2])",
        r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|[23][0-9])",
    )
)

# The month has two digits, so that "3.5 years of Go" is no third of May.
_HALF = lazy_regex(
    r"\s*(?P<open>\*\*|__|\[\[)?(?P<day>0?[1-9]|[12][0-9]|3[01])\.(?P<month>0[1-9]|1[0-2])"
    r"(?:\*\*|__|\]\])?(?=$|\s(?!\s*%)|[:;,)–—|-]|\.(?:\s|$))"
)

# `12 April`, `Apr 12, 1990`, `Fri 20 Nov`, `12 апреля 1990`.
WORD = r"[^\W\d_]+"
ORDINAL = pattern(words(lambda language: language.day_endings))
_NAMED_WEEKDAY = rf"(?:(?P<weekday>{WORD})\.?\s)?(?:the\s)?"
_DAY = rf"(?P<day>[0-9]{{1,2}}){ORDINAL}?"
_MONTH = rf"(?P<month>{WORD})\.?"
_YEAR_MARK = pattern(phrases(lambda language: language.year_marks))
_YEAR = rf"(?:\s(?P<year>[0-9]{{4}})(?:\s?{_YEAR_MARK}\.?)?)?"
_NAMED = (
    lazy_regex(rf"{_NAMED_WEEKDAY}{_DAY}\s?(?:of\s)?{_MONTH}{_YEAR}"),
    lazy_regex(rf"{_NAMED_WEEKDAY}{_MONTH}\s?(?:the\s)?{_DAY}{_YEAR}"),
)
_EDGES = " \t\r\n\"'`«»“”.,;!?"
_BLANKS = lazy_regex(r"[\s,_]+")

_ISO_LENGTH = len("2026-11-23")


def read_date(text: str) -> date | None:
    """Read one whole date and nothing else; None where the text does not have a date's form.

    Shapes: `2026-11-23` (also with `/` or `.`), `23.11.2026`, each with an optional time after it,
    bare, **bold** or as a link (`[[2026-11-23]]`, `[[Daily/2026-11-23|Monday]]`).

    Raises:
        ImpossibleDate: It has a date's form, but there is no such day.
    """
    if (
        len(text) == _ISO_LENGTH and text[4] == "-" == text[7]
    ):  # nearly all dates are written like this
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass  # the patterns below find out what is wrong
    bare = _uncover(text)
    for form in _WHOLE:
        if found := form.fullmatch(bare):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                raise ImpossibleDate(bare) from None
    return None


def read_partial(text: str) -> PartialDate | None:
    """Read a day that returns every year, with or without the year it began.

    Shapes: all of `read_date`; `04-12`, `--04-12`, `--0412`, `XXXX-04-12` (month, then day);
    `12.04` (day, then month); `23/10` and `10/23`, which can mean one day only; `12 April`,
    `12 апреля 1990`. 29 February needs no year.

    Raises:
        ImpossibleDate: It has such a form, but there is no such day.
    """
    if whole := read_date(text):
        return PartialDate(whole.month, whole.day, whole.year)
    bare = _uncover(text)
    for form in _PARTIAL:
        if found := form.fullmatch(bare):
            month, day = int(found["month"]), int(found["day"])
            if not is_possible(month, day):
                raise ImpossibleDate(bare)
            return PartialDate(month, day)
    named = read_named(plain(bare)) if any(letter.isalpha() for letter in bare) else None
    return named[0] if named else None


def write_partial(day: PartialDate) -> str:
    """Return `1990-04-12`, or `04-12` where the year is not known, as `read_partial` reads it."""
    year = f"{day.year:04}-" if day.year else ""
    return f"{year}{day.month:02}-{day.day:02}"


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


def read_half(text: str) -> tuple[int, int] | None:
    """Read the `23.11` at the beginning of a bullet's text as (day, month).

    None where there is none, where a year follows, and where no year has such a day.
    """
    found = _HALF.match(text)
    if not found:
        return None
    day, month = int(found["day"]), int(found["month"])
    return (day, month) if is_possible(month, day) else None


def _uncover(text: str) -> str:
    """Remove blanks, bold marks and the brackets of a link."""
    bare = text.strip()
    for mark in _BOLD:
        if bare.startswith(mark) and bare.endswith(mark) and len(bare) > 2 * len(mark):
            bare = bare[len(mark) : -len(mark)].strip()
    if bare.startswith("[["):
        linked = _LINK.fullmatch(bare)
        bare = linked["inner"].strip() if linked else bare
    return bare
