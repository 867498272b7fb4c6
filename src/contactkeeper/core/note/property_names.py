"""Find the known property that a spelling stands for, and the properties of a block by meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.note.block_reader import may_be_last_contact
from contactkeeper.core.note.schema import KNOWN, PROPERTIES

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.settings import Settings

    Spellings: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

_SEPARATORS = re.compile(r"[\s_\-]+")


def fold_name(name: str) -> str:
    """Fold a property name: case, `_`, `-`, blanks, camelCase and ё make no difference."""
    return _SEPARATORS.sub("", lowered(name))


@lru_cache(maxsize=4096)
def canonical_name(name: str, further: Spellings = ()) -> str | None:
    """Return the known property that a spelling stands for, or None.

    `further` are spellings of the configuration, (known name, spellings); they go first.
    """
    folded = fold_name(name)
    for known, spellings in further:
        if folded in map(fold_name, spellings):
            return _names().get(fold_name(known), known)
    return _names().get(folded)


def canonical(name: str, settings: Settings) -> str | None:
    """Return the known property that a name stands for (`Последний контакт`: `last_contact`)."""
    return canonical_name(name, settings.properties)


def meaning_of(name: str, settings: Settings) -> str:
    """Return the known property that a name stands for, else the name folded."""
    return canonical(name, settings) or fold_name(name)


def find_properties(block: Frontmatter | None, key: str, settings: Settings) -> list[Property]:
    """Find what a block has for a key: under that very name, else all that mean it.

    A known name (`last_contact`) always stands for its meaning; the first with a value is read.
    """
    if block is None:
        return []
    meaning = canonical(key, settings)
    exact = [item for item in block.properties if item.name == key]
    if exact and meaning != key:
        return exact
    same = meaning_of(key, settings)
    alike = [
        item
        for item in block.properties
        if meaning_of(item.name, settings) == same and may_be_last_contact(item)
    ]
    return sorted(alike, key=lambda item: item.value is None)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {fold_name(name): name for name in KNOWN}
    for row in PROPERTIES:
        for spelling in row.spellings:
            names.setdefault(fold_name(spelling), row.name)
    return names
