"""Report notes that git tracks and that are missing, for `ck check`, without starting git.

Git's objects are not read, so a missing note in a folder with contacts counts as a contact.
"""

from __future__ import annotations

import os
import shlex
from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.model import Problem
from contactkeeper.sync.changes import is_synced
from contactkeeper.sync.deletions import find_absence
from contactkeeper.sync.git_index import tracked_notes
from contactkeeper.sync.worktree import find_work_tree
from contactkeeper.vault import files
from contactkeeper.vault.paths import TRASH
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from contactkeeper.sync.git_index import Tracked


def vanished_problems(root: Path, contacts: Iterable[str]) -> Iterator[Problem]:
    """Report the notes that are missing since they were last committed or added.

    Args:
        root: the vault.
        contacts: the paths of all contacts, relative to the vault, with `/`.
    """
    tree = find_work_tree(root)
    if tree is None:
        return
    tracked = [each for each in tracked_notes(tree) if is_synced(each.path)]
    there = set(scan(root).notes) if tracked else set()
    missing = [
        each
        for each in tracked
        if each.path not in there and not os.path.isfile(os.path.join(root, each.path))
    ]
    if not missing:
        return
    added = there - {each.path for each in tracked}
    missing = [each for each in missing if not _is_elsewhere(root, each, added)]
    folders = {path.rpartition("/")[0] for path in contacts}
    absences = {each.path: find_absence(os.fspath(root), each.path) for each in missing}
    counts = Counter(each.place for each in absences.values() if each)
    for place, count in counts.items():
        what = f"{count:,} notes that git tracks are" if count > 1 else "A note that git tracks is"
        message = f"{what} missing, since {place} is missing, empty or a link: restore it."
        yield Problem(place.removesuffix("/") or ".", 1, "vanished", "problem", message)
    for path, absence in absences.items():
        if absence is None:
            quoted = shlex.quote(path)
            message = (
                "Git tracks this note, but it is missing: ck sync commits its deletion. To restore "
                f"it: git -C {shlex.quote(os.fspath(root))} checkout -- {quoted}"
            )
            is_person = path.rpartition("/")[0] in folders
            yield Problem(path, 1, "vanished", "problem" if is_person else "remark", message)


def _is_elsewhere(root: Path, note: Tracked, added: Iterable[str]) -> bool:
    """Say whether a note was moved or is in the vault's trash, by its name or content."""
    stem = caseless(note.path.rpartition("/")[2][:-3])
    try:
        trash = os.listdir(os.path.join(root, TRASH))
    except OSError:
        trash = []
    if any(caseless(name).startswith(stem) for name in trash):
        return True
    for path in added:
        if caseless(path.rpartition("/")[2][:-3]) == stem or _has_content(root, path, note):
            return True
    return False


def _has_content(root: Path, path: str, note: Tracked) -> bool:
    place = os.path.join(root, path)
    try:
        if os.stat(place).st_size != note.size:
            return False
        data = files.read_bytes(place)
    except (OSError, files.TooLarge):
        return False
    from hashlib import new

    name = "sha1" if len(note.oid) == 20 else "sha256"  # noqa: PLR2004
    return new(name, b"blob %d\0" % len(data) + data, usedforsecurity=False).digest() == note.oid
