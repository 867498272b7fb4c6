"""Make the columns that the index keeps of a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.first_day import first_day
from contactkeeper.core.agenda.introductions import encode_clues
from contactkeeper.core.agenda.log_summary import with_recent_log
from contactkeeper.core.agenda.morning import last_change
from contactkeeper.core.note.contact_codec import encode_contact, encode_log
from contactkeeper.core.people.search_keys import addresses_of, keys_of
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.vault.index import Kept

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.introductions import Clues
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings


def kept_of(contact: Contact, clues: Clues | None, today: date, settings: Settings) -> Kept:
    """Return what the index keeps of a contact; `clues` are what the note says of introductions."""
    recent = with_recent_log(contact, today)
    return Kept(
        first_day=first_day(contact, today, settings).toordinal(),
        since=today.toordinal(),
        changed=last_change(contact, today).toordinal(),
        unsorted=int(is_unsorted(contact)),
        keys=keys_of(contact),
        addresses=addresses_of(contact),
        record=encode_contact(recent),
        log="" if recent is contact else encode_log(contact.entries),
        clues=encode_clues(clues) if clues else "",
    )
