"""Read a contact's log once for all figures. Must not know of periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.exchanges import exchanges_of
from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.statistics.model import History

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact


def history_of(contact: Contact, today: date) -> History:
    """Read the log of a contact up to `today`."""
    read = [(entry, meaning_of(entry)) for entry in counted(contact, today)][::-1]
    entries = tuple(entry for entry, meaning in read if meaning != "record")
    noted = (
        {contact.last_contact} if contact.last_contact and contact.last_contact <= today else set()
    )
    own = noted | {entry.date for entry, meaning in read if meaning in ("conversation", "sent")}
    contacts = noted | {e.date for e, meaning in read if meaning in ("conversation", "received")}
    exchanges = exchanges_of(entries)
    first = min((*noted, *(entry.date for entry in entries[:1])), default=None)
    return History(
        contact,
        entries,
        exchanges.messages,
        exchanges.begun,
        tuple(sorted(own)),
        tuple(sorted(contacts)),
        contact.met or first or contact.created or contact.imported,
    )
