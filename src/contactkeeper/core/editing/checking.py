"""Values that a person gives to properties, checked by the very rooms that read them in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.frontmatter.properties import canonical
from contactkeeper.core.notes.note import Note
from contactkeeper.errors import UsageError, WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.settings import Settings

_LISTS = ("tags", "aliases")


def check_value(key: str, value: str, settings: Settings) -> str | tuple[str, ...]:
    """Return the value as it is to be written; a list where the property is one.

    Raises:
        UsageError: read back from a note, it would be a problem or a remark; the sentence is its.
    """
    written: str | tuple[str, ...] = value
    if (meaning := canonical(key, settings)) in _LISTS:
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
    for problem in Note.parse(text, "", settings).contact().problems:
        message = problem.message.removeprefix(f"`{key}: {value}`: ")
        raise UsageError(f"{key}: {message}.")
    return written
