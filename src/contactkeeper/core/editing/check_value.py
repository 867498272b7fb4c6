"""Check the values that a user gives to properties, with the parser that will read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.language.dates import begins_after
from contactkeeper.core.note.contact_properties import canonical
from contactkeeper.core.note.note import Note
from contactkeeper.errors import UsageError, WriteRefused

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_LISTS = ("tags", "aliases")


def check_value(key: str, value: str, settings: Settings, today: date) -> str | tuple[str, ...]:
    """Return the value as it is written; a tuple for a list property.

    Raises:
        UsageError: the value would be a problem in a note, or a past event is dated after today.
    """
    written: str | tuple[str, ...] = value
    if (meaning := canonical(key, settings)) in _LISTS:
        words = (part.strip() for part in value.split(","))
        # `#` marks a tag in a text; in the name of an alias it is a character.
        written = tuple(w.lstrip("#") if meaning == "tags" else w for w in words if w.strip("#"))
        blank = next((w for w in written if meaning == "tags" and len(w.split()) > 1), None)
        if blank:
            message = f"{key}: a tag has no blanks, unlike “{blank}”; separate tags by commas."
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
    if _is_in_future(contact, today):
        message = f"{key}: {value} is after today."
        raise UsageError(message)
    return written


def _is_in_future(contact: Contact, today: date) -> bool:
    """Say whether the birthday or the last contact is after today."""
    born, spoke = contact.birthday, contact.last_contact
    return bool((born and begins_after(born, today)) or (spoke and spoke > today))
