"""All contacts of a vault, and what is wrong with its notes. Asks no journal, changes no note.

With a cache only those notes are read that are not what they were; the answer is the same.
"""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cached_property, partial
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, TypeAlias

from contactkeeper.core.casefolding import caseless, note_name
from contactkeeper.core.model import NO_EVENT_NOTES, Contact, Problem
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.cache_snapshot import FAULTY, OTHER, UNSURE, Draft, are_contacts
from contactkeeper.vault.conflict_copies import find_originals, original_name
from contactkeeper.vault.contacts import Contacts
from contactkeeper.vault.obsidian import OBSIDIAN
from contactkeeper.vault.scan import Scan, notes_below, scan
from contactkeeper.vault.second_process import (
    MOST_PARTS,
    SecondProcess,
    can_share,
    divide,
    do_alone,
)

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from contactkeeper.core.model import Severity
    from contactkeeper.core.people.find_contact import Directory
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.cache import Cache
    from contactkeeper.vault.cache_snapshot import CacheSnapshot
    from contactkeeper.vault.reading import Candidate

WORTH_READING_TOGETHER = 1_000
"""Notes to read from which on a second process is worth its start, were they all no contacts."""
WORTH_WALKING_TOGETHER = 4_000
"""Notes to ask for their marks, or to write to the cache, from which on it is."""
_NO_CONTACTS = bytes([OTHER, UNSURE])

OnProgress: TypeAlias = "Callable[[int, int], None]"
"""Is told now and then how many notes are read, and how many there are to read."""


def _ignore(done: int, total: int) -> None:
    pass


class Loaded:
    """What a vault holds; paths are relative to it, with `/`."""

    def __init__(self, root: Path, settings: Settings, reader: Reader, found: Scan) -> None:
        """Keep what was read."""
        self.contacts = reader.contacts
        """In the order of their paths."""
        self.notes = len(found.notes)
        """How many notes there are, contacts or not."""
        self.conflict_copies = found.conflict_copies
        """Second versions made by sync tools; never contacts."""
        self._root = root
        self._found = found
        self._reader = reader
        self.faults = [
            *(
                Problem(path, 1, "unreadable", "problem", f"It can't be read: {reason}.")
                for path, reason in found.unreadable
            ),
            *reader.faults,
            *_missing_folders(root, found.notes, settings),
            *_unused_filters(found.unused_filters),
        ]
        """What is wrong in one note or folder, problems and remarks, in no order."""
        self.event_notes = NO_EVENT_NOTES
        """Events and news; their faults are among the others."""
        if reader.candidates:
            from contactkeeper.core.events.parser import parse_event_notes  # most have none

            self.event_notes, faults = parse_event_notes(reader.candidates, settings)
            self.faults += faults
        self._draft = reader.draft

    def settle(self) -> None:
        """Wait until all that was read is kept."""
        if self._reader.writing:
            self._reader.writing.result()
            self._reader.writing = None

    @property
    def outlooks(self) -> tuple[array[int], Sequence[str]] | None:
        """Return the outlooks of all contacts and their paths; None where there is no cache."""
        return None if self._draft is None else (self._draft.outlooks, self.contacts.paths)

    @property
    def directory(self) -> Directory | None:
        """Tell by what the contacts are found; None where there is no cache."""
        if self._draft is None:
            return None
        from contactkeeper.core.people.find_contact import Directory  # a morning looks for nobody

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
        found += self._reader.judge_templates(self._root, self._found.templates)
        found.sort(key=lambda each: (each.path, each.line, each.code, each.message))
        return tuple(found)


def load(
    root: Path,
    settings: Settings,
    cache: Cache | None = None,
    on_progress: OnProgress = _ignore,
) -> Loaded:
    """Read every note that may be a contact; raises for no fault of a note or folder."""
    reader = Reader(root, settings, on_progress)
    if cache is None:
        found = scan(root, (settings.draft_folder,), settings.contacts.folders)
        reader.read_all(found.notes)
    else:
        kept = cache.read()
        # Of a vault that was never read nobody knows how large it is.
        is_large = not kept.paths or len(kept.paths) >= WORTH_WALKING_TOGETHER
        folders = settings.contacts.folders
        found = scan(root, (settings.draft_folder,), folders, marked=True, shared=is_large)
        reader.read_changed(found, cache, kept)
    return Loaded(root, settings, reader, found)


class Reader:
    """One pass through the notes of a vault."""

    def __init__(self, root: Path, settings: Settings, on_progress: OnProgress) -> None:
        """Begin with nothing."""
        self._folder = os.path.join(root, "")
        self._settings = settings
        self._on_progress = on_progress
        self.read_contact = partial(_read_contact, self._folder, settings)
        self.contacts = Contacts(self.read_contact)
        self.draft: Draft | None = None
        self.writing: SecondProcess | None = None
        """Writes the cache, while the first goes on with what was read."""
        self.faults: list[Problem] = []
        self.candidates: list[Candidate] = []
        """Notes that may be of events and news; they are few, and read each time."""

    def read_all(self, paths: Sequence[str]) -> None:
        """Read all notes."""
        from contactkeeper.core.note.contact_codec import record_of
        from contactkeeper.vault.reading import BATCH, Candidate, in_batches, read_notes

        for number, batch in enumerate(in_batches(paths)):
            self._on_progress(number * BATCH, len(paths))
            for path, note in zip(
                batch, read_notes(self._folder, batch, self._settings), strict=True
            ):
                if isinstance(note, Contact):
                    self.contacts.add(path, record_of(note))  # without the text of the note
                    self.faults += note.problems
                elif isinstance(note, Candidate):
                    self.candidates.append(note)
                elif note:
                    self.faults.append(note)

    def read_changed(self, found: Scan, cache: Cache, kept: CacheSnapshot) -> None:
        """Read the notes that are not what they were, and keep what they say now."""
        runs = list(kept.runs(found.notes, found.marks))
        changed = [found.notes[start] for start, _, before in runs if before is None]
        digests = iter(self._read_anew(changed, cache.settings) if changed else ())
        draft = Draft(found.notes, found.marks, kept)
        for start, stop, before in runs:
            if before is None:
                self._keep(found.notes[start], next(digests), draft)
                continue
            kinds, first, last = draft.keep(before, before + stop - start)
            paths = compress(found.notes[start:stop], are_contacts(kinds))
            self.contacts.add_kept(paths, kept.records, range(first, last))
            if FAULTY in kinds:
                where = len(self.contacts) - (last - first)
                for place, kind in enumerate(kinds.translate(None, _NO_CONTACTS), where):
                    if kind == FAULTY:
                        self.faults += self.contacts[place].problems
        if len(changed) >= WORTH_WALKING_TOGETHER and can_share():
            self.writing = SecondProcess(partial(cache.write, draft))
        else:
            cache.write(draft)
        self.draft = draft

    def _read_anew(self, paths: Sequence[str], rules: Settings) -> Iterator[tuple[Any, ...] | None]:
        """Read notes, in two processes where that is worth it; give the fields of their digests."""
        from contactkeeper.vault.digest import digests_of
        from contactkeeper.vault.reading import in_batches

        is_shared = len(paths) >= WORTH_READING_TOGETHER and can_share()
        parts = list(in_batches(paths, most=MOST_PARTS))

        def read(part: int) -> list[tuple[Any, ...] | None]:
            found = digests_of(self._folder, self._settings, rules, parts[part])
            return [digest and tuple(digest) for digest in found]  # as a pipe takes it

        def on_part(part: int) -> None:
            self._on_progress(len(paths) * part // len(parts), len(paths))

        share = divide if is_shared else do_alone
        return chain.from_iterable(share(len(parts), read, on_part))

    def _keep(self, path: str, digest: tuple[Any, ...] | None, draft: Draft) -> None:
        """Take what was read of a note, and draft what is to be kept of it."""
        if digest is None:
            draft.add(OTHER)
            return
        kind, record, key, outlook, problems, text = digest
        if problems:
            self.faults += (Problem(*each) for each in problems)
        if text is not None:
            from contactkeeper.vault.reading import Candidate

            self.candidates.append(Candidate(path, text))
        if record:
            draft.add_contact(kind, record, key, outlook)
            self.contacts.add(path, record)
        else:
            draft.add(kind)

    def judge_copies(
        self, copies: Mapping[str, str | None], contacts: Collection[str]
    ) -> Iterator[Problem]:
        """Name each conflict copy with its note; those of contacts may hold what is not counted."""
        for copy, note in copies.items():
            if note in contacts:
                message = f"It is a conflict copy of {note}, and counts for nothing."
                yield Problem(copy, 1, "conflict-copy", "problem", message)
            elif note:
                message = f"It is a conflict copy of {note}, which is no contact."
                yield Problem(copy, 1, "conflict-copy", "remark", message)
            else:
                lost = self.read_contact(copy) is not None
                message = f"It is a conflict copy, and {original_name(copy)} is not there."
                severity: Severity = "problem" if lost else "remark"
                yield Problem(copy, 1, "conflict-copy", severity, message)

    def judge_templates(self, root: Path, folders: Iterable[str]) -> Iterator[Problem]:
        """Name the contacts in folders that are left out because they are called `Templates`.

        One without a template's marks may be a person whom nobody should lose.
        """
        for folder in folders:
            for path in notes_below(root, folder):
                contact = self.read_contact(path)
                if contact is None:
                    continue
                if any(problem.code == "template" for problem in contact.problems):
                    message = f"It lies in {folder}, a folder of templates, and counts for nothing."
                    yield Problem(path, 1, "template", "remark", message)
                else:
                    message = (
                        f"It lies in {folder}, which is called as a folder of templates, and is in "
                        "no list: move it if this is a person."
                    )
                    yield Problem(path, 1, "template", "problem", message)


def _read_contact(folder: str, settings: Settings, path: str) -> Contact | None:
    from contactkeeper.vault.reading import read_contact  # most is in the cache

    return read_contact(folder, path, settings)


def _same_names(contacts: Iterable[str]) -> Iterator[Problem]:
    """Remark once on contacts whose files differ by folder, case or normalisation alone."""
    named = defaultdict(list)
    for path in contacts:
        named[caseless(note_name(path))].append(path)
    for paths in named.values():
        if len(paths) > 1:
            from contactkeeper.core.people.duplicates import list_paths  # most vaults have none

            first, *others = sorted(paths)
            verb = "has" if len(others) == 1 else "have"
            message = f"{list_paths(others)} {verb} the same name."
            yield Problem(first, 1, "same-name", "remark", message)


def _suspects(suspects: Iterable[str]) -> Iterator[Problem]:
    """Remark on contacts that may be iCloud's copies of others."""
    for path in suspects:
        message = "The same name without the number is there too: is it a copy by iCloud?"
        yield Problem(path, 1, "same-name", "remark", message)


def _unused_filters(filters: Iterable[str]) -> Iterator[Problem]:
    """Remark on expressions of Obsidian's that are not followed."""
    for each in filters:
        message = (
            f"The excluded files {each} are not left out: ck can't read this expression, or it may "
            "take for ever."
        )
        yield Problem(f"{OBSIDIAN}/app.json", 1, "filter", "remark", message)


def _missing_folders(root: Path, notes: Iterable[str], settings: Settings) -> Iterator[Problem]:
    """Report the folders of `[contacts]` that are not there, so that no note in them can be."""
    if not settings.contacts.folders:
        return
    from contactkeeper.core.note.detect_contact import is_contact  # most vaults name none

    for folder in settings.contacts.folders:
        if os.path.isdir(os.path.join(root, *folder.split("/"))):
            continue
        # Folders are compared without regard to case and normalisation.
        rules = settings.contacts._replace(tags=(), types=(), folders=(folder,))
        alone = settings._replace(contacts=rules)
        if not any(is_contact(None, "", path, alone) for path in notes):
            message = f"[contacts] folders: there is no folder “{folder}” in the vault."
            yield Problem(CONFIG_NAME, 1, "folder", "problem", message)
