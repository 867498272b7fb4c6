"""What `[git]` of the user's own file asks for after each `ck log`: a commit, and perhaps a sync.

The entry stands whatever happens here; what does not work is said in a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.commands.sync import open_sync, run
from contactkeeper.cli.interrupts import ends_git
from contactkeeper.core.language.wording import say_count
from contactkeeper.errors import CkError
from contactkeeper.sync.state import was_used_by_hand
from contactkeeper.vault.lock import lock

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session

LONGEST = 20.0
"""Seconds for all that git does then, the commit included."""


def commit_after_log(session: Session) -> None:
    """Commit what changed, and with `auto_sync` sync it; says a line where that fails."""
    syncs = session.settings.git.auto_sync
    try:
        sync = open_sync(session)
        if not was_used_by_hand(session.vault.own_folder):
            what = "auto_sync" if syncs else "auto_commit"
            session.terminal.error(
                f"ck: logged. {what} begins when you have run ck sync or ck git setup here once."
            )
            return
        sync.limit(LONGEST)
        with ends_git(), lock(f"{session.vault.own_folder}/sync.lock", timeout=0):
            if syncs:
                changed = run(session, sync, quiet=True).changed
            else:
                with session.vault.hold():
                    for sentence in sync.begin():
                        session.terminal.error(f"ck: {sentence}")
                    _, changed = sync.commit()
                    sync.state.end()
        if changed.held:
            missing = say_count(len(changed.held), "missing note")
            session.terminal.error(f"ck: logged. {missing} not committed as deleted: ck sync")
    except CkError as error:
        what = "synced" if syncs else "committed"
        session.terminal.error(f"ck: logged, but not {what}: {error.sentence} See: ck sync")
    except OSError as error:
        session.terminal.error(f"ck: logged, but git could not be run: {error}")
