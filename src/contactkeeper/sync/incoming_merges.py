"""Repeat the merges that other programs made, by our rules, and find the entries they have lost.

Git on a phone runs no merge driver, and its merge may keep one side only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.merging.lost_entries import lost_entries
from contactkeeper.sync.changes import is_synced
from contactkeeper.sync.objects import find_merge_base, read_text_at, read_text_now
from contactkeeper.vault.operations import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.sync.sync import Sync

_MOST = 500
"""Merges that are checked in one sync, the newest."""


class LostEntries(NamedTuple):
    """Entries of one note that a merge has lost."""

    commit: str
    """The abbreviated id of the merge."""
    path: str
    """The note, relative to the vault, with `/`."""
    entries: tuple[Entry, ...]


def find_lost_entries(sync: Sync, since: str) -> list[LostEntries]:
    """Check each merge that was fetched after a commit; return the entries missing in the notes."""
    answer = sync.git.ask(
        "rev-list", "--merges", "--parents", f"--max-count={_MOST}", f"{since}..HEAD", "--"
    )
    found: dict[tuple[str, Entry], LostEntries] = {}
    for line in answer.out.splitlines():
        merge, *parents = line.split()
        if merge in sync.made:
            continue  # our own: checked when it was made
        if len(parents) == 2:  # noqa: PLR2004  # git merges more only where nothing is in conflict
            for lost in _check(sync, merge, (parents[0], parents[1])):
                for entry in lost.entries:
                    found.setdefault((lost.path, entry), lost)
    return list(dict.fromkeys(found.values()))


def _check(sync: Sync, merge: str, parents: tuple[str, str]) -> Iterator[LostEntries]:
    base = find_merge_base(sync.git, *parents)
    for path in sorted(_paths(sync, base, merge, parents)):
        now = read_text_now(sync.git, path)
        made = read_text_at(sync.git, merge, path)
        texts = [read_text_at(sync.git, parent, path) for parent in parents]
        if now is None or made is None or None in texts:
            continue  # deleted or renamed since
        sides = (texts[0] or "", texts[1] or "")
        ancestor = (read_text_at(sync.git, base, path) if base else None) or ""
        entries = lost_entries(ancestor, sides, made, now, sync.settings)
        if entries:
            yield LostEntries(merge[:7], path, entries)


def _paths(sync: Sync, base: str, merge: str, parents: tuple[str, str]) -> set[str]:
    """Return the notes that both sides changed, or where the merge dropped one side's change."""
    changed = [_changed(sync, base, parent) for parent in parents] if base else []
    made = [_changed(sync, parent, merge) for parent in parents]
    if not base:
        return made[0] & made[1]
    first, second = changed
    alone = (first - second) & made[0] | (second - first) & made[1]
    return {path for path in alone | first & second if is_synced(path)}


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
