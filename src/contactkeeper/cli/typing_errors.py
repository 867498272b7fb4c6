"""Ask whether what was typed is meant, where it looks like a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import NeedsAnswer
from contactkeeper.lookup_errors import MOST_LISTED
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.people.audience import Audience


def ask_about_namesakes(session: Session, name: str, *, yes: bool) -> None:
    """Ask whether a new note is meant where somebody may be called so: Boris beside Boris Ivanov.

    Raises:
        NeedsAnswer: nobody can be asked; the sentence names who is there.
        Cancelled: the answer was no.
    """
    contacts = session.loaded.contacts
    places = [] if yes else contacts.directory.find_namesakes(name)
    if not places:
        return
    people = [contacts[place] for place in places[:MOST_LISTED]]
    said = session.speech.changes.say_namesakes(name, people)
    if not session.terminal.can_ask:
        shown = contacts.directory.shortest_name(people[0])
        raise NeedsAnswer(
            Wording(
                "{said} ck show {shown} shows who it is; --yes makes the new note.",
                said=said,
                shown=shown,
            )
        )
    question = Wording("{said} Make the new note?", said=said)
    session.terminal.confirm(question, yes=False, unless_no=False)


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
    if not session.terminal.can_ask:
        raise NeedsAnswer(
            Wording(
                "ck reads no property “{key}”. Did you mean {near}? --yes sets {key} all the same.",
                key=key,
                near=near,
            )
        )
    question = Wording("ck reads no property “{key}”. Which one?", key=key)
    chosen = session.terminal.choose(question, [near, Wording("{key}, as it was typed", key=key)])
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
        raise NeedsAnswer(Wording("{said} --yes goes on.", said=said))
    session.terminal.confirm(Wording("{said} Go on?", said=said), yes=False, unless_no=False)


def say_nobody(session: Session, audience: Audience, option: str) -> Wording:
    """Say that an audience takes nobody, and what may have been meant."""
    from contactkeeper.core.people.near_audience import near_term

    term, near = near_term(audience, session.loaded.contacts, session.settings)
    whom = str(audience)
    if term not in {"", whom}:
        said = Wording("{option}: {whom} is nobody ({term}).", option=option, whom=whom, term=term)
    else:
        said = Wording("{option}: {whom} is nobody.", option=option, whom=whom)
    if near:
        return Wording("{said} Did you mean {near}?", said=said, near=near)
    return said
