"""Find the day at the end of a promise: `CV by fri`, `JD next week`, «вакансия 27.11»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.date_words import read_words
from contactkeeper.core.language.dates import TwoDays
from contactkeeper.core.language.languages import words

if TYPE_CHECKING:
    from datetime import date

# "CV by fri", "CV до пятницы", "CV in 2 weeks": the text after the last such word, or beginning
# with it, is tried as a day.
_BY = re.compile(
    r"""(?P<what>.*\S)\s+
        (?: (?:(?:by|before|until|till|on|до|к|ко)\s|📅)\s* | (?=(?:in|через|в|во)\s) )
        (?P<when>\S.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_DUE = frozenset(words(lambda language: language.no_due))
_DOUBTFUL = frozenset(words(lambda language: language.doubtful_days))
_VERSION = re.compile(r"[0-9]\.[0-9]+|[0-9]+\.[0-9]")
_LONGEST = 5  # words of a day: "by the end of next week"


class Due(NamedTuple):
    """A promise and its day."""

    what: str
    day: date


def read_due(text: str, today: date) -> Due | None:
    """Read the day at the end of a promise; None where there is none.

    It stands after `by` or the like (`CV by fri`), or after nothing that makes it another day
    (`JD next week`, but not "the notes from Friday").

    Raises:
        ImpossibleDate: after `by` there is a date's form, but no such day.
        TwoDays: after `by` the day may be either of two.
    """
    found = _BY.fullmatch(text)
    if found and (day := read_words(found["when"], today, ahead=True)):
        return Due(found["what"], day)
    parts = text.split(" ")
    for count in range(min(_LONGEST, len(parts) - 1), 0, -1):
        before, when = parts[:-count], parts[-count:]
        if lowered(before[-1]) not in _NO_DUE and (day := _read_bare(" ".join(when), today)):
            return Due(" ".join(before), day)
    return None


def _read_bare(when: str, today: date) -> date | None:
    """Read a day that nothing but its words shows to be one: no version, and nothing past."""
    if lowered(when) in _DOUBTFUL or _VERSION.fullmatch(when):
        return None
    try:
        day = read_words(when, today, ahead=True, named_only=True)
    except (ImpossibleDate, TwoDays):
        return None
    return day if day and day >= today else None
