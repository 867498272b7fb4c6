"""Read what was given or got in an entry: its kind, and the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import table
from contactkeeper.core.note.property_values import fold_word

if TYPE_CHECKING:
    from contactkeeper.core.model import FavourKind

_KINDS = {
    fold_word(phrase): kind for phrase, kind in table(lambda language: language.favours).items()
}


class Favour(NamedTuple):
    """The value of a field `gave` or `got`."""

    kind: FavourKind
    words: str
    """Without the kind, where that stands before a colon."""


def read_favour(value: str) -> Favour:
    """Read the value of a field: `intro: the CTO`, or what was given and nothing else."""
    head, _, words = value.partition(":")
    kind = _KINDS.get(fold_word(head), "")
    return Favour(kind, words.strip()) if kind else Favour("", value.strip())
