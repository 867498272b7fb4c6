"""Compare words that somebody typed with those of a note: case, ё and the alphabet don't matter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold, fold_words, spaced
from contactkeeper.core.people.spellings import word_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence


_LINES = re.compile(r"\r\n|\r|\n")


def holds(text: str, typed: str) -> bool:
    """Return whether a text has the typed one as a part, or words of it in the other alphabet.

    In the other alphabet they begin where a word begins: spellings differ, and would fit in
    anywhere. `yandex` is held by `ООО Яндекс`, and so is `ндекс`. Nothing typed is held by no text.
    """
    if not typed.strip():
        return False
    if fold(typed) in fold(text):
        return True
    pattern = _pattern(typed)
    return pattern is not None and pattern.search(f" {spaced(text)}") is not None


def find_lines(text: str, name: str, wanted: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines of a note, by their numbers from 1, that hold all that is wanted.

    What the `name` of the note has need not stand in the line too, but something has to.
    """
    if not all(holds(text, each) or holds(name, each) for each in wanted):
        return []
    in_line = [each for each in wanted if not holds(name, each)] or wanted
    return [
        (number, line)
        for number, line in enumerate(_LINES.split(text), 1)
        if all(holds(line, each) for each in in_line)
    ]


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
