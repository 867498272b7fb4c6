"""The steps of one sync: commit, fetch, merge, push. Each can be run alone and repeated.

The order of the steps is up to the caller; nothing is printed here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.sync import commit_message
from contactkeeper.sync.changes import Changes, find_changes
from contactkeeper.sync.commit_merge import CommitMerge, finish_merge, has_hook
from contactkeeper.sync.deletions import find_mass_deletion
from contactkeeper.sync.git import Git
from contactkeeper.sync.git_errors import explain_commit, explain_merge, explain_remote, is_behind
from contactkeeper.sync.objects import commit_of
from contactkeeper.sync.state import SyncState
from contactkeeper.sync.upstream import check_branch, detached, upstream_of
from contactkeeper.sync_errors import GitFailed, GitSlow, NotSynced
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.checkout import LockVault, ShowProgress
    from contactkeeper.sync.commit_merge import PlannedMerge
    from contactkeeper.sync.deletions import RemovedNote
    from contactkeeper.sync.upstream import Upstream
    from contactkeeper.sync.worktree import Operation, WorkTree
    from contactkeeper.vault.store import Vault

_FEW = 20
"""Up to so many files are compared with the last commit, for a change of times or modes only."""

_NETWORK_TIMEOUT = 120.0
"""Seconds for a fetch or a push."""


class Committed(NamedTuple):
    """A commit that was made, or would be made."""

    message: str
    """Its first line."""
    paths: tuple[str, ...]
    gone: tuple[RemovedNote, ...] = ()
    """The notes of `paths` that are deleted, emptied or moved."""


class Sync:
    """One run over one vault."""

    def __init__(
        self, vault: Vault, tree: WorkTree, shared: Settings, count_contacts: Callable[[], int]
    ) -> None:
        """Prepare a run.

        Args:
            vault: the vault.
            tree: the work tree around it.
            shared: the settings of the vault alone, so that all machines merge alike.
            count_contacts: counts the contacts of the vault.
        """
        self.git = Git(str(vault.root))
        self.tree = tree
        self.settings = vault.settings
        self._allowed = set[str]()
        self._count_contacts = count_contacts
        self.state = SyncState(vault.own_folder, tree.git_folder)
        self.made = set[str]()
        """The merge commits of this run."""
        self._merges = CommitMerge(self.git, tree, vault.own_folder, shared, self.state)

    def begin(self, *, look: bool = False) -> bool:
        """Finish a merge that was left half done, and check that a sync may begin.

        Returns whether there was one to finish. `look`: only check, and change nothing.

        Raises:
            NotSynced: an operation is unfinished, or no branch is checked out.
        """
        self.git.do("rev-parse", "--show-toplevel")  # fails where git refuses the repository
        operation = self.tree.unfinished()
        if operation and (look or operation != "merge"):
            raise NotSynced("unfinished", _say_unfinished(operation))
        if not self.upstream.branch:
            raise detached(self.git)
        if not look:
            self.state.sweep(self.tree.top)
        if not operation:
            return False
        self.state.begin()
        return finish_merge(self.git, self.tree, self.state, self.find_changed)

    @cached_property
    def upstream(self) -> Upstream:
        """Find the branch that ours is synced with."""
        return upstream_of(self.git)

    @property
    def is_unborn(self) -> bool:
        """Say whether the branch has no commit yet."""
        return not commit_of(self.git, "HEAD")

    def plan_commit(self) -> tuple[Committed | None, Changes]:
        """Return the commit that `commit` would make, and all changes."""
        changed = self.find_changed()
        if not changed.paths:
            return None, changed
        message = commit_message.first_line(self.git, changed.paths, self.settings, changed.gone)
        return Committed(message, changed.paths, changed.gone), changed

    def find_changed(self) -> Changes:
        """List the changes; many deletions are held back until they are allowed."""
        changed = find_changes(self.git, self.tree)
        many = find_mass_deletion(changed.gone, self._allowed, self._count_contacts, self.settings)
        return changed.hold_back(many)

    def allow(self, paths: Iterable[str]) -> None:
        """Allow these notes to be committed as deleted, however many they are."""
        self._allowed.update(paths)

    def commit(self) -> tuple[Committed | None, Changes]:
        """Commit the changes of the vault; other changes in the index stay there.

        Raises:
            NotSynced: a hook refused it, or git has no name and address for the author.
            Locked: another program holds the index.
        """
        self.state.begin()
        plan, changed = self.plan_commit()
        if plan is None:
            return None, changed
        body = ("-m", commit_message.rest(plan.gone)) if plan.gone else ()
        try:
            self.state.stage(self.git, plan.paths)
            staged = self.git.ask(
                "diff", "--cached", "--quiet", "--no-ext-diff", "--no-textconv", "--",
                *plan.paths[:_FEW],
            )  # fmt: skip
            if not staged.code and len(plan.paths) <= _FEW:
                return None, changed  # only times or modes have changed, which git does not keep
            self.state.run(
                self.git, "commit", "-q", "--only", "-m", plan.message, *body,
                "--pathspec-from-file=-", "--pathspec-file-nul",
                stdin="".join(f"{path}\0" for path in plan.paths),
            )  # fmt: skip
        except GitFailed as error:
            hook_exists = has_hook(self.git, "pre-commit", "commit-msg")
            raise explain_commit(error, has_hook=hook_exists) from error
        return plan, changed

    def fetch(self) -> None:
        """Fetch what the other machines pushed.

        Raises:
            NotSynced: there is no remote, it can't be reached, or it needs a password.
        """
        remote = self.upstream.remote
        if not remote:
            has_remotes = self.git.ask("remote").out.strip()
            said = Wording(
                "there is no remote, so other machines get nothing: git remote add origin "
                "ADDRESS, then ck sync."
            )
            if has_remotes:
                said = Wording(
                    "there are several remotes, and this branch is set to none: "
                    "git push -u REMOTE {branch}",
                    branch=self.upstream.branch,
                )
            raise NotSynced("no-remote", said)
        try:
            self.state.run(
                self.git, "fetch", "-q", "--end-of-options", remote, timeout=_NETWORK_TIMEOUT
            )
        except (GitFailed, GitSlow) as error:
            raise explain_remote(error, remote) from error
        check_branch(self.git, self.tree, self.upstream)

    def plan_merge(self, show: ShowProgress) -> PlannedMerge | None:
        """Plan the merge of the fetched commits; None where there is nothing new.

        The work tree and the branch stay as they are.

        Raises:
            NotSynced: the two have no common ancestor, git is too old, or a hook refused it.
        """
        theirs = commit_of(self.git, self.upstream.tracking)
        before = commit_of(self.git, "HEAD")
        if not theirs or theirs == before:
            return None
        if before and not self.git.ask("merge-base", "--is-ancestor", theirs, before).code:
            return None
        self.state.begin()
        name = f"{self.upstream.remote}/{self.upstream.there}"
        try:
            planned = self._merges.plan(before, theirs, f"merge: {name}", show)
        except GitFailed as error:
            raise explain_merge(error.output, name) from error
        if not planned.is_forward:
            self.made.add(planned.commit)
        return planned

    def carry_out(
        self, planned: PlannedMerge, lock_vault: LockVault, show: ShowProgress
    ) -> PlannedMerge | None:
        """Write a planned merge into the vault; None: the branch has moved, so plan it again.

        Returns it with all that the user may want to know.

        Raises:
            NotSynced: a file could not be written; the branch has not moved.
            Locked: another program holds the index.
        """
        remarks = self._merges.carry_out(planned, lock_vault, show)
        if remarks is None:
            return None
        return planned._replace(remarks=tuple(map(self._from_vault, remarks)))

    def _from_vault(self, remark: Wording) -> Wording:
        """Return a remark that names the path from the vault instead of the work tree."""
        path = str(remark.facts["path"]).removeprefix(self.tree.inside)
        return Wording(remark.template, **{**remark.facts, "path": path})

    def push(self) -> int | None:
        """Push; returns the number of commits, None where another machine pushed first.

        Raises:
            NotSynced: the remote refused the push, or can't be reached.
        """
        upstream = self.upstream
        there, here = commit_of(self.git, upstream.tracking), commit_of(self.git, "HEAD")
        if not here or there == here:
            return 0
        known = [f"^{there}"] if there else ["--not", f"--remotes={upstream.remote}"]
        commits = int(self.git.do("rev-list", "--count", here, *known))
        target = f"HEAD:refs/heads/{upstream.there}"
        words = ["push", "--porcelain", *([] if upstream.is_set else ["-u"]), "--end-of-options"]
        try:
            answer = self.git.ask(*words, upstream.remote, target, timeout=_NETWORK_TIMEOUT)
        except GitSlow as error:
            raise explain_remote(error, upstream.remote) from error
        if not answer.code:
            return commits
        output = answer.stderr + answer.out
        if is_behind(output):
            return None
        failed = GitFailed("push", output, output)
        is_local = not answer.out and "fatal:" not in output
        if is_local and has_hook(self.git, "pre-push"):
            said = Wording("a hook refused the push: {why}", why=answer.stderr.strip())
            raise NotSynced("hook", said) from failed
        raise explain_remote(failed, upstream.remote)


def _say_unfinished(operation: Operation) -> Wording:
    if operation == "merge":
        return Wording("a merge is unfinished here: ck sync finishes it.")
    # --abort is not suggested: it discards what was written since.
    return Wording(
        "a {operation} is unfinished here. Where notes hold conflict markers, ck check --fix "
        "merges both sides. Then git add -A && git -c core.editor=true {operation} --continue, "
        "then ck sync.",
        operation=operation,
    )
