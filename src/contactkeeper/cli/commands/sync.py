"""`ck sync`: commit, fetch, merge and push the notes, so that all machines have the same."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.screens.sync import (
    committed_lines,
    exit_code_of,
    listed_paths,
    lost_lines,
    sync_lines,
    sync_value,
    warn_of_changed,
)
from contactkeeper.cli.session import Session
from contactkeeper.errors import CkError
from contactkeeper.sync.exchange import Exchange, Synced, open_sync
from contactkeeper.sync.incoming_merges import (
    FoundLosses,
    LostEntries,
    find_lost_entries,
    restore_steps,
)
from contactkeeper.sync.state import UncheckedMerges, remember_use
from contactkeeper.sync.sync import Sync
from contactkeeper.sync.upstream import distance
from contactkeeper.vault.lock import lock
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.sync.sync import Sync


def sync_command(
    session: Session,
    *,
    dry_run: Annotated[
        bool, option("--dry-run", "Show what would be committed; do nothing.")
    ] = False,
    yes: Annotated[
        bool, option("--yes", "Restore what a merge has lost; commit many deleted notes.")
    ] = False,
) -> int:
    """Commit the notes, fetch, merge and push, so that all machines have the same.

    Example: ck sync
    """
    sync = open_sync(session.vault, lambda: len(session.loaded.contacts))
    if dry_run:
        sync.begin(look=True)
        plan, changed = sync.plan_commit()
        found = distance(sync.git)
        synced = Synced(plan, changed, found.behind or 0, found.ahead or 0)
        return _answer(session, synced, [], restored=0, dry_run=True)
    with ends_git(), lock(f"{session.vault.own_folder}/sync.lock"):
        remember_use(session.vault.own_folder)
        session.has_synced = True
        synced = _run(session, sync, yes=yes)
        unasked = UncheckedMerges(session.vault.own_folder)
        since = unasked.since()
        looked = _look_for_losses(session, sync, since) if since else FoundLosses()
        lost = looked.dropped
        restored = 0
        if lost:
            restored = _offer(session, lost, yes=yes)
        if restored:
            synced = synced.joined(_run(session, sync))
        if looked.is_all and (not lost or restored or session.terminal.can_ask):
            unasked.forget()
    code = _answer(session, synced, lost, restored=restored, dry_run=False)
    return code if restored or not lost or session.terminal.can_ask else 2


def _run(session: Session, sync: Sync, *, yes: bool = False) -> Synced:
    """Sync once; where it fails, show what was committed all the same.

    `yes`: many deletions are committed without a question.
    """
    terminal = session.terminal
    exchange = Exchange(session.vault, sync, terminal.warn, terminal)
    try:
        return exchange.run(partial(_ask_about_deletions, session, sync, yes=yes))
    except CkError:
        committed = exchange.committed
        if committed and not session.as_json:
            terminal.out(*committed_lines(terminal.speech, committed))
        for remark in exchange.remarks:
            terminal.warn(remark)
        raise


def _ask_about_deletions(session: Session, sync: Sync, *, yes: bool) -> None:
    """Ask before many notes are deleted on the other machines too; a no leaves them out."""
    many = [each.path for each in sync.find_changed().held if each.reason == "many"]
    if not many:
        return
    if not yes:
        if not session.terminal.can_ask:
            return
        paths = listed_paths(session.terminal.speech, many)
        session.terminal.out(Wording("Gone here:"), *paths)
        question = Wording.counted(
            "Delete {number:,} note on the other machines too?",
            "Delete {number:,} notes on the other machines too?",
            len(many),
        )
        if not session.terminal.agrees(question, unless_no=False):
            return
    sync.allow(many)


def _look_for_losses(session: Session, sync: Sync, since: str) -> FoundLosses:
    try:
        show = partial(session.terminal.show_progress, what=Wording("Looking at merges"))
        return find_lost_entries(sync, since, show)
    finally:
        session.terminal.end_progress()


def _offer(session: Session, lost: Sequence[LostEntries], *, yes: bool) -> int:
    """Show what merges on other machines have lost, and restore it; return how many entries."""
    count = sum(len(each.entries) for each in lost)
    if not session.as_json:
        session.terminal.out(*lost_lines(session.terminal.speech, lost))
    if not yes:
        if not session.terminal.can_ask:
            if not session.as_json:
                session.terminal.warn(Wording("ck sync --yes restores it."))
            return 0
        if not session.terminal.agrees(Wording("Restore it?"), unless_no=True):
            return 0
    session.vault.change("sync", restore_steps(lost), stamp=session.stamp)
    return count


def _answer(
    session: Session, synced: Synced, lost: Sequence[LostEntries], *, restored: int, dry_run: bool
) -> int:
    """Show what was done; exit 1 where a note was left out of it."""
    changed = synced.changed
    if session.as_json:
        value = sync_value(synced, lost, restored=restored, dry_run=dry_run)
        session.answer("sync", **value)
    else:
        session.terminal.out(
            *sync_lines(session.terminal.speech, synced, restored=restored, dry_run=dry_run)
        )
        warn_of_changed(session.terminal, session.root, changed)
    return 1 if changed.marked else exit_code_of(changed.held)


@contextmanager
def ends_git() -> Iterator[None]:
    """Let SIGHUP and SIGTERM end the run as ^C does, with all processes that it has started."""
    before = {}
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:  # as `nohup` has it
            continue
        try:
            before[number] = signal.signal(number, signal.default_int_handler)
        except ValueError:  # only the main thread may do that
            break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
