"""Find what a block has for a property, whichever spelling it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.note.contact_properties import canonical
from contactkeeper.core.note.schema import fold_name

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.settings import Settings


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
    alike = [item for item in block.properties if meaning_of(item.name, settings) == same]
    return sorted(alike, key=lambda item: item.value is None)
