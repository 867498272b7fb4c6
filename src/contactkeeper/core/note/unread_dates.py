"""Find lines of a log that begin with a date in a form that is not read, to report them.

Slow and thorough: it runs for lines that begin no entry. Their dates are reported, never used.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.date_at import TwoReadings, date_at
from contactkeeper.core.language.dates import ORDINAL, WORD
from contactkeeper.core.language.languages import MONTHS
from contactkeeper.core.note.entry_parser import OPENING, WHEN, Fault, impossible_date
from contactkeeper.core.note.markdown import is_hidden, line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.note.outline import Hidden
    from contactkeeper.core.note.style import Shape

# A date begins with a digit, or with one or two words before one; a link may begin with a folder.
_MAY_BE = r"(?=[*_(`]{0,4}\[|[^\w\n]{0,6}(?:[^\W\d_]{1,15}[.,]{0,2}[ \t]{1,3}){0,2}(?:the )?[0-9])"
_LINES = re.compile(
    r"\n ?(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[xX]\][ \t]+)?|(?P<heading>#{1,6}[ \t]+)"
    rf"|\|[ \t]*(?={OPENING}[0-9]))(?P<rest>{_MAY_BE}[^\s][^\n]{{0,80}})"
)
_MARKS = r"[\[*_(`]{0,4}"
_SHORT_YEAR = re.compile(
    rf"{_MARKS}(?P<words>(?P<day>[0-9]{{1,2}})(?:\.(?P<month>[0-9]{{2}})\.|/(?P<other>[0-9]{{1,2}})/)"
    r"[0-9]{2})(?![\w./-])"
)
_NO_YEAR = re.compile(
    rf"{_MARKS}(?P<words>(?P<day>[0-9]{{1,2}})(?:\.(?P<month>[0-9]{{2}})(?![\w.])|"
    rf"(?:{ORDINAL})?[ ](?P<after>{WORD})\b)|(?P<before>{WORD})\.?[ ](?P<last>[0-9]{{1,2}})\b)"
)
_ISO_LIKE = re.compile(rf"{OPENING}[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}")
"""The dates that `entry_parser.NEARLY` finds."""


def find_unread(
    flat: str,
    start: int,
    end: int,
    marks: Sequence[tuple[int, Shape | None]],
    hidden: Sequence[Hidden],
) -> Iterator[Fault]:
    """Yield the faults of lines between two offsets that a person would take for entries.

    `marks` are where entries and headings without a date begin, with the shape of an entry.
    """
    known = {at for at, shape in marks if shape}
    starts = [at for at, _ in marks]

    def is_under_heading(at: int) -> bool:
        above = bisect_left(starts, at)
        return above > 0 and marks[above - 1][1] == "heading"

    unread: list[tuple[int, Fault]] = []
    for found in _LINES.finditer(flat, start - 1, end):
        at = found.start() + 1
        if at in known or (hidden and is_hidden(hidden, at)):
            continue
        heading = found["heading"] is not None
        fault = near_date(found["rest"], heading=heading)
        if fault:
            # A bullet under a dated heading may well be about another day.
            is_text = fault.code == "unread-date" and not heading and is_under_heading(at)
            code = "dated-text" if is_text else fault.code
            unread.append((at, fault._replace(code=code)))
    numbers = line_numbers(flat, [at for at, _ in unread])
    for number, (_, fault) in zip(numbers, unread, strict=True):
        yield fault._replace(line=number)


def near_date(rest: str, *, heading: bool = False) -> Fault | None:
    """Return the fault of the date that a line begins with, after its mark; None for none.

    The fault has the line 0. A day without its year is a fault in a heading only: for bullets
    there is `half-date`.
    """
    if _ISO_LIKE.match(rest) or WHEN.match(rest):
        return None
    try:
        found = date_at(rest)
    except ImpossibleDate as error:
        return impossible_date(0, error)
    except TwoReadings as error:
        return Fault(0, "unread-date", "two-readings", error.facts())
    if found:
        facts = (("words", rest[: found.end]), ("day", found.day.isoformat()))
        return Fault(0, "unread-date", "written", facts)
    if words := _with_short_year(rest):
        return Fault(0, "unread-date", "short-year", (("words", words),))
    words = _without_year(rest) if heading else ""
    return Fault(0, "dated-text", "no-year", (("words", words),)) if words else None


def _with_short_year(rest: str) -> str:
    """Return the day with two digits of its year that a line begins with; empty for none."""
    found = _SHORT_YEAR.match(rest)
    if found is None:
        return ""
    day, month = int(found["day"]), int(found["month"] or found["other"])
    is_day = is_possible(month, day) or (found["other"] and is_possible(day, month))
    return str(found["words"]) if is_day else ""


def _without_year(rest: str) -> str:
    """Return the day without a year that a heading begins with; empty where there is none."""
    found = _NO_YEAR.match(rest)
    if found is None:
        return ""
    day = int(found["day"] or found["last"])
    name = found["after"] or found["before"]
    month = MONTHS.get(lowered(name), 0) if name else int(found["month"])
    return str(found["words"]) if is_possible(month, day) else ""
