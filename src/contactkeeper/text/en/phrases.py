"""Parts of English sentences: counts, articles and prepositions."""

from __future__ import annotations

from contactkeeper.core.language.languages import begins_with_preposition
from contactkeeper.text.phrases import flat

_LAST_TEENTH = 20
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_ARTICLES = frozenset({"the", "a", "an"})


def say_number(number: int) -> str:
    """Say a number; commas part its thousands: `2,314`."""
    return f"{number:,}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """Say how many: `1 note`, `2,314 notes`; `plural` where an s does not make it."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def say_ordinal(number: int) -> str:
    """Say which one in a row: `1st`, `12th`."""
    teenth = number % 100 in range(11, _LAST_TEENTH)
    return f"{number}{'th' if teenth else _ORDINALS.get(number % 10, 'th')}"


def the(text: str) -> str:
    """Put the article before what reads as one thing: `the JD`; longer texts stay as they are.

    Of a longer text nobody knows whether it is a noun ("JD, Staff at Яндекс Go") or a clause
    ("she sends the JD").
    """
    words = flat(text)
    return words if " " in words or not words else f"the {words}"


def no(text: str) -> str:
    """Put `no` before what is missing, in the place of an article: `no JD`, `no word`."""
    words = flat(text)
    article, _, rest = words.partition(" ")
    return f"no {(rest if article.casefold() in _ARTICLES else words) or 'word'}"


def at(text: str) -> str:
    """Put `at` before the name of a place or event that has no such word yet: `at JPoint`."""
    words = flat(text)
    return words if begins_with_preposition(words) else f"at {words}"
