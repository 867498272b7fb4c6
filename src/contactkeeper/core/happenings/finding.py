"""Find an event or news by what was typed, as people are found, and say how it is linked to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.model import Contact, Event, News
from contactkeeper.core.people import names

if TYPE_CHECKING:
    from collections.abc import Iterable

Happening: TypeAlias = Event | News

_BREAKS_LINKS = re.compile(r"[\[\]|#^]|%%")


def find(happenings: Iterable[Happening], typed: str) -> tuple[Happening, ...]:
    """Return what the best step finds, ordered by name: nothing, one, or several.

    The steps are those of `people.names.find`: a path, the whole name, words, beginnings, parts.
    """
    known = {each.path: each for each in happenings}
    return tuple(known[found.path] for found in names.find(_named(known.values()), typed))


def suggest(happenings: Iterable[Happening], typed: str) -> tuple[str, ...]:
    """Return names that are a typing error away, the likeliest first."""
    return names.suggest(_named(happenings), typed)


def complete(happenings: Iterable[Happening], typed: str) -> list[str]:
    """Return the names that the typed text may become, for the shell."""
    known = names.directory_of(_named(happenings))
    return [name for name, _ in names.complete(known, typed)]


def link_to(path: str, name: str, others: Iterable[str]) -> str:
    """Return the link to a note: by its name, or by its path where `others` share the name.

    Empty where no link can be written: the name holds what ends one.
    """
    taken = sum(names.same_name(name, each) for each in others) > 1
    target = path.removesuffix(".md") if taken else name
    return "" if _BREAKS_LINKS.search(target) else f"[[{target}]]"


def _named(happenings: Iterable[Happening]) -> list[Contact]:
    return [Contact(each.path, each.name) for each in happenings]
