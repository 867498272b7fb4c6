"""Whom and what a command is about: the argument WHO, and the task meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.core.editing.recording import task_named
from contactkeeper.errors import SeveralTasks

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact


WhoArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="A name, or part of it, in either alphabet; or the note's path.",
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
