"""`ck undo`: undo the last change that `ck` made; `--list` shows the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, option
from contactkeeper.cli.json import Document
from contactkeeper.cli.layout import align, one_line
from contactkeeper.cli.screens.changes import differences, remarks
from contactkeeper.cli.session import Session
from contactkeeper.text.changes import NOTHING_HERE, say_moved, say_undone

if TYPE_CHECKING:
    from contactkeeper.vault.journal import Record

LISTED = 20
"""Changes that `--list` shows; JSON has all that are kept."""


def undo_command(
    session: Session,
    *,
    listed: Annotated[bool, option("--list", "List the changes that can be undone.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Undo the last change that ck made, and one more each time.

    Only while the note still is what ck left. Example: ck undo --list
    """
    if listed:
        _list(session)
        return
    undone = session.vault.undo(stamp=session.stamp, preview=dry_run)
    remarks(session, undone.changes)
    if session.as_json:
        taken = _value(undone.record) | {"undone": not dry_run}
        session.answer("undo", undone=taken, dry_run=dry_run)
        return
    lines = [say_undone(undone.record.command, _when(undone.record), dry_run=dry_run)]
    for change in undone.changes:
        if change.moved_to:
            lines.append(one_line(say_moved(change.path, change.moved_to)))
            continue
        lines += [
            one_line(change.path),
            *(f"  {line}" for line in differences([change], named=False)),
        ]
    session.terminal.out(*lines)


def _list(session: Session) -> None:
    history = session.vault.history()
    if session.as_json:
        changes = [_value(record) for record in history]
        session.answer("undo", changes=changes)
    elif not history:
        session.terminal.out(NOTHING_HERE)
    else:
        rows = [
            (
                _when(record),
                f"ck {record.command}",
                ", ".join(write.path for write in record.writes),
                "undone" if record.undone else "",
            )
            for record in history[:LISTED]
        ]
        session.terminal.out(*align(rows, session.terminal.width, flexible=(2,)))


def _when(record: Record) -> str:
    """Say the moment of a change to the minute."""
    return one_line(record.stamp)[:16].replace("T", " ")


def _value(record: Record) -> Document:
    return {
        "command": record.command,
        "when": record.stamp,
        "paths": [write.path for write in record.writes],
        "undone": record.undone,
    }
