"""Which value of a known property holds where both sides gave it another one.

Only where one of the two is right whatever the other machine meant: the later snooze, the stricter
status. All else is for a person to decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import read_date, read_partial
from contactkeeper.core.note.property_values import read_status

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import PartialDate
    from contactkeeper.core.note.frontmatter_values import Value

Side = Literal["ours", "theirs"]

LATER = frozenset({
    "snooze_until", "snoozed", "last_contact", "paused_until", "company_since",
})  # fmt: skip
"""Days of which the later one holds: what was known or wished last."""
EARLIER = frozenset({"created"})
_STRICTNESS = ("active", "paused", "do-not-contact")

TOGETHER = {"snooze_until": ("snoozed",)}
"""What a property needs beside it: without the day it was set, no entry would void a snooze."""


def choose(name: str, ours: Value, theirs: Value) -> Side | None:
    """Return the side whose value of a known property holds; None where no rule says so."""
    if not ours or not theirs:
        # An emptied value is one that was taken away, and a changed one beats that.
        return None if not ours and not theirs else "theirs" if not ours else "ours"
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    if name in LATER or name in EARLIER:
        here, there = _day(ours), _day(theirs)
        if here is None or there is None or here == there:
            return None
        return "ours" if (here > there) == (name in LATER) else "theirs"
    if name == "status":
        return _stricter(ours, theirs)
    return _fuller(ours, theirs) if name == "birthday" else None


def _stricter(ours: str, theirs: str) -> Side | None:
    """Respect for a person's limits comes first: `do-not-contact` before `paused`."""
    here, there = read_status(ours), read_status(theirs)
    if here is None or there is None or here == there:
        return None
    return "ours" if _STRICTNESS.index(here) > _STRICTNESS.index(there) else "theirs"


def _fuller(ours: str, theirs: str) -> Side | None:
    """The same day with its year says more."""
    here, there = _partial(ours), _partial(theirs)
    if here is None or there is None or here[:2] != there[:2] or None not in (here[2], there[2]):
        return None
    return "theirs" if here[2] is None else "ours"


def _day(words: str) -> date | None:
    try:
        return read_date(words)
    except ImpossibleDate:
        return None


def _partial(words: str) -> PartialDate | None:
    try:
        return read_partial(words)
    except ImpossibleDate:
        return None
