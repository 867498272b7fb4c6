"""The contacts of a vault in the order of their paths, each made when it is asked for.

Of ten thousand a command needs a few: those are made of what was kept, or their notes are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, overload

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.note.contact_codec import contact_from
from contactkeeper.errors import NoteChanged
from contactkeeper.vault.records import DOUBTS, NO_RECORDS, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from contactkeeper.core.model import Contact, Entry


MOST_MADE = 4_000
"""Contacts that are held at once, some 4 KB each; others are made again when they are asked for."""


class Contacts(Sequence["Contact"]):
    """All contacts; equal to the tuple of them. Of a large vault only some are held at a time."""

    def __init__(self, read: Callable[[str], Contact | None]) -> None:
        """Begin with nobody; `read` reads the note at a path, None where it is no contact now."""
        self.paths: list[str] = []
        self._kept: list[bytes | int] = []
        self._made: dict[int, Contact] = {}
        self._records = NO_RECORDS
        self._read = read
        self._read_entries = partial(_read_entries, read)

    def add(self, path: str, record: bytes) -> None:
        """Add the record of the next contact."""
        self.paths.append(path)
        self._kept.append(record)

    def add_kept(self, paths: Iterable[str], records: Records, places: Iterable[int]) -> None:
        """Add those of whom there are records, by their places in these."""
        self._records = records
        self.paths += paths
        self._kept += places

    def names(self) -> list[str]:
        """Return the names of all; none of them is made."""
        return list(map(note_name, self.paths))

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> Contact: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Contact, ...]: ...
    def __getitem__(self, at: int | slice) -> Contact | tuple[Contact, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(len(self))[at])
        at = range(len(self))[at]
        contact = self._made.get(at)
        if contact is None:
            kept = self._kept[at]
            record = self._records.get(kept) if isinstance(kept, int) else kept
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            contact = self._made[at] = self._make(self.paths[at], record)
        return contact

    def __iter__(self) -> Iterator[Contact]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Contacts, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _make(self, path: str, data: bytes | None) -> Contact:
        if data is not None:
            try:
                return contact_from(path, data, self._read_entries)
            except DOUBTS:
                pass  # what was kept is not what was written
        contact = self._read(path)
        if contact is None:
            raise _changed(path)
        return contact


def _read_entries(read: Callable[[str], Contact | None], path: str, count: int) -> Sequence[Entry]:
    """Read all entries of a note whose newest are known; `count` are there.

    It knows no other contact: in a circle of them the file of the records would stay open.
    """
    contact = read(path)
    if contact is None or len(contact.entries) != count:
        raise _changed(path)
    return contact.entries


def _changed(path: str) -> NoteChanged:
    return NoteChanged(path, f"{path} changed while it was being read. Run it again.")
