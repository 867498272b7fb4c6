"""Another machine's commit merged into the branch: planned apart, brought in, then recorded.

Planning writes nothing but objects of git and needs no lock. `carry_out` writes the files, then the
index, then moves the branch; killed in between, it leaves changes that the next sync commits and
that merge to themselves.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, NotSynced
from contactkeeper.vault.blobs import (
    LONG,
    Stage,
    index_lines,
    read_blobs,
    write_blobs,
    write_tree,
)
from contactkeeper.vault.checkout import Checkout, changes_between
from contactkeeper.vault.conflicts import (
    Settler,
    copy_name,
    is_workspace,
    kind_of,
    say_copy,
    say_hidden,
)
from contactkeeper.vault.hooks import run_hook
from contactkeeper.vault.moves import Moves
from contactkeeper.vault.tree_merge import merge_trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.checkout import Hold
    from contactkeeper.vault.git import Git
    from contactkeeper.vault.running import Running
    from contactkeeper.vault.tree_merge import Conflicted
    from contactkeeper.vault.worktree import WorkTree

_AT_ONCE = 200
"""Files whose versions are read from git at once."""


class Planned(NamedTuple):
    """A merge that is made as far as git goes; the work tree knows nothing of it yet."""

    before: str
    """The commit that we are on; empty where there is none."""
    commit: str
    """The one that the branch is to have."""
    tree_before: str
    day: str
    """Of the other machine's commit, for the names of conflict copies."""
    is_forward: bool
    """Whether there is nothing of ours to merge with."""
    remarks: tuple[str, ...]


class CommitMerge:
    """Merges commits into the branch of one work tree."""

    def __init__(
        self, git: Git, tree: WorkTree, own_folder: str, settings: Settings, running: Running
    ) -> None:
        """Keep what a merge needs; `own_folder` lies outside of the work tree."""
        self._git = git.given(folder=tree.top)
        self._folder = os.path.join(own_folder, "merge")
        self._settings = settings
        self._running = running

    def plan(
        self, before: str, theirs: str, message: str, show: Callable[[int, int], None]
    ) -> Planned:
        """Merge `theirs` into `before` apart from the work tree.

        Raises:
            NotSynced: git is too old, a hook refused it.
            GitFailed: the two have no common beginning, or git fails.
        """
        git = self._git
        nothing = git.do("hash-object", "-t", "tree", "--stdin")
        tree_before = git.do("rev-parse", f"{before}^{{tree}}") if before else nothing
        day = git.do("show", "-s", "--format=%cs", theirs, "--")
        is_forward = not before or not git.ask("merge-base", "--is-ancestor", before, theirs).code
        with self._space() as folder:
            if is_forward:
                write_tree(git, f"{theirs}^{{tree}}", {}, folder)  # git refuses odd paths
                return Planned(before, theirs, tree_before, day, is_forward=True, remarks=())
            found = merge_trees(git, before, theirs, folder)
            settled = _Settling(
                git, Settler(git, self._settings, folder, (before, theirs)), day, folder
            )
            settled.settle_all(found.conflicted, (before, theirs), show)
            tree = write_tree(git, found.tree, settled.entries, folder)
            index = git.given(GIT_INDEX_FILE=os.path.join(folder, "index"))
            run_hook(index, "pre-merge-commit")
            said = os.path.join(folder, "message")
            with open(said, "w", encoding="utf-8") as file:
                file.write(f"{message}\n")
            run_hook(index, "commit-msg", said)
            signs = git.ask("config", "--type=bool", "--get", "commit.gpgsign").out.strip()
            sign = ["-S"] if signs == "true" else []
            commit = git.do(
                "commit-tree", *sign, "-p", before, "-p", theirs, "-F", said, tree, patience=LONG
            )
            return Planned(
                before, commit, tree_before, day, is_forward=False, remarks=tuple(settled.remarks)
            )

    def carry_out(
        self, planned: Planned, hold: Hold, show: Callable[[int, int], None]
    ) -> tuple[str, ...] | None:
        """Bring a planned merge into the work tree and the branch.

        Returns what a person may want to know, in sentences; None where the branch has moved
        meanwhile, so that it has to be planned anew. What is begun is ended, limit or not.

        Args:
            planned: the merge.
            hold: takes the vault's lock, some files at a time: a long merge keeps no `ck log` out.
            show: is told how many files are written.

        Raises:
            NotSynced: a file could not be written; the branch is where it was.
            Locked: another program holds the vault or the index.
        """
        if self._head() != planned.before:
            return None
        with self._git.limit.lifted():
            remarks = self._bring(planned, hold, show)
            try:
                words = ("update-ref", "-m", "ck sync", "HEAD", planned.commit, planned.before)
                self._running.do(self._git, *words)
            except GitFailed:
                if self._head() == planned.before:
                    raise
                return None
        run_hook(self._git, "post-merge", "0", may_refuse=False)
        return (*planned.remarks, *remarks)

    def _bring(self, planned: Planned, hold: Hold, show: Callable[[int, int], None]) -> list[str]:
        """Write the files, then the index; returns what is to be said of them."""
        git = self._git
        incoming = changes_between(git, planned.tree_before, f"{planned.commit}^{{tree}}")
        staged = self._staged(planned)
        with self._space() as folder:
            settler = Settler(git, self._settings, folder, (planned.before, planned.commit))
            token = self._running.token
            made = {each.path for each in incoming if each.after}
            moves = Moves(git, planned.tree_before, f"{planned.commit}^{{tree}}", made)
            checkout = Checkout(moves, settler, staged, day=planned.day, token=token)
            checkout.bring(incoming, hold, show)
        entries = {
            each.path: each.after
            for each in incoming
            if each.path not in staged or kind_of(each.path) in ("note", "settings")
        }
        if entries:
            given = index_lines(planned.commit, entries)
            self._running.do(git, "update-index", "-z", "--index-info", given=given, patience=LONG)
            git.ask("update-index", "-q", "--refresh", patience=LONG)
        return checkout.remarks

    def _staged(self, planned: Planned) -> set[str]:
        """Return the paths of which the index holds something that is not committed."""
        words = ("diff-index", "--cached", "--name-only", "--no-renames", "-z", planned.tree_before)
        return set(self._git.ask(*words, patience=LONG).parts())

    def _head(self) -> str:
        return self._git.ask("rev-parse", "--verify", "-q", "HEAD^{commit}").out.strip()

    @contextmanager
    def _space(self) -> Iterator[str]:
        """Give an empty folder for temporary files, outside of the work tree."""
        shutil.rmtree(self._folder, ignore_errors=True)  # of one that was killed
        os.makedirs(self._folder)
        try:
            yield self._folder
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


class _Settling:
    """Settles all that git left open in a merge of two trees."""

    def __init__(self, git: Git, settler: Settler, day: str, folder: str) -> None:
        self._git = git
        self._settler = settler
        self._day = day
        self._folder = folder
        self._contents: list[tuple[str, str, bytes]] = []
        self.entries: dict[str, Stage | None] = {}
        """What the merged tree has at these paths; None: no such file."""
        self.remarks: list[str] = []

    def settle_all(
        self,
        conflicted: tuple[Conflicted, ...],
        commits: tuple[str, str],
        show: Callable[[int, int], None],
    ) -> None:
        """Settle each file, with the versions of some read at once."""
        for start in range(0, len(conflicted), _AT_ONCE):
            some = conflicted[start : start + _AT_ONCE]
            if self._git.limit.is_over:
                raise NotSynced("slow", "the merge takes longer than there is time for.")
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
                self._settle(each, commits, blobs)
            self._write()

    def _settle(self, each: Conflicted, commits: tuple[str, str], blobs: dict[str, bytes]) -> None:
        path, base, ours, theirs, others = each
        self.entries.update(dict.fromkeys(others))
        if ours is None or theirs is None:
            self._settle_alone(each, commits)
        elif not (ours.is_file and theirs.is_file):
            self.entries[path] = ours
            self.remarks.append(f"{path}: both machines changed what it is; ours stays.")
        else:
            known = blobs[base.oid] if base and base.is_file else None
            settled = self._settler.settle(path, known, blobs[ours.oid], blobs[theirs.oid])
            mode = theirs.mode if base and ours.mode == base.mode else ours.mode
            self._contents.append((path, mode, settled.data))
            self.remarks += settled.remarks
            if others:
                self.remarks.append(f"{path}: {others[-1]} on the other machine; this name stays.")
            if settled.copy is not None:
                self._contents.append((path, "", settled.copy))

    def _settle_alone(self, each: Conflicted, commits: tuple[str, str]) -> None:
        """Keep what one side changed and the other took away, or what another thing displaced."""
        path, base, ours, theirs, _ = each
        kept = ours or theirs
        for commit in commits:
            if path.endswith(f"~{commit}") and kept:
                self.entries[path] = None
                path = copy_name(path.removesuffix(f"~{commit}"), self._day, kept.oid)
                self.remarks.append(f"{path}: it has this name since a folder has its own.")
        if kept and base and is_workspace(path):
            self.entries[path] = None  # taken out of git on one machine, for good
            return
        self.entries[path] = kept
        if kept and base:
            sides = ("here", "there") if ours else ("there", "here")
            said = f"changed {sides[0]} and deleted {sides[1]}, so it is kept."
            self.remarks.append(
                f"{path}: {said}" if kind_of(path) != "hidden" else say_hidden(path)
            )

    def _write(self) -> None:
        """Give git what was merged."""
        oids = write_blobs(self._git, [data for _, _, data in self._contents], self._folder)
        for (path, mode, _), oid in zip(self._contents, oids, strict=True):
            if mode:
                self.entries[path] = Stage(mode, oid)
            else:
                copy = copy_name(path, self._day, oid)
                self.entries[copy] = Stage("100644", oid)
                self.remarks.append(say_copy(path, copy))
        self._contents.clear()
