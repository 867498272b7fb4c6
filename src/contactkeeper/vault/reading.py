"""One note of the vault: whether it is ours, and what it says. Writes nothing.

A fault of a note or its file is no error: it becomes a `Problem`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.frontmatter.marks import might_be_contact, might_be_marked
from contactkeeper.core.model import Contact, Problem, Severity
from contactkeeper.core.notes.note import Note
from contactkeeper.vault import files

if TYPE_CHECKING:
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


class Candidate(NamedTuple):
    """A note that is no contact, and may be of an event or of news."""

    path: str
    text: str


def read_note(place: str, path: str, settings: Settings) -> Contact | Candidate | Problem | None:
    """Read one note: a contact, a reason why it can't be told, or None where it is nothing of ours.

    `place` is its path on disk, `path` that in the vault. What is no contact and may be of an
    event or news is given back as it is.
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
        return problem_of(path, "unreadable", f"It can't be read: {error.strerror or error}.")
    if not likely:
        return _candidate(data, path)
    line = None if broken is None else files.line_of(data, broken)
    return _contact(Note.parse(text, path, settings), line) or _candidate(data, path)


def _candidate(data: bytes, path: str) -> Candidate | None:
    """Return a note whose block may be that of an event or of news."""
    if not data.startswith(_BLOCK):
        return None
    closing = data.find(b"\n---", 0, files.HEAD)
    block = data[: closing if closing >= 0 else _BEGINNING]
    if not _HAPPENING.search(block) and (block.isascii() or not _HAPPENING_RUSSIAN.search(block)):
        return None
    return Candidate(path, files.decode(data)[0])


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
    if data.startswith(b"---\n") and not settings.contacts.folders:
        closing = data.find(b"\n---\n", 3, _BEGINNING)
        block = data[4 : closing + 1]
        if closing >= 0 and block.isascii():
            return might_be_marked(block, settings)
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


def _too_large(path: str, severity: Severity) -> Problem:
    return problem_of(path, "too-large", "It is over 10 MB, so it was passed over.", severity)


def problem_of(path: str, code: str, message: str, severity: Severity = "problem") -> Problem:
    """Return a problem of a whole note."""
    return Problem(path, 1, code, severity, message)
