"""Prepositions before the name of a place or an event, in English and Russian."""

from __future__ import annotations

_PREPOSITIONS = frozenset(
    {"at", "by", "in", "on", "through", "via", "в", "во", "на", "по", "через"}
)


def begins_with_preposition(text: str) -> bool:
    """Say whether a text says `at` or the like already: `in Tbilisi`, `на JPoint`."""
    return next(iter(text.split()), "").casefold() in _PREPOSITIONS
