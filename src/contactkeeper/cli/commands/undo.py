"""`ck undo`: undo the last change that `ck` made, or one by its number; `--list` shows all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, argument, option
from contactkeeper.cli.json import Document
from contactkeeper.cli.layout import align, cut, one_line
from contactkeeper.cli.screens.changes import differences, remarks, say_moved
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.vault.journal import Record

LISTED = 20
"""Changes that `--list` shows in a terminal, and notes of one that is undone; a pipe and JSON have
all."""
_NARROW = 60
"""Columns from which the notes of a change stand in its line."""


def undo_command(
    session: Session,
    number: Annotated[
        int | None, argument("[N]", "The number of the change in --list (the last one).")
    ] = None,
    *,
    listed: Annotated[bool, option("--list", "List the changes that can be undone.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Undo the last change that ck made, and one more each time; or an older one by its number.

    What else changed in the note since stays. An undo is a change too.

    Example: ck undo --list
    """
    if listed and number is not None:
        raise UsageError(Wording("--list lists all changes; it does not go with a number."))
    if listed:
        _list(session)
        return
    undone = session.vault.undo(number, stamp=session.stamp, preview=dry_run)
    remarks(session, undone.changes)
    if session.as_json:
        taken = _value(undone.record) | {"undone": not dry_run}
        session.answer("undo", undone=taken, dry_run=dry_run)
        return
    speech = session.speech
    said = speech.changes.say_undone(undone.record.command, _when(undone.record), dry_run=dry_run)
    lines = [said]
    shown = undone.changes[:LISTED] if session.terminal.is_terminal else undone.changes
    for change in shown:
        if change.moved_to:
            lines.append(one_line(say_moved(change.path, change.moved_to)))
            continue
        lines += [
            one_line(change.path),
            *(f"  {line}" for line in differences([change], named=False)),
        ]
    if more := len(undone.changes) - len(shown):
        lines.append(speech.changes.say_more_notes(more))
    session.terminal.out(*lines)


def _list(session: Session) -> None:
    history = session.vault.history()
    if session.as_json:
        changes = [_value(record) for record in history]
        session.answer("undo", changes=changes)
    elif not history:
        session.terminal.out(session.speech.changes.NOTHING_HERE)
    else:
        shown = history[:LISTED] if session.terminal.is_terminal else history
        undone = session.speech.changes.UNDONE
        rows = [
            (
                f"{record.number}",
                _when(record),
                f"ck {record.command}{f' {record.undoes}' if record.undoes else ''}",
                ", ".join(write.path for write in record.writes),
                undone if record.undone else "",
            )
            for record in shown
        ]
        _show_rows(session, rows)
        if older := len(history) - len(shown):
            session.terminal.out(session.speech.changes.say_older(older))


def _show_rows(session: Session, rows: Sequence[Sequence[str]]) -> None:
    """Show a change a line; in a narrow window the notes stand below it."""
    room = session.terminal.room
    if room >= _NARROW:
        session.terminal.out(*align(rows, room, flexible=(3,)))
        return
    heads = align([row[:3] for row in rows], room, flexible=())
    for head, (*_, paths, undone) in zip(heads, rows, strict=True):
        below = " · ".join(filter(None, (undone, one_line(paths))))
        session.terminal.out(head, cut(f"  {below}", room))


def _when(record: Record) -> str:
    """Say the moment of a change to the minute."""
    return one_line(record.stamp)[:16].replace("T", " ")


def _value(record: Record) -> Document:
    return {
        "number": record.number,
        "command": record.command,
        "undoes": record.undoes,
        "when": record.stamp,
        "paths": [write.path for write in record.writes],
        "undone": record.undone,
    }
