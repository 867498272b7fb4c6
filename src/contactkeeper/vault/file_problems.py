"""Find what is wrong with the files and folders of a vault, apart from what the notes say."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless, note_name
from contactkeeper.core.model import Problem
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.obsidian import OBSIDIAN
from contactkeeper.vault.paths import original_name
from contactkeeper.vault.scan import notes_below

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from contactkeeper.core.model import Contact, Entry, Severity
    from contactkeeper.core.people.owners import Owners
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.scan import Scan


def scan_problems(root: Path, found: Scan, settings: Settings) -> Iterator[Problem]:
    """Report what can't be listed, filters of Obsidian's that are not followed, missing folders."""
    for path, reason in found.unreadable:
        if reason:
            yield Problem.of(path, 1, "unreadable", reason=reason)
        else:
            yield Problem.of(path, 1, "unreadable", "problem", "name")
    for each in found.unused_filters:
        yield Problem.of(f"{OBSIDIAN}/app.json", 1, "filter", "remark", words=each)
    if settings.contacts.folders:
        yield from _missing_folders(root, found.notes, settings)


def _missing_folders(root: Path, notes: Iterable[str], settings: Settings) -> Iterator[Problem]:
    """Report the folders of `[contacts]` that are not there, so that no note in them can be."""
    from contactkeeper.core.note.detect_contact import is_contact  # most vaults name none

    for folder in settings.contacts.folders:
        if os.path.isdir(os.path.join(root, *folder.split("/"))):
            continue
        # Folders are compared without regard to case and normalisation.
        rules = settings.contacts._replace(tags=(), types=(), folders=(folder,))
        alone = settings._replace(contacts=rules)
        if not any(is_contact(None, "", path, alone) for path in notes):
            yield Problem.of(CONFIG_NAME, 1, "folder", folder=folder)


def name_problems(contacts: Iterable[str], suspects: Iterable[str]) -> Iterator[Problem]:
    """Remark once on contacts whose files differ by folder, case or normalisation alone.

    Args:
        contacts: their paths.
        suspects: those of them that may be iCloud's copies of others.
    """
    named = defaultdict(list)
    for path in contacts:
        named[caseless(note_name(path))].append(path)
    for paths in named.values():
        if len(paths) > 1:
            first, *others = sorted(paths)
            yield Problem.of(first, 1, "same-name", "remark", "others", others=tuple(others))
    for path in suspects:
        yield Problem.of(path, 1, "same-name", "remark", "icloud")


def unclear_names(
    elsewhere: Mapping[str, Iterable[tuple[str, Entry]]], owners: Owners
) -> Iterator[Problem]:
    """Report each name in notes about others that may mean several contacts, at its last note.

    `elsewhere` has the entries in such notes, by their paths.
    """
    notes: dict[str, list[str]] = {}
    for path in sorted(elsewhere):
        for name in dict.fromkeys(name for name, _ in elsewhere[path]):
            if len(owners.find(name)) > 1:
                notes.setdefault(name, []).append(path)
    for name, paths in notes.items():
        people = tuple(path[: -len(".md")] for path in owners.find(name))
        yield Problem.of(
            paths[-1], 1, "unclear-name", "remark", name=name, people=people, count=len(paths)
        )


def copy_problems(
    copies: Mapping[str, str | None],
    contacts: Collection[str],
    read_contact: Callable[[str], Contact | None],
) -> Iterator[Problem]:
    """Name each conflict copy with its note; those of contacts may hold what is not counted."""
    for copy, note in copies.items():
        if note and note in contacts:
            yield Problem.of(copy, 1, "conflict-copy", "problem", "contact", note=note)
        elif note:
            yield Problem.of(copy, 1, "conflict-copy", "remark", "other", note=note)
        else:
            lost: Severity = "problem" if read_contact(copy) is not None else "remark"
            yield Problem.of(copy, 1, "conflict-copy", lost, "gone", note=original_name(copy))


def template_problems(
    root: Path, folders: Iterable[str], read_contact: Callable[[str], Contact | None]
) -> Iterator[Problem]:
    """Name the contacts in folders that are left out because they are called `Templates`.

    One that is filled in may be a person whom nobody should lose.
    """
    for folder in folders:
        for path in notes_below(root, folder):
            contact = read_contact(path)
            if contact is None:
                continue
            is_unfilled = any(problem.code == "template" for problem in contact.problems)
            if is_unfilled or not (contact.entries or contact.emails or contact.handles):
                yield Problem.of(path, 1, "template", "remark", "in-folder", folder=folder)
            else:
                yield Problem.of(path, 1, "template", "problem", "person", folder=folder)
