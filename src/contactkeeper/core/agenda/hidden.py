"""Find what a snooze or a pause hides: the personal reasons that come up before its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import FOR_GOOD, contact_state
from contactkeeper.core.agenda.ranking import is_personal, reason_key
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings

_MONTHS_AHEAD = 12
"""Months that are looked through where there is no end."""
_NOT_LISTED = ("reply", "waiting")
"""The kinds of reasons that are left out: an owed reply is said anyway, what is theirs can wait."""


def hidden_reasons(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> list[Reason]:
    """List the reasons that a snooze or pause hides or puts off, the first due first."""
    quiet = contact_state(contact, today, settings).quiet
    if quiet is None or quiet.until <= today or quiet.why == "do-not-contact":
        return []
    last = (
        add_months(today, _MONTHS_AHEAD) if quiet.until == FOR_GOOD else add_days(quiet.until, -1)
    )
    awake = contact._replace(status="active", snooze_until=None)
    state = contact_state(awake, today, settings)
    found = reasons_until(state, last, settings, event_notes)
    hidden = [each for each in found if is_personal(each) and each.kind not in _NOT_LISTED]
    return sorted(hidden, key=lambda each: (each.due, *reason_key(each)))
