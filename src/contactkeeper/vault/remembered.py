"""The contacts of a vault as they were when it was last read: nothing in it is looked at.

For what has to be there at once and may be a moment old, such as a name that is being typed.
"""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from contactkeeper.core.people.find_contact import Directory
from contactkeeper.vault.cache_snapshot import are_contacts

if TYPE_CHECKING:
    from contactkeeper.vault.cache import Cache
    from contactkeeper.vault.cache_snapshot import CacheSnapshot
    from contactkeeper.vault.contacts import Contacts


class Remembered:
    """By what the contacts are found, and they themselves, in the order of their paths."""

    def __init__(self, kept: CacheSnapshot) -> None:
        """Take what was kept."""
        self._kept = kept
        paths = tuple(compress(kept.paths, are_contacts(kept.kinds)))
        self.directory = Directory(paths, kept.keys.split("\n"))

    @cached_property
    def contacts(self) -> Contacts:
        """Return them, each made when it is asked for; NoteChanged where its record is damaged."""
        from contactkeeper.vault.contacts import Contacts  # a name alone needs no contact

        contacts = Contacts(lambda _path: None)
        paths = self.directory.paths
        contacts.add_kept(paths, self._kept.records, range(len(paths)))
        return contacts


def remember(cache: Cache) -> Remembered | None:
    """Return what the cache holds; None where it holds nothing, or there is a doubt about it."""
    kept = cache.read()
    return Remembered(kept) if kept.keys else None
