"""Make written words comparable: case, ё, diacritics and punctuation do not matter.

Says nothing about people or notes, and never changes what is written anywhere.
"""

from __future__ import annotations

import unicodedata

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.lazy_regex import lazy_regex

_OTHER = lazy_regex(r"[^\x00-\x7fа-я]+")
"""Characters to decompose once the text is in lower case; й and the like stay letters."""

_MARKS = lazy_regex(r"[\u0300-\u036f]+")

_APOSTROPHES = "'`´’‘ʼʹʺ"
"""They stand inside a word: O'Brien is obrien, Il'in is ilin."""

_PUNCTUATION = lazy_regex(
    # Vowel signs are no letters to Python, but they do not end a word: Hebrew and Arabic points,
    # the Indic scripts to Myanmar, Khmer.
    r"(?:[^\w\u0591-\u05c7\u064b-\u065f\u0900-\u109f\u1780-\u17ff\x1c-\x1f ]|_)+"
)
_SPACES = lazy_regex("  +")

_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е"}
)
"""Letters with a stroke have no decomposition in Unicode."""


def fold(text: str) -> str:
    """Return the text in lower case, composed, with е for ё and without diacritics.

    Punctuation stays. Folding twice gives the same as folding once.
    """
    text = lowered(text)
    if text.isascii():
        return text
    return _OTHER.sub(lambda match: _strip(match[0]), text)


def _strip(letters: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", letters).casefold())
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", bare))
    return unicodedata.normalize("NFC", bare).translate(_WHOLE_LETTERS)


def spaced(text: str) -> str:
    """Return the folded text with single spaces for all punctuation; ASCII 28 to 31 are kept."""
    text = fold(text)
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "")
    return _SPACES.sub(" ", _PUNCTUATION.sub(" ", text))


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded words: `Anna-Maria O'Brien` gives `anna`, `maria`, `obrien`."""
    return tuple(word for word in spaced(text).split() if not word.isspace())
