"""Write the message of a commit: what was logged, edited, moved or deleted, by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

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
_LISTED = 200
"""Removed notes that the body of the message lists by their paths."""


def message_for(
    git: Git, paths: Sequence[str], settings: Settings, gone: Sequence[RemovedNote] = ()
) -> str:
    """Return the first line of the message for a commit of these files, as they are now.

    `gone` are those of them that were removed or moved.
    """
    notes = [path for path in paths if path not in (CONFIG_NAME, ATTRIBUTES)]
    if not notes:
        return f"settings: {', '.join(paths)}"
    before = {each.now: each.text for each in gone if each.is_moved}
    left_out = {each.path for each in gone}
    changes = []
    for path in notes:
        if path in left_out:
            continue
        if len(notes) > _READ:
            changes.append(NoteChange(path, "", ""))
            continue
        was = before[path] if path in before else read_text_at(git, "HEAD", path)
        now = read_text_now(git, path)
        if path not in before or was != now:
            changes.append(NoteChange(path, was, now))
    deleted = [each.path for each in gone if not each.is_moved]
    moved = [each.path for each in gone if each.is_moved]
    parts = [say_changes(changes, settings)] if changes else []
    parts += [say_gone(deleted, moved)] if gone else []
    return "; ".join(parts)


def body_for(gone: Sequence[RemovedNote]) -> str:
    """Return the rest of the message: the path of each removed note; empty where none was."""
    lines = []
    for each in gone[:_LISTED]:
        path, now = (" ".join(text.split()) for text in (each.path, each.now))
        word = "Moved" if each.is_moved else "Emptied" if each.is_emptied else "Deleted"
        lines.append(f"{word}: {path}{f' -> {now}' if now else ''}")
    if len(gone) > _LISTED:
        lines.append(f"And {len(gone) - _LISTED} more.")
    return "\n".join(lines)


_NAMED = 3
"""Names in the first line; the others are counted."""


class NoteChange(NamedTuple):
    """The text of a note before and after a change; None: it does not exist."""

    path: str
    before: str | None
    after: str | None


def say_changes(changes: Sequence[NoteChange], settings: Settings) -> str:
    """Return `log: Anna, Boris (2 entries)` where entries were added, else `notes: Anna`."""
    logged = {each.path: _entries_added(each, settings) for each in changes}
    with_entries = [path for path, count in logged.items() if count]
    if with_entries:
        count = sum(logged.values())
        entries = "1 entry" if count == 1 else f"{count:,} entries"
        return f"log: {_names(with_entries)} ({entries})"
    return f"notes: {_names([each.path for each in changes])}"


def say_gone(deleted: Sequence[str], moved: Sequence[str]) -> str:
    """Name the notes that were deleted and moved: `deleted: Anna; moved: Boris`."""
    parts = []
    if deleted:
        parts.append(f"deleted: {_names(deleted)}")
    if moved:
        parts.append(f"moved: {_names(moved)}")
    return "; ".join(parts)


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
