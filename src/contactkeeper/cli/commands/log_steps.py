"""What `ck log` is about: whom it concerns, and the steps that append an entry or mend the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.find import find_contact
from contactkeeper.core.editing.find_task import same_task
from contactkeeper.core.editing.record_entry import amend as amend_plan
from contactkeeper.core.editing.record_entry import entry_added, record
from contactkeeper.core.note.note import Note
from contactkeeper.errors import UsageError
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.model import Contact, Entry, Promise


def find_people(
    session: Session, names: Sequence[str], company: str, *, new: bool
) -> list[Contact]:
    """Find whom a log is about; the first may be `new`.

    Raises:
        CkError: somebody can't be found, is named twice, or is there already and said to be new.
    """
    who, *others = names
    if new:
        from contactkeeper.cli.commands.new_contact import draft_contact

        first = draft_contact(session, who, company)
    else:
        first = find_contact(session, who)
    people = {first.path: first}
    for typed in others:
        other = find_contact(session, typed)
        if other.path in people:
            # Of two names for one person, one was meant for somebody else, or nothing.
            message = f"--with {typed} is {other.name}, who is named already."
            raise UsageError(message)
        people[other.path] = other
    return list(people.values())


def log_step(
    session: Session, contact: Contact, entry: Entry, *, task: Promise | None, hide: date | None
) -> Step:
    """Plan one person's entry; what it settles is looked up in the note as it is then."""

    def plan(note: Note) -> Plan:
        settles = same_task(note, task) if task else None
        return record(note, entry, task=settles, snooze=hide, today=session.today)

    return Step(contact.path, plan)


def amend_step(session: Session, contact: Contact, typed: Typed) -> Step:
    """Plan how the entry that `ck log` wrote last into a note is mended.

    Raises:
        CkError: there is no such entry that it remembers.
    """
    was = logged_last(session, contact)
    return Step(contact.path, lambda note: amend_plan(note, was, typed, session.today))


def logged_last(session: Session, contact: Contact) -> Entry:
    """Return the entry that `ck log` wrote last into a note, whatever happened there since.

    Raises:
        CkError: there is none that it remembers.
    """
    texts = session.vault.texts_around_last(contact.path, "log")
    before, after = (Note.parse(text, contact.path, session.settings) for text in texts)
    return entry_added(before, after)
