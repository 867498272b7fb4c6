"""Commit, fetch, merge and push the notes of a vault, as often as other machines push first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from contactkeeper.config import load_settings
from contactkeeper.errors import CkError, Locked
from contactkeeper.sync.state import UncheckedMerges
from contactkeeper.sync.sync import Committed, Sync
from contactkeeper.sync.worktree import find_work_tree
from contactkeeper.sync_errors import NoRepository, NotSynced
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.sync.changes import Changes
    from contactkeeper.sync.commit_merge import PlannedMerge
    from contactkeeper.vault.store import Vault

ATTEMPTS = 8
"""Pushes that are tried while others push first."""


class Progress(Protocol):
    """Shows how far a merge has come; the line does not stay."""

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how many of all notes are done."""

    def end_progress(self) -> None:
        """Remove the line."""


class Synced(NamedTuple):
    """The result of a sync, or with `--dry-run` the expected one."""

    committed: Committed | None
    changed: Changes
    pulled: int = 0
    """Commits."""
    pushed: int = 0
    remarks: tuple[Wording, ...] = ()
    """For the user: the files that both sides changed, and the version that was kept."""

    def joined(self, second: Synced) -> Synced:
        """Return what this sync and the next did; where both committed, this one's message."""
        return Synced(
            self.committed or second.committed,
            second.changed,
            self.pulled + second.pulled,
            self.pushed + second.pushed,
            self.remarks + second.remarks,
        )


def open_sync(vault: Vault, count_contacts: Callable[[], int]) -> Sync:
    """Make ready for a sync; nothing is done yet.

    Raises:
        NoRepository: the vault is in none.
    """
    tree = find_work_tree(vault.root)
    if tree is None:
        raise NoRepository(str(vault.root))
    with vault.hold():
        return Sync(vault, tree, load_settings(vault.root), count_contacts)


class Exchange:
    """One exchange with the other machines.

    Args:
        vault: the vault.
        sync: from `open_sync`.
        warn: is told what was put right before.
        progress: shows how far a merge has come.
    """

    def __init__(
        self, vault: Vault, sync: Sync, warn: Callable[[Wording], None], progress: Progress
    ) -> None:
        self.committed: Committed | None = None
        """The commit that was made, also where the rest failed."""
        self._vault = vault
        self._sync = sync
        self._warn = warn
        self._progress = progress
        self._merged: list[PlannedMerge] = []

    @property
    def remarks(self) -> tuple[Wording, ...]:
        """Return what a person may want to look at, of all merges."""
        return tuple(remark for merge in self._merged for remark in merge.remarks)

    def run(self, before_commit: Callable[[], None] = lambda: None) -> Synced:
        """Commit, fetch, merge and push, as often as others push first.

        `before_commit` may ask about what is going to be committed.

        Raises: NotSynced: says why; our own changes are committed all the same, where they could
        be.
        """
        sync = self._sync
        try:
            with self._vault.hold():
                self._begin()
            if sync.is_unborn and sync.upstream.remote:
                # A commit of our own would have another beginning than what the others have.
                sync.fetch()
                self._merge()
            before_commit()
            with self._vault.hold():
                self.committed, changed = sync.commit()
            pushed = self._exchange()
            if self._merged and changed.held:  # a merge may have brought back what was missing
                changed = changed._replace(held=sync.find_changed().held)
        except CkError as error:
            if not (isinstance(error, Locked) and sync.state.killed):  # that is wanted again
                sync.state.end()
            if isinstance(error, NotSynced) and self.committed:
                error.committed = self.committed.message
            raise
        sync.state.end()
        pulled = sum(merge.commits for merge in self._merged)
        return Synced(self.committed, changed, pulled, pushed, self.remarks)

    def commit(self) -> Changes:
        """Commit alone; return what changed."""
        with self._vault.hold():
            self._begin()
            self.committed, changed = self._sync.commit()
            self._sync.state.end()
        return changed

    def _begin(self) -> None:
        if self._sync.begin():
            self._warn(
                Wording(
                    "a merge was unfinished here; it is committed now, with the notes as they are."
                )
            )

    def _exchange(self) -> int:
        """Fetch, merge and push until nobody pushed first; return how many commits went."""
        for _ in range(ATTEMPTS):
            self._sync.fetch()
            if merge := self._merge():
                UncheckedMerges(self._vault.own_folder).keep(merge.before or merge.theirs)
            pushed = self._sync.push()
            if pushed is not None:
                return pushed
        said = Wording(
            "others pushed first {times} times in a row: ck sync, once more.", times=ATTEMPTS
        )
        raise NotSynced("busy", said)

    def _merge(self) -> PlannedMerge | None:
        """Merge what was fetched: apart from the vault first, then into it under its lock.

        None where nothing was new.
        """
        show = self._progress.show_progress
        for _ in range(ATTEMPTS):
            try:
                planned = self._sync.plan_merge(partial(show, what=Wording("Merging notes")))
                if planned is None:
                    return None
                writing = partial(show, what=Wording("Writing notes"))
                merge = self._sync.carry_out(planned, self._vault.hold, writing)
            finally:
                self._progress.end_progress()
            if merge:
                self._merged.append(merge)
                return merge
        said = Wording("another program commits here all the time: ck sync, once more.")
        raise NotSynced("busy", said)
