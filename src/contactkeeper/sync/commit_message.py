"""Write the message of a commit: what was logged, edited, moved or deleted.

It is English on every machine, since all of them have the same history.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.sync.objects import read_text_at, read_text_now
from contactkeeper.sync.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.deletions import RemovedNote
    from contactkeeper.sync.git import Git

_READ = 20
"""Notes whose entries are counted; where more have changed, they are only named."""
_NAMED = 3
"""Names in the first line; the others are counted."""
_LISTED = 200
"""Removed notes that the rest lists by their paths."""


def first_line(
    git: Git, paths: Sequence[str], settings: Settings, gone: Sequence[RemovedNote] = ()
) -> str:
    """Say what a commit of files, as they are now, changes: `log: Anna, Boris (2 entries)`.

    `gone` are those of them that were removed or moved.
    """
    notes = [path for path in paths if path not in (CONFIG_NAME, ATTRIBUTES)]
    if not notes:
        return f"settings: {', '.join(paths)}"
    entries = _new_entries(git, notes, settings, gone)
    deleted = [each.path for each in gone if not each.is_moved]
    moved = [each.path for each in gone if each.is_moved]
    parts = []
    if logged := [path for path, count in entries.items() if count]:
        count = sum(entries.values())
        parts.append(f"log: {_names(logged)} ({count:,} {'entry' if count == 1 else 'entries'})")
    elif entries:
        parts.append(f"notes: {_names(list(entries))}")
    if deleted:
        parts.append(f"deleted: {_names(deleted)}")
    if moved:
        parts.append(f"moved: {_names(moved)}")
    return "; ".join(parts)


def rest(gone: Sequence[RemovedNote]) -> str:
    """Name each removed note by its path, and where its content is now."""
    lines = []
    for each in gone[:_LISTED]:
        word = "Moved" if each.is_moved else "Emptied" if each.is_emptied else "Deleted"
        path, now = (" ".join(name.split()) for name in (each.path, each.now))
        lines.append(f"{word}: {path}{f' -> {now}' if now else ''}")
    if len(gone) > _LISTED:
        lines.append(f"And {len(gone) - _LISTED} more.")
    return "\n".join(lines)


def _new_entries(
    git: Git, notes: Sequence[str], settings: Settings, gone: Sequence[RemovedNote]
) -> dict[str, int]:
    """Count the entries that are new in each note that is still there."""
    before = {each.now: each.text for each in gone if each.is_moved}
    left_out = {each.path for each in gone}
    entries: dict[str, int] = {}
    for path in notes:
        if path in left_out:
            continue
        if len(notes) > _READ:
            entries[path] = 0
            continue
        was = before[path] if path in before else read_text_at(git, "HEAD", path)
        now = read_text_now(git, path)
        if path not in before or was != now:
            added = _entries(now, path, settings) - _entries(was, path, settings)
            entries[path] = added.total()
    return entries


def _entries(text: str | None, path: str, settings: Settings) -> Counter[str]:
    note = Note.parse(text or "", path, settings)
    spans = note.log.all_spans if note.log else ()
    return Counter(note.text[span.start : span.end].strip() for span in spans)


def _names(paths: Sequence[str]) -> str:
    names = list(dict.fromkeys(" ".join(note_name(path).split()) for path in paths))
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
