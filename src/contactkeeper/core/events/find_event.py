"""Find an event or news note by what was typed, and write the link to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.model import Contact, Event, News
from contactkeeper.core.people import find_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

EventNote: TypeAlias = Event | News

_BREAKS_LINKS = re.compile(r"[\[\]|#^]|%%")


def find(event_notes: Iterable[EventNote], typed: str) -> tuple[EventNote, ...]:
    """Return what the best step finds, ordered by name: nothing, one, or several.

    The steps are those of `people.find_contact.find`: path, whole name, words, beginnings, parts.
    """
    known = {each.path: each for each in event_notes}
    return tuple(known[found.path] for found in find_contact.find(_named(known.values()), typed))


def suggest(event_notes: Iterable[EventNote], typed: str) -> tuple[str, ...]:
    """Return names that are a typing error away, the likeliest first."""
    return find_contact.suggest(_named(event_notes), typed)


def complete(event_notes: Iterable[EventNote], typed: str) -> list[str]:
    """Return the names that the typed text may become, for the shell."""
    known = find_contact.directory_of(_named(event_notes))
    return [name for name, _ in find_contact.complete(known, typed)]


def link_to(path: str, name: str, others: Iterable[str]) -> str:
    """Return the link to a note: by its name, or by its path where `others` share the name.

    Empty where no link can be written: the name holds what ends one.
    """
    taken = sum(find_contact.same_name(name, each) for each in others) > 1
    target = path.removesuffix(".md") if taken else name
    return "" if _BREAKS_LINKS.search(target) else f"[[{target}]]"


def _named(event_notes: Iterable[EventNote]) -> list[Contact]:
    return [Contact(each.path, each.name) for each in event_notes]
