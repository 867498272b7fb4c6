"""Ask whether what was typed is meant, where it looks like a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import NeedsAnswer
from contactkeeper.lookup_errors import MOST_LISTED

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.people.audience import Audience


def ask_about_namesakes(session: Session, name: str, *, yes: bool) -> None:
    """Ask whether a new note is meant where somebody may be called so: Boris beside Boris Ivanov.

    Raises:
        NeedsAnswer: nobody can be asked; the sentence names who is there.
        Cancelled: the answer was no.
    """
    from contactkeeper.text.en.changes import say_namesakes

    contacts = session.loaded.contacts
    places = [] if yes else contacts.directory.find_namesakes(name)
    if not places:
        return
    people = [contacts[place] for place in places[:MOST_LISTED]]
    said = say_namesakes(name, people)
    if not session.terminal.can_ask:
        shown = contacts.directory.shortest_name(people[0])
        message = f"{said} ck show {shown} shows who it is; --yes makes the new note."
        raise NeedsAnswer(message)
    session.terminal.confirm(f"{said} Make the new note?", yes=False, unless_no=False)


def ask_about_key(session: Session, key: str, *, yes: bool) -> str:
    """Return the property that was meant where a key looks like a typing error.

    Raises:
        NeedsAnswer: nobody can be asked.
    """
    from contactkeeper.core.note.near_names import near_name
    from contactkeeper.core.note.property_names import canonical

    near = "" if canonical(key, session.settings) else near_name(key)
    if not near or yes:
        return key
    said = f"ck reads no property “{key}”."
    if not session.terminal.can_ask:
        message = f"{said} Did you mean {near}? --yes sets {key} all the same."
        raise NeedsAnswer(message)
    chosen = session.terminal.choose(f"{said} Which one?", [near, f"{key}, as it was typed"])
    return near if chosen == 0 else key


def ask_about_nobody(session: Session, audience: Audience, option: str, *, yes: bool) -> None:
    """Ask whether an audience is meant that takes nobody, which may be a typing error.

    Raises:
        NeedsAnswer: nobody can be asked; the sentence names what may have been meant.
        Cancelled: the answer was no.
    """
    contacts, settings = session.loaded.contacts, session.settings
    if yes or not contacts or any(audience.takes(each, settings) for each in contacts):
        return
    said = say_nobody(session, audience, option)
    if not session.terminal.can_ask:
        message = f"{said} --yes goes on."
        raise NeedsAnswer(message)
    session.terminal.confirm(f"{said} Go on?", yes=False, unless_no=False)


def say_nobody(session: Session, audience: Audience, option: str) -> str:
    """Say that an audience takes nobody, and what may have been meant."""
    from contactkeeper.core.people.near_audience import near_term

    term, near = near_term(audience, session.loaded.contacts, session.settings)
    of_it = f" ({term})" if term not in ("", str(audience)) else ""
    hint = f" Did you mean {near}?" if near else ""
    return f"{option}: {audience} is nobody{of_it}.{hint}"
