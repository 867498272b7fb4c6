"""One sync: commit, fetch, merge, push. Each step can stand alone and be repeated.

Nothing is printed here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, GitSlow, NotSynced
from contactkeeper.sync.blobs import LONG
from contactkeeper.sync.changes import Changed, changed_in
from contactkeeper.sync.commit_merge import CommitMerge
from contactkeeper.sync.deletions import find_many
from contactkeeper.sync.git import Git
from contactkeeper.sync.git_errors import (
    came_first,
    explain_commit,
    explain_merge,
    explain_remote,
)
from contactkeeper.sync.hooks import has_hook
from contactkeeper.sync.state import SyncState
from contactkeeper.sync.unfinished import conclude_merge, say_unfinished
from contactkeeper.sync.upstream import check_branch, say_detached, upstream_of
from contactkeeper.sync.versions import body_for, message_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.checkout import Hold
    from contactkeeper.sync.commit_merge import Planned
    from contactkeeper.sync.deletions import Gone
    from contactkeeper.sync.upstream import Upstream
    from contactkeeper.sync.worktree import WorkTree

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
    """What a person may want to look at: things that both changed and that were both kept."""


class Sync:
    """One run over one vault."""

    def __init__(self, tree: WorkTree, root: str, own_folder: str, settings: Settings) -> None:
        self.git = Git(root)
        self.tree = tree
        self.settings = settings
        self._allowed = set[str]()
        self.count_contacts: Callable[[], int] = lambda: 0
        """Counts the contacts that there are now."""
        self._own_folder = own_folder
        self.running = SyncState(own_folder, tree.git_folder)
        self.made = set[str]()
        """The merges of this run."""
        self._merges = CommitMerge(self.git, tree, own_folder, settings, self.running)

    def set_merging(self, settings: Settings) -> None:
        """Merge by these settings, which are not those of one machine."""
        self._merges = CommitMerge(self.git, self.tree, self._own_folder, settings, self.running)

    def limit(self, seconds: float) -> None:
        """Give all that git does together so many seconds, from now on."""
        self.git.limit.set(seconds)

    def begin(self, *, look: bool = False) -> list[str]:
        """End a merge that is left half made, and see that a sync may begin; returns sentences.

        `look`: change nothing.

        Raises:
            NotSynced: an operation is unfinished, or no branch is checked out.
        """
        self.git.do("rev-parse", "--show-toplevel")  # a repository that git refuses to touch
        told = []
        operation = self.tree.unfinished()
        if operation and (look or operation != "merge"):
            raise NotSynced("unfinished", say_unfinished(operation))
        if not self.upstream.branch:
            raise NotSynced("detached", say_detached(self.git))
        if not look:
            self.running.sweep(self.tree.top)
        if operation:
            self.running.begin()
            told = [conclude_merge(self.git, self.tree, self.running, self.find_changed)]
        return [sentence for sentence in told if sentence]

    @cached_property
    def upstream(self) -> Upstream:
        """Find where the branch is synced to."""
        return upstream_of(self.git)

    @property
    def is_unborn(self) -> bool:
        """Say whether nothing was ever committed here."""
        return not self._commit_of("HEAD")

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
                self.git, "update-index", "--add", "--remove", "-z", "--stdin", given=listed,
                patience=LONG,
            )  # fmt: skip
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
            hooked = has_hook(self.git, "pre-commit", "commit-msg")
            raise explain_commit(error, has_hook=hooked) from error
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
            self.running.do(self.git, "fetch", "-q", "--end-of-options", remote, patience=_PATIENCE)
        except (GitFailed, GitSlow) as error:
            raise explain_remote(error, remote) from error
        check_branch(self.git, self.tree, self.upstream)

    def plan_merge(self, show: Callable[[int, int], None]) -> tuple[Planned, Merge] | None:
        """Merge what was fetched apart from the vault; None where there is nothing new.

        Raises:
            NotSynced: the two have no common beginning, git is too old, or a hook refused it.
        """
        theirs = self._commit_of(self.upstream.tracking)
        before = self._commit_of("HEAD")
        if not theirs or theirs == before:
            return None
        if before and not self.git.ask("merge-base", "--is-ancestor", theirs, before).code:
            return None
        span = f"{before}..{theirs}" if before else theirs
        commits = int(self.git.do("rev-list", "--count", span, "--"))
        self.running.begin()
        name = f"{self.upstream.remote}/{self.upstream.there}"
        try:
            planned = self._merges.plan(before, theirs, f"merge: {name}", show)
        except GitFailed as error:
            raise explain_merge(error.words, name) from error
        if not planned.is_forward:
            self.made.add(planned.commit)
        return planned, Merge(before, theirs, commits, ())

    def carry_out(
        self, planned: Planned, merge: Merge, hold: Hold, show: Callable[[int, int], None]
    ) -> Merge | None:
        """Bring a planned merge into the vault, which `hold` locks; None: plan it anew.

        Raises:
            NotSynced: a file could not be written; the branch is where it was.
            Locked: another program holds the index.
        """
        remarks = self._merges.carry_out(planned, hold, show)
        if remarks is None:
            return None
        inside = self.tree.inside
        return merge._replace(remarks=tuple(each.removeprefix(inside) for each in remarks))

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
            answer = self.git.ask(*words, upstream.remote, target, patience=_PATIENCE)
        except GitSlow as error:
            raise explain_remote(error, upstream.remote) from error
        if not answer.code:
            return commits
        said = answer.words + answer.out
        if came_first(said):
            return None
        failed = GitFailed("push", said, said)
        is_local = not answer.out and "fatal:" not in said
        if is_local and has_hook(self.git, "pre-push"):
            raise NotSynced("hook", f"a hook refused to push: {answer.words.strip()}") from failed
        raise explain_remote(failed, upstream.remote)

    @property
    def _branch(self) -> str:
        return self.upstream.branch

    def _commit_of(self, name: str) -> str:
        answer = self.git.ask("rev-parse", "--verify", "-q", f"{name}^{{commit}}")
        return answer.out.strip()
