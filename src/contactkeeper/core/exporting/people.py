"""Make of a contact the person that another program is told about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.editing.property_edits import find_in_note
from contactkeeper.core.interchange import LISTS, Person
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.property_values import items_of
from contactkeeper.core.people.phones import bare_number

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.settings import Settings

_IN_TABLES = ("tier", "focus", "cadence", "status", "lang")
"""Properties of a table; what else a note has are words for its owner alone."""
_PHONE = "phone:"
_LISTS = frozenset((*LISTS, *LISTS.values()))


def person_of(contact: Contact) -> Person:
    """Return what an address book has of somebody."""
    reach = [_decoded(handle) for handle in contact.handles]
    return Person(
        name=contact.name,
        aliases=contact.aliases,
        emails=tuple(dict.fromkeys(email.casefold() for email in contact.emails)),
        phones=tuple(_dialled(each[len(_PHONE) :]) for each in reach if each.startswith(_PHONE)),
        handles=tuple(each for each in reach if not each.startswith(_PHONE)),
        company=contact.company,
        role=contact.role,
        connected=contact.met,
        birthday=contact.birthday,
        dates=contact.dates,
        categories=contact.tags,
        path=contact.path,
    )


def has_lists(contact: Contact) -> bool:
    """Say whether a note has properties that `with_lists` takes: their values need the note."""
    return any(caseless(name) in _LISTS for name, _ in contact.properties)


def with_lists(person: Person, note: Note) -> Person:
    """Add the categories, web pages and postal addresses that an import has written."""
    found = {
        key: [
            item
            for name in (key, russian)
            for each in find_in_note(note, name)
            for item in items_of(each.value)
        ]
        for key, russian in LISTS.items()
    }
    categories, links, addresses = (
        tuple(dict.fromkeys((*getattr(person, key), *values))) for key, values in found.items()
    )
    return person._replace(categories=categories, links=links, addresses=addresses)


def row_of(person: Person, contact: Contact, settings: Settings) -> Person:
    """Return what a table has of somebody: also how they are kept in touch with."""
    told = {canonical(name, settings): words for name, words in contact.properties if words}
    properties = tuple((name, told[name]) for name in _IN_TABLES if name in told)
    return person._replace(properties=properties)


def is_shown(contact: Contact) -> bool:
    """Say whether somebody may be shown to other programs: not who is marked do-not-contact."""
    return contact.status != "do-not-contact"


def _dialled(phone: str) -> str:
    """Return a number as it can be dialled: after a pause the extension."""
    main, mark, extension = bare_number(phone).partition("x")
    return f"{main},{extension}" if mark else phone


def _decoded(handle: str) -> str:
    """Return the handle that an address has: `linkedin:аня` for `linkedin:%D0%B0%D0%BD%D1%8F`."""
    return unquote(handle) if handle.startswith("linkedin:") else handle
