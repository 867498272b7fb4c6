"""What `[git]` asks for after each `ck log`: a commit, and a sync in the time that one waits for.

The entry stands whatever happens here; what does not work is said in a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.interrupts import ends_git
from contactkeeper.cli.sync import open_sync, run
from contactkeeper.cli.terminal import one_line
from contactkeeper.errors import CkError
from contactkeeper.vault.lock import lock

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session

LONGEST = 20.0
"""Seconds for all that git does then, the commit included."""


def carry_to_git(session: Session) -> None:
    """Commit what changed, and with `auto_sync` sync it; says a line where that fails."""
    syncs = session.settings.git.auto_sync
    try:
        sync = open_sync(session)
        sync.limit(LONGEST)
        with ends_git(), lock(f"{session.vault.own_folder}/sync.lock", patience=0):
            if syncs:
                run(session, sync, quiet=True)
            else:
                with session.vault.hold():
                    for sentence in sync.begin():
                        session.terminal.error(f"ck: {sentence}")
                    sync.commit()
                    sync.running.end()
    except CkError as error:
        first, *_ = str(error).split("\n")
        what = "synced" if syncs else "committed"
        session.terminal.error(f"ck: logged, but not {what}: {one_line(first)} See: ck sync")
    except OSError as error:
        session.terminal.error(f"ck: logged, but git could not be run: {one_line(str(error))}")
