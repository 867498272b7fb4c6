"""The merges that came in, made again by our rules, and the entries that they have lost.

A phone's git runs no merge driver. What was asked about once is not asked again; where nobody could
be asked, the next sync looks again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.dropped import dropped_entries
from contactkeeper.vault import files
from contactkeeper.vault.changed import is_ours
from contactkeeper.vault.versions import text_at, text_now, texts_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.vault.git import Answer, Git
    from contactkeeper.vault.syncing import Sync

_MOST = 500
"""Merges that are looked at in one sync, the newest."""
_AT_ONCE = 200
"""Notes whose versions are read from git at once."""

_RENAMES = ("-z", "-M", "--name-status", "--diff-filter=R", "--relative", "--no-ext-diff")


class Dropped(NamedTuple):
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


class Looked(NamedTuple):
    """What merges have lost, as far as it could be told."""

    dropped: tuple[Dropped, ...] = ()
    is_all: bool = True
    """Whether each note could be looked at: one may be held back, or unreadable, for now."""


def find_dropped(
    sync: Sync, since: str, show: Callable[[int, int], None] = lambda *_: None
) -> Looked:
    """Look at each merge that came in after a commit; returns what is missing in the notes now.

    `show` is told how many merges were looked at.
    """
    answer = sync.git.ask(
        "rev-list", "--merges", "--parents", f"--max-count={_MOST}", f"{since}..HEAD", "--"
    )
    found: dict[tuple[str, Entry], Dropped] = {}
    is_all = True
    lines = answer.out.splitlines()
    for number, line in enumerate(lines):
        show(number, len(lines))
        merge, *parents = line.split()
        if merge in sync.made:
            continue  # checked when it was made
        if len(parents) == 2:  # noqa: PLR2004  # git merges more only where nothing is in conflict
            looked = _look(sync, merge, (parents[0], parents[1]))
            is_all = is_all and looked.is_all
            for dropped in looked.dropped:
                for entry in dropped.entries:
                    found.setdefault((dropped.path, entry), dropped)
    return Looked(tuple(dict.fromkeys(found.values())), is_all)


def _look(sync: Sync, merge: str, parents: tuple[str, str]) -> Looked:
    git = sync.git
    bases = git.ask("merge-base", *parents).out.split()
    base = bases[0] if bases else ""
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
            now = text_now(git, place)
            if now is None:
                is_all = False
                continue
            texts = [moves.text_before(commit, path) for commit in parents]
            if None in texts:
                continue
            sides = (texts[0] or "", texts[1] or "")
            known = moves.text_before(base, path) if base else None
            entries = dropped_entries(known or "", sides, made, now, sync.settings)
            if entries:
                found.append(Dropped(merge[:7], place, entries))
    return Looked(tuple(found), is_all)


class _Moves:
    """The versions of the notes of a merge, and their other names by git's search for renames."""

    def __init__(self, git: Git, merge: str) -> None:
        self._git = git
        self._merge = merge
        self._before: dict[str, dict[str, str]] = {}
        self._texts: dict[tuple[str, str], str | None] = {}

    def read(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Read many versions at once, by their commits and paths, in the place of earlier ones."""
        self._texts = texts_at(self._git, wanted)

    def text(self, commit: str, path: str) -> str | None:
        """Return one version; None where there is none that can be read."""
        if (commit, path) not in self._texts:
            self._texts[commit, path] = text_at(self._git, commit, path)
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
    """Read the old and new names that `--name-status -z` tells of renames alone."""
    parts = [part.lstrip("\n") for part in answer.parts()]
    return list(zip(parts[1::3], parts[2::3], strict=False))


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
