"""What the properties of a note say about a contact: which field each fills.

How a value is read is in `said`. Which rule then holds (a cadence, a tier) is not decided here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import Contact
from contactkeeper.core.note.detect_contact import is_contact, might_be_contact
from contactkeeper.core.note.property_reader import PropertyReader
from contactkeeper.core.note.schema import canonical_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Entry, Problem
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.settings import Settings

__all__ = ["canonical", "contact_of", "is_contact", "might_be_contact"]

_LINE = attrgetter("line")


def canonical(name: str, settings: Settings) -> str | None:
    """Return the known property that a name stands for (`Последний контакт`: `last_contact`)."""
    return canonical_name(name, settings.properties)


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
    read = PropertyReader(path, frontmatter, settings)
    known = read.known
    name = note_name(path)
    # What is said is read, and nothing else: a note has five properties, and there are thirty.
    said = {_FIELDS.get(key, key): _READERS[key](read, key) for key in known if key in _READERS}
    if "met" in known or "met_at" in known:
        said["met"], said["met_at"] = read.met()
    said["status"] = read.status(said.get("paused_until"))
    return Contact(
        path,
        name,
        aliases=read.aliases(name, h1),
        handles=read.handles(),
        properties=tuple(read.words),
        entries=entries,
        problems=(*sorted(read.problems, key=_LINE), *problems) if read.problems else problems,
        newest_first=newest_first,
        **said,
    )


_READERS: dict[str, Callable[[PropertyReader, str], Any]] = {
    "email": PropertyReader.emails,
    "company": PropertyReader.text,
    "company_since": PropertyReader.harmless_day,
    "previous": PropertyReader.items,
    "role": PropertyReader.text,
    "focus": PropertyReader.focus,
    "tier": PropertyReader.tier,
    "tags": PropertyReader.tags,
    "cadence": PropertyReader.cadence,
    "paused_until": PropertyReader.day,
    "paused_why": PropertyReader.text,
    "snooze_until": PropertyReader.day,
    "snoozed": PropertyReader.day,
    "last_contact": PropertyReader.last_contact,
    "created": PropertyReader.harmless_day,
    "birthday": PropertyReader.partial,
    "placed_me": PropertyReader.day,
    "left": PropertyReader.day,
    "dates": PropertyReader.dates,
    "trust": PropertyReader.trust,
    "lang": PropertyReader.lang,
    "address": PropertyReader.address,
}
"""How each property is read that has a field of its own; it is there when its reader is called."""
_FIELDS = {"email": "emails"}
"""Fields of `Contact` that are not called as their property is."""
