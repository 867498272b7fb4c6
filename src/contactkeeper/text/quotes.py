"""Put a user's own words into a sentence of ours: on one line, quoted, with an article.

The words stay as they are; the screen cuts what is too long. Must not know what they are about.
"""

from __future__ import annotations

import re

from contactkeeper.core.agenda.quotes import flat
from contactkeeper.core.language.languages import begins_with_preposition

__all__ = ("at", "flat", "quote", "the")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def quote(text: str) -> str:
    """Quote somebody's words in the marks of their script: `"two references"`, `«релиз»`."""
    words = flat(text)
    return f"«{words}»" if _CYRILLIC.search(words) else f'"{words}"'


def the(text: str) -> str:
    """Put the article before what reads as one thing: `the JD`; longer texts stay as they are.

    Of a longer text nobody knows whether it is a noun ("JD, Staff at Яндекс Go") or a clause
    ("she sends the JD").
    """
    words = flat(text)
    return words if " " in words or not words else f"the {words}"


def at(text: str) -> str:
    """Put `at` before the name of a place or event that has no such word yet: `at JPoint`."""
    words = flat(text)
    return words if begins_with_preposition(words) else f"at {words}"
