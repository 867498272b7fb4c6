"""Finish `ck log`: warn of options in the wrong file, then commit and sync where that is asked for.

The entry is written already and stays, whatever happens here; each failure is one line. `[git]` of
the user's own file asks for a commit, and perhaps a sync.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import CkError
from contactkeeper.system_errors import why_refused
from contactkeeper.text.phrases import list_all
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
LONGEST = 20.0
"""Seconds for all that git does then, the commit included."""


def finish_log(session: Session) -> None:
    """Do what follows a written entry."""
    _warn_of_misplaced(session)
    rules = session.settings.git
    if rules.auto_commit or rules.auto_sync:
        _commit(session)


def _warn_of_misplaced(session: Session) -> None:
    """Warn of options of one machine in the vault's file: in full once a vault on this machine.

    Later a short line says that the entry was not committed, since somebody expects that it is.
    """
    try:
        data = (session.root / CONFIG_NAME).read_bytes()
    except OSError:
        return
    if all(word not in data for word in (b"auto_", b"editor", b"calendar")):
        return  # nothing more is imported and read for a usual file
    from contactkeeper.config.changes import find_misplaced
    from contactkeeper.vault.files import write_durably

    found = find_misplaced(session.root)
    keys = [each.key for each in found]
    place = Path(session.vault.own_folder, "misplaced")
    try:
        told = place.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        told = []
    if set(keys) <= set(told):
        if automatic := [each.name for each in found if "auto_" in each.key]:
            session.terminal.warn(
                Wording(
                    "not committed: {keys} in {file} is not used. See: ck git setup",
                    keys=list_all(automatic),
                    file=CONFIG_NAME,
                )
            )
        return
    with suppress(OSError):  # it is said once more then
        write_durably(str(place), " ".join(keys).encode())
    session.terminal.warn(
        Wording(
            "{file} has {keys}, which only your own configuration may decide, so that no vault "
            "makes ck run a program or write elsewhere. ck git setup moves it there.",
            file=CONFIG_NAME,
            keys=list_all([each.name for each in found]),
        )
    )


def _commit(session: Session) -> None:
    """Commit what changed, and with `auto_sync` sync it; print a line where that fails."""
    from contactkeeper.cli.commands.sync import ends_git
    from contactkeeper.sync.exchange import Exchange, open_sync
    from contactkeeper.sync.state import was_used_by_hand
    from contactkeeper.vault.lock import lock

    terminal = session.terminal
    syncs = session.settings.git.auto_sync
    try:
        sync = open_sync(session.vault, lambda: len(session.loaded.contacts))
        if not was_used_by_hand(session.vault.own_folder):
            option = "auto_sync" if syncs else "auto_commit"
            terminal.warn(
                Wording(
                    "logged. {option} begins when you have run ck sync or ck git setup here once.",
                    option=option,
                )
            )
            return
        sync.git.deadline.start(LONGEST)
        with ends_git(), lock(f"{session.vault.own_folder}/sync.lock", timeout=0):
            exchange = Exchange(session.vault, sync, terminal.warn, terminal)
            try:
                changed = exchange.run().changed if syncs else exchange.commit()
            except CkError:
                for remark in exchange.remarks:
                    terminal.warn(remark)
                raise
        if changed.held:
            terminal.warn(
                Wording.counted(
                    "logged. {number:,} missing note not committed as deleted: ck sync",
                    "logged. {number:,} missing notes not committed as deleted: ck sync",
                    len(changed.held),
                )
            )
    except CkError as error:
        said = Wording("logged, but not committed: {why} See: ck sync", why=error.sentence)
        if syncs:
            said = Wording("logged, but not synced: {why} See: ck sync", why=error.sentence)
        terminal.warn(said)
    except OSError as error:
        terminal.warn(Wording("logged, but git could not be run: {why}", why=why_refused(error)))
