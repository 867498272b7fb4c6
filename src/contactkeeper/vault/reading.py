"""Notes of the vault: whether one is ours, and what it says. Writes nothing.

A fault of a note or its file is no error: it becomes a `Problem`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from contactkeeper.core.model import Contact, Elsewhere, Problem, Severity
from contactkeeper.core.note.detect_contact import might_be_contact, read_block
from contactkeeper.core.note.note import Note
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.note.detect_contact import Block
    from contactkeeper.core.settings import Settings

BATCH = 64
"""Notes that are read together."""

_BLOCK = (b"---", b"\xef\xbb\xbf---")
"""The beginning of a note with frontmatter."""
_UNUSUAL = frozenset(bytes([first]) for first in b"\xef\xff\xfe\0\r\n \t<")
"""First bytes of notes whose block does not stand first: a BOM, blanks, UTF-16, the mark of a
merge."""
_BEGINNING = 2048
"""Bytes that hold nearly every block."""
_LONGEST_CHARACTER = 4
"""Bytes of one character, at most."""
_HAPPENING = re.compile(rb"vent|ews|VENT|EWS")
_HAPPENING_RUSSIAN = re.compile("обыти|ероприяти|овост|ОБЫТИ|ЕРОПРИЯТИ|ОВОСТ".encode())
"""One of them is in the block of every note of an event or news."""


class Candidate(NamedTuple):
    """A note that is no contact, and may be of an event or of news."""

    path: str
    text: str


class _Text(NamedTuple):
    """A note that may be a contact, not parsed yet."""

    path: str
    data: bytes
    text: str
    broken: int | None
    """The offset of the first byte that is not UTF-8."""


Found: TypeAlias = "Contact | Candidate | Elsewhere | Problem | None"
"""A note as it was read: a contact; a candidate for an event or news; one with entries of others; a
problem that hides which; None: none of these."""


def read_notes(folder: str, paths: Sequence[str], settings: Settings) -> list[Found]:
    """Read some notes; their paths are relative to the vault, which `folder` with a `/` is.

    One step for all of them, then the next, is a sixth faster than note by note: what a step needs
    stays at hand in the processor. Some fifty at a time (`BATCH`) are enough for that.
    """
    found = [_read(folder + path, path, settings) for path in paths]
    texts = [each for each in found if isinstance(each, _Text)]
    blocks = [read_block(each.text, each.path, settings) for each in texts]
    notes = [
        Note.parse(each.text, each.path, settings, block) if block.is_contact else None
        for each, block in zip(texts, blocks, strict=True)
    ]
    told = iter(
        [
            _tell(each, note)
            if note
            else _about_others(folder + each.path, each.path, each.data, settings)
            or _tell_other(each, block)
            for each, note, block in zip(texts, notes, blocks, strict=True)
        ]
    )
    return [next(told) if isinstance(each, _Text) else each for each in found]


def read_note(folder: str, path: str, settings: Settings) -> Found:
    """Read one note, as `read_notes` does."""
    return read_notes(folder, [path], settings)[0]


def read_contact(folder: str, path: str, settings: Settings) -> Contact | None:
    """Read one note; None where it is no contact."""
    note = read_note(folder, path, settings)
    return note if isinstance(note, Contact) else None


def in_batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """Split paths into batches that are read together."""
    return (paths[start : start + BATCH] for start in range(0, len(paths), BATCH))


def _read(
    place: str, path: str, settings: Settings
) -> _Text | Candidate | Elsewhere | Problem | None:
    """Read a file: the text of what may be a contact."""
    try:
        data = files.read_head(place)
        if len(data) < files.HEAD and not _is_worth_reading(data, path, settings):
            return _about_others(place, path, data, settings) or _candidate(data, path)
        text, broken = files.decode(data)
        likely = True
        if len(data) == files.HEAD:
            likely = might_be_contact(text, path, settings)
            # The last character of what was read may be cut.
            unknown = broken is not None and broken < len(data) - _LONGEST_CHARACTER
            if os.stat(place).st_size > files.LARGEST:
                return _too_large(path, "problem" if likely else "remark")
            if likely := likely or unknown:
                data = files.read_bytes(place)
                text, broken = files.decode(data)
    except files.TooLarge:
        return _too_large(path, "problem")
    except OSError as error:
        return Problem.of(path, 1, "unreadable", reason=why_refused(error))
    if likely:
        return _Text(path, data, text, broken)
    return _about_others(place, path, data, settings) or _candidate(data, path)


def _about_others(place: str, path: str, data: bytes, settings: Settings) -> Elsewhere | None:
    """Read the entries of others in a note that is no contact; `data` is its beginning."""
    if not settings.log.in_other_notes:
        return None
    from contactkeeper.core.note.elsewhere import read_elsewhere

    whole = files.read_bytes(place) if len(data) == files.HEAD else data
    return read_elsewhere(path, files.decode(whole)[0], settings)


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
        if data[:1] not in _UNUSUAL and data[1:2] != b"\0":
            return False
        if data.startswith(files.UTF_16):
            return True
    # What stands below a block decides nothing: to decode it too would take twice the time.
    closing = data.find(b"\n---", 0, _BEGINNING)
    end = data.find(b"\n", closing + 4) + 1 if closing >= 0 else 0
    text = data[: end or _BEGINNING].decode("utf-8", "replace")
    return "\ufffd" in text[:-1] or might_be_contact(text, path, settings)


def _tell(read: _Text, note: Note) -> Contact:
    """Return the contact that a note is about."""
    contact = note.contact()
    if read.broken is None:
        return contact
    line = files.line_of(read.data, read.broken)
    problem = Problem.of(read.path, line, "encoding")
    return contact._replace(problems=(problem, *contact.problems))


def _tell_other(read: _Text, block: Block) -> Candidate | Problem | None:
    """Return what a note other than a contact is, or a remark where its properties hide that."""
    candidate = _candidate(read.data, read.path)
    if candidate or read.broken is None or block.frontmatter is None:
        return candidate
    if read.data.startswith(files.UTF_16):
        return None  # its properties are read
    # The bytes before the first one that is broken are as many as in the text.
    if read.broken < len(read.text[: block.frontmatter.end].encode()):
        line = files.line_of(read.data, read.broken)
        return Problem.of(read.path, line, "encoding", "remark", "properties")
    return None


def _too_large(path: str, severity: Severity) -> Problem:
    return Problem.of(path, 1, "too-large", severity)
