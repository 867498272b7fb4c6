"""`ck show`: show the brief of one person."""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import WhoArgument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session


def show_command(
    session: Session,
    who: WhoArgument,
    everything: Annotated[  # noqa: FBT002  # Typer makes the flag of it
        bool, option("--all", help="Every entry, not only the last three.")
    ] = False,
) -> None:
    """Show what to read before you call: who, why now, promises both ways, the last entries.

    Example: ck show anna
    """
    from contactkeeper.core.agenda.brief import brief_of

    contact = find_contact(session, who)
    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    if session.as_json:
        from contactkeeper.cli.json import (
            brief_value,
            contact_value,
            document,
            entry_value,
            problem_value,
            reason_value,
        )

        value = contact_value(contact, brief.state) | {
            "aliases": list(contact.aliases),
            "role": contact.role or None,
            "emails": list(contact.emails),
            "handles": list(contact.handles),
            "properties": dict(contact.properties),
            "entries": [entry_value(entry) for entry in contact.entries],
            "reasons": [reason_value(reason, session.today) for reason in brief.reasons],
            **brief_value(brief),
            "problems": [problem_value(problem) for problem in brief.problems],
        }
        session.terminal.document(document(session, "show", contact=value))
    else:
        from contactkeeper.cli.screens.brief import brief_lines

        typed = session.loaded.directory.shortest_name(contact)
        lines = brief_lines(
            session.terminal, brief, session.today, everything=everything, typed=typed
        )
        session.terminal.out(*lines)
