"""Look at all notes of a vault where it is not known yet which of them are contacts.

For `ck init`, and for the error that no note is a contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.core.survey.history import Mention, find_mention
from contactkeeper.core.survey.marks import find_marks
from contactkeeper.core.survey.sighting import Sighting, look_at
from contactkeeper.text.marks import say_mark
from contactkeeper.text.problems import say_problem
from contactkeeper.vault.files import read_text
from contactkeeper.vault.scan import scan
from contactkeeper.vault_errors import NoContacts
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from contactkeeper.core.model import Problem
    from contactkeeper.core.settings import Settings

_NAMED = 3


class VaultOverview(NamedTuple):
    """The notes of a vault that may be people."""

    notes: Sequence[str]
    """The paths of them all."""
    sights: list[Sighting]
    """Of the notes that may be people."""
    texts: dict[str, str]
    """Path to text of the same notes."""
    mentions: list[Mention]
    """Dated notes that link to others."""


def survey_vault(root: Path, settings: Settings) -> VaultOverview:
    """Read every note that `loading` would find; those that can't be read are left out."""
    paths = scan(root, (settings.draft_folder,), settings.contacts.folders).notes
    sights, texts, mentions = [], {}, []
    for path in paths:
        text = read_text(root, path)
        sight = None if text is None else look_at(path, text, settings)
        if text is not None and sight:
            sights.append(sight)
            texts[path] = text
        if text is not None and (mention := find_mention(path, text)):
            mentions.append(mention)
    return VaultOverview(paths, sights, texts, mentions)


def no_contacts(root: Path, settings: Settings, faults: Sequence[Problem]) -> NoContacts:
    """Make the error that no note is a contact, with what in the vault looks like people instead.

    Args:
        root: the vault.
        settings: the vault's.
        faults: what was found when the notes were read.
    """
    overview = survey_vault(root, settings)
    marks = find_marks(overview.sights)[:_NAMED]
    return NoContacts(
        len(overview.notes),
        Wording.joined(", ", map(say_mark, marks)),
        say_unreadable(faults),
        is_settled=(root / CONFIG_NAME).is_file(),
    )


def say_unreadable(faults: Sequence[Problem]) -> Wording:
    """Name the folders and notes that could not be read, each with the reason; empty for none."""
    found = [each for each in faults if each.code == "unreadable"]
    said = [Wording.joined(": ", [each.path, say_problem(each)]) for each in found[:_NAMED]]
    if more := len(found) - len(said):
        said.append(Wording("{more:,} more: ck check", more=more))
    return Wording.joined("; ", said)
