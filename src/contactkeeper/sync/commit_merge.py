"""Merge another machine's commit into the branch: plan it, check it out, then move the branch.

Planning writes only git objects and needs no lock. `carry_out` writes the files, then the index,
then moves the branch; killed in between, it leaves uncommitted files that the next sync commits and
merges with the same result.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, NotSynced
from contactkeeper.sync.checkout import Checkout
from contactkeeper.sync.hooks import run_hook
from contactkeeper.sync.merge_file import (
    FileMerger,
    copy_name,
    file_kind,
    is_workspace,
    say_copy,
    say_hidden,
)
from contactkeeper.sync.moves import Moves
from contactkeeper.sync.objects import (
    LONG_TIMEOUT,
    Stage,
    diff_trees,
    index_lines,
    read_blobs,
    write_blobs,
    write_tree,
)
from contactkeeper.sync.tree_merge import merge_trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.checkout import LockVault, ShowProgress
    from contactkeeper.sync.git import Git
    from contactkeeper.sync.state import SyncState
    from contactkeeper.sync.tree_merge import Conflicted
    from contactkeeper.sync.worktree import WorkTree

_BATCH = 200
"""Files whose versions are read from git at once."""


class PlannedMerge(NamedTuple):
    """A merge commit that exists in git; branch, index and work tree are unchanged."""

    before: str
    """The commit of HEAD; empty before the first commit."""
    commit: str
    """The commit to move the branch to."""
    tree_before: str
    day: str
    """The date of the other machine's commit, for the names of conflict copies."""
    is_forward: bool
    """Whether it is a fast-forward: we have no commits of our own."""
    remarks: tuple[str, ...]
    """Sentences for the user."""


class CommitMerge:
    """Merges commits into the branch of one work tree."""

    def __init__(
        self, git: Git, tree: WorkTree, own_folder: str, settings: Settings, state: SyncState
    ) -> None:
        """Prepare merging; `own_folder` lies outside of the work tree."""
        self._git = git.with_options(folder=tree.top)
        self._folder = os.path.join(own_folder, "merge")
        self._settings = settings
        self._state = state

    def plan(self, before: str, theirs: str, message: str, show: ShowProgress) -> PlannedMerge:
        """Merge `theirs` into `before` apart from the work tree.

        Raises:
            NotSynced: git is too old, or a hook refused the merge.
            GitFailed: the two have no common ancestor, or git fails.
        """
        git = self._git
        nothing = git.do("hash-object", "-t", "tree", "--stdin")
        tree_before = git.do("rev-parse", f"{before}^{{tree}}") if before else nothing
        day = git.do("show", "-s", "--format=%cs", theirs, "--")
        is_forward = not before or not git.ask("merge-base", "--is-ancestor", before, theirs).code
        with self._temporary_folder() as folder:
            if is_forward:
                # Git refuses a tree with paths such as .git/config here.
                write_tree(git, f"{theirs}^{{tree}}", {}, folder)
                return PlannedMerge(before, theirs, tree_before, day, is_forward=True, remarks=())
            trees = merge_trees(git, before, theirs, folder)
            merger = FileMerger(git, self._settings, folder, (before, theirs))
            files = _ConflictMerger(git, merger, day, folder)
            files.merge_all(trees.conflicted, (before, theirs), show)
            tree = write_tree(git, trees.tree, files.entries, folder)
            index = git.with_options(GIT_INDEX_FILE=os.path.join(folder, "index"))
            run_hook(index, "pre-merge-commit")
            message_file = os.path.join(folder, "message")
            with open(message_file, "w", encoding="utf-8") as file:
                file.write(f"{message}\n")
            run_hook(index, "commit-msg", message_file)
            signing = git.ask("config", "--type=bool", "--get", "commit.gpgsign").out.strip()
            sign = ["-S"] if signing == "true" else []
            commit = git.do(
                "commit-tree",
                *sign,
                "-p",
                before,
                "-p",
                theirs,
                "-F",
                message_file,
                tree,
                timeout=LONG_TIMEOUT,
            )
            return PlannedMerge(
                before, commit, tree_before, day, is_forward=False, remarks=tuple(files.remarks)
            )

    def carry_out(
        self, planned: PlannedMerge, lock_vault: LockVault, show: ShowProgress
    ) -> tuple[str, ...] | None:
        """Check out a planned merge and move the branch to it.

        Returns sentences for the user; None where the branch has moved meanwhile, so that the
        merge has to be planned again. The deadline does not apply once it has begun.

        Args:
            planned: the merge.
            lock_vault: takes the vault's lock. It is taken for some files at a time, so that a
                long merge does not keep `ck log` waiting.
            show: is told how many files are written.

        Raises:
            NotSynced: a file could not be written; the branch has not moved.
            Locked: another program holds the vault or the index.
        """
        if self._head() != planned.before:
            return None
        with self._git.deadline.suspended():
            remarks = self._write(planned, lock_vault, show)
            try:
                words = ("update-ref", "-m", "ck sync", "HEAD", planned.commit, planned.before)
                self._state.run(self._git, *words)
            except GitFailed:
                if self._head() == planned.before:
                    raise
                return None
        run_hook(self._git, "post-merge", "0", may_refuse=False)
        return (*planned.remarks, *remarks)

    def _write(self, planned: PlannedMerge, lock_vault: LockVault, show: ShowProgress) -> list[str]:
        """Write the files, then the index; returns sentences for the user."""
        git = self._git
        changes = diff_trees(git, planned.tree_before, f"{planned.commit}^{{tree}}")
        staged = self._staged(planned)
        with self._temporary_folder() as folder:
            commits = (planned.before, planned.commit)
            merger = FileMerger(git, self._settings, folder, commits)
            token = self._state.token
            made = {each.path for each in changes if each.after}
            moves = Moves(git, planned.tree_before, f"{planned.commit}^{{tree}}", made)
            checkout = Checkout(moves, merger, staged, day=planned.day, token=token)
            checkout.write_all(changes, lock_vault, show)
        entries = {
            each.path: each.after
            for each in changes
            if each.path not in staged or file_kind(each.path) in ("note", "settings")
        }
        if entries:
            given = index_lines(planned.commit, entries)
            self._state.run(
                git, "update-index", "-z", "--index-info", stdin=given, timeout=LONG_TIMEOUT
            )
            git.ask("update-index", "-q", "--refresh", timeout=LONG_TIMEOUT)
        return checkout.remarks

    def _staged(self, planned: PlannedMerge) -> set[str]:
        """Return the paths with changes in the index that are not committed."""
        words = ("diff-index", "--cached", "--name-only", "--no-renames", "-z", planned.tree_before)
        return set(self._git.ask(*words, timeout=LONG_TIMEOUT).parts())

    def _head(self) -> str:
        return self._git.ask("rev-parse", "--verify", "-q", "HEAD^{commit}").out.strip()

    @contextmanager
    def _temporary_folder(self) -> Iterator[str]:
        """Make an empty folder outside of the work tree, and remove it at the end."""
        shutil.rmtree(self._folder, ignore_errors=True)  # left by a killed sync
        os.makedirs(self._folder)
        try:
            yield self._folder
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


class _ConflictMerger:
    """Merges the files that git reports as conflicts in a merge of two trees."""

    def __init__(self, git: Git, merger: FileMerger, day: str, folder: str) -> None:
        self._git = git
        self._merger = merger
        self._day = day
        self._folder = folder
        self._contents: list[tuple[str, str, bytes]] = []
        self.entries: dict[str, Stage | None] = {}
        """Files of the merged tree, by path; None: there is no such file."""
        self.remarks: list[str] = []

    def merge_all(
        self,
        conflicted: tuple[Conflicted, ...],
        commits: tuple[str, str],
        show: ShowProgress,
    ) -> None:
        """Merge each file; the versions of some files are read at once."""
        for start in range(0, len(conflicted), _BATCH):
            some = conflicted[start : start + _BATCH]
            if self._git.deadline.has_passed:
                raise NotSynced("slow", "the merge takes too long for this run.")
            blobs = read_blobs(
                self._git,
                (
                    stage.oid
                    for each in some
                    for stage in (each.base, each.ours, each.theirs)
                    if stage and stage.is_file
                ),
            )
            for number, each in enumerate(some):
                show(start + number, len(conflicted))
                self._merge(each, commits, blobs)
            self._store()

    def _merge(self, each: Conflicted, commits: tuple[str, str], blobs: dict[str, bytes]) -> None:
        path, base, ours, theirs, others = each
        self.entries.update(dict.fromkeys(others))
        if ours is None or theirs is None:
            self._keep_one_side(each, commits)
        elif not (ours.is_file and theirs.is_file):
            self.entries[path] = ours
            self.remarks.append(
                f"{path}: both machines changed its type (file or link); this machine's stays."
            )
        else:
            ancestor = blobs[base.oid] if base and base.is_file else None
            merged = self._merger.merge(path, ancestor, blobs[ours.oid], blobs[theirs.oid])
            mode = theirs.mode if base and ours.mode == base.mode else ours.mode
            self._contents.append((path, mode, merged.data))
            self.remarks += merged.remarks
            if others:
                self.remarks.append(
                    f"{path}: renamed to {others[-1]} on the other machine; our name stays."
                )
            if merged.copy is not None:
                self._contents.append((path, "", merged.copy))

    def _keep_one_side(self, each: Conflicted, commits: tuple[str, str]) -> None:
        """Keep a file that only one side still has, or whose name is a folder now."""
        path, base, ours, theirs, _ = each
        kept = ours or theirs
        for commit in commits:
            if path.endswith(f"~{commit}") and kept:
                self.entries[path] = None
                path = copy_name(path.removesuffix(f"~{commit}"), self._day, kept.oid)
                self.remarks.append(f"{path}: renamed, because a folder has its old name now.")
        if kept and base and is_workspace(path):
            self.entries[path] = None  # one machine has stopped syncing it
            return
        self.entries[path] = kept
        if kept and base:
            sides = ("here", "there") if ours else ("there", "here")
            sentence = f"{path}: changed {sides[0]} and deleted {sides[1]}, so it is kept."
            self.remarks.append(say_hidden(path) if file_kind(path) == "hidden" else sentence)

    def _store(self) -> None:
        """Store the merged contents in git."""
        oids = write_blobs(self._git, [data for _, _, data in self._contents], self._folder)
        for (path, mode, _), oid in zip(self._contents, oids, strict=True):
            if mode:
                self.entries[path] = Stage(mode, oid)
            else:
                copy = copy_name(path, self._day, oid)
                self.entries[copy] = Stage("100644", oid)
                self.remarks.append(say_copy(path, copy))
        self._contents.clear()
