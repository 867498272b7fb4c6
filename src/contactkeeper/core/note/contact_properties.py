"""Build a contact from the properties of a note.

`schema.py` says which property fills which field and how it is read. Which cadence or tier then
applies is not decided here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import Contact
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.property_reader import PropertyReader
from contactkeeper.core.note.schema import HANDLES, KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry, Problem
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.settings import Settings

_LINE = attrgetter("line")


def contact_of(  # noqa: PLR0913, PLR0917 - the parts of a note, each once
    path: str,
    frontmatter: Frontmatter | None,
    h1: str,
    entries: Sequence[Entry],
    newest_first: bool,  # noqa: FBT001 - a value among others
    problems: tuple[Problem, ...],
    settings: Settings,
) -> Contact:
    """Build the contact of a note from its properties and what was read from its text.

    `path` is relative to the vault, with `/`; entries come oldest first. The contact's problems
    are those of the properties, then the given ones.
    """
    read = PropertyReader(path, frontmatter, lambda key: canonical_name(key, settings.properties))
    known = read.known
    name = note_name(path)
    # Only the properties that the note has are read: about five of nearly fifty.
    fields: dict[str, Any] = {}
    for key in known:
        row = KNOWN.get(key)
        if row and row.reader:
            fields[row.field or key] = row.reader(read, key)
    if "met" in known or "met_at" in known:
        fields["met"], fields["met_at"] = read.met()
    fields["status"] = read.status(fields.get("paused_until"))
    return Contact(
        path,
        name,
        aliases=read.aliases(name, h1),
        handles=read.handles(HANDLES),
        properties=tuple(read.words),
        entries=entries,
        problems=(*sorted(read.problems, key=_LINE), *problems) if read.problems else problems,
        newest_first=newest_first,
        **fields,
    )
