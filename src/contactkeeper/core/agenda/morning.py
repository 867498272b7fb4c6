"""The rows of a morning as they were before anything was logged or snoozed today.

What has a few places each morning (turns, quotas) is given out of these, so that nobody comes up in
the place of somebody who was written to today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.reasons import reasons_until

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.agenda.reasons import Row
    from contactkeeper.core.model import Contact


def last_change(contact: Contact, today: date) -> date:
    """Return the last day, up to `today`, on which I wrote, spoke or snoozed somebody."""
    days = (last_own_day(contact, today), contact.snoozed)
    return max((day for day in days if day and day <= today), default=date.min)


def morning_rows(rows: Iterable[Row], changed: Iterable[Contact], window: Window) -> dict[str, Row]:
    """Return the rows by path, those of `changed` as the day began.

    `rows` are those of now; `changed` have an entry of mine or a snooze of today.
    """
    today, until, settings, event_notes = window
    morning = {state.contact.path: (state, reasons) for state, reasons in rows}
    for contact in changed:
        state = contact_state(_as_the_day_began(contact, today), today, settings)
        morning[contact.path] = (state, reasons_until(state, until, settings, event_notes))
    return morning


def _as_the_day_began(contact: Contact, today: date) -> Contact:
    """Return the contact without what was logged today, and without a snooze that was set today."""
    contact = contact._replace(
        entries=tuple(entry for entry in contact.entries if entry.date != today),
        last_contact=None if contact.last_contact == today else contact.last_contact,
    )
    if contact.snoozed == today:
        contact = contact._replace(snooze_until=None, snoozed=None)
    return contact
