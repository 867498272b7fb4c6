"""What is kept of a note, made of the note itself: only for what no cache knows.

Apart from what reads the cache, since it takes with it all that reads notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.agenda.outlook import outlook_of
from contactkeeper.core.model import Contact
from contactkeeper.core.note.contact_codec import record_of
from contactkeeper.core.people.search_keys import keys_of
from contactkeeper.vault.cache_snapshot import CONTACT, FAULTY, UNSURE
from contactkeeper.vault.reading import Candidate, read_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Problem
    from contactkeeper.core.settings import Settings


class Digest(NamedTuple):
    """What is kept of a note that is something of ours."""

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


def digests_of(
    folder: str, settings: Settings, rules: Settings, paths: Sequence[str]
) -> list[Digest | None]:
    """Read some notes, and return what is kept of each; None where one is nothing of ours.

    `rules` are the settings with the mode that holds now. Step by step, as `read_notes` does it.
    """
    notes = read_notes(folder, paths, settings)
    contacts = [note for note in notes if isinstance(note, Contact)]
    records = [record_of(contact) for contact in contacts]
    keys = [keys_of(contact) for contact in contacts]
    outlooks = [tuple(outlook_of(contact, rules)) for contact in contacts]
    problems = [tuple(map(tuple, contact.problems)) for contact in contacts]
    kinds = [FAULTY if faults else CONTACT for faults in problems]
    digests = map(Digest, kinds, records, keys, outlooks, problems)
    return [
        note and (next(digests) if isinstance(note, Contact) else _no_contact(note))
        for note in notes
    ]


def _no_contact(note: Candidate | Problem) -> Digest:
    if isinstance(note, Candidate):
        return Digest(UNSURE, text=note.text)
    return Digest(UNSURE, problems=(tuple(note),))
