"""Find the entries that a merge by another program has lost and our rules would have kept.

Git on a phone runs no merge driver, and its merge may keep one side only.
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
    """Return the entries that a merge dropped and that are still missing in the note.

    Args:
        base: the common ancestor of the two sides; empty where there is none.
        sides: the parents of the merge.
        made: the result of the merge.
        now: the note as it is today.
        settings: those of the vault.
    """
    merged = merge(base, *sides, settings)
    if not merged.checked or merged.text == made:
        return ()
    # Where both sides edited an entry our merge keeps both; a person may have kept one.
    texts = (made, now)
    known = {entry.without_lines() for text in texts for entry in _entries(text, settings)}
    missing: list[Entry] = []
    for entry in _entries(merged.text, settings):
        content = entry.without_lines()
        if content not in known and not _stands_in(entry, now):
            missing.append(entry)
            known.add(content)
    return tuple(missing)


def _stands_in(entry: Entry, text: str) -> bool:
    """Say whether a line of the note has the date and the words of an entry, as between markers."""
    first = entry.text.partition("\n")[0].strip()
    return bool(first) and any(
        str(entry.date) in line and first in line for line in text.split("\n")
    )


def _entries(text: str, settings: Settings) -> Sequence[Entry]:
    note = Note.parse(text, "", settings)
    return [span.entry for span in note.log.spans] if note.log else []
