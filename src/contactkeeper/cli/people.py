"""Whom and what a command is about: the argument WHO with its completion, and the task meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from contactkeeper.core.editing.recording import open_tasks, task_named
from contactkeeper.core.people.folding import fold
from contactkeeper.errors import SeveralTasks

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact


def complete_who(context: Any, param: Any, incomplete: str) -> list[Any]:  # noqa: ANN401, ARG001
    """Offer the names that fit what was typed, with their companies."""
    from typer._click.shell_completion import CompletionItem  # under no public name

    from contactkeeper.core.people.names import complete

    contacts = context.find_root().obj.loaded.contacts
    companies = {contact.path: contact.company for contact in contacts}
    companies |= {contact.name: contact.company for contact in contacts}
    names = complete(contacts, incomplete)
    return [CompletionItem(name, help=companies[name] or None) for name in names]


def complete_task(context: Any, param: Any, incomplete: str) -> list[str]:  # noqa: ANN401, ARG001
    """Offer the open promises and waiting tasks of the one person that WHO names."""
    from contactkeeper.core.people.names import find

    who = context.params.get("who") or ""
    found = find(context.find_root().obj.loaded.contacts, who) if who else ()
    tasks = open_tasks(found[0].entries) if len(found) == 1 else []
    return [task.text for task in tasks if fold(incomplete) in fold(task.text)]


WhoArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="A name, or part of it, in either alphabet; or the note's path.",
        shell_complete=complete_who,
        show_default=False,
    ),
]


def name_task(session: Session, contact: Contact, text: str) -> str:
    """Find which open task is meant, asking in a terminal where two could be; return its words."""
    try:
        return task_named(contact.entries, text, contact.path).text
    except SeveralTasks as error:
        if not session.can_ask:
            raise
        return error.candidates[session.choose("Which one?", error.candidates)]
