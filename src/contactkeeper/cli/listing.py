"""`ck list`: all contacts, with cadence, last contact and next date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.documents import contact_value, document
from contactkeeper.cli.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens import mark, table_lines
from contactkeeper.cli.session import Session
from contactkeeper.core.days.cadence import cadence_of, show_cadence
from contactkeeper.core.days.wording import say_count, say_day, say_weekday_day
from contactkeeper.core.morning.clock import read_clock
from contactkeeper.core.morning.due import next_due
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, Entry


def list_command(  # noqa: PLR0913  # one parameter an option
    context: typer.Context,
    *,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    got: Annotated[
        str, typer.Option("--got", metavar="WORDS", help="Who gave me something like that.")
    ] = "",
    gave: Annotated[
        str, typer.Option("--gave", metavar="WORDS", help="Whom I gave something like that.")
    ] = "",
    grep: Annotated[
        str, typer.Option("--grep", metavar="WORDS", help="Whose log holds these words.")
    ] = "",
) -> None:
    """List all contacts with their cadence, last contact and next date.

    Example: ck list --tier key --grep "system design"
    """
    session: Session = context.obj
    wanted = Filter(tier, focus, tag, company)
    sought = {"got": got, "gave": gave, "": grep}
    found = [
        (contact, [entry for entry in contact.entries if _holds(entry, sought)])
        for contact in session.loaded.contacts
        if wanted.takes(contact)
    ]
    if any(sought.values()):
        found = [(contact, entries) for contact, entries in found if entries]
    found.sort(key=lambda pair: (fold(pair[0].name), pair[0].path))
    if session.as_json:
        values = [
            contact_value(session, contact, next_due(contact, session.today, session.settings))
            | {"entries": len(contact.entries)}
            for contact, _ in found
        ]
        session.terminal.document(document(session, "list", contacts=values))
        return
    if not session.loaded.contacts:
        from contactkeeper.cli.looking import no_contacts

        raise no_contacts(session)
    rows: list[tuple[str, ...]]
    if any(sought.values()):
        rows = [
            (contact.name, contact.company, say_day(entry.date, session.today), _said(entry))
            for contact, entries in found
            for entry in entries[::-1]
        ]
        lines = table_lines(rows, session.terminal.width, flexible=3)
    else:
        problems = problems_on(session.today, session.loaded.problems, session.loaded.contacts)
        broken = {each.path for each in problems if each.severity == "problem"}
        rows = [(mark(contact, broken), *_row(session, contact)) for contact, _ in found]
        lines = table_lines(rows, session.terminal.width, flexible=2)
    counted = say_count(len(found), "contact")
    session.terminal.out("\n".join([*lines, *([""] if lines else []), counted]))


def _holds(entry: Entry, sought: dict[str, str]) -> bool:
    """Say whether an entry holds all that is sought: in a field, or anywhere for the empty key."""
    for key, words in sought.items():
        if not words:
            continue
        texts = [value for name, value in entry.fields if key in ("", name)]
        if not key:
            texts += [entry.text, *(task.text for task in entry.promises)]
        if not any(fold(words) in fold(text) for text in texts):
            return False
    return True


def _said(entry: Entry) -> str:
    return " · ".join(
        filter(None, (entry.text, *(f"{key}: {value}" for key, value in entry.fields)))
    )


def _row(session: Session, contact: Contact) -> tuple[str, ...]:
    last = read_clock(contact, session.today, session.settings.clock).last_contact
    due = next_due(contact, session.today, session.settings)
    return (
        contact.name,
        contact.company,
        show_cadence(cadence_of(contact, session.settings)),
        f"spoke {say_day(last, session.today)}" if last else "",
        _state(session, contact) or (f"due {say_weekday_day(due, session.today)}" if due else ""),
    )


def _state(session: Session, contact: Contact) -> str:
    """Say what keeps somebody off the list; empty where nothing does."""
    if contact.status != "active":
        return contact.status
    if contact.snooze_until and contact.snooze_until > session.today:
        return f"snoozed to {say_weekday_day(contact.snooze_until, session.today)}"
    return ""
