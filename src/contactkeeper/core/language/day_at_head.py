"""Find a word for a day at the head of a text: `yesterday: call`, «вчера созвонились»."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import pattern, table
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from datetime import date

_DAYS = {
    word: distance
    for word, distance in table(lambda language: language.days).items()
    if distance <= 0
}
_HEAD = lazy_regex(
    rf"\s*(?P<day>{pattern(_DAYS)})"
    r"(?:(?P<mark>\s*[:,—–]\s*|\s+--?\s+|\s+(?=->|<-|[→←]|~\s))|\s+)(?=\S)",
    re.IGNORECASE,
)


class HeadDay(NamedTuple):
    """A word for a day, up to today, at the head of a text."""

    word: str
    day: date
    rest: str
    """The text after it."""
    is_marked: bool
    """Whether a colon, a comma, a dash or a direction follows, so that it can only be the day."""


def read_head(text: str, today: date) -> HeadDay | None:
    """Read `yesterday: call`, «вчера созвонились»; None where no such word begins the text."""
    found = _HEAD.match(text)
    if not found:
        return None
    day = today + timedelta(_DAYS[lowered(found["day"])])
    return HeadDay(found["day"], day, text[found.end() :], found["mark"] is not None)
