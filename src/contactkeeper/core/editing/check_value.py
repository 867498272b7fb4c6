"""Check values that a user gives to properties, with the functions that read them in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, meaning_of
from contactkeeper.core.note.property_words import emails_of, handles_of
from contactkeeper.core.note.schema import HANDLES, form_of
from contactkeeper.errors import UsageError, WriteRefused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings


def check_value(key: str, value: str, settings: Settings, today: date) -> str | tuple[str, ...]:
    """Return the value as it is written; a tuple for a list property.

    Raises:
        UsageError: the value would be a problem in a note, or a past event is dated after today.
    """
    written: str | tuple[str, ...] = value
    if form_of(meaning := canonical(key, settings)) == "list":
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
        # The key is named already.
        said = problem._replace(case="value") if problem.code == "impossible-date" else problem
        raise UsageError(f"{key}: ", problem=said)
    if _is_in_future(contact, today):
        message = f"{key}: {value} is after today."
        raise UsageError(message)
    return written


def _is_in_future(contact: Contact, today: date) -> bool:
    """Say whether the birthday or the last contact is after today."""
    born, spoke = contact.birthday, contact.last_contact
    return bool((born and begins_after(born, today)) or (spoke and spoke > today))


def check_values(
    values: Mapping[str, PropertyValue], typed: Sequence[str], settings: Settings, today: date
) -> dict[str, PropertyValue]:
    """Check what is to be written; `typed` are KEY=VALUE. Empty values are left out.

    Raises:
        UsageError: a value that could not be read again, or a property that is given twice.
    """
    wanted = {key: value for key, value in values.items() if value}
    for each in typed:
        key, sign, value = (part.strip() for part in each.partition("="))
        if not sign or not key or not value:
            message = f"“{each}” is no KEY=VALUE. For example: --property lang=en"
            raise UsageError(message)
        if meaning_of(key, settings) in {meaning_of(known, settings) for known in wanted}:
            message = f"`{key}` is given twice."
            raise UsageError(message)
        wanted[key] = value
    checked: dict[str, PropertyValue] = {}
    for key, given in wanted.items():
        text = given if isinstance(given, str) else ", ".join(given or ())
        if any(mark in f"{key}{text}" for mark in ("{{", "<%", "\n", "\r")):
            message = f"{key}: “{text}” holds a line break or a template's marks."
            raise UsageError(message)
        _check_address(canonical(key, settings), key, text)
        checked[key] = check_value(key, text, settings, today)
    return checked


def _check_address(meaning: str | None, key: str, text: str) -> None:
    if meaning == "email" and not emails_of(text):
        message = f"{key}: “{text}” is no e-mail address."
        raise UsageError(message)
    if meaning in HANDLES and not handles_of(meaning, text):
        message = f"{key}: “{text}” leaves nothing to reach somebody by."
        raise UsageError(message)
