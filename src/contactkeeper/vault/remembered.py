"""The contacts as the index has them: the vault is not looked at.

For what has to be there at once and may be a moment old, such as completion.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from contactkeeper.vault.contacts import Contacts
from contactkeeper.vault.index import CONTACT, FAULTY

if TYPE_CHECKING:
    from contactkeeper.core.people.find_contact import Directory
    from contactkeeper.vault.index import Index


class Remembered:
    """All contacts of the index, in the order of their paths."""

    def __init__(self, index: Index) -> None:
        """Take what the index has."""
        self.contacts = Contacts(index, lambda _path: None)
        for path, row in sorted(index.rows().items()):
            if row.kind in (CONTACT, FAULTY):
                self.contacts.add(path)

    def __bool__(self) -> bool:
        return len(self.contacts) > 0

    @cached_property
    def directory(self) -> Directory:
        """Return what the contacts are found by."""
        return self.contacts.directory()
