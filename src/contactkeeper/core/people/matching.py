"""Compare words that somebody typed with those of a note: case, ё and the alphabet don't matter."""

from __future__ import annotations

import re
from functools import lru_cache

from contactkeeper.core.people.folding import fold, fold_words, spaced
from contactkeeper.core.people.spellings import word_pattern


def holds(text: str, typed: str) -> bool:
    """Return whether a text has the typed one as a part, or words of it in the other alphabet.

    In the other alphabet they begin where a word begins: spellings differ, and would fit in
    anywhere. `yandex` is held by `ООО Яндекс`, and so is `ндекс`.
    """
    if fold(typed) in fold(text):
        return True
    pattern = _pattern(typed)
    return pattern is not None and pattern.search(f" {spaced(text)}") is not None


def has_tag(tags: tuple[str, ...], typed: str) -> bool:
    """Return whether there is a tag, or one below it: `it` is held by `it/hiring`."""
    wanted = typed.lstrip("#").split("/")
    return any(
        len(parts := tag.split("/")) >= len(wanted) and all(map(_is_same, parts, wanted))
        for tag in tags
    )


def _is_same(text: str, typed: str) -> bool:
    if fold(text) == fold(typed):
        return True
    pattern = _pattern(typed)
    return pattern is not None and pattern.fullmatch(f" {spaced(text).strip()}") is not None


@lru_cache(maxsize=256)
def _pattern(typed: str) -> re.Pattern[str] | None:
    """Compile the words in both alphabets, each after a blank; None for a text without words."""
    words = fold_words(typed)
    return re.compile("".join(f" {word_pattern(word)}" for word in words)) if words else None
