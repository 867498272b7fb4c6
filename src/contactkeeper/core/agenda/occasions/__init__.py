"""The kinds of occasions: one module a kind, and the one list of them.

CONTRIBUTING.md has the steps to add one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.occasions.birthday import BIRTHDAY
from contactkeeper.core.agenda.occasions.dates import DATES
from contactkeeper.core.agenda.occasions.event import EVENT_AFTER, EVENT_BEFORE
from contactkeeper.core.agenda.occasions.holiday import HOLIDAY
from contactkeeper.core.agenda.occasions.new_job import NEW_JOB
from contactkeeper.core.agenda.occasions.news import NEWS
from contactkeeper.core.agenda.occasions.placement import PLACEMENT

if TYPE_CHECKING:
    from contactkeeper.core.agenda.occasion import OccasionKind

KINDS: tuple[OccasionKind, ...] = (
    BIRTHDAY,
    PLACEMENT,
    DATES,
    NEW_JOB,
    EVENT_AFTER,
    EVENT_BEFORE,
    HOLIDAY,
    NEWS,
)
"""All of them, the strongest first: of two that end on one day, the first is shown first."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> OccasionKind | None:
    """Return the occasion kind of a reason; None where the reason is no occasion."""
    return _BY_NAME.get(name)


def may_wait(name: str) -> bool:
    """Check whether a reason is an occasion that may be told when the person comes up anyway."""
    kind = _BY_NAME.get(name)
    return kind is not None and kind.can_wait
