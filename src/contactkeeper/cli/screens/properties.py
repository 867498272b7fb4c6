"""Change properties of one note and show them: for `ck set`, snooze, pause and resume."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import (
    carry_out,
    change_document,
    contact_after,
    say_when_back,
)
from contactkeeper.core.editing.property_changes import change_properties, with_new_job
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import find_properties
from contactkeeper.text.changes import NOTHING, say_contact
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.store import Change


def set_and_answer(
    session: Session, command: str, contact: Contact, properties: Mapping[str, PropertyValue]
) -> None:
    """Change properties of a contact's note; show them, and when the contact is due next."""
    plan = partial(change_properties, properties=properties, today=session.today)
    (change,) = carry_out(session, command, [Step(contact.path, plan)])
    before = Note.parse(change.before or "", change.path, session.settings)
    properties = with_new_job(before, properties, session.today)
    if session.as_json:
        values = [change_document(session, change) | {"properties": dict(properties)}]
        session.answer(command, changes=values)
        return
    after = contact_after(change)
    is_written = change.before != change.after
    lines = [f"  {NOTHING}"]
    if is_written:
        lines = [line for key in properties for line in _lines(session, change, key)]
    back = say_when_back(session, after, undoable=is_written)
    session.terminal.out(one_line(say_contact(after)), *lines, *back)


def _lines(session: Session, change: Change, key: str) -> list[str]:
    """Show a property as it stands in the note now, or say that it was removed."""
    now, was = (
        _written(Note.parse(text or "", change.path, session.settings), key)
        for text in (change.after, change.before)
    )
    if now:
        return [f"  {line.rstrip()}" for line in now.split("\n")]
    return [f"  {one_line(was.partition(':')[0])}: removed"] if was else []


def _written(note: Note, key: str) -> str:
    """Return the lines of a property as they stand in a note; empty where it has none."""
    found = find_properties(note.frontmatter, key, note.settings)
    if not found:
        return ""
    text = note.text[found[0].start : found[0].end]
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
