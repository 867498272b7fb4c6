"""How often to be in touch: read it, say it back, the next date after a date, which rule holds.

Reads English and Russian. What could mean two things is not read: the caller then falls back on
the tier's rule *and says so*. Must not guess.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import add_days, add_months
from contactkeeper.core.language.span_words import NUMBERS, UNITS
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Cadence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact, Unit
    from contactkeeper.core.settings import Settings

# A rhythm longer than a lifetime is a typing error, and would run off the calendar.
_LONGEST: dict[Unit, int] = {"day": 36_525, "week": 5_217, "month": 1_200, "year": 100}

_DAYS: dict[Unit, float] = {
    "day": 1.0,
    "week": 7.0,
    "month": 365.2425 / 12,
    "year": 365.2425,
    "event": inf,
    "none": inf,
}

_SAID: dict[Cadence, str] = {
    Cadence("day"): "daily",
    Cadence("week"): "weekly",
    Cadence("month"): "monthly",
    Cadence("month", 3): "quarterly",
    Cadence("year"): "yearly",
}

_PHRASES: dict[Cadence, str] = {
    Cadence("day"): "daily, ежедневно, ежедневный",
    Cadence("week"): "weekly, еженедельно, еженедельный, еженедельная, понедельно",
    Cadence("week", 2): "biweekly, bi weekly, fortnightly, semimonthly, semi monthly",
    Cadence("month"): "monthly, ежемесячно, ежемесячный, ежемесячная, ежемесячное, помесячно",
    Cadence("month", 2): "bimonthly, bi monthly",
    Cadence("month", 3): "quarterly, ежеквартально, ежеквартальный, ежеквартальная, поквартально",
    Cadence("month", 6): "semiannual, semiannually, semi annual, semi annually, half yearly,"
    " halfyearly, biannual, biannually, bi annual, bi annually, semi yearly",
    Cadence("year"): "yearly, annual, annually, ежегодно, ежегодный, ежегодная, ежегодное",
    Cadence("year", 2): "biennial, biennially",
    Cadence("event"): "event, events, on event, on events, by event, by events, event based,"
    " event driven, occasion, occasions, on occasion, on occasions, событие, события,"
    " по событию, по событиям, событийно, событийный, событийная, по поводу, по поводам,"
    " по случаю, по случаям, по инфоповоду, по инфоповодам",
    Cadence("none"): "none, never, no, off, false, no cadence, нет, никогда, не надо, не нужно,"
    " выкл, отключено",
}
_NAMED = {
    phrase.strip(): cadence
    for cadence, phrases in _PHRASES.items()
    for phrase in phrases.split(",")
}

# "A couple of weeks" is two for a rhythm, though not for a date.
_COUNTS = NUMBERS | dict.fromkeys(("couple", "пару", "пара"), 2)
_ORDINALS: dict[str, int] = {
    word: number
    for number, words in {
        2: "other second второй вторую второе вторые",
        3: "third третий третью третье",
        4: "fourth четвертый четвертую",
        6: "sixth шестой шестую",
    }.items()
    for word in words.split()
}
_OFTEN = {"once": 1, "раз": 1, "twice": 2, "дважды": 2, "thrice": 3, "трижды": 3}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUMBER = rf"[0-9]{{1,6}}|{_any(_COUNTS)}"
_TIMES = r"(?:times?|x|х|раза?|р)"
_EVERY = r"(?:every|each|per|an?|кажд(?:ый|ую|ая|ое|ые|ых))"
_EDGES = " \t\r\n\"'`«»„“”‘’.,;:!?()[]{}*#=~"
_BLANKS = lazy_regex(r"[\s_\-‐‑]+")
_MINUS = lazy_regex(r"(?:^|\s)[-−–—]\s*[0-9]")
_BARE = lazy_regex(r"[0-9]{1,6}")
_GLUED = lazy_regex(r"(?<=[0-9])(?=[^\W\d_])")


@lru_cache(maxsize=1024)  # the same few rhythms stand in all notes
def read_cadence(text: str) -> Cadence | None:
    """Read how often to be in touch, in English or Russian; None where it can't be read.

    A bare number is days. Case, quotes and outer punctuation don't matter. Zero, negative,
    fractional and over-long counts, ranges and everything else with two readings are not read.
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
    if named := _SAID.get(cadence):
        return named
    if cadence.unit == "day":
        return f"{cadence.count} days"
    return f"every {cadence.count} {cadence.unit}{'s' if cadence.count != 1 else ''}"


def next_date(cadence: Cadence, after: date) -> date:
    """Say when its time is up if the last contact was `after`; never beyond the calendar's end.

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
    """Say how long it is in days, to compare lateness with; endless for `event` and `none`."""
    return cadence.count * _DAYS[cadence.unit]


def cadence_of(contact: Contact, settings: Settings) -> Cadence:
    """Say which rule holds without a mode: the contact's own, else its tier's, else the default.

    No tier counts as supporting. On a day it is `morning.modes.rhythm_of` that decides.
    """
    rules = settings.cadence
    tier = rules.key if contact.tier == "key" else rules.supporting
    return contact.cadence or tier or rules.default


@cache
def _rhythm() -> re.Pattern[str]:
    """Compile the grammar when the first unusual value needs it: it costs over a millisecond."""
    return re.compile(
        rf"(?:(?:a |an )?(?P<often>{_any(_OFTEN)}|(?:{_NUMBER})(?: {_TIMES})?)"
        rf" (?:(?:{_EVERY}|in|во?) )+"
        rf"|(?P<tersely>{_NUMBER}) {_TIMES} |{_EVERY} )?"
        rf"(?:(?:a )?(?P<count>{_NUMBER})(?: of)? "
        rf"|(?P<ordinal>{_any(_ORDINALS)}|[0-9]{{1,3}} (?:st|nd|rd|th|й|ый|ую|ю|я|е)) )?"
        rf"(?P<unit>half (?:a )?year|пол года|{_any(UNITS)})"
    )


def _cadence_in(rhythm: re.Match[str]) -> Cadence | None:
    unit, each = UNITS.get(rhythm["unit"], ("month", 6))
    if rhythm.start("ordinal") == 0:
        return None  # "second month" without "every" is no rhythm
    count = _number(rhythm["count"] or rhythm["ordinal"] or "1")
    often = _number(rhythm["often"] or rhythm["tersely"] or "1")
    if often == 1:
        return _every(count * each, unit)
    if rhythm["count"] or rhythm["ordinal"] or often == 0:
        return None  # "twice every 6 weeks" is three weeks for nobody
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
