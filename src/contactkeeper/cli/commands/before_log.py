"""Before `ck log` writes: the command for a day to come, and appointments that took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import one_line
from contactkeeper.core.editing.compose_entry import InFuture, compose
from contactkeeper.core.note.meaning import is_appointment, meaning_of
from contactkeeper.errors import UsageError
from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.model import Contact, Entry, Task


def with_command(session: Session, people: Sequence[Contact], error: InFuture) -> InFuture:
    """Return the error of an entry in the future with the command that writes it as a plan."""
    directory = session.loaded.contacts.directory
    if not all(person.path in directory.paths for person in people):
        return error  # a new contact has no note yet
    names = [directory.shortest_name(person) for person in people]
    return InFuture(error.entry, _plan_command(session.speech.changes.WRITE, names, error.entry))


def _plan_command(usual: str, names: Sequence[str], entry: Entry) -> str:
    """Return the command that writes down as a plan what was to be logged for a day to come.

    `usual` is what is to be done where the entry has no words.
    """
    meets = not entry.direction and (is_appointment(entry) or not entry.channel)
    channel = f"{entry.channel}:" if entry.channel and meets else ""
    said = " ".join(f"{channel} {entry.text}".split()) or ("" if meets else usual)
    is_plain = all(word == shell_word(word) and word[0] != "-" for word in said.split())
    who, *others = names
    parts = ["ck", "meet" if meets else "remind", who, entry.date.isoformat()]
    parts += [entry.time.isoformat("minutes")] if entry.time else []
    parts += [said if is_plain else shell_word(said)] if said else []
    return " ".join([*parts, *(f"--with {other}" for other in others)])


def refuse_excuse_elsewhere(session: Session, people: Sequence[Contact]) -> None:
    """Refuse to excuse a message of theirs that stands in a daily note, which `ck` never writes.

    Raises:
        UsageError: somebody's last message does.
    """
    from contactkeeper.core.agenda.log_summary import newest_from_them

    for person in people:
        message = newest_from_them(person, session.today)
        if message and not message.line:
            say = session.speech.changes.say_message_elsewhere
            said = say(person.name, message.date, session.today)
            raise UsageError(Wording("{said}", said=said))


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

    found = dict(tasks)
    entry = compose(typed, session.today)
    if not session.terminal.can_ask or meaning_of(entry) != "conversation":
        return found
    for person in people:
        for task in appointments(person, session.today):
            is_past = task in person.tasks and task.due and task.due <= entry.date
            if not is_past or task in found.get(person.path, ()):
                continue
            named = person.name if len(people) > 1 else ""
            question = one_line(session.speech.changes.ask_to_tick(task, named))
            if session.terminal.agrees(question, unless_no=True):
                found[person.path] = [*found.get(person.path, ()), task]
    return found
