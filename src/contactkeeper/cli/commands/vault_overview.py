"""A look at all notes of a vault, where it is not settled which of them are contacts.

For `ck init`, and for what `ck due` and `ck list` say where no note is a contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.terminal import one_line
from contactkeeper.core.survey.sighting import Sighting, find_marks, look_at, say_mark
from contactkeeper.errors import NoContacts
from contactkeeper.vault.files import read_text
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.cli.session import Session
    from contactkeeper.core.settings import Settings

_NAMED = 3


class VaultOverview(NamedTuple):
    """What was seen in a vault."""

    notes: int
    """How many there are."""
    sights: list[Sighting]
    """Of the notes that may be people."""
    texts: dict[str, str]
    """Path to text of the same notes."""


def survey_vault(root: Path, settings: Settings) -> VaultOverview:
    """Read every note of a vault; those that can't be read are passed over."""
    paths = scan(root).notes
    sights, texts = [], {}
    for path in paths:
        text = read_text(root, path)
        sight = None if text is None else look_at(path, text, settings)
        if text is not None and sight:
            sights.append(sight)
            texts[path] = text
    return VaultOverview(len(paths), sights, texts)


def no_contacts(session: Session) -> NoContacts:
    """Say that no note is a contact, and what in the vault looks like people instead."""
    unreadable = say_unreadable(session)
    look = survey_vault(session.root, session.settings)
    marks = find_marks(look.sights)[:_NAMED]
    return NoContacts(look.notes, one_line(", ".join(map(say_mark, marks))), unreadable)


def say_unreadable(session: Session) -> str:
    """Name the folders and notes that could not be read, each with the reason; empty for none."""
    found = [each for each in session.loaded.faults if each.code == "unreadable"]
    said = [f"{each.path}: {each.message.rstrip('.')}" for each in found[:_NAMED]]
    more = len(found) - len(said)
    return one_line("; ".join([*said, f"{more:,} more: ck check"] if more else said))
