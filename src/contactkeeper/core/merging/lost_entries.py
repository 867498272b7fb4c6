"""What a merge that somebody else made has lost: the entries that our rules would have kept.

A phone's git runs no merge driver, and its merge may hold the one side alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.merging.merge import merge
from contactkeeper.core.note.note import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.settings import Settings


def lost_entries(
    base: str, sides: tuple[str, str], made: str, now: str, settings: Settings
) -> tuple[Entry, ...]:
    """Return the entries that a merge dropped and that are not in the note now.

    Args:
        base: what the two sides came from; empty where they have no common one.
        sides: the parents of the merge.
        made: what the merge made of them.
        now: the note as it is today.
        settings: how the vault is read.
    """
    merged = merge(base, *sides, settings)
    if not merged.checked or merged.text == made:
        return ()
    # Where both sides edited an entry our merge keeps both; a person may have kept one.
    texts = (made, now)
    known = {entry.without_lines() for text in texts for entry in _entries(text, settings)}
    missing: list[Entry] = []
    for entry in _entries(merged.text, settings):
        said = entry.without_lines()
        if said not in known and not _stands_in(entry, now):
            missing.append(entry)
            known.add(said)
    return tuple(missing)


def _stands_in(entry: Entry, text: str) -> bool:
    """Say whether the words of an entry are in the note all the same: between markers, say."""
    first = entry.text.partition("\n")[0].strip()
    return bool(first) and any(
        str(entry.date) in line and first in line for line in text.split("\n")
    )


def _entries(text: str, settings: Settings) -> Sequence[Entry]:
    note = Note.parse(text, "", settings)
    return [span.entry for span in note.log.spans] if note.log else []
