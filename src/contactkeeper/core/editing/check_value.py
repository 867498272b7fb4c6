"""Values that a person gives to properties, checked by the very rooms that read them in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.schema import form_of
from contactkeeper.errors import UsageError, WriteRefused

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings


def check_value(key: str, value: str, settings: Settings, today: date) -> str | tuple[str, ...]:
    """Return the value as it is to be written; a list where the property is one.

    Raises:
        UsageError: read back from a note, it would be a problem or a remark; the sentence is its.
            Or it is a day after today and names what has happened.
    """
    written: str | tuple[str, ...] = value
    if form_of(meaning := canonical(key, settings)) == "list":
        words = (part.strip() for part in value.split(","))
        # The mark is Obsidian's way to write a tag in a text; in a name it is a letter of it.
        written = tuple(w.lstrip("#") if meaning == "tags" else w for w in words if w.strip("#"))
        blank = next((w for w in written if meaning == "tags" and len(w.split()) > 1), None)
        if blank:
            message = f"{key}: a tag has no blanks, unlike “{blank}”; commas stand between several."
            raise UsageError(message)
    if not written:
        return written
    try:
        text = apply("", set_property(Note.parse("", "", settings), key, written).edits)
    except WriteRefused as error:
        raise UsageError(f"{key}: {error.why}") from error
    contact = Note.parse(text, "", settings).contact()
    for problem in contact.problems:
        message = problem.message.removeprefix(f"`{key}: {value}`: ")
        raise UsageError(f"{key}: {message}.")
    if _is_yet_to_come(contact, today):
        message = f"{key}: {value} is after today."
        raise UsageError(message)
    return written


def _is_yet_to_come(contact: Contact, today: date) -> bool:
    """Say whether somebody is born, or was last spoken to, after today."""
    born, spoke = contact.birthday, contact.last_contact
    return bool((born and begins_after(born, today)) or (spoke and spoke > today))
