"""Find the term that was meant by one that takes nobody: `tag:imprted` is tag:imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.spellings import romanize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.model import Contact
    from contactkeeper.core.people.audience import Audience
    from contactkeeper.core.settings import Settings


def near_term(
    audience: Audience, contacts: Sequence[Contact], settings: Settings
) -> tuple[str, str]:
    """Return the first term that takes nobody, and the one that was meant; empty where none is."""
    for term in _terms(audience):
        if any(term.takes(contact, settings) for contact in contacts):
            continue
        from difflib import get_close_matches

        known = {romanize(fold(word)): word for word in _known(term.kind, contacts)}
        near = get_close_matches(romanize(fold(term.value)), known, 1)
        return str(term), str(term._replace(value=known[near[0]])) if near else ""
    return "", ""


def _terms(audience: Audience) -> Iterator[Audience]:
    for part in audience.parts:
        yield from _terms(part)
    if not audience.parts:
        yield audience


def _known(kind: str, contacts: Sequence[Contact]) -> list[str]:
    """Return the values of a kind of term that the contacts have."""
    if kind == "tag":
        return [tag for contact in contacts for tag in contact.tags]
    if kind == "name":
        return [name for contact in contacts for name in (contact.name, *contact.aliases)]
    if kind in ("company", "focus"):
        return [value for contact in contacts if (value := getattr(contact, kind))]
    return []
