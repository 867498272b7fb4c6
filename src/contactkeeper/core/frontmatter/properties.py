"""What the properties of a note say about a contact: which field each fills.

How a value is read is in `said`. Which rule then holds (a cadence, a tier) is not decided here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from contactkeeper.core.frontmatter.marks import is_contact, might_be_contact
from contactkeeper.core.frontmatter.said import Said
from contactkeeper.core.frontmatter.spellings import canonical_name
from contactkeeper.core.model import Contact, name_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.frontmatter.reading import Frontmatter
    from contactkeeper.core.model import Entry, Problem
    from contactkeeper.core.settings import Settings

__all__ = ["canonical", "contact_of", "is_contact", "might_be_contact", "name_in"]

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
    read = Said(path, frontmatter, settings)
    known = read.known
    name = name_in(path)
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


_READERS: dict[str, Callable[[Said, str], Any]] = {
    "email": Said.emails,
    "company": Said.text,
    "company_since": Said.harmless_day,
    "previous": Said.items,
    "role": Said.text,
    "focus": Said.focus,
    "tier": Said.tier,
    "tags": Said.tags,
    "cadence": Said.cadence,
    "paused_until": Said.day,
    "paused_why": Said.text,
    "snooze_until": Said.day,
    "snoozed": Said.day,
    "last_contact": Said.last_contact,
    "created": Said.harmless_day,
    "birthday": Said.partial,
    "placed_me": Said.day,
    "left": Said.day,
    "dates": Said.dates,
    "trust": Said.trust,
    "lang": Said.lang,
    "address": Said.address,
}
"""How each property is read that has a field of its own; it is there when its reader is called."""
_FIELDS = {"email": "emails"}
"""Fields of `Contact` that are not called as their property is."""
