"""The brief: what I read before I call. Who, why now, promises both ways, what lies ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contactkeeper.core.days.cadence import cadence_of
from contactkeeper.core.morning.due import due_items, next_due
from contactkeeper.core.morning.occasions import ahead

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Cadence, Contact, Promise, Reason
    from contactkeeper.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Brief:
    """One contact on a given day."""

    contact: Contact
    cadence: Cadence
    """The one that holds."""
    reasons: tuple[Reason, ...]
    """Why they are on the list today, strongest first; empty where they are not."""
    next_due: date | None
    """The timer's; None where none runs."""
    owed: tuple[Promise, ...]
    """My open promises."""
    awaited: tuple[Promise, ...]
    """What they said they would do, and have not."""
    ahead: tuple[Reason, ...]
    """Occasions to come, soonest first."""


def brief_of(contact: Contact, today: date, settings: Settings) -> Brief:
    """Gather what a person reads before a call; entries after today do not count."""
    items = due_items([contact], today, settings)
    open_tasks = [
        task
        for entry in contact.entries
        if entry.date <= today
        for task in entry.promises
        if task.state == "open"
    ]
    return Brief(
        contact=contact,
        cadence=cadence_of(contact, settings),
        reasons=items[0].reasons if items else (),
        next_due=next_due(contact, today, settings),
        owed=tuple(task for task in open_tasks if not task.waiting),
        awaited=tuple(task for task in open_tasks if task.waiting),
        ahead=ahead(contact, today, settings),
    )
