"""Find what a block has for a property, whichever spelling it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.frontmatter.properties import canonical
from contactkeeper.core.frontmatter.spellings import fold_name

if TYPE_CHECKING:
    from contactkeeper.core.frontmatter.block import Property
    from contactkeeper.core.frontmatter.reading import Frontmatter
    from contactkeeper.core.settings import Settings


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
    alike = [
        item
        for item in block.properties
        if (
            canonical(item.name, settings) == meaning
            if meaning
            else fold_name(item.name) == fold_name(key)
        )
    ]
    return sorted(alike, key=lambda item: item.value is None)
