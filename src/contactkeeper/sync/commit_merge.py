"""Merge another machine's commit into the branch: plan it, check it out, then move the branch.

Planning writes only git objects and needs no lock. `carry_out` writes the files, then the index,
then moves the branch; killed in between, it leaves uncommitted files that the next sync commits and
merges with the same result.

`finish_merge` commits a merge that git has left half done, begun by an editor's plug-in, an app,
the user, or a git that was killed. Aborting it would discard what was written since, so the files
on the disk are committed as they are.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.sync.changes import find_conflicted
from contactkeeper.sync.checkout import Checkout, Moves
from contactkeeper.sync.git import summarize_error
from contactkeeper.sync.git_errors import explain_commit
from contactkeeper.sync.merge_file import FileMerger, file_kind
from contactkeeper.sync.objects import LONG_TIMEOUT, commit_of, diff_trees, index_lines, write_tree
from contactkeeper.sync.state import STALE
from contactkeeper.sync.tree_merge import ConflictMerger, merge_trees
from contactkeeper.sync_errors import GitFailed, NotSynced
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.changes import Changes
    from contactkeeper.sync.checkout import LockVault, ShowProgress
    from contactkeeper.sync.git import Git
    from contactkeeper.sync.state import SyncState
    from contactkeeper.sync.worktree import WorkTree


class PlannedMerge(NamedTuple):
    """A merge commit that exists in git; branch, index and work tree are unchanged."""

    before: str
    """The commit of HEAD; empty before the first commit."""
    theirs: str
    """The commit of the other machines."""
    commits: int
    """The number of commits that are new here."""
    commit: str
    """The commit to move the branch to."""
    tree_before: str
    day: str
    """The date of the other machine's commit, for the names of conflict copies."""
    is_forward: bool
    """Whether it is a fast-forward: we have no commits of our own."""
    remarks: tuple[Wording, ...] = ()
    """For the user: which changes of both sides were kept, and the like."""


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
        is_forward = not before or not git.ask("merge-base", "--is-ancestor", before, theirs).code
        span = f"{before}..{theirs}" if before else theirs
        planned = PlannedMerge(
            before,
            theirs,
            int(git.do("rev-list", "--count", span, "--")),
            commit=theirs,
            tree_before=git.do("rev-parse", f"{before}^{{tree}}") if before else nothing,
            day=git.do("show", "-s", "--format=%cs", theirs, "--"),
            is_forward=is_forward,
        )
        with self._temporary_folder() as folder:
            if is_forward:
                # Git refuses a tree with paths such as .git/config here.
                write_tree(git, f"{theirs}^{{tree}}", {}, folder)
                return planned
            trees = merge_trees(git, before, theirs, folder)
            commits = (before, theirs)
            merger = FileMerger(git, self._settings, folder, commits)
            files = ConflictMerger(git, merger, commits, planned.day, folder)
            files.merge_all(trees.conflicted, show)
            tree = write_tree(git, trees.tree, files.entries, folder)
            commit = self._commit_tree(tree, commits, message, folder)
            return planned._replace(commit=commit, remarks=tuple(files.remarks))

    def _commit_tree(self, tree: str, parents: tuple[str, str], message: str, folder: str) -> str:
        """Store the merge commit, with the hooks and the signature that `git merge` would use."""
        git = self._git
        index = git.with_options(GIT_INDEX_FILE=os.path.join(folder, "index"))
        run_hook(index, "pre-merge-commit")
        message_file = os.path.join(folder, "message")
        with open(message_file, "w", encoding="utf-8") as file:
            file.write(f"{message}\n")
        run_hook(index, "commit-msg", message_file)
        words = ["-p", parents[0], "-p", parents[1], "-F", message_file, tree]
        if git.ask("config", "--type=bool", "--get", "commit.gpgsign").out.strip() == "true":
            words.insert(0, "-S")
        return git.do("commit-tree", *words, timeout=LONG_TIMEOUT)

    def carry_out(
        self, planned: PlannedMerge, lock_vault: LockVault, show: ShowProgress
    ) -> tuple[Wording, ...] | None:
        """Check out a planned merge and move the branch to it.

        Returns what the user may want to know; None where the branch has moved meanwhile, so
        that the merge has to be planned again. The deadline does not apply once it has begun.

        Args:
            planned: the merge.
            lock_vault: takes the vault's lock. It is taken for some files at a time, so that a
                long merge does not keep `ck log` waiting.
            show: is told how many files are written.

        Raises:
            NotSynced: a file could not be written; the branch has not moved.
            Locked: another program holds the vault or the index.
        """
        if commit_of(self._git, "HEAD") != planned.before:
            return None
        with self._git.deadline.suspended():
            remarks = self._write(planned, lock_vault, show)
            try:
                words = ("update-ref", "-m", "ck sync", "HEAD", planned.commit, planned.before)
                self._state.run(self._git, *words)
            except GitFailed:
                if commit_of(self._git, "HEAD") == planned.before:
                    raise
                return None
        run_hook(self._git, "post-merge", "0", may_refuse=False)
        return (*planned.remarks, *remarks)

    def _write(
        self, planned: PlannedMerge, lock_vault: LockVault, show: ShowProgress
    ) -> list[Wording]:
        """Write the files, then the index."""
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

    @contextmanager
    def _temporary_folder(self) -> Iterator[str]:
        """Make an empty folder outside of the work tree, and remove it at the end."""
        shutil.rmtree(self._folder, ignore_errors=True)  # left by a killed sync
        os.makedirs(self._folder)
        try:
            yield self._folder
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


def has_hook(git: Git, *names: str) -> bool:
    """Say whether one of these hooks exists and is executable."""
    folder = git.ask("rev-parse", "--git-path", "hooks").out.strip()
    places = (os.path.join(git.folder, folder, name) for name in names)
    return any(os.access(place, os.X_OK) for place in places)


def run_hook(git: Git, name: str, *arguments: str, may_refuse: bool = True) -> None:
    """Run a hook if it exists; raises NotSynced where it fails and `may_refuse` the merge."""
    if not has_hook(git, name):
        return
    answer = git.ask("hook", "run", "--ignore-missing", name, "--", *arguments)
    if answer.code and may_refuse:
        why = summarize_error(answer.error_text)
        raise NotSynced("hook", Wording("a hook refused the merge: {why}", why=why))


def finish_merge(
    git: Git, tree: WorkTree, state: SyncState, find_changed: Callable[[], Changes]
) -> bool:
    """Commit an unfinished merge with the files on the disk.

    False where another program has finished the merge meanwhile. `find_changed` lists the changes
    of the vault to be committed with it.

    Raises:
        NotSynced: a file holds conflict markers, or the commit is refused.
        Locked: another program holds the index.
    """
    _wait_for_other_program(tree)
    if tree.unfinished() != "merge":
        return False
    whole = git.with_options(folder=tree.top)
    index = whole.do("ls-files", "-u", "-z", timeout=LONG_TIMEOUT).split("\0")
    unmerged = list(dict.fromkeys(line.partition("\t")[2] for line in index if line))
    changed = find_changed()
    inside = tree.inside
    found = find_conflicted(whole, unmerged)
    marked = [path for path in unmerged if path in found]
    marked += [f"{inside}{path}" for path in changed.marked]
    if marked:
        notes = [path.removeprefix(inside) for path in dict.fromkeys(marked)]
        raise NotSynced(
            "unfinished",
            Wording("a merge is unfinished here, and these files have conflict markers:"),
            notes=notes,
            rows=notes,
            last=Wording(
                "ck check --fix merges what the rules decide. Where markers are left, keep the "
                "right lines and delete the markers. Then run ck sync."
            ),
        )
    paths = dict.fromkeys([*unmerged, *(f"{inside}{path}" for path in changed.paths)])
    try:
        if paths:
            state.stage(whole, paths)
        state.run(whole, "commit", "-q", "--no-edit", timeout=LONG_TIMEOUT)
    except GitFailed as error:
        raise explain_commit(error, has_hook=False) from error
    return True


def _wait_for_other_program(tree: WorkTree) -> None:
    """Give a program that is merging right now the time to finish."""
    place = os.path.join(tree.git_folder, "MERGE_HEAD")
    give_up = time.monotonic() + STALE
    while time.monotonic() < give_up:
        if not os.path.exists(place):
            return
        time.sleep(0.1)
