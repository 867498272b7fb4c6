"""All contacts of a vault, and what is wrong with its notes. Asks no journal, changes no note.

With an index only those notes are read that changed since; the answer is the same without one.
"""

from __future__ import annotations

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.model import NO_EVENT_NOTES, Contact, Elsewhere, Problem
from contactkeeper.vault import contacts as contact_store
from contactkeeper.vault.file_problems import (
    copy_problems,
    name_problems,
    scan_problems,
    template_problems,
    unclear_names,
)
from contactkeeper.vault.index import CONTACT, ELSEWHERE, FAULTY, OTHER, REREAD, Kept, Row
from contactkeeper.vault.obsidian import template_folders
from contactkeeper.vault.paths import find_originals, original_name
from contactkeeper.vault.scan import Scan, scan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from contactkeeper.core.agenda.introductions import Clues
    from contactkeeper.core.model import Entry
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.index import Index
    from contactkeeper.vault.reading import Candidate, Found

OnProgress: TypeAlias = "Callable[[int, int], None]"
"""Is told now and then how many notes are read, and how many there are to read."""


def _ignore(done: int, total: int) -> None:
    pass


class Loaded:
    """The contents of a vault; paths are relative to it, with `/`."""

    def __init__(self, root: Path, settings: Settings, reader: Reader, found: Scan) -> None:
        """Keep what was read."""
        self.contacts = reader.contacts
        """In the order of their paths."""
        self.notes = len(found.notes)
        """The number of notes, contacts or not."""
        self.conflict_copies = found.conflict_copies
        """Second versions made by sync tools; never contacts."""
        self._root = root
        self._settings = settings
        self._found = found
        self._reader = reader
        self.faults = [*scan_problems(root, found, settings), *reader.faults]
        """The problems and remarks of notes and folders, in no order."""
        self.event_notes = NO_EVENT_NOTES
        """Events and news; their faults are among the others."""
        if reader.candidates:
            from contactkeeper.core.events.parser import parse_event_notes  # most have none

            self.event_notes, faults = parse_event_notes(reader.candidates, settings)
            self.faults += faults

    @cached_property
    def copies(self) -> dict[str, str | None]:
        """Return the conflict copies, never contacts, each with its note; None: that is gone."""
        return find_originals(self.conflict_copies, self._found.notes)

    @cached_property
    def suspects(self) -> dict[str, str]:
        """Return the contacts that may be iCloud's copies of others, each with that other."""
        paths = set(self.contacts.paths) if self._found.suspects else set()
        named = {path: original_name(path) for path in self._found.suspects}
        return {path: note for path, note in named.items() if {path, note} <= paths}

    @property
    def template_folders(self) -> list[str]:
        """Return the folders of templates, in which nobody is a contact."""
        named = [*template_folders(self._root), self._settings.draft_folder]
        return [*named, *self._found.templates]

    @property
    def unread(self) -> list[Problem]:
        """Return the faults that leave something unread: all but remarks."""
        return [fault for fault in self.faults if fault.severity == "problem"]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return all problems and remarks, by path and line; to compare all names takes time."""
        paths, read = self.contacts.paths, self._reader.read_contact
        found = [*self.faults, *name_problems(paths, self.suspects)]
        found += copy_problems(self.copies, set(paths), read)
        found += template_problems(self._root, self._found.templates, read)
        return tuple(sorted(found, key=Problem.in_order))

    def reference_problems(self, today: date) -> tuple[Problem, ...]:
        """Return what is wrong on a day between events, news and the people they name."""
        if not (self.event_notes.events or self.event_notes.news):
            return ()
        from contactkeeper.core.agenda.events import reference_problems

        contacts = self.contacts
        return tuple(
            reference_problems(self.event_notes, contacts, contacts.paths, today, self._settings)
        )


def load(
    root: Path,
    settings: Settings,
    index: Index | None = None,
    on_progress: OnProgress = _ignore,
) -> Loaded:
    """Read every note that may be a contact; raises for no fault of a note or folder.

    Args:
        root: the vault.
        settings: the rules.
        index: what was read before; None where none is to be used.
        on_progress: is told how far reading has come.
    """
    folders = settings.contacts.folders
    found = scan(root, (settings.draft_folder,), folders, stamped=index is not None)
    reader = Reader(root, settings, index, on_progress)
    reader.read(found)
    return Loaded(root, settings, reader, found)


class Reader:
    """One pass through the notes of a vault."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        index: Index | None,
        on_progress: OnProgress,
    ) -> None:
        """Begin with nothing; arguments as for `load`."""
        self._folder = os.path.join(root, "")
        self._settings = settings
        self._index = index
        self._on_progress = on_progress
        self.read_contact = partial(_read_contact, self._folder, settings)
        self.contacts = contact_store.Contacts(index, self.read_contact)
        self.faults: list[Problem] = []
        self.candidates: list[Candidate] = []
        """Notes that may be of events and news; they are few, and read each time."""
        self._clues: dict[str, Clues] = {}
        """The clues of introductions in the notes that were read, by their paths."""
        self._elsewhere: dict[str, Sequence[tuple[str, Entry]]] = {}
        """The entries of others, with a name each, by the path of the note that has them."""

    def read(self, found: Scan) -> None:
        """Take what the index has of unchanged notes, and read all others."""
        rows = self._index.rows() if self._index else {}
        changed = dict(zip(found.notes, found.stamps or [""] * len(found.notes), strict=True))
        for path, row in rows.items():
            if changed.get(path) == row.stamp != "":
                del changed[path]
        read = self._read_anew(changed, rows.keys() - set(found.notes), len(found.notes))
        for path in found.notes:
            if path in changed:
                if path in read:
                    self.contacts.add(path, read[path])
            elif rows[path].kind in (CONTACT, FAULTY):
                self.contacts.add(path)
                if rows[path].kind == FAULTY:
                    last = len(self.contacts) - 1
                    self.faults += self.contacts.without_introductions(last).problems
        if self._settings.log.in_other_notes:
            self._give_elsewhere(changed, found.notes)
        self._give_clues(changed, found.notes)

    def _give_clues(self, changed: Collection[str], notes: Sequence[str]) -> None:
        """Give the contacts what the notes say of introductions."""
        clues = self._clues
        if kept := self._index.clues() if self._index else {}:
            from contactkeeper.core.agenda.introductions import decode_clues

            old = kept.keys() - changed
            clues = {path: decode_clues(kept[path]) for path in old} | clues
        if self.contacts.elsewhere:
            from contactkeeper.core.agenda.introductions import clues_of, join_clues

            for path, entries in self.contacts.elsewhere.items():
                if told := clues_of(Contact(path, "", entries=tuple(entries))):
                    clues[path] = join_clues(clues.get(path), told)
        self.contacts.add_clues(clues, notes)

    def _give_elsewhere(self, changed: Collection[str], notes: Sequence[str]) -> None:
        """Give the entries in notes about others to the contacts whom these name."""
        from contactkeeper.core.note.contact_codec import decode_elsewhere
        from contactkeeper.core.people.owners import Owners

        kept = self._index.elsewhere() if self._index else {}
        for path, text in kept.items():
            if path not in changed:
                self._elsewhere.setdefault(path, decode_elsewhere(text))
        found: dict[str, list[Entry]] = {}
        owners = Owners(self.contacts.directory, notes)
        for path in sorted(self._elsewhere):
            named = ((owners.find(name), entry) for name, entry in self._elsewhere[path])
            owned = ((those[0], entry) for those, entry in named if len(those) == 1)
            for owner, entry in dict.fromkeys(owned):
                if owner != path:
                    found.setdefault(owner, []).append(entry)
        self.contacts.add_elsewhere(found)
        self.faults += unclear_names(self._elsewhere, owners)

    def _read_anew(
        self, stamps: Mapping[str, str], gone: Collection[str], total: int
    ) -> dict[str, Contact | None]:
        """Read notes and put them into the index; return the contacts among them.

        None stands for a contact that is not held: the index has it, or it can be read again.

        Args:
            stamps: of the notes to read, by their paths.
            gone: paths of notes in the index that are there no more.
            total: how many notes there are.
        """
        if not (stamps or gone):
            return {}
        from contactkeeper.vault.reading import BATCH, in_batches, read_notes

        index = self._index
        writing = index is not None and index.begin(len(stamps), len(gone), total)
        if not writing:
            self.contacts.stale = stamps.keys()
        contacts: dict[str, Contact | None] = {}
        for number, batch in enumerate(in_batches(list(stamps))):
            self._on_progress(number * BATCH, len(stamps))
            # The list has no name here, so that no two batches are held at a time.
            for path, note in zip(
                batch, read_notes(self._folder, batch, self._settings), strict=True
            ):
                self._take(note)
                if index and writing:
                    writing = index.put(path, *self._row_of(stamps[path], note, index.today))
                if isinstance(note, Contact):
                    is_held = not writing and len(contacts) < contact_store.MOST_KEPT
                    contacts[path] = note if is_held else None
        if index and writing:
            index.commit(gone)
        return contacts

    def _take(self, note: Found) -> None:
        """Keep the problems of a note, and what may be an event or news."""
        if isinstance(note, Contact):
            self.faults += note.problems
            from contactkeeper.core.agenda.introductions import clues_of

            if clues := clues_of(note):
                self._clues[note.path] = clues
        elif isinstance(note, Problem):
            self.faults.append(note)
        elif isinstance(note, Elsewhere):
            self._elsewhere[note.path] = note.entries
        elif note:
            self.candidates.append(note)

    def _row_of(self, stamp: str, note: Found, today: date) -> tuple[Row, Kept | str | None]:
        """Return what the index is to hold of a note."""
        if isinstance(note, Elsewhere):
            from contactkeeper.core.note.contact_codec import encode_elsewhere

            return Row(stamp, ELSEWHERE), encode_elsewhere(note.entries)
        if not isinstance(note, Contact):
            return Row(stamp, REREAD if note else OTHER), None
        from contactkeeper.vault.index_columns import kept_of

        kept = kept_of(note, self._clues.get(note.path), today, self._settings)
        return Row(stamp, FAULTY if note.problems else CONTACT), kept


def _read_contact(folder: str, settings: Settings, path: str) -> Contact | None:
    from contactkeeper.vault.reading import read_contact  # most are in the index

    return read_contact(folder, path, settings)
