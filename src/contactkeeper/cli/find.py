"""Find the contact, task, event or news that was typed; ask where several fit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from contactkeeper.errors import UsageError
from contactkeeper.lookup_errors import MOST_LISTED, AmbiguousName, NoSuchContact, NoSuchNote
from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact, Event, News, Task

_WHICH_ONE = Wording("Which one?")
_BETWEEN_NAMES = r"\s*[,;&+]\s*|\s+(?:and|и)\s+"


def find_contact(session: Session, typed: str, *, with_new: bool = False) -> Contact:
    """Find the one person that was meant, asking where several are and a terminal is there.

    `with_new`: the option `--new` makes the note of somebody new.

    Raises:
        NoSuchContact: nobody fits; names one typing error away are suggested.
        NoSuchRow: it is a number, which stands for no row of the last list in this terminal.
        AmbiguousName: several fit and nobody can be asked.
    """
    from contactkeeper.core.people.find_contact import suggest

    if typed[:1].isdecimal():
        from contactkeeper.cli.rows import find_row  # most are found by name

        if row := find_row(session, typed):
            return row
    contacts = session.loaded.contacts
    # The shell completes paths from where it stands; a contact's is relative to the vault.
    place = Path(typed)
    inside = place.is_absolute() and place.is_relative_to(session.root)
    typed_path = place.relative_to(session.root).as_posix() if inside else typed
    found = session.loaded.contacts.find(typed_path)
    if not found:
        near = suggest(contacts, typed)
        hint = (
            _say_unreadable(session, typed)
            or _say_several(session, typed)
            or _say_company(session, typed)
        )
        if with_new and not (near or hint):
            hint = Wording("ck list shows all; with --new ck log makes the note.")
        raise NoSuchContact(typed, near, hint)
    if len(found) == 1:
        return found[0]
    if not session.terminal.can_ask or len(found) > MOST_LISTED:
        raise AmbiguousName(typed, [(c.name, c.company, c.path) for c in found])
    introduced = [", ".join(filter(None, (c.name, c.company, c.path))) for c in found]
    return found[session.terminal.choose(_WHICH_ONE, introduced)]


def _say_several(session: Session, typed: str) -> str:
    """Say how several people are named, where all of them were in one text; empty where not."""
    who, *others = map(shell_word, split_names(session, typed))
    if not others:
        return ""
    command = " --with ".join((f"ck log {who}", *others))
    return Wording("For several people: {command}", command=command)


def split_names(session: Session, typed: str) -> list[str]:
    """Return the names of several people in one text, where it is no name and each of them is."""
    import re

    names = [name for name in re.split(_BETWEEN_NAMES, typed) if name]
    find = session.loaded.contacts.find
    return names if len(names) > 1 and not find(typed) and all(map(find, names)) else [typed]


def with_others(session: Session, first: Contact, names: Sequence[str]) -> list[Contact]:
    """Return a contact and those whom `--with` names.

    Raises:
        CkError: somebody can't be found, or is named twice.
    """
    people = {first.path: first}
    for typed in (each for name in names for each in split_names(session, name)):
        other = find_contact(session, typed)
        if other.path in people:
            # Of two names for one person, one was meant for somebody else, or nothing.
            raise UsageError(
                Wording(
                    "--with {typed} is {name}, who is named already.", typed=typed, name=other.name
                )
            )
        people[other.path] = other
    return list(people.values())


def _say_company(session: Session, typed: str) -> str:
    """Say that a company is called so, and how to see who is there; empty where none is."""
    from contactkeeper.core.people.matching import holds

    if not any(holds(each.company, typed) for each in session.loaded.contacts if each.company):
        return ""
    return Wording("It is a company; who is there: ck show {company}", company=shell_word(typed))


def find_unless_refused(session: Session, who: str) -> Contact:
    """Find one person as `find_contact` does, unless the status is do-not-contact.

    Raises:
        UsageError: their wish would be lost with the status.
    """
    contact = find_contact(session, who)
    if contact.status == "do-not-contact":
        typed = session.loaded.contacts.directory.shortest_name(contact)
        raise UsageError(
            Wording(
                "{name} is marked do-not-contact, which stays until you say so: {command}",
                name=contact.name,
                command=f"ck set {typed} status=",
            )
        )
    return contact


def _say_unreadable(session: Session, typed: str) -> str:
    """Say which note would fit, could it be read, and why it can't; empty for none."""
    from contactkeeper.core.casefolding import note_name
    from contactkeeper.core.model import Contact
    from contactkeeper.core.people.find_contact import find
    from contactkeeper.text.problems import advise

    unread = {
        problem.path: problem
        for problem in session.loaded.problems
        if problem.code in ("unreadable", "too-large", "encoding")
    }
    found = find([Contact(path, note_name(path)) for path in unread], typed)
    if not found:
        return ""
    path = found[0].path
    return Wording("{path} was not read: {why}.", path=path, why=advise(unread[path]))


def find_task(session: Session, contact: Contact, text: str, *, mine: bool = False) -> Task:
    """Find the open task that a text names, asking in a terminal where several could be meant.

    Without a text it is the one that today's row speaks of. With `mine` it is none of theirs.

    Raises:
        NoSuchTask: none is open, or none that `text` names.
        SeveralTasks: more than one could be meant, and nobody can be asked.
    """
    from contactkeeper.core.editing.open_tasks import tasks_named, the_one

    tasks = tasks_named(contact, text, mine=mine)
    if len(tasks) > 1 and not text.strip():
        from contactkeeper.core.agenda.due import due_items
        from contactkeeper.core.agenda.tasks import tasks_of_row

        rows = due_items([contact], session.today, session.settings)
        spoken_of = tasks_of_row(contact, rows[0].reasons, session.today) if rows else []
        tasks = [task for task in tasks if task in spoken_of] or tasks
    if len({task.name for task in tasks}) == 1:
        return tasks[0]
    if 1 < len(tasks) <= MOST_LISTED and session.terminal.can_ask:
        return tasks[session.terminal.choose(_WHICH_ONE, [task.name for task in tasks])]
    return the_one(tasks, text, contact.path)


def find_link(session: Session, kind: Literal["event", "news"], typed: str) -> str:
    """Return the link to the event or news that was meant, asking where several are.

    Raises:
        NoSuchNote: none is called so; names one typing error away are suggested.
        AmbiguousName: several are, and nobody can be asked.
        UsageError: it can't be linked to.
    """
    from contactkeeper.core.events import find_event

    notes = session.event_notes
    known: tuple[Event | News, ...] = notes.events if kind == "event" else notes.news
    found = find_event.find(known, typed)
    if not found:
        raise NoSuchNote(kind, typed, find_event.suggest(known, typed))
    meant = found[0]
    if len(found) > 1:
        if not session.terminal.can_ask or len(found) > MOST_LISTED:
            named = [(each.name, each.date.isoformat(), each.path) for each in found]
            raise AmbiguousName(typed, named, "events" if kind == "event" else "news")
        introduced = [f"{each.name}, {each.date}, {each.path}" for each in found]
        meant = found[session.terminal.choose(_WHICH_ONE, introduced)]
    link = find_event.link_to(meant.path, meant.name, session.note_names)
    if not link:
        raise UsageError(
            Wording(
                "“{name}” can't be linked to: its name holds what ends a link. Rename the note.",
                name=meant.name,
            )
        )
    return link
