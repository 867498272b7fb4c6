"""`ck done`: tick a promise, or what I waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.changes import (
    change_document,
    contact_after,
    differences,
    indented,
    introduce,
    remarks,
    written,
)
from contactkeeper.cli.documents import document
from contactkeeper.cli.people import WhoArgument, name_task
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.log_edits import tick
from contactkeeper.core.editing.recording import same_task
from contactkeeper.core.morning.back import back_on, say_back
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.notes.note import Note


def done_command(
    context: typer.Context,
    who: WhoArgument,
    text: Annotated[
        str,
        typer.Argument(metavar="[TEXT]", help="Words of the promise, where several are open."),
    ] = "",
    *,
    drop: Annotated[bool, typer.Option("--drop", help="It will not be done: mark it [-].")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change, write nothing.")
    ] = False,
) -> None:
    """Tick the one open promise or waiting task, or the one that TEXT names.

    Example: ck done anna "the JD"
    """
    session: Session = context.obj
    contact = session.find(who)
    task = name_task(session, contact, text)

    def plan(note: Note) -> Plan:
        return tick(note, same_task(note, task), "dropped" if drop else "kept")

    steps = [Step(contact.path, plan)]
    if dry_run:
        changes = session.vault.preview(steps)
    else:
        changes = session.vault.change("done", steps, stamp=session.stamp)
    remarks(session, changes)
    if session.as_json:
        values = [change_document(session, change) for change in changes]
        session.terminal.document(document(session, "done", changes=values, dry_run=dry_run))
        return
    after = contact_after(changes[0])
    back = say_back(back_on(after, session.today, session.settings))
    if dry_run:
        session.terminal.out("\n".join([*differences(changes), one_line(back)]))
    else:
        lines = [introduce(after), *indented(written(changes[0]))]
        session.terminal.out("\n".join([*lines, one_line(f"{back.rstrip('.')} · ck undo")]))
