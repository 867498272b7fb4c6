"""Read, write and apply cadences: the interval between two contacts with a person.

The words are those of `en.py` and `ru.py`. A text that could mean two things is not read: the
caller then uses the tier's cadence and reports it. Must not guess.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import NUMBERS, UNITS, pattern, table, word_table, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Cadence

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Unit
    from contactkeeper.core.settings import Settings

# A cadence longer than a lifetime is a typing error, and would run off the calendar.
_LONGEST: dict[Unit, int] = {"day": 36_525, "week": 5_217, "month": 1_200, "year": 100}

_DAYS: dict[Unit, float] = {
    "day": 1.0,
    "week": 7.0,
    "month": 365.2425 / 12,
    "year": 365.2425,
    "event": inf,
    "none": inf,
}

_WRITTEN: dict[Cadence, str] = {
    Cadence("day"): "daily",
    Cadence("week"): "weekly",
    Cadence("month"): "monthly",
    Cadence("month", 3): "quarterly",
    Cadence("year"): "yearly",
}

_NAMED = table(lambda language: language.cadences)
# "A couple of weeks" is two for a cadence, though not for a date.
_COUNTS = NUMBERS | dict.fromkeys(words(lambda language: language.couple), 2)
_ORDINALS = word_table(lambda language: language.ordinals)
_OFTEN = word_table(lambda language: language.often)
_EDGES = " \t\r\n\"'`«»„“”‘’.,;:!?()[]{}*#=~"
_BLANKS = lazy_regex(r"[\s_\-‐‑]+")
_MINUS = lazy_regex(r"(?:^|\s)[-−–—]\s*[0-9]")
_BARE = lazy_regex(r"[0-9]{1,6}")
_GLUED = lazy_regex(r"(?<=[0-9])(?=[^\W\d_])")


@lru_cache(maxsize=1024)  # the same few cadences occur in all notes
def read_cadence(text: str) -> Cadence | None:
    """Read a cadence in English or Russian; None where it can't be read.

    A bare number is days. Case, quotes and outer punctuation don't matter. Zero, negative,
    fractional and too long counts, ranges and everything else with two readings are not read.
    """
    phrase = text.strip(_EDGES)
    if found := _NAMED.get(phrase):
        return found
    if _MINUS.search(phrase):
        return None
    phrase = _GLUED.sub(" ", lowered(phrase))
    phrase = phrase.replace("/", " per ").replace(". ", " ")
    phrase = _BLANKS.sub(" ", phrase).strip()
    if found := _NAMED.get(phrase):
        return found
    if _BARE.fullmatch(phrase):
        return _every(int(phrase), "day")
    rhythm = _rhythm().fullmatch(phrase)
    return _cadence_in(rhythm) if rhythm else None


def say_cadence(cadence: Cadence) -> str:
    """Write it as `read_cadence` reads it back: `monthly`, `every 6 weeks`, `45 days`, `event`."""
    if not cadence.has_timer:
        return cadence.unit
    if named := _WRITTEN.get(cadence):
        return named
    if cadence.unit == "day":
        return f"{cadence.count} days"
    return f"every {cadence.count} {cadence.unit}{'s' if cadence.count != 1 else ''}"


def next_date(cadence: Cadence, after: date) -> date:
    """Return the day on which the next contact is due; at most the calendar's last day.

    Raises:
        ValueError: `event` and `none` have no timer.
    """
    if cadence.unit == "month":
        return add_months(after, cadence.count)
    if cadence.unit == "year":
        return add_months(after, 12 * cadence.count)
    if not cadence.has_timer:
        msg = f"the cadence {cadence.unit} has no next date"
        raise ValueError(msg)
    return add_days(after, cadence.count * (7 if cadence.unit == "week" else 1))


def days_in(cadence: Cadence) -> float:
    """Return the length in days, to compare lateness with; infinite for `event` and `none`."""
    return cadence.count * _DAYS[cadence.unit]


def cadence_of(contact: Contact, settings: Settings) -> Cadence:
    """Return the cadence without a mode: the contact's own, else its tier's, else the default.

    No tier counts as supporting. On a given day `agenda.modes.rhythm_of` decides.
    """
    rules = settings.cadence
    tier = rules.key if contact.tier == "key" else rules.supporting
    return contact.cadence or tier or rules.default


@cache
def _rhythm() -> re.Pattern[str]:
    """Compile the grammar when the first unusual value needs it: it costs over a millisecond."""
    number = rf"(?:[0-9]{{1,6}}|{pattern(_COUNTS)})"
    times = pattern(words(lambda language: language.times))
    every = pattern(words(lambda language: language.every))
    within = pattern(words(lambda language: language.within))
    ending = pattern(words(lambda language: language.ordinal_endings))
    return re.compile(
        rf"(?:(?:a |an )?(?P<often>{pattern(_OFTEN)}|{number}(?: {times})?)"
        rf" (?:(?:{every}|{within}) )+"
        rf"|(?P<tersely>{number}) {times} |{every} )?"
        rf"(?:(?:a )?(?P<count>{number})(?: of)? "
        rf"|(?P<ordinal>{pattern(_ORDINALS)}|[0-9]{{1,3}} {ending}) )?"
        rf"(?P<unit>{pattern(UNITS)})"
    )


def _cadence_in(rhythm: re.Match[str]) -> Cadence | None:
    unit, each = UNITS[rhythm["unit"]]
    if rhythm.start("ordinal") == 0:
        return None  # "second month" without "every" is no cadence
    count = _number(rhythm["count"] or rhythm["ordinal"] or "1")
    often = _number(rhythm["often"] or rhythm["tersely"] or "1")
    if often == 1:
        return _every(count * each, unit)
    if rhythm["count"] or rhythm["ordinal"] or often == 0:
        return None  # nobody means three weeks by "twice every 6 weeks"
    if (unit, each) == ("month", 1):
        # Nobody who writes "twice a month" means the 1st and the 16th.
        return {2: Cadence("week", 2), 4: Cadence("week", 1)}.get(often)
    months = {"month": each, "year": 12}.get(unit, 0)
    return _every(months // often, "month") if months and months % often == 0 else None


def _number(words: str) -> int:
    word = words.split(" ", 1)[0]
    known = _COUNTS.get(word) or _ORDINALS.get(word) or _OFTEN.get(word)
    return known or int(word)


def _every(count: int, unit: Unit) -> Cadence | None:
    return Cadence(unit, count) if 1 <= count <= _LONGEST[unit] else None
