"""Read goals: how many of something, with whom, and in what time.

`talks with tier:key: 3 a month`, `new people: 5 a quarter`. Must not import what measures them:
every run that reads a configuration with goals imports this module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from contactkeeper.core.settings import Goal, GoalMeasure, GoalPeriod

if TYPE_CHECKING:
    from contactkeeper.core.people.audience import Audience

MEASURES: Final[tuple[GoalMeasure, ...]] = get_args(GoalMeasure)
PERIODS: Final[tuple[GoalPeriod, ...]] = get_args(GoalPeriod)

_GOAL = re.compile(
    rf"(?P<measure>{'|'.join(MEASURES)})(?: (?:with|to|of|among) (?P<audience>.+?))?"
    rf" ?: ?(?P<count>[1-9][0-9]{{0,3}}) (?:an? |per |every )(?P<period>{'|'.join(PERIODS)})",
    re.IGNORECASE,
)
_PEOPLE: Final = {
    "key people": "tier:key",
    "supporting people": "tier:supporting",
    "everybody": "all",
}
"""Audiences in plain words."""


def read_goal(text: str) -> Goal | None:
    """Read a goal; None where it can't be read. Its audience may still be none."""
    flat = " ".join(text.split())
    found = _GOAL.fullmatch(flat)
    if not found:
        return None
    measure = next(each for each in MEASURES if each == found["measure"].lower())
    period = next(each for each in PERIODS if each == found["period"].lower())
    audience = found["audience"] or "all"
    audience = _PEOPLE.get(audience.casefold(), audience)
    return Goal(flat, measure, audience, int(found["count"]), period)


def audience_of(goal: Goal) -> Audience:
    """Return the people that a goal is about.

    Raises:
        AudienceFault: it can't be read; the configuration refuses such a goal.
    """
    from contactkeeper.core.people.audience import read_audience

    return read_audience(goal.audience)
