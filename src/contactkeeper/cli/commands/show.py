"""`ck show` and `ck open`: show the brief of one person, or open the person's note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session
from contactkeeper.errors import CkError
from contactkeeper.lookup_errors import NoSuchContact
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.cli.json import Document
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.model import Contact


def show_command(
    session: Session,
    who: WhoArgument,
    everything: Annotated[  # noqa: FBT002  # Typer makes the flag of it
        bool, option("--all", "Every entry, not only the last three.")
    ] = False,
) -> None:
    """Show what to read before you call: who, why now, promises both ways, the last entries.

    A company shows who is there, who could introduce you, what was said of it, what came of it.

    Example: ck show anna
    """
    from contactkeeper.core.agenda.brief import brief_of

    try:
        contact = find_contact(session, who)
    except NoSuchContact:
        from contactkeeper.cli.commands.company import show_company  # most are people

        if show_company(session, who, everything=everything):
            return
        raise
    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    if session.as_json:
        session.answer("show", contact=_document_of(contact, brief, session.today))
    else:
        from contactkeeper.cli.screens.brief import brief_lines

        typed = session.loaded.contacts.directory.shortest_name(contact)
        lines = brief_lines(
            session.terminal, brief, session.today, everything=everything, typed=typed
        )
        session.terminal.out(*lines)


def _document_of(contact: Contact, brief: Brief, today: date) -> Document:
    """Return the values of the brief for JSON."""
    from contactkeeper.cli.json import (
        brief_value,
        contact_value,
        entry_value,
        problem_value,
        reason_value,
        task_value,
    )
    from contactkeeper.core.agenda.tasks import all_open

    return contact_value(contact, brief.state) | {
        "aliases": list(contact.aliases),
        "role": contact.role or None,
        "through": contact.through or None,
        "emails": list(contact.emails),
        "handles": list(contact.handles),
        "properties": dict(contact.properties),
        "entries": [entry_value(entry) for entry in contact.entries],
        "tasks": [task_value(task) for task in all_open(contact, today)],
        "reasons": [reason_value(reason, today) for reason in brief.reasons],
        **brief_value(brief),
        "problems": [problem_value(problem) for problem in brief.problems],
    }


def open_command(
    session: Session,
    who: WhoArgument,
    *,
    obsidian: Annotated[bool, option("--obsidian", "Open it in Obsidian.")] = False,
) -> None:
    """Open a person's note in your editor, or in Obsidian.

    Example: ck open anna
    """
    from contactkeeper.cli.user_programs import obsidian_address

    contact = find_contact(session, who)
    uri = obsidian_address(session.root.name, contact.path)
    if session.as_json:
        value = {"name": contact.name, "path": contact.path, "uri": uri}
        session.answer("open", contact=value)
    elif not obsidian:
        from contactkeeper.cli.user_programs import open_editor

        open_editor(session, session.root / contact.path)
    else:
        import webbrowser

        if not webbrowser.open(uri):
            raise CkError(Wording("nothing here opens {address}", address=uri))
