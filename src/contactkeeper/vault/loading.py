"""All contacts of a vault, and what is wrong with its notes. Asks no journal, changes no note.

With a cache only those notes are read that are not what they were; the answer is the same.
"""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from contactkeeper.core.frontmatter.properties import is_contact, name_in
from contactkeeper.core.letters import caseless
from contactkeeper.core.model import Contact, Problem
from contactkeeper.core.morning.outlook import outlook_of
from contactkeeper.core.notes.records import record_of, slim
from contactkeeper.core.people.name_index import keys_of
from contactkeeper.core.people.names import Directory
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.cache import (
    CONTACT,
    FAULTY,
    OTHER,
    UNSURE,
    Draft,
    are_contacts,
)
from contactkeeper.vault.contacts import Contacts
from contactkeeper.vault.copies import find_originals, original_name
from contactkeeper.vault.reading import problem_of, read_note
from contactkeeper.vault.scan import Scan, scan

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from contactkeeper.core.model import Severity
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.cache import Cache

_NO_CONTACTS = bytes([OTHER, UNSURE])


class Loaded:
    """What a vault holds; paths are relative to it, with `/`."""

    def __init__(self, root: Path, settings: Settings, reader: Reader, found: Scan) -> None:
        """Keep what was read."""
        self.contacts = reader.contacts
        """In the order of their paths."""
        self.outlooks = reader.outlooks
        """Those of all contacts, one after the other; None where there is no cache."""
        self.notes = len(found.notes)
        """How many notes there are, contacts or not."""
        self.conflict_copies = found.conflict_copies
        """Second versions made by sync tools; never contacts."""
        self._found = found
        self._reader = reader
        self.faults = [
            *(
                problem_of(path, "unreadable", f"It can't be read: {reason}.")
                for path, reason in found.unreadable
            ),
            *reader.faults,
            *_missing_folders(root, found.notes, settings),
        ]
        """What is wrong in one note or folder, problems and remarks, in no order."""
        self._draft = reader.draft

    @property
    def directory(self) -> Directory | None:
        """Tell by what the contacts are found; None where there is no cache."""
        if self._draft is None:
            return None
        return Directory(self.contacts.paths, self._draft.keys())

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

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return all problems and remarks, by path and line; to compare all names takes time."""
        paths = self.contacts.paths
        found = [*self.faults, *_same_names(paths), *_suspects(self.suspects)]
        found += self._reader.judge_copies(self.copies, set(paths))
        found.sort(key=lambda each: (each.path, each.line, each.code, each.message))
        return tuple(found)


def load(root: Path, settings: Settings, cache: Cache | None = None) -> Loaded:
    """Read every note that may be a contact; raises for no fault of a note or folder."""
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage: looking for it doubles the time
    try:
        found = scan(root, marked=cache is not None)
        reader = Reader(root, settings)
        if cache is None:
            reader.read_all(found.notes)
        else:
            reader.read_changed(found, cache)
    finally:
        if collecting:
            gc.freeze()  # it lives as long as the process, whose end would look through it again
            gc.enable()
    return Loaded(root, settings, reader, found)


class Reader:
    """One pass through the notes of a vault."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Begin with nothing."""
        self._folder = os.path.join(root, "")
        self._settings = settings
        self.contacts = Contacts(self._read_contact)
        self.outlooks: array[int] | None = None
        self.draft: Draft | None = None
        self.faults: list[Problem] = []

    def read_all(self, paths: Iterable[str]) -> None:
        """Read all notes."""
        for path in paths:
            note = self._read(path)
            if isinstance(note, Contact):
                self.contacts.add(path, note)
                self.faults += note.problems
            elif note:
                self.faults.append(note)

    def read_changed(self, found: Scan, cache: Cache) -> None:
        """Read the notes that are not what they were, and keep what they say now."""
        kept = cache.read()
        draft = Draft(found.notes, found.marks, kept)
        for start, stop, before in kept.runs(found.notes, found.marks):
            if before is None:
                self._keep(found.notes[start], draft, cache.settings)
                continue
            kinds, first, last = draft.keep(before, before + stop - start)
            paths = compress(found.notes[start:stop], are_contacts(kinds))
            self.contacts.add_kept(paths, kept.records, range(first, last))
            if FAULTY in kinds:
                where = len(self.contacts) - (last - first)
                for place, kind in enumerate(kinds.translate(None, _NO_CONTACTS), where):
                    if kind == FAULTY:
                        self.faults += self.contacts[place].problems
        cache.write(draft)
        self.draft = draft
        self.outlooks = draft.outlooks

    def _keep(self, path: str, draft: Draft, settings: Settings) -> None:
        """Read a note, and draft what is to be kept of it."""
        note = self._read(path)
        if isinstance(note, Contact):
            record = record_of(note)
            kind = FAULTY if note.problems else CONTACT
            draft.add_contact(kind, record, keys_of(note), outlook_of(note, settings))
            contacts, count = self.contacts, len(note.entries)
            # Without its text: ten thousand of those would fill the memory.
            self.contacts.add(path, slim(note, record, lambda: contacts.entries_of(path, count)))
            self.faults += note.problems
        elif note:
            draft.add(UNSURE)
            self.faults.append(note)
        else:
            draft.add(OTHER)

    def judge_copies(
        self, copies: Mapping[str, str | None], contacts: Collection[str]
    ) -> Iterator[Problem]:
        """Name each conflict copy with its note; those of contacts may hold what is not counted."""
        for copy, note in copies.items():
            if note in contacts:
                message = f"It is a conflict copy of {note}, and counts for nothing."
                yield problem_of(copy, "conflict-copy", message)
            elif note:
                message = f"It is a conflict copy of {note}, which is no contact."
                yield problem_of(copy, "conflict-copy", message, "remark")
            else:
                lost = isinstance(self._read(copy), Contact)
                message = f"It is a conflict copy, and {original_name(copy)} is not there."
                severity: Severity = "problem" if lost else "remark"
                yield problem_of(copy, "conflict-copy", message, severity)

    def _read(self, path: str) -> Contact | Problem | None:
        return read_note(self._folder + path, path, self._settings)

    def _read_contact(self, path: str) -> Contact | None:
        note = self._read(path)
        return note if isinstance(note, Contact) else None


def _same_names(contacts: Iterable[str]) -> Iterator[Problem]:
    """Remark on contacts whose files differ by folder, case or normalisation alone."""
    named = defaultdict(list)
    for path in contacts:
        named[caseless(name_in(path))].append(path)
    for paths in named.values():
        for path in paths if len(paths) > 1 else ():
            others = [other for other in paths if other != path]
            verb = "has" if len(others) == 1 else "have"
            message = f"{', '.join(others)} {verb} the same name."
            yield problem_of(path, "same-name", message, "remark")


def _suspects(suspects: Iterable[str]) -> Iterator[Problem]:
    """Remark on contacts that may be iCloud's copies of others."""
    for path in suspects:
        message = "The same name without the number is there too: is it a copy by iCloud?"
        yield problem_of(path, "same-name", message, "remark")


def _missing_folders(root: Path, notes: Iterable[str], settings: Settings) -> Iterator[Problem]:
    """Report the folders of `[contacts]` that are not there, so that no note in them can be."""
    for folder in settings.contacts.folders:
        if os.path.isdir(os.path.join(root, *folder.split("/"))):
            continue
        # Folders are compared without regard to case and normalisation.
        rules = settings.contacts._replace(tags=(), types=(), folders=(folder,))
        alone = settings._replace(contacts=rules)
        if not any(is_contact(None, "", path, alone) for path in notes):
            message = f"[contacts] folders: there is no folder “{folder}” in the vault."
            yield problem_of(CONFIG_NAME, "folder", message)
