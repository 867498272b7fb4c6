"""Find the property that a name with a typing error stands for: `cadance` is cadence.

One mistake: a letter too many, too few, another one, or two in each other's place.
"""

from __future__ import annotations

from functools import lru_cache

from contactkeeper.core.note.property_names import canonical_name, fold_name
from contactkeeper.core.note.schema import PROPERTIES

_SHORTEST = 5
"""Letters; in a shorter name only two that changed places are a mistake (`teir`). In one of just
so many, none is too many or too few: `stats` is a word."""


@lru_cache(maxsize=1024)
def near_name(name: str) -> str:
    """Return the spelling that a name is one mistake away from; empty for none, or a known name."""
    if canonical_name(name):
        return ""
    typed = fold_name(name)
    near = (spelling for folded, spelling in _spellings().items() if _is_mistyped(typed, folded))
    return next(near, "")


def is_surely_mistyped(name: str) -> bool:
    """Return whether a name in a note is a mistake, and no word of its own.

    What differs at its beginning or end is another word: `date` is not `dates`, `photo` no phone.
    """
    typed, near = fold_name(name), fold_name(near_name(name))
    return bool(near) and (typed[0], typed[-1]) == (near[0], near[-1])


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    names = {fold_name(row.name): row.name for row in PROPERTIES}
    return names | {
        fold_name(spelling): spelling
        for row in PROPERTIES
        for spelling in row.spellings
        if fold_name(spelling) not in names
    }


def _is_mistyped(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    a, b = (one[at:], other[at:]) if at is not None else ("", "")
    if a[:2] == b[1::-1] != "" and a[2:] == b[2:]:
        return True
    shortest = min(len(one), len(other))
    if len(one) == len(other):
        return shortest >= _SHORTEST and a[1:] == b[1:]
    return shortest > _SHORTEST and (a[1:] == b or a == b[1:] or at is None)
