"""The orders of a list of contacts besides that by name. Who lacks what counts comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contactkeeper.core.language.cadence import days_in
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState

Key = tuple[object, ...]


def _day(day: date | None) -> Key:
    return (day is None, day.toordinal() if day else 0)


def _cadence(state: ContactState) -> Key:
    return (0, days_in(state.cadence)) if state.cadence.has_timer else (1, state.cadence.unit)


ORDERS: Final[Mapping[str, Callable[[ContactState], Key]]] = {
    "overdue": lambda state: (-state.days_overdue,),
    "due": lambda state: _day(state.timer.due if state.timer else None),
    "last": lambda state: _day(state.clock.last_contact),
    "tier": lambda state: (state.contact.tier != "key",),
    "company": lambda state: (not state.contact.company, fold(state.contact.company)),
    "cadence": _cadence,
}
"""By the name of the order: the key of a contact. Most overdue, due soonest, spoken to longest ago,
key tier, and the shortest rhythm come first."""
