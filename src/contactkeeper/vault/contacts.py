"""The contacts of a vault, in the order of their paths, each decoded when it is asked for.

Of ten thousand contacts a command needs a few. What the index lacks is read from its note.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self, overload

from contactkeeper.core.casefolding import note_name
from contactkeeper.errors import NoteChanged
from contactkeeper.vault.index import CONTACT, FAULTY
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from contactkeeper.core.agenda.introductions import Clues
    from contactkeeper.core.introduction import Introduction
    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.people.find_contact import Directory
    from contactkeeper.vault.index import Index

MOST_KEPT = 2000
"""Contacts that are kept after they were asked for; others are decoded again. A log may be long."""


class Contacts(Sequence["Contact"]):
    """All contacts; equal to the tuple of them. Of a large vault only some are held at a time.

    Asking for one may raise NoteChanged: the index no longer has it, and its note is no contact
    now.
    """

    def __init__(self, index: Index | None, read: Callable[[str], Contact | None]) -> None:
        """Begin with nobody.

        Args:
            index: what was read before; None where there is none.
            read: reads the note at a path; None where it is no contact now.
        """
        self.paths: list[str] = []
        self.stale: Collection[str] = ()
        """Paths of notes that the index does not have as they are now."""
        self.elsewhere: dict[str, list[Entry]] = {}
        """The entries of each that stand in other notes, by the path of the contact."""
        self._clues: Mapping[str, Clues] = {}
        self._notes: Sequence[str] = ()
        self._kept: dict[int, Contact] = {}
        self._index = index
        self._read = read

    @classmethod
    def remembered(cls, index: Index) -> Self:
        """Return the contacts as the index has them: the vault is not looked at.

        For what has to be there at once and may be a moment old, such as completion.
        """
        contacts = cls(index, lambda _path: None)
        contacts.paths += sorted(
            path for path, row in index.rows().items() if row.kind in {CONTACT, FAULTY}
        )
        return contacts

    def add(self, path: str, contact: Contact | None = None) -> None:
        """Add the next contact; it stays in memory if it is given."""
        if contact and len(self._kept) < MOST_KEPT:
            self._kept[len(self.paths)] = contact
        self.paths.append(path)

    def at(self, path: str) -> Contact | None:
        """Return the contact whose note is at a path; None where none is."""
        return self[self.paths.index(path)] if path in self.paths else None

    def add_elsewhere(self, found: Mapping[str, list[Entry]]) -> None:
        """Add the entries that stand in other notes to those of the contacts, by their paths."""
        self.elsewhere = dict(found)
        for at, contact in self._kept.items():
            self._kept[at] = self._with_elsewhere(contact)

    def add_clues(self, clues: Mapping[str, Clues], notes: Sequence[str]) -> None:
        """Add what notes say of introductions, by their paths; `notes` are the paths of all."""
        self._clues, self._notes = clues, notes

    @cached_property
    def introductions(self) -> dict[str, tuple[Introduction, ...]]:
        """Return the introductions of each contact that has some, by its path."""
        return self._find_introductions(self._clues, date.min)

    def _find_introductions(
        self, clues: Mapping[str, Clues], since: date, of: str = ""
    ) -> dict[str, tuple[Introduction, ...]]:
        """Put clues together; what lists nobody from a day on is left out."""
        if not clues:
            return {}
        from contactkeeper.core.agenda.introductions import find_introductions, is_any_open
        from contactkeeper.core.people.owners import Owners

        if not is_any_open(clues, since):
            return {}
        return find_introductions(clues, Owners(self.directory, self._notes), since, of)

    def whole(self, contact: Contact) -> Contact:
        """Return a contact, before a change or after it, with what stands in other notes."""
        from contactkeeper.core.agenda.introductions import clues_of

        contact = self._with_elsewhere(contact)
        path, told = contact.path, clues_of(contact)
        clues = self._clues
        if told and told != clues.get(path) and path in self.paths:
            clues = {**clues, path: told}
        return self._with_own_introductions(contact, clues)

    def _with_elsewhere(self, contact: Contact) -> Contact:
        """Add the entries that stand in other notes, above its own of a day."""
        further = self.elsewhere.get(contact.path)
        if not further:
            return contact
        entries = sorted([*further, *contact.entries], key=lambda entry: entry.date)
        return contact._replace(entries=tuple(entries))

    def _with_introductions(self, contact: Contact) -> Contact:
        found = self.introductions.get(contact.path)
        return contact._replace(introductions=found) if found else contact

    def _with_own_introductions(self, contact: Contact, clues: Mapping[str, Clues]) -> Contact:
        """Add the introductions of one contact without those of all others."""
        found = self._find_introductions(clues, date.min, contact.path)
        return contact._replace(introductions=found.get(contact.path, ()))

    def names(self) -> list[str]:
        """Return the names of all; none is decoded."""
        return list(map(note_name, self.paths))

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, at: int) -> Contact: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Contact, ...]: ...
    def __getitem__(self, at: int | slice) -> Contact | tuple[Contact, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(len(self))[at])
        return self._with_introductions(self.without_introductions(range(len(self))[at]))

    def without_introductions(self, at: int) -> Contact:
        """Return the contact at a place, as it is before the clues of all notes are there."""
        contact = self._kept.get(at)
        if contact is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            contact = self._kept[at] = self._with_elsewhere(self._decode(self.paths[at]))
        return contact

    def all_without_introductions(self) -> list[Contact]:
        """Return all contacts; to put introductions together takes time."""
        return list(map(self.without_introductions, range(len(self))))

    def __iter__(self) -> Iterator[Contact]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Contacts, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def with_recent_logs(self, today: date, until: date = date.max) -> list[Contact]:
        """Return those who may be due on `today` or after it up to `until`.

        Each has the recent part of the log alone (`log_summary.with_recent_log`), which is all
        that their state on `today` follows from. It is decoded in a fifth of the time.
        """
        from contactkeeper.core.agenda.log_summary import with_recent_log
        from contactkeeper.core.note.contact_codec import decode_contact

        records = self._index.records(today, until) if self._index else {}
        introductions = self._find_introductions(self._clues, today)
        found = []
        for place, path in enumerate(self.paths):
            unknown = path in self.stale or path in self.elsewhere or path in introductions
            record = "" if unknown else records.get(path, "")
            if record:
                found.append(decode_contact(path, record))
            elif record is not None:  # the index does not know
                contact = self.without_introductions(place)
                contact = contact._replace(introductions=introductions.get(path, ()))
                found.append(with_recent_log(contact, today))
        return found

    def unsorted(self, seen: Iterable[Contact]) -> list[str]:
        """Return the paths of those who were imported and never sorted.

        `seen` has all whom the index does not know, such as `with_recent_logs` returns.
        """
        from contactkeeper.core.people.unsorted import is_unsorted

        known = self._index.unsorted() if self._index else ()
        found = {path for path in known if path not in self.stale and path not in self.elsewhere}
        found |= {contact.path for contact in seen if is_unsorted(contact)}
        return [path for path in self.paths if path in found]

    @cached_property
    def directory(self) -> Directory:
        """Return what the contacts are found by."""
        from contactkeeper.core.people.find_contact import Directory
        from contactkeeper.core.people.search_keys import addresses_of, keys_of

        kept = self._index.search_keys() if self._index else {}
        keys = []
        for place, path in enumerate(self.paths):
            found = None if path in self.stale else kept.get(path)
            if found is None:
                contact = self.without_introductions(place)
                found = keys_of(contact), addresses_of(contact)
            keys.append(found)
        return Directory(self.paths, *zip(*keys, strict=True)) if keys else Directory((), (), ())

    def find(self, typed: str) -> tuple[Contact, ...]:
        """Return the people whom `Directory.find` finds."""
        places = self.directory.find(typed)
        if len(places) == 1:
            contact = self.without_introductions(places[0])
            return (self._with_own_introductions(contact, self._clues),)
        return tuple(self[place] for place in places)

    def find_named(self, typed: str) -> tuple[Contact, ...]:
        """Return the people whom `Directory.find_named` finds."""
        return tuple(self[place] for place in self.directory.find_named(typed))

    def _decode(self, path: str) -> Contact:
        kept = self._index.record(path) if self._index and path not in self.stale else None
        if kept:
            from contactkeeper.core.note.contact_codec import decode_contact  # not for names

            return decode_contact(path, *kept)
        contact = self._read(path)
        if contact is None:
            why = Wording("{path} changed while it was being read. Run it again.", path=path)
            raise NoteChanged(path, why)
        return contact
