"""The walk through the people of an import: the keys of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.importing import name_rivals
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.importing.model import Item
    from contactkeeper.wording import Texts

HELP: Texts = {
    "1": "1…  the note is theirs: it gets what it lacks",
    "y": "y   take what is new about them",
    "j": "j   take it, and the new job: the old company is kept as a former one",
    "m": "m   make a new note for them",
    "n": "n   leave them out, this time",
    "d": "d   leave them out for good: no later import asks again",
    "b": "b   back to the person before",
    "a": "a   take all that is certain of those who follow",
    "q": "q   end: it is asked whether what was decided is written",
}
"""The meaning of each key."""
NO_KEY = Wording("This key means nothing here; ? shows the keys.")
NOBODY_BEFORE = Wording("There is nobody before.")
_LABELS: Texts = {
    "y": "[y]es", "j": "[j] with the new job", "m": "[m]ake a new note", "n": "[n]o",
    "d": "[d]ecline for good", "b": "[b]ack", "a": "[a]ll the rest", "q": "[q]uit", "?": "[?]",
}  # fmt: skip
_MOST_RIVALS = 9


def keys_of(item: Item) -> Mapping[str, str]:
    """Return the keys that mean something for somebody, with their labels, in order."""
    if item.standing == "unsure":
        rivals = enumerate(name_rivals(item.rivals[:_MOST_RIVALS]), 1)
        own = {str(number): f"[{number}] {rival}" for number, rival in rivals}
        wanted = "mndbaq?"
    else:
        own = {}
        wanted = "yndbaq?" if item.standing == "new" else "ynbaq?"
        if item.job and item.job.is_newer:
            wanted = "j" + wanted
    return {**own, **{key: Wording(_LABELS[key]) for key in wanted}}


def ask_to_keep(number: int) -> Wording:
    """Ask whether what was decided before the end is written."""
    return Wording.counted(
        "Write what you decided about {number:,} person?",
        "Write what you decided about {number:,} people?",
        number,
    )


def say_place(number: int, total: int) -> Wording:
    """Say which of how many it is: `3 of 44`."""
    return Wording("{number:,} of {total:,}", number=number, total=total)


def say_earlier(number: int) -> Wording:
    """Count the entries before those that are shown: `12 earlier`."""
    return Wording("{number:,} earlier", number=number)
