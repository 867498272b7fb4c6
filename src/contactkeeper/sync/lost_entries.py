"""The merges that came in, made again by our rules, and the entries that they have lost.

A phone's git runs no merge driver. What was asked about once is not asked again; where nobody could
be asked, the next sync looks again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.merging.lost_entries import lost_entries
from contactkeeper.sync.changes import is_ours
from contactkeeper.sync.versions import text_at, text_now
from contactkeeper.vault import files
from contactkeeper.vault.operations import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.sync.sync import Sync

_MOST = 500
"""Merges that are looked at in one sync, the newest."""


class LostEntries(NamedTuple):
    """Entries of one note that a merge has lost."""

    commit: str
    """The merge, as git abbreviates it."""
    path: str
    """The note, relative to the vault, with `/`."""
    entries: tuple[Entry, ...]


class Unasked:
    """The commit after which merges have not been asked about; kept outside the vault."""

    def __init__(self, own_folder: str) -> None:
        self._place = os.path.join(own_folder, "unasked")

    def since(self) -> str:
        """Return it; empty where all was asked."""
        try:
            with open(self._place, encoding="ascii") as file:
                return file.read().strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def keep(self, commit: str) -> None:
        """Remember that what came after a commit is still to be asked about. Raises OSError."""
        if not self.since():
            files.write_durably(self._place, commit.encode())

    def forget(self) -> None:
        """Forget it: somebody has answered."""
        with suppress(FileNotFoundError):
            os.unlink(self._place)


def find_lost_entries(sync: Sync, since: str) -> list[LostEntries]:
    """Look at each merge that came in after a commit; returns what is missing in the notes now."""
    answer = sync.git.ask(
        "rev-list", "--merges", "--parents", f"--max-count={_MOST}", f"{since}..HEAD", "--"
    )
    found: dict[tuple[str, Entry], LostEntries] = {}
    for line in answer.out.splitlines():
        merge, *parents = line.split()
        if merge in sync.made:
            continue  # checked when it was made
        if len(parents) == 2:  # noqa: PLR2004  # git merges more only where nothing is in conflict
            for dropped in _look(sync, merge, (parents[0], parents[1])):
                for entry in dropped.entries:
                    found.setdefault((dropped.path, entry), dropped)
    return list(dict.fromkeys(found.values()))


def _look(sync: Sync, merge: str, parents: tuple[str, str]) -> Iterator[LostEntries]:
    bases = sync.git.ask("merge-base", *parents).out.split()
    base = bases[0] if bases else ""
    for path in sorted(_paths(sync, base, merge, parents)):
        now = text_now(sync.git, path)
        made = text_at(sync.git, merge, path)
        texts = [text_at(sync.git, parent, path) for parent in parents]
        if now is None or made is None or None in texts:
            continue  # the note was taken away or has another name now
        sides = (texts[0] or "", texts[1] or "")
        known = (text_at(sync.git, base, path) if base else None) or ""
        entries = lost_entries(known, sides, made, now, sync.settings)
        if entries:
            yield LostEntries(merge[:7], path, entries)


def _paths(sync: Sync, base: str, merge: str, parents: tuple[str, str]) -> set[str]:
    """Return the notes of which a merge has not just what the one side that changed them has."""
    changed = [_changed(sync, base, parent) for parent in parents] if base else []
    made = [_changed(sync, parent, merge) for parent in parents]
    if not base:
        return made[0] & made[1]
    first, second = changed
    alone = (first - second) & made[0] | (second - first) & made[1]
    return {path for path in alone | first & second if is_ours(path)}


def _changed(sync: Sync, before: str, after: str) -> set[str]:
    words = ("diff", "--name-only", "--no-renames", "-z", "--relative", before, after, "--")
    return set(sync.git.ask(*words).parts())


def restore_steps(lost: Sequence[LostEntries]) -> list[Step]:
    """Return the steps that append what was lost to its notes again."""
    return [
        Step(each.path, partial(append_entry, entry=entry))
        for each in lost
        for entry in each.entries
    ]
