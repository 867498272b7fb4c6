"""One sync: commit, fetch, merge with the driver, push. Each step can stand alone and be repeated.

The work tree is left clean or as it was; what can't be settled is undone and said. Nothing is
printed here.
"""

from __future__ import annotations

import os
import sys
import time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, GitSlow, NotSynced
from contactkeeper.vault import files
from contactkeeper.vault.changed import Changed, changed_in
from contactkeeper.vault.deletions import find_many
from contactkeeper.vault.driver import NAME, driver_line
from contactkeeper.vault.git import Git
from contactkeeper.vault.refusals import (
    came_first,
    explain_commit,
    explain_merge,
    explain_remote,
)
from contactkeeper.vault.running import Running, put_right
from contactkeeper.vault.upstream import upstream_of
from contactkeeper.vault.versions import body_for, message_for
from contactkeeper.vault.worktree import merge_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.deletions import Gone
    from contactkeeper.vault.upstream import Upstream
    from contactkeeper.vault.worktree import WorkTree

_FEW = 20
"""Files of which it is asked whether they have really changed."""

_PATIENCE = 120.0


class Committed(NamedTuple):
    """A commit that was made, or would be."""

    message: str
    """Its first line."""
    paths: tuple[str, ...]
    gone: tuple[Gone, ...] = ()
    """Those that are deleted, emptied or moved."""


class Merge(NamedTuple):
    """What came from the other machines."""

    before: str
    """The commit that we were on."""
    theirs: str
    commits: int
    remarks: tuple[str, ...]
    """What the driver says of things that both changed and that were both kept."""


class Sync:
    """One run over one vault."""

    def __init__(self, tree: WorkTree, root: str, own_folder: str, settings: Settings) -> None:
        self.git = Git(root)
        self.tree = tree
        self.settings = settings
        self._deadline: float | None = None
        self._allowed = set[str]()
        self.count_contacts: Callable[[], int] = lambda: 0
        """Counts the contacts that there are now."""
        self._own_folder = own_folder
        self.running = Running(own_folder, tree.git_folder)

    def limit(self, seconds: float) -> None:
        """Give all that goes over the network together so many seconds, from now on."""
        self._deadline = time.monotonic() + seconds

    def _patience(self) -> float:
        """Return the seconds for one fetch or push."""
        if self._deadline is None:
            return _PATIENCE
        return max(0.1, self._deadline - time.monotonic())

    def begin(self) -> list[str]:
        """Put right what a killed one left, and see that a sync may begin; returns sentences.

        Raises:
            NotSynced: an operation is unfinished, or no branch is checked out.
        """
        self.git.do("rev-parse", "--show-toplevel")  # a repository that git refuses to touch
        told = put_right(self.git, self.tree, self.running)
        operation = self.tree.unfinished()
        if operation:
            raise self._unfinished(operation)
        if not self.upstream.branch:
            message = (
                "no branch is checked out (detached head): git switch to the one you sync, "
                "then ck sync."
            )
            raise NotSynced("detached", message)
        return told

    @cached_property
    def upstream(self) -> Upstream:
        """Find where the branch is synced to."""
        return upstream_of(self.git)

    def plan_commit(self) -> tuple[Committed | None, Changed]:
        """Say what would be committed, and all that changed."""
        changed = self.find_changed()
        if not changed.paths:
            return None, changed
        message = message_for(self.git, changed.paths, self.settings, changed.gone)
        return Committed(message, changed.paths, changed.gone), changed

    def find_changed(self) -> Changed:
        """Find what changed; many deletions that nobody has allowed are held back."""
        changed = changed_in(self.git, self.tree)
        many = find_many(changed.gone, self._allowed, self.count_contacts, self.settings)
        return changed.hold(many)

    def allow(self, paths: Iterable[str]) -> None:
        """Let these notes be committed as deleted, however many they are."""
        self._allowed.update(paths)

    def commit(self) -> tuple[Committed | None, Changed]:
        """Commit what changed in the vault; whatever else is in the index stays there.

        Raises:
            NotSynced: a hook refused it, or git does not know who commits.
            Locked: another program holds the index.
        """
        self.running.begin()
        plan, changed = self.plan_commit()
        if plan is None:
            return None, changed
        listed = "\0".join(plan.paths) + "\0"
        body = ("-m", body_for(plan.gone)) if plan.gone else ()
        try:
            self.running.do(
                self.git, "update-index", "--add", "--remove", "-z", "--stdin", given=listed
            )
            staged = self.git.ask(
                "diff", "--cached", "--quiet", "--no-ext-diff", "--no-textconv", "--",
                *plan.paths[:_FEW],
            )  # fmt: skip
            if not staged.code and len(plan.paths) <= _FEW:
                return None, changed  # only times or modes that git does not keep
            self.running.do(
                self.git, "commit", "-q", "--only", "-m", plan.message, *body,
                "--pathspec-from-file=-", "--pathspec-file-nul", given=listed,
            )  # fmt: skip
        except GitFailed as error:
            raise explain_commit(error, has_hook=self._has_hook("pre-commit", "commit-msg")) from (
                error
            )
        return plan, changed

    def fetch(self) -> None:
        """Fetch what the other machines pushed.

        Raises:
            NotSynced: there is no remote, it can't be reached, or it wants a password.
        """
        remote = self.upstream.remote
        if not remote:
            many = self.git.ask("remote").out.strip()
            message = (
                f"none of several remotes is this branch's: git push -u REMOTE {self._branch}"
                if many
                else "there is no remote, so nothing goes to other machines: git remote add "
                "origin ADDRESS, then ck sync."
            )
            raise NotSynced("no-remote", message)
        try:
            self.git.do("fetch", "-q", "--end-of-options", remote, patience=self._patience())
        except (GitFailed, GitSlow) as error:
            raise explain_remote(error, remote) from error

    def merge(self) -> Merge | None:
        """Merge what was fetched; None where there is nothing new.

        Raises:
            NotSynced: a conflict that no rule settles; the work tree is as it was before.
        """
        theirs = self._commit_of(self.upstream.tracking)
        before = self._commit_of("HEAD")
        if not theirs or theirs == before:
            return None
        if before and not self.git.ask("merge-base", "--is-ancestor", theirs, before).code:
            return None
        span = f"{before}..{theirs}" if before else theirs
        commits = int(self.git.do("rev-list", "--count", span, "--"))
        self.running.begin(before, theirs)
        name = f"{self.upstream.remote}/{self.upstream.there}"
        try:
            said = self._merge(theirs, f"merge: {name}")
        except GitFailed as error:
            raise self._give_up(error.words, name) from error
        return Merge(before, theirs, commits, _told(said))

    def push(self) -> int | None:
        """Push; returns how many commits went, None where somebody else pushed first.

        Raises:
            NotSynced: the remote refused it or can't be reached.
        """
        upstream = self.upstream
        there, here = self._commit_of(upstream.tracking), self._commit_of("HEAD")
        if not here or there == here:
            return 0
        known = [f"^{there}"] if there else ["--not", f"--remotes={upstream.remote}"]
        commits = int(self.git.do("rev-list", "--count", here, *known))
        target = f"HEAD:refs/heads/{upstream.there}"
        words = ["push", "--porcelain", *([] if upstream.is_set else ["-u"]), "--end-of-options"]
        try:
            answer = self.git.ask(*words, upstream.remote, target, patience=self._patience())
        except GitSlow as error:
            raise explain_remote(error, upstream.remote) from error
        if not answer.code:
            return commits
        said = answer.words + answer.out
        if came_first(said):
            return None
        failed = GitFailed("push", said, said)
        is_local = not answer.out and "fatal:" not in said
        if is_local and self._has_hook("pre-push"):
            raise NotSynced("hook", f"a hook refused to push: {answer.words.strip()}") from failed
        raise explain_remote(failed, upstream.remote)

    def _unfinished(self, operation: str) -> NotSynced:
        message = (
            f"a {operation} is unfinished here. Settle it, git add the notes, and "
            f"git {operation} --continue; or git {operation} --abort. Then ck sync."
        )
        return NotSynced("unfinished", message)

    @property
    def _branch(self) -> str:
        return self.upstream.branch

    def _merge(self, theirs: str, message: str) -> str:
        """Merge with the driver of this `ck`, whatever the clone is set up to; return its words."""
        git = self.git.given(f"merge.{NAME}.driver={driver_line(sys.executable)}")
        if merge_rule(self.tree) is None:
            # Weaker than every file of the repository.
            place = os.path.join(self._own_folder, "attributes")
            files.write_durably(place, f"*.md merge={NAME}\n".encode())
            git = git.given(f"core.attributesFile={place}")
        words = ("merge", "-q", "--ff", "--no-edit", "--no-autostash", "-m", message, theirs)
        try:
            return self.running.run(git, *words).words
        except GitFailed as error:
            if "MERGE_HEAD exists" not in error.words:
                raise
            if not self.running.left:  # somebody began one just now, and it is theirs
                raise self._unfinished("merge") from error
        # A git that a killed sync had started went on without it.
        self.running.wait_for_end(self.tree)
        put_right(self.git, self.tree, self.running)
        return self.running.run(git, *words).words

    def _give_up(self, words: str, name: str) -> NotSynced:
        """Take a merge back that could not be made, and say why."""
        unmerged = self.git.ask("diff", "--name-only", "--diff-filter=U", "-z").parts()
        inside = self.tree.inside
        notes = tuple(dict.fromkeys(path.removeprefix(inside) for path in unmerged))
        if self.tree.unfinished() == "merge":
            self.running.do(self.git, "merge", "--abort")
        self.running.end()
        if not notes:
            has_hook = self._has_hook("pre-merge-commit", "commit-msg")
            return explain_merge(words, name, has_hook=has_hook)
        told = [line.removeprefix("ck: ") for line in words.splitlines() if line.startswith("ck: ")]
        lines = [each for each in told if not each.startswith("not merged by")]
        # Of a note that one side deleted the driver is not asked.
        lines += [path for path in notes if not any(f"{path}:" in line for line in lines)]
        todo = (
            f"Your notes are as they were. To settle it: git merge {name}, keep what is right "
            "between the marks, git commit -a, ck sync."
        )
        message = "both machines changed what no rule settles:"
        return NotSynced("conflict", message, notes=notes, rows=lines, last=todo)

    def _commit_of(self, name: str) -> str:
        answer = self.git.ask("rev-parse", "--verify", "-q", f"{name}^{{commit}}")
        return answer.out.strip()

    def _has_hook(self, *names: str) -> bool:
        """Say whether one of these hooks would have run."""
        folder = self.git.ask("rev-parse", "--git-path", "hooks").out.strip()
        places = (os.path.join(self.git.folder, folder, name) for name in names)
        return any(os.access(place, os.X_OK) for place in places)


def _told(words: str) -> tuple[str, ...]:
    """Return what our driver said, a sentence each."""
    lines: Iterable[str] = words.splitlines()
    return tuple(line.removeprefix("ck: ") for line in lines if line.startswith("ck: "))
