"""Repeat the merges that other programs made, by our rules, and find the entries they have lost.

Git on a phone runs no merge driver, and its merge may keep one side only.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.merging.merge import lost_entries
from contactkeeper.sync.changes import is_synced
from contactkeeper.sync.objects import find_merge_base, read_text_at, read_text_now, read_texts_at
from contactkeeper.vault.operations import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.sync.git import Answer, Git
    from contactkeeper.sync.sync import Sync

_MOST = 500
"""Merges that are checked in one sync, the newest."""
_AT_ONCE = 200
"""Notes whose versions are read from git at once."""
_RENAMES = ("-z", "-M", "--name-status", "--diff-filter=R", "--relative", "--no-ext-diff")


class LostEntries(NamedTuple):
    """Entries of one note that a merge has lost."""

    commit: str
    """The abbreviated id of the merge."""
    path: str
    """The note, relative to the vault, with `/`."""
    entries: tuple[Entry, ...]


class FoundLosses(NamedTuple):
    """The entries that merges have lost, as far as they could be found."""

    dropped: tuple[LostEntries, ...] = ()
    is_all: bool = True
    """Whether each note could be looked at: one may be held back, or unreadable, for now."""


def find_lost_entries(
    sync: Sync, since: str, show: Callable[[int, int], None] = lambda *_: None
) -> FoundLosses:
    """Look at each merge that came in after a commit; returns what is missing in the notes now.

    `show` is told how many merges were looked at.
    """
    answer = sync.git.ask(
        "rev-list", "--merges", "--parents", f"--max-count={_MOST}", f"{since}..HEAD", "--"
    )
    found: dict[tuple[str, Entry], LostEntries] = {}
    is_all = True
    lines = answer.out.splitlines()
    for number, line in enumerate(lines):
        show(number, len(lines))
        merge, *parents = line.split()
        if merge in sync.made:
            continue  # checked when it was made
        if len(parents) == 2:  # noqa: PLR2004  # git merges more only where nothing is in conflict
            looked = _check(sync, merge, (parents[0], parents[1]))
            is_all = is_all and looked.is_all
            for dropped in looked.dropped:
                for entry in dropped.entries:
                    found.setdefault((dropped.path, entry), dropped)
    return FoundLosses(tuple(dict.fromkeys(found.values())), is_all)


def _check(sync: Sync, merge: str, parents: tuple[str, str]) -> FoundLosses:
    git = sync.git
    base = find_merge_base(git, *parents)
    paths = sorted(_paths(sync, base, merge, parents))
    moves = _Moves(git, merge)
    found = []
    is_all = True
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        commits = (merge, *parents, base) if base else (merge, *parents)
        moves.read([(commit, path) for commit in commits for path in some])
        for path in some:
            made = moves.text(merge, path)
            if made is None:
                continue  # it has another name in the merge, which is looked at too, or none
            place = moves.find_now(path)
            if place is None:
                continue  # somebody deleted it since
            now = read_text_now(git, place)
            if now is None:
                is_all = False
                continue
            texts = [moves.text_before(commit, path) for commit in parents]
            if None in texts:
                continue
            sides = (texts[0] or "", texts[1] or "")
            known = moves.text_before(base, path) if base else None
            entries = lost_entries(known or "", sides, made, now, sync.settings)
            if entries:
                found.append(LostEntries(merge[:7], place, entries))
    return FoundLosses(tuple(found), is_all)


class _Moves:
    """The versions of the notes of a merge, and their other names by git's search for renames."""

    def __init__(self, git: Git, merge: str) -> None:
        self._git = git
        self._merge = merge
        self._before: dict[str, dict[str, str]] = {}
        self._texts: dict[tuple[str, str], str | None] = {}

    def read(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Read many versions at once, by their commits and paths, in the place of earlier ones."""
        self._texts = read_texts_at(self._git, wanted)

    def text(self, commit: str, path: str) -> str | None:
        """Return one version; None where there is none that can be read."""
        if (commit, path) not in self._texts:
            self._texts[commit, path] = read_text_at(self._git, commit, path)
        return self._texts[commit, path]

    def text_before(self, commit: str, path: str) -> str | None:
        """Return what an earlier commit has of a note of the merge, by the name that it had."""
        text = self.text(commit, path)
        if text is not None:
            return text
        if commit not in self._before:
            words = ("diff", *_RENAMES, commit, self._merge, "--")
            self._before[commit] = {new: old for old, new in _pairs(self._git.ask(*words))}
        old = self._before[commit].get(path)
        return self.text(commit, old) if old else None

    def find_now(self, path: str) -> str | None:
        """Return the name that a note has in the last commit; None where it was deleted."""
        if path in self._head:
            return path
        for old, new in self._since:
            if old == path:
                path = new
        return path if path in self._head else None

    @cached_property
    def _head(self) -> frozenset[str]:
        """Hold the names that the last commit has."""
        return frozenset(self._git.ask("ls-tree", "-r", "-z", "--name-only", "HEAD").parts())

    @cached_property
    def _since(self) -> list[tuple[str, str]]:
        """List all renames since the merge, the oldest first."""
        words = ("log", "--reverse", "--format=", *_RENAMES, f"{self._merge}..HEAD", "--")
        return _pairs(self._git.ask(*words))


def _pairs(answer: Answer) -> list[tuple[str, str]]:
    """Read the old and new names of renames from the output of `--name-status -z`."""
    parts = [part.lstrip("\n") for part in answer.parts()]
    return list(zip(parts[1::3], parts[2::3], strict=False))


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
