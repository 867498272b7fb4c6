"""The languages that are read, and the lookup tables that are made of their words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from contactkeeper.core.language.en import EN
from contactkeeper.core.language.ru import RU

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from contactkeeper.core.language.language import Language, Phrases, Words
    from contactkeeper.core.model import Direction

LANGUAGES: tuple[Language, ...] = (EN, RU)

_Meaning = TypeVar("_Meaning")


def phrases_in(text: Phrases) -> list[str]:
    """Split a list of phrases at its commas."""
    return [phrase.strip() for phrase in text.split(",")] if text else []


def numbered(field: Callable[[Language], Sequence[Words]], start: int) -> dict[str, int]:
    """Return a table from each word of a field to the number of its place, from `start`."""
    return {
        word: number
        for language in LANGUAGES
        for number, words in enumerate(field(language), start)
        for word in words.split()
    }


def table(field: Callable[[Language], Mapping[_Meaning, Phrases]]) -> dict[str, _Meaning]:
    """Return a table from each phrase of a field to its meaning."""
    return {
        phrase: meaning
        for language in LANGUAGES
        for meaning, phrases in field(language).items()
        for phrase in phrases_in(phrases)
    }


def word_table(field: Callable[[Language], Mapping[_Meaning, Words]]) -> dict[str, _Meaning]:
    """Return a table from each word of a field to its meaning."""
    return {
        word: meaning
        for language in LANGUAGES
        for meaning, words in field(language).items()
        for word in words.split()
    }


def words(field: Callable[[Language], Words]) -> tuple[str, ...]:
    """Return the words of a field in all languages."""
    return tuple(word for language in LANGUAGES for word in field(language).split())


def phrases(field: Callable[[Language], Phrases]) -> tuple[str, ...]:
    """Return the phrases of a field in all languages."""
    return tuple(phrase for language in LANGUAGES for phrase in phrases_in(field(language)))


def pattern(alternatives: Iterable[str]) -> str:
    """Return the source of a regex that matches one of the given texts, the longest first."""
    ordered = sorted(dict.fromkeys(alternatives), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


MONTHS = numbered(lambda language: language.months, start=1)
WEEKDAYS = numbered(lambda language: language.weekdays, start=0)
"""Monday is 0, as in `date.weekday`."""
NUMBERS = numbered(lambda language: language.numbers, start=1)
UNITS = table(lambda language: language.units)
"""A unit of time, and how many of it the word means: `quarter` is three months."""

DIRECTIONS: dict[str, Direction] = {
    "<->": "", "<-": "<-", "->": "->", "→": "->", "←": "<-", "↔": "", "~": "~",
}  # fmt: skip
"""The signs of a direction, with their meaning; `~` counts only before a blank."""
CHANNELS = table(lambda language: language.channels)
"""Each known word, case-folded, with the channel that it means. The word in the note stays as it is
written; folding is for counting and comparing only."""
TALKS = frozenset({"call", "meeting"})
"""The channels on which two people talk, as `fold_channel` gives them."""
_BEFORE_PLACE = frozenset(words(lambda language: language.before_place))


def is_channel(word: str) -> bool:
    """Return whether a word before a colon is a channel, in any case."""
    return word.casefold() in CHANNELS


@lru_cache(maxsize=1024)  # the same few words stand in every log
def fold_channel(word: str) -> str:
    """Return the channel that a word means (`tg` is telegram); an unknown word case-folded."""
    folded = word.casefold().strip()
    return CHANNELS.get(folded, folded)


def is_talk(word: str) -> bool:
    """Return whether a channel is a talk: a call, a video call or a meeting."""
    return fold_channel(word) in TALKS


def short_channel(word: str, language: Language = EN) -> str:
    """Return the channel that a word means as a narrow column shows it: `tg`, `mail`, `call`."""
    folded = fold_channel(word)
    return language.short_channels.get(folded, folded)


def begins_with_preposition(text: str) -> bool:
    """Return whether a text begins with `at` or the like: `in Tbilisi`, `на JPoint`."""
    return next(iter(text.split()), "").casefold() in _BEFORE_PLACE
