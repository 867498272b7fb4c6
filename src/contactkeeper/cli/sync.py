"""`ck sync`: my notes to the other machines, and theirs here, with nothing lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from contactkeeper.cli.declare import option
from contactkeeper.cli.deletions import (
    ask_about_deletions,
    exit_code_of,
    gone_value,
    say_gone,
    warn_of_held,
)
from contactkeeper.cli.documents import document
from contactkeeper.cli.interrupts import ends_git
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.config import load_settings
from contactkeeper.core.days.wording import say_count
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.notes.entries import format_entry
from contactkeeper.errors import CkError, Locked, NoRepository, NotSynced
from contactkeeper.vault.dropped import Dropped, Looked, Unasked, find_dropped
from contactkeeper.vault.lock import lock
from contactkeeper.vault.merging import union_fault
from contactkeeper.vault.store import Step
from contactkeeper.vault.syncing import Committed, Merge, Sync
from contactkeeper.vault.trusted import remember_use
from contactkeeper.vault.upstream import distance
from contactkeeper.vault.worktree import find_work_tree, merge_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.vault.changed import Changed

ATTEMPTS = 8
"""Pushes that are tried while others push first."""


class Synced(NamedTuple):
    """What a sync did, or with `--dry-run` would do."""

    committed: Committed | None
    changed: Changed
    pulled: int = 0
    pushed: int = 0
    remarks: tuple[str, ...] = ()


def sync_command(
    session: Session,
    *,
    dry_run: Annotated[
        bool, option("--dry-run", help="Show what would be committed; do nothing.")
    ] = False,
    yes: Annotated[
        bool,
        option("--yes", help="Put back what a merge has lost; let many deleted notes go."),
    ] = False,
) -> int:
    """Commit the notes, fetch, merge and push, so that all machines have the same.

    Example: ck sync
    """
    sync = open_sync(session)
    if dry_run:
        sync.begin(look=True)
        plan, changed = sync.plan_commit()
        found = distance(sync.git)
        synced = Synced(plan, changed, found.behind or 0, found.ahead or 0)
        return _answer(session, synced, [], restored=0, dry_run=True)
    with ends_git(), lock(f"{session.vault.own_folder}/sync.lock"):
        remember_use(session.vault.own_folder)
        synced = run(session, sync, yes=yes)
        unasked = Unasked(session.vault.own_folder)
        since = unasked.since()
        looked = _look_for_losses(session, sync, since) if since else Looked()
        lost = looked.dropped
        restored = 0
        if lost:
            restored = _offer(session, lost, yes=yes)
        if restored:
            synced = _together(synced, run(session, sync))
        if looked.is_all and (not lost or restored or session.can_ask):
            unasked.forget()
    code = _answer(session, synced, lost, restored=restored, dry_run=False)
    return code if restored or not lost or session.can_ask else 2


def open_sync(session: Session) -> Sync:
    """Make ready for a sync; nothing is done yet.

    Raises:
        NoRepository: the vault is in none.
    """
    tree = find_work_tree(session.root)
    if tree is None:
        raise NoRepository(str(session.root))
    vault = session.vault
    with vault.hold():
        sync = Sync(tree, str(session.root), vault.own_folder, session.settings)
        sync.count_contacts = lambda: len(session.loaded.contacts)
        # All machines have the vault's own settings, and are to merge alike.
        sync.set_merging(load_settings(session.root))
        return sync


def run(session: Session, sync: Sync, *, quiet: bool = False, yes: bool = False) -> Synced:
    """Commit, fetch, merge and push, as often as others push first.

    Where it fails, what was committed all the same is said, unless `quiet`. Many deletions are
    asked about, unless `quiet`; `yes` is the answer.

    Raises:
        NotSynced: the own changes are committed, where they could be, and why the rest is not.
    """
    merged = list[Merge]()
    committed: Committed | None = None
    try:
        with session.vault.hold():
            for sentence in sync.begin():
                session.terminal.error(f"ck: {sentence}")
        if sync.is_unborn and sync.upstream.remote:
            # A commit of our own would have another beginning than what the others have.
            sync.fetch()
            merged += _merge(session, sync)
        if not quiet:
            ask_about_deletions(session, sync, yes=yes)
        with session.vault.hold():
            committed, changed = sync.commit()
        pushed = _exchange(session, sync, merged)
        if merged and changed.held:  # a merge may have brought back what was missing
            changed = changed._replace(held=sync.find_changed().held)
    except CkError as error:
        if not (isinstance(error, Locked) and sync.running.left):  # that is wanted again
            sync.running.end()
        if isinstance(error, NotSynced) and committed:
            error.committed = committed.message
        if committed and not (session.as_json or quiet):
            lines = [one_line(f"Committed: {committed.message}"), *say_gone(committed.gone)]
            session.terminal.out(*lines)
        for remark in _remarks(merged):
            session.terminal.error(f"ck: {one_line(remark)}")
        raise
    sync.running.end()
    pulled = sum(merge.commits for merge in merged)
    return Synced(committed, changed, pulled, pushed, _remarks(merged))


def _exchange(session: Session, sync: Sync, merged: list[Merge]) -> int:
    """Fetch, merge and push until nobody pushed first; returns how many commits went."""
    for _ in range(ATTEMPTS):
        sync.fetch()
        for merge in _merge(session, sync):
            merged.append(merge)
            Unasked(session.vault.own_folder).keep(merge.before or merge.theirs)
        pushed = sync.push()
        if pushed is not None:
            return pushed
    message = f"others pushed first {ATTEMPTS} times in a row: ck sync, once more."
    raise NotSynced("busy", message)


def _remarks(merged: Sequence[Merge]) -> tuple[str, ...]:
    return tuple(remark for merge in merged for remark in merge.remarks)


def _merge(session: Session, sync: Sync) -> list[Merge]:
    """Merge what was fetched: apart from the vault first, then into it under its lock.

    Nothing is returned where nothing was new.
    """
    show = session.terminal.show_progress
    for _ in range(ATTEMPTS):
        try:
            found = sync.plan_merge(partial(show, what="Merging notes"))
            if found is None:
                return []
            hold = session.vault.hold
            merge = sync.carry_out(*found, hold, partial(show, what="Writing notes"))
        finally:
            session.terminal.end_progress()
        if merge:
            return [merge]
    message = "another program commits here all the time: ck sync, once more."
    raise NotSynced("busy", message)


def _together(first: Synced, second: Synced) -> Synced:
    """Return what two syncs in a row did; where both committed, the first one's own words."""
    return Synced(
        first.committed or second.committed,
        second.changed,
        first.pulled + second.pulled,
        first.pushed + second.pushed,
        first.remarks + second.remarks,
    )


def _look_for_losses(session: Session, sync: Sync, since: str) -> Looked:
    try:
        show = partial(session.terminal.show_progress, what="Looking at merges")
        return find_dropped(sync, since, show)
    finally:
        session.terminal.end_progress()


def _offer(session: Session, lost: Sequence[Dropped], *, yes: bool) -> int:
    """Show what other machines' merges have lost, and put it back; returns how many entries."""
    count = sum(len(each.entries) for each in lost)
    if not session.as_json:
        session.terminal.out(*_say_lost(lost))
    if not yes:
        if not session.can_ask:
            if not session.as_json:
                session.terminal.error("ck: ck sync --yes puts it back.")
            return 0
        answer = session.terminal.ask("Put it back? [Y/n]").casefold()
        if answer not in ("", "y", "yes", "д", "да"):
            return 0
    steps = [
        Step(each.path, lambda note, entry=entry: append_entry(note, entry))  # type: ignore[misc]
        for each in lost
        for entry in each.entries
    ]
    session.vault.change("sync", steps, stamp=session.stamp)
    return count


def _say_lost(lost: Sequence[Dropped]) -> list[str]:
    lines = []
    for each in lost:
        count = len(each.entries)
        entries = say_count(count, "entry", "entries")
        lines.append(f"The merge {each.commit} of another machine dropped {entries}:")
        for entry in each.entries:
            first, *rest = format_entry(entry).split("\n")
            lines.append(f"  {one_line(each.path)}  {first}")
            lines += (f"    {line}" for line in rest)
    return lines


def _answer(
    session: Session, synced: Synced, lost: Sequence[Dropped], *, restored: int, dry_run: bool
) -> int:
    """Say what was done; exit 1 where a note was left out of it."""
    committed, changed = synced.committed, synced.changed
    code = 1 if changed.marked else exit_code_of(changed.held)
    if session.as_json:
        answer: dict[str, Any] = {
            "committed": {
                "message": committed.message,
                "paths": list(committed.paths),
                **gone_value(committed.gone),
            }
            if committed
            else None,
            "pulled": synced.pulled,
            "pushed": synced.pushed,
            "kept_both": list(synced.remarks),
            "lost": [
                {"commit": each.commit, "path": each.path, "entry": format_entry(entry)}
                for each in lost
                for entry in each.entries
            ],
            "restored": restored,
            "held": [{"path": each.path, "reason": each.reason} for each in changed.held],
            "marked": list(changed.marked),
            "others": changed.others,
            "dry_run": dry_run,
        }
        session.terminal.document(document(session, "sync", **answer))
        return code
    lines = []
    if committed:
        lines.append(f"{'Would commit' if dry_run else 'Committed'}: {one_line(committed.message)}")
        lines += say_gone(committed.gone)
        if dry_run:
            said_already = {path for each in committed.gone for path in (each.path, each.now)}
            paths = (path for path in committed.paths if path not in said_already)
            lines += (f"  {one_line(path)}" for path in paths)
    moved = [
        f"{word} {say_count(count, 'commit')}"
        for word, count in (
            ("to pull" if dry_run else "pulled", synced.pulled),
            ("to push" if dry_run else "pushed", synced.pushed),
        )
        if count
    ]
    said = ", ".join(moved)
    if said:
        said = f"{said[:1].upper()}{said[1:]}{', as last fetched' if dry_run else ''}."
    rest = "All else is synced." if changed.held else "All is synced already."
    lines += [said] if said else [] if committed else [rest]
    lines += (one_line(each) for each in synced.remarks)
    if restored:
        lines.append(f"Put back {say_count(restored, 'entry', 'entries')} · ck undo")
    session.terminal.out(*lines)
    _warn(session, changed)
    return code


def _warn(session: Session, changed: Changed) -> None:
    """Say what stays out of a sync, and what makes it worse than it could be."""
    for path in changed.marked:
        session.terminal.error(
            f"ck: {one_line(path)} has conflict markers, so it was not committed: settle them."
        )
    warn_of_held(session, changed.held)
    if changed.others:
        files = say_count(changed.others, "other file")
        session.terminal.error(f"ck: {files} changed here: ck sync commits notes alone.")
    tree = find_work_tree(session.root)
    fault = union_fault(merge_rule(tree)) if tree else None
    if fault:
        session.terminal.error(f"ck: {fault.message}")
