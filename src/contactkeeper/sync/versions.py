"""Notes as commits have them, and the line that a new commit says of what changed in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.core.editing.commit_message import NoteChange, say_changes, say_gone
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.sync.worktree import ATTRIBUTES
from contactkeeper.vault import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.deletions import Gone
    from contactkeeper.sync.git import Git

_READ = 20
"""Notes that are read for the message of a commit; of more, only the names are told."""
_NAMED = 200
"""Notes that are gone, and that the message of a commit names by their paths."""


def message_for(
    git: Git, paths: Sequence[str], settings: Settings, gone: Sequence[Gone] = ()
) -> str:
    """Return the first line of the message of a commit of these files, as they are now."""
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
        was = before[path] if path in before else text_at(git, "HEAD", path)
        now = text_now(git, path)
        if path not in before or was != now:
            changes.append(NoteChange(path, was, now))
    deleted = [each.path for each in gone if not each.is_moved]
    moved = [each.path for each in gone if each.is_moved]
    said = [say_changes(changes, settings)] if changes else []
    said += [say_gone(deleted, moved)] if gone else []
    return "; ".join(said)


def body_for(gone: Sequence[Gone]) -> str:
    """Return the rest of the message: each note that is gone by its path; empty where none is."""
    lines = []
    for each in gone[:_NAMED]:
        path, now = (" ".join(text.split()) for text in (each.path, each.now))
        word = "Moved" if each.is_moved else "Emptied" if each.is_emptied else "Deleted"
        lines.append(f"{word}: {path}{f' -> {now}' if now else ''}")
    if len(gone) > _NAMED:
        lines.append(f"And {len(gone) - _NAMED} more.")
    return "\n".join(lines)


def text_at(git: Git, commit: str, path: str) -> str | None:
    """Return a note as a commit has it; None where it has none, or none that can be read."""
    answer = git.ask("cat-file", "blob", f"{commit}:./{path}")
    if answer.code:
        return None
    text, broken = files.decode(answer.out.encode("utf-8", "surrogateescape"))
    return text if broken is None else None


def text_now(git: Git, path: str) -> str | None:
    """Return a note as it is on the disk; None where there is none that can be read."""
    try:
        text, broken = files.decode(files.read_bytes(os.path.join(git.folder, path)))
    except (OSError, files.TooLarge):
        return None
    return text if broken is None else None
