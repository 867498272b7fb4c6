"""Change properties of a note, and show them as they stand in it then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.cli.json import reason_value
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import (
    carry_out,
    change_document,
    changed_contact,
    hidden_by,
    say_hidden_by,
    say_when_back,
)
from contactkeeper.core.editing.property_changes import (
    TagChange,
    change_properties,
    with_new_job,
    with_tags,
)
from contactkeeper.core.editing.property_edits import find_in_note
from contactkeeper.text.phrases import name_with_company
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.store import Change


def set_and_answer(
    session: Session,
    command: str,
    contact: Contact,
    properties: Mapping[str, PropertyValue],
    tags: TagChange = TagChange(),  # noqa: B008  # a tuple
) -> None:
    """Change properties of a contact's note; show them, and when the contact is due next."""
    plan = partial(change_properties, properties=properties, today=session.today, tags=tags)
    (change,) = carry_out(session, command, [Step(contact.path, plan)])
    properties = planned(session, change, properties, tags)
    if session.as_json:
        values = [
            change_document(session, change)
            | {"properties": properties}
            | {"hides": [reason_value(each, session.today) for each in hidden_by(session, change)]}
        ]
        session.answer(command, changes=values)
        return
    after = changed_contact(session, change)
    said_of = session.speech.changes
    lines = [f"  {said_of.NOTHING}"]
    if change.is_written:
        lines = [line for key in properties for line in _property_lines(session, change, key)]
    back = say_when_back(session, after, undoable=change.is_written)
    hides = say_hidden_by(session, change)
    session.terminal.out(one_line(name_with_company(after)), *lines, *hides, *back)


def planned(
    session: Session, change: Change, properties: Mapping[str, PropertyValue], tags: TagChange
) -> dict[str, PropertyValue]:
    """Return all properties that a change was to set, those that follow included."""
    assert change.old is not None  # noqa: S101  # the note of a contact exists
    return with_new_job(change.old, with_tags(change.old, properties, tags), session.today)


def _property_lines(session: Session, change: Change, key: str) -> list[str]:
    """Show a property as it stands in the note now, or say that it was removed."""
    now, was = (_lines_of(note, key) if note else "" for note in (change.note, change.old))
    if now:
        return [f"  {line.rstrip()}" for line in now.split("\n")]
    if not was:
        return []
    return [f"  {one_line(session.speech.changes.say_removed(was.partition(':')[0]))}"]


def _lines_of(note: Note, key: str) -> str:
    """Return the lines of a property as they stand in a note; empty where it has none."""
    found = find_in_note(note, key)
    if not found:
        return ""
    text = note.text[found[0].start : found[0].end]
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
