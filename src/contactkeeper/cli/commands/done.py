"""`ck done`: tick a promise, or a task of the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, WhoArgument, argument, option
from contactkeeper.cli.find import find_contact, find_task
from contactkeeper.cli.session import Session

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.note.note import Note


def done_command(
    session: Session,
    who: WhoArgument,
    text: Annotated[str, argument("[TEXT]", "Words of the task, where several are open.")] = "",
    *,
    drop: Annotated[bool, option("--drop", "Mark it [-]: it will not be done.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Tick the one open task, the one that today's row speaks of, or the one that TEXT names.

    Example: ck done anna "the JD"
    """
    from contactkeeper.cli.screens.changes import carry_out, tell_tasks
    from contactkeeper.core.editing.log_edits import tick
    from contactkeeper.core.editing.open_tasks import same_task
    from contactkeeper.vault.store import Step

    contact = find_contact(session, who)
    task = find_task(session, contact, text)

    def plan(note: Note) -> Plan:
        return tick(note, same_task(note, task), "dropped" if drop else "kept", session.today)

    changes = carry_out(session, "done", [Step(contact.path, plan)], dry_run=dry_run)
    tell_tasks(session, "done", changes, dry_run=dry_run)
