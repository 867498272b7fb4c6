"""What is kept of a note, made of the note itself: only for what no cache knows.

Apart from what reads the cache, since it takes with it all that reads notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.model import Contact
from contactkeeper.core.morning.outlook import outlook_of
from contactkeeper.core.notes.records import record_of
from contactkeeper.core.people.name_index import keys_of
from contactkeeper.vault.cache import CONTACT, FAULTY, OTHER, UNSURE
from contactkeeper.vault.reading import Candidate, read_note

if TYPE_CHECKING:
    from contactkeeper.core.settings import Settings


class Digest(NamedTuple):
    """What is kept of a note."""

    kind: int
    """As `cache` has them."""
    record: bytes = b""
    """Of a contact, as `records` has it."""
    key: str = ""
    """By what the contact is found."""
    outlook: tuple[int, ...] = ()
    problems: tuple[tuple[Any, ...], ...] = ()
    """What is wrong, the fields of each."""
    text: str | None = None
    """All of what may be an event or news."""


def digest_of(folder: str, settings: Settings, rules: Settings, path: str) -> Digest:
    """Read a note, and return what is kept of it.

    `rules` are the settings with the mode that holds now.
    """
    note = read_note(folder + path, path, settings)
    if isinstance(note, Contact):
        problems = tuple(map(tuple, note.problems))
        kind = FAULTY if problems else CONTACT
        outlook = tuple(outlook_of(note, rules))
        return Digest(kind, record_of(note), keys_of(note), outlook, problems)
    if isinstance(note, Candidate):
        return Digest(UNSURE, text=note.text)
    return Digest(UNSURE, problems=(tuple(note),)) if note else Digest(OTHER)


def read_contact(folder: str, settings: Settings, path: str) -> Contact | None:
    """Read the note at a path below a folder; None where it is no contact."""
    note = read_note(folder + path, path, settings)
    return note if isinstance(note, Contact) else None
