"""The first day on which a contact may be listed for a reason of their own.

A long list looks only at contacts whose first day has come. What many people share (holidays,
events, news) is left out here: on days that have such a reason, everybody is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.log_summary import takes_turns
from contactkeeper.core.agenda.problems import future_problems, old_tasks
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.people.unsorted import is_unsorted

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

HORIZON = 400
"""Days after which a contact is looked at again, whatever the note says."""


def first_day(contact: Contact, today: date, settings: Settings) -> date:
    """Return the first day, not before `today`, on which the contact may be listed.

    The day holds for lists of `today` and later, until the note, the settings or the mode change.
    A contact with an entry after `today` is looked at each day: that entry is a problem to report
    until its day, and counts from then on. So is somebody with an old task, which is counted, and
    somebody who takes turns with others: met lately, or unsorted where the settings list some.
    """
    if future_problems(contact, today) or takes_turns(contact, today):
        return today
    if old_tasks(contact, today) or (settings.import_per_day and is_unsorted(contact)):
        return today
    own_rules = settings._replace(holidays=()) if settings.holidays else settings
    until = add_days(today, HORIZON)
    reasons = reasons_until(contact_state(contact, today, own_rules), until, own_rules)
    days = [reason.due for reason in reasons]
    return max(today, min(days)) if days else add_days(until, 1)
