"""The channels that are known by name, and the names that statistics use for them.

The word in the note stays as it is written; folding is for counting and comparing only.
"""

from __future__ import annotations

from contactkeeper.core.language.languages import table

CHANNELS: dict[str, str] = table(lambda language: language.channels)
"""Each known word, case-folded, with the channel that it means."""

_SHORT = {"telegram": "tg", "email": "mail"}


def is_channel(word: str) -> bool:
    """Return whether a word before a colon is a channel, in any case."""
    return word.casefold() in CHANNELS


def fold_channel(word: str) -> str:
    """Return the channel that a word means (`tg` is telegram); an unknown word case-folded."""
    folded = word.casefold().strip()
    return CHANNELS.get(folded, folded)


def short_channel(word: str) -> str:
    """Return the channel that a word means as a narrow column shows it: `tg`, `mail`, `call`."""
    folded = fold_channel(word)
    return _SHORT.get(folded, folded)
