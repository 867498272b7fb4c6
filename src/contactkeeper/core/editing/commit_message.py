"""What changed in some notes, in the one line that a commit says of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.note.note import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings

_NAMED = 3
"""Names that stand in the line; the others are counted."""


class NoteChange(NamedTuple):
    """A note before and after; None: there was or is none."""

    path: str
    before: str | None
    after: str | None


def say_changes(changes: Sequence[NoteChange], settings: Settings) -> str:
    """Say it: `log: Anna, Boris (2 entries)` where entries were added, else `notes: Anna`."""
    logged = {each.path: _entries_added(each, settings) for each in changes}
    with_entries = [path for path, count in logged.items() if count]
    if with_entries:
        count = sum(logged.values())
        entries = "1 entry" if count == 1 else f"{count:,} entries"
        return f"log: {_names(with_entries)} ({entries})"
    return f"notes: {_names([each.path for each in changes])}"


def say_gone(deleted: Sequence[str], moved: Sequence[str]) -> str:
    """Say which notes are gone, and which have another place: `deleted: Anna; moved: Boris`."""
    said = []
    if deleted:
        said.append(f"deleted: {_names(deleted)}")
    if moved:
        said.append(f"moved: {_names(moved)}")
    return "; ".join(said)


def _names(paths: Sequence[str]) -> str:
    names = list(dict.fromkeys(" ".join(note_name(path).split()) for path in paths))
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _entries_added(change: NoteChange, settings: Settings) -> int:
    before, after = (_lines(text, change.path, settings) for text in (change.before, change.after))
    return (after - before).total()


def _lines(text: str | None, path: str, settings: Settings) -> Counter[str]:
    note = Note.parse(text or "", path, settings)
    spans = note.log.spans if note.log else ()
    return Counter(note.text[span.start : span.end].strip() for span in spans)
