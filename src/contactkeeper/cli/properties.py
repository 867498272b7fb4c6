"""`ck set`: properties of a note, by name; also the way in which snooze and pause answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.changes import change_document, contact_after, introduce, remarks
from contactkeeper.cli.documents import document
from contactkeeper.cli.people import WhoArgument
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.checking import check_value
from contactkeeper.core.editing.property_edits import find_properties, set_properties
from contactkeeper.core.morning.back import back_on, say_back
from contactkeeper.errors import UsageError
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.notes.note import Note


def set_command(
    context: typer.Context,
    who: WhoArgument,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE…", help="KEY= takes a property away.", show_default=False
        ),
    ],
) -> None:
    """Set properties of a note, or take them away; nothing else in the note changes.

    Example: ck set anna cadence=monthly tier=key
    """
    session: Session = context.obj
    properties: dict[str, PropertyValue] = {}
    for change in changes:
        key, sign, value = change.partition("=")
        if not sign or not key.strip():
            message = f"“{change}” is no KEY=VALUE. For example: ck set anna cadence=monthly"
            raise UsageError(message)
        properties[key.strip()] = check_value(key.strip(), value.strip(), session.settings) or None
    set_and_answer(session, "set", who, properties)


def set_and_answer(
    session: Session, command: str, who: str, properties: Mapping[str, PropertyValue]
) -> None:
    """Change properties of one person's note, and say which and when the person is back."""
    contact = session.find(who)
    step = Step(contact.path, lambda note: set_properties(note, properties))
    changes = session.vault.change(command, [step], stamp=session.stamp)
    remarks(session, changes)
    change = changes[0]
    if session.as_json:
        values = [change_document(session, change) | {"properties": dict(properties)}]
        session.terminal.document(document(session, command, changes=values))
        return
    after = contact_after(change)
    if change.before == change.after:
        said = ["  nothing to change"]
    else:
        said = [line for key in properties if (line := _line(change.note, key, properties[key]))]
    back = say_back(back_on(after, session.today, session.settings)).rstrip(".")
    session.terminal.out("\n".join([introduce(after), *said, one_line(f"{back} · ck undo")]))


def _line(note: Note | None, key: str, value: PropertyValue) -> str:
    """Show a property as it stands in the note now; nothing where there was none to take away."""
    block = note.frontmatter if note else None
    found = find_properties(block, key, note.settings) if note and block else []
    if note and found:
        return f"  {one_line(note.text[found[0].start : found[0].end])}"
    return "" if value is None else f"  {key}"
