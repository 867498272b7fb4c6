"""Whom and what a command is about: the argument WHO, and the task meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import argument
from contactkeeper.core.editing.find_task import name_of, tasks_named, the_one
from contactkeeper.errors import MOST_LISTED

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact, Promise


WhoArgument = Annotated[
    str,
    argument(
        metavar="WHO",
        help="A name, or part of it, in either alphabet; or the note's path.",
    ),
]


def name_task(session: Session, contact: Contact, text: str) -> Promise:
    """Find which open task is meant, asking in a terminal where two could be.

    Raises:
        NoSuchTask: none is open, or none that `text` names.
        SeveralTasks: more than one could be meant, and nobody can be asked.
    """
    tasks = tasks_named(contact.entries, text, contact.path)
    if 1 < len(tasks) <= MOST_LISTED and session.can_ask:
        return tasks[session.choose("Which one?", [name_of(task) for task in tasks])]
    return the_one(tasks, text, contact.path)
