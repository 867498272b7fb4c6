"""All contacts of a vault, and what is wrong with its notes. Writes nothing, asks no journal.

A fault in one note never hides the others: it becomes a `Problem`.
"""

from __future__ import annotations

import gc
import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.frontmatter.properties import is_contact, might_be_contact
from contactkeeper.core.letters import caseless
from contactkeeper.core.model import NO_HAPPENINGS, Contact, Happenings, Problem, Severity
from contactkeeper.core.notes.note import Note
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault import files
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from contactkeeper.core.settings import Settings

NOT_UTF_8 = "The note is not valid UTF-8, so it is read as well as can be and never written."

_BLOCK = (b"---", b"\xef\xbb\xbf---")
"""How a note with frontmatter begins."""
_UNUSUAL = frozenset(bytes([first]) for first in b"\xef\xff\xfe\r\n \t<")
"""First bytes of notes whose block does not stand first: a BOM, blanks, the mark of a merge."""
_BEGINNING = 2048
"""Bytes that hold nearly every block."""
_HAPPENING = re.compile(rb"vent|ews|VENT|EWS")
_HAPPENING_RUSSIAN = re.compile("обыти|ероприяти|овост|ОБЫТИ|ЕРОПРИЯТИ|ОВОСТ".encode())
"""One of them is in the block of every note of an event or news."""


class Loaded(NamedTuple):
    """What a vault holds; paths are relative to it, with `/`."""

    contacts: tuple[Contact, ...]
    """In the order of their paths."""
    problems: tuple[Problem, ...]
    """Those of the contacts and those of files, problems and remarks, by path and line."""
    notes: int
    """How many notes there are, contacts or not."""
    conflict_copies: tuple[str, ...] = ()
    """Second versions made by sync tools; never contacts."""
    happenings: Happenings = NO_HAPPENINGS
    """Events and news; their faults are among the problems."""


class _Candidate(NamedTuple):
    """A note that is no contact, and may be of an event or of news."""

    path: str
    text: str


def load(root: Path, settings: Settings) -> Loaded:
    """Read every note that may be a contact; raises for no fault of a note or folder."""
    found = scan(root, (settings.draft_folder,))
    problems = [
        _problem(path, "unreadable", f"It can't be read: {reason}.")
        for path, reason in found.unreadable
    ]
    contacts = []
    candidates = []
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage: looking for it doubles the time
    folder = os.path.join(root, "")
    try:
        for path in found.notes:
            read = _read(folder + path, path, settings)
            if isinstance(read, Contact):
                contacts.append(read)
            elif isinstance(read, _Candidate):
                candidates.append(read)
            elif read:
                problems.append(read)
    finally:
        if collecting:
            gc.freeze()  # it lives as long as the process, whose end would look through it again
            gc.enable()
    problems += [problem for contact in contacts for problem in contact.problems]
    problems += _same_names(contacts)
    problems += _suspects(found.suspects, contacts)
    problems += _missing_folders(root, found.notes, settings)
    happenings = NO_HAPPENINGS
    if candidates:
        from contactkeeper.core.happenings.reading import read_happenings  # most vaults have none

        happenings, faults = read_happenings(candidates, settings)
        problems += faults
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.code, problem.message))
    return Loaded(
        tuple(contacts), tuple(problems), len(found.notes), found.conflict_copies, happenings
    )


def _read(place: str, path: str, settings: Settings) -> Contact | _Candidate | Problem | None:
    """Read one note: a contact, a reason why it can't be told, or None where it is nothing of ours.

    What is no contact and may be of an event or news is given back as it is.
    """
    try:
        data = files.read_head(place)
        if len(data) < files.HEAD and not _is_worth_reading(data, path, settings):
            return _candidate(data, path)
        text, broken = files.decode(data)
        likely = True
        if len(data) == files.HEAD:
            likely = might_be_contact(text, path, settings)
            if os.stat(place).st_size > files.LARGEST:
                return _too_large(path, "problem" if likely else "remark")
            if likely:
                data = files.read_bytes(place)
                text, broken = files.decode(data)
    except files.TooLarge:
        return _too_large(path, "problem")
    except OSError as error:
        return _problem(path, "unreadable", f"It can't be read: {error.strerror or error}.")
    if not likely:
        return _candidate(data, path)
    line = None if broken is None else files.line_of(data, broken)
    return _contact(Note.parse(text, path, settings), line) or _candidate(data, path)


def _candidate(data: bytes, path: str) -> _Candidate | None:
    """Return a note whose block may be that of an event or of news."""
    if not data.startswith(_BLOCK):
        return None
    closing = data.find(b"\n---", 0, files.HEAD)
    block = data[: closing if closing >= 0 else _BEGINNING]
    if not _HAPPENING.search(block) and (block.isascii() or not _HAPPENING_RUSSIAN.search(block)):
        return None
    return _Candidate(path, files.decode(data)[0])


def _is_worth_reading(data: bytes, path: str, settings: Settings) -> bool:
    """Say no where the beginning of a note shows that it is no contact; most notes end here.

    Most have no block at all, and to decode all of the others would take half as long as reading
    them.
    """
    if not (data.startswith(_BLOCK) or settings.contacts.folders):
        if data[:1] not in _UNUSUAL:
            return False
        if data.startswith(files.UTF_16):
            return True
    # What stands below a block decides nothing: to decode it too would take twice the time.
    closing = data.find(b"\n---", 0, _BEGINNING)
    end = data.find(b"\n", closing + 4) + 1 if closing >= 0 else 0
    return might_be_contact(data[: end or _BEGINNING].decode("utf-8", "replace"), path, settings)


def _contact(note: Note, broken: int | None) -> Contact | None:
    """Return the contact that a note is about; `broken` is the line where it is not UTF-8."""
    if not note.is_contact:
        return None
    contact = note.contact()
    if broken is None:
        return contact
    problem = Problem(note.path, broken, "encoding", "problem", NOT_UTF_8)
    return contact._replace(problems=(problem, *contact.problems))


def _same_names(contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Remark on contacts whose files differ by folder, case or normalisation alone."""
    named = defaultdict(list)
    for contact in contacts:
        named[caseless(contact.name)].append(contact.path)
    for paths in named.values():
        for path in paths if len(paths) > 1 else ():
            others = [other for other in paths if other != path]
            verb = "has" if len(others) == 1 else "have"
            message = f"{', '.join(others)} {verb} the same name."
            yield _problem(path, "same-name", message, "remark")


def _suspects(suspects: tuple[str, ...], contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Remark on contacts that may be iCloud's copies of others."""
    paths = {contact.path for contact in contacts} if suspects else set()
    for path in suspects:
        if path in paths:
            message = "The same name without the number is there too: is it a copy by iCloud?"
            yield _problem(path, "same-name", message, "remark")


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
            yield _problem(CONFIG_NAME, "folder", message)


def _too_large(path: str, severity: Severity) -> Problem:
    return _problem(path, "too-large", "It is over 10 MB, so it was passed over.", severity)


def _problem(path: str, code: str, message: str, severity: Severity = "problem") -> Problem:
    return Problem(path, 1, code, severity, message)
