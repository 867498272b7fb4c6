"""Prepositions before the name of a place or an event, in English and Russian."""

from __future__ import annotations

from contactkeeper.core.language.languages import words

_PREPOSITIONS = frozenset(words(lambda language: language.before_place))


def begins_with_preposition(text: str) -> bool:
    """Return whether a text begins with `at` or the like: `in Tbilisi`, `на JPoint`."""
    return next(iter(text.split()), "").casefold() in _PREPOSITIONS
