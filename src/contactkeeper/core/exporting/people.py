"""Make of a contact the person that another program is told about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from contactkeeper.core.interchange import Person
from contactkeeper.core.note.property_names import canonical

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_IN_TABLES = ("tier", "focus", "cadence", "status", "lang")
"""Properties of a table; what else a note has are words for its owner alone."""
_PHONE = "phone:"


def person_of(contact: Contact) -> Person:
    """Return what an address book has of somebody."""
    reach = [_decoded(handle) for handle in contact.handles]
    return Person(
        name=contact.name,
        aliases=contact.aliases,
        emails=tuple(dict.fromkeys(email.casefold() for email in contact.emails)),
        phones=tuple(each.removeprefix(_PHONE) for each in reach if each.startswith(_PHONE)),
        handles=tuple(each for each in reach if not each.startswith(_PHONE)),
        company=contact.company,
        role=contact.role,
        connected=contact.met,
        birthday=contact.birthday,
        dates=contact.dates,
        categories=contact.tags,
        path=contact.path,
    )


def row_of(contact: Contact, settings: Settings) -> Person:
    """Return what a table has of somebody: also how they are kept in touch with."""
    told = {canonical(name, settings): words for name, words in contact.properties if words}
    properties = tuple((name, told[name]) for name in _IN_TABLES if name in told)
    return person_of(contact)._replace(properties=properties)


def is_shown(contact: Contact) -> bool:
    """Say whether somebody may be shown to other programs: not who is marked do-not-contact."""
    return contact.status != "do-not-contact"


def _decoded(handle: str) -> str:
    """Return the handle that an address has: `linkedin:аня` for `linkedin:%D0%B0%D0%BD%D1%8F`."""
    return unquote(handle) if handle.startswith("linkedin:") else handle
