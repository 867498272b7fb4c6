"""Say what a logged outcome comes to: what came through a person, and who brought them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.store import Change


def say_through(session: Session, after: Contact, change: Change) -> str:
    """Say what came through a person where the entry adds to it; empty where it does not."""
    entry = change.entry
    if entry is None or not entry.field("outcome"):
        return ""
    from contactkeeper.core.agenda.log_stats import counts_for, outcomes_of
    from contactkeeper.core.drafts.values import lang_of
    from contactkeeper.core.people.salutation import call_name

    outcomes = outcomes_of(after, session.today)
    if outcomes is None or not counts_for(entry):
        return ""
    called = call_name(after, lang_of(after), after.address or "вы") or after.name
    return session.speech.brief.say_outcomes(outcomes, called)


def say_introducers(session: Session, change: Change) -> Iterator[str]:
    """Say who introduced a person of whom an outcome was logged: they want to hear of it."""
    entry = change.entry
    if entry is None or not entry.field("outcome"):
        return
    from contactkeeper.core.agenda.introductions import outcomes_in

    contacts = session.loaded.contacts
    for path, introductions in contacts.introductions.items() if outcomes_in(entry) else ():
        if any(each.path == change.path and each.kind == "intro" for each in introductions):
            introducer = contacts.at(path)
            if introducer and introducer.status == "active":
                yield one_line(session.speech.brief.say_introducer(introducer.name))
