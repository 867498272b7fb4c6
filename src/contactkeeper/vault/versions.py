"""Notes as commits have them, and the line that a new commit says of what changed in them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from contactkeeper.core.editing.summary import NoteChange, say_changes, say_gone
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault import files
from contactkeeper.vault.blobs import LONG, read_blobs
from contactkeeper.vault.worktree import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.deletions import Gone
    from contactkeeper.vault.git import Git

_BLOB = re.compile(r"blob ([0-9a-f]+)")
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
    return _decode(answer.out.encode("utf-8", "surrogateescape"))


def texts_at(git: Git, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str | None]:
    """Return many notes, each by a commit and its path, as `text_at` does, with few runs of git."""
    # What is asked for is a line, so a path with a line break in it is asked for alone.
    plain = [each for each in dict.fromkeys(wanted) if "\n" not in each[1]]
    texts = {each: text_at(git, *each) for each in wanted if "\n" in each[1]}
    if not plain:
        return texts
    given = "".join(f"{commit}:./{path}\n" for commit, path in plain)
    words = ("cat-file", "--batch-check=%(objecttype) %(objectname)")
    lines = git.do(*words, given=given, patience=LONG).split("\n")
    oids = dict(zip(plain, map(_oid_of, lines), strict=True))
    blobs = read_blobs(git, [oid for oid in oids.values() if oid])
    return texts | {each: _decode(blobs[oid]) if oid else None for each, oid in oids.items()}


def _oid_of(line: str) -> str:
    """Return the id of a file that git names; empty where it has none, or something else."""
    found = _BLOB.fullmatch(line)
    return found[1] if found else ""


def _decode(data: bytes) -> str | None:
    text, broken = files.decode(data)
    return text if broken is None else None


def text_now(git: Git, path: str) -> str | None:
    """Return a note as it is on the disk; None where there is none that can be read."""
    try:
        text, broken = files.decode(files.read_bytes(os.path.join(git.folder, path)))
    except (OSError, files.TooLarge):
        return None
    return text if broken is None else None
