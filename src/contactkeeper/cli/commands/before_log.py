"""Before `ck log` writes: the command for a day to come, and appointments that took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import one_line
from contactkeeper.core.editing.compose_entry import InFuture, compose
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.model import Contact, Task


def with_command(session: Session, people: Sequence[Contact], error: InFuture) -> InFuture:
    """Return the error of an entry in the future with the command that writes it as a plan."""
    from contactkeeper.text.en.changes import say_plan_command

    directory = session.loaded.contacts.directory
    if not all(person.path in directory.paths for person in people):
        return error  # a new contact has no note yet
    names = [directory.shortest_name(person) for person in people]
    return InFuture(error.entry, say_plan_command(names, error.entry))


def refuse_excuse_elsewhere(session: Session, people: Sequence[Contact]) -> None:
    """Refuse to excuse a message of theirs that stands in a daily note, which `ck` never writes.

    Raises:
        UsageError: somebody's last message does.
    """
    from contactkeeper.core.agenda.log_summary import newest_from_them
    from contactkeeper.text.en.changes import say_message_elsewhere

    for person in people:
        message = newest_from_them(person, session.today)
        if message and not message.line:
            raise UsageError(say_message_elsewhere(person.name, message.date, session.today))


def with_held(
    session: Session,
    people: Sequence[Contact],
    typed: Typed,
    tasks: Mapping[str, Sequence[Task]],
) -> dict[str, Sequence[Task]]:
    """Add to the tasks the appointments that a conversation was, by the path of the note.

    Each is asked about in a terminal; elsewhere there are none.
    """
    from contactkeeper.core.agenda.tasks import appointments
    from contactkeeper.core.note.meaning import meaning_of
    from contactkeeper.text.en.changes import ask_to_tick

    found = dict(tasks)
    entry = compose(typed, session.today)
    if not session.terminal.can_ask or meaning_of(entry) != "conversation":
        return found
    for person in people:
        for task in appointments(person, session.today):
            is_past = task in person.tasks and task.due and task.due <= entry.date
            if not is_past or task in found.get(person.path, ()):
                continue
            question = ask_to_tick(task, person.name if len(people) > 1 else "")
            if session.terminal.agrees(one_line(question), unless_no=True):
                found[person.path] = [*found.get(person.path, ()), task]
    return found
