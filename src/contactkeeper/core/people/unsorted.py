"""Imported people of whom nothing is decided or known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact


def is_unsorted(contact: Contact) -> bool:
    """Check whether somebody was imported and nothing else is known: then no timer runs."""
    known = contact.tier or contact.cadence or contact.entries or contact.last_contact
    return contact.imported is not None and not known
