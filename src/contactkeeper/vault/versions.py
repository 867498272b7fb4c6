"""Notes as commits have them, and the line that a new commit says of what changed in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.core.editing.summary import NoteChange, say_changes
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault import files
from contactkeeper.vault.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.git import Git

_READ = 20
"""Notes that are read for the message of a commit; of more, only the names are told."""


def message_for(git: Git, paths: Sequence[str], settings: Settings) -> str:
    """Return the message of a commit of these files, as they are on the disk now."""
    notes = [path for path in paths if path not in (CONFIG_NAME, ATTRIBUTES)]
    if not notes:
        return f"settings: {', '.join(paths)}"
    if len(notes) > _READ:
        return say_changes([NoteChange(path, "", "") for path in notes], settings)
    changes = [NoteChange(path, text_at(git, "HEAD", path), text_now(git, path)) for path in notes]
    return say_changes(changes, settings)


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
