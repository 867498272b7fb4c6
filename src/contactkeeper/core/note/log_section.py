"""Find the section of a note that is its log."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import phrases
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.note.outline import Heading

HEADINGS = frozenset(phrases(lambda language: language.log_headings))
"""Titles of a log, as `fold_title` gives them."""

_NOT_WORDS = re.compile(r"[\W_]+")
# `1.`, `2)`, `(3)`, `2.1` and the emoji 1️⃣. A number alone may be a year, or mean something.
_NUMBER = lazy_regex(
    r"\A\W*(?:[0-9]\ufe0f?\u20e3|[1-9][0-9]?(?:(?:\.[1-9][0-9]?)+[.)]?|[.)])(?![0-9.]))"
    r"(?=.*[^\W\d])"
)


@lru_cache(maxsize=1024)  # the same few titles stand in every note of a vault
def fold_title(title: str) -> str:
    """Return a heading's words without case, emoji, punctuation, and a number before them."""
    words = unicodedata.normalize("NFC", title)
    if not words[:1].isalpha():  # few titles begin with anything else
        words = _NUMBER.sub("", words)
    return _NOT_WORDS.sub(" ", words).strip().casefold()


def find_section(
    headings: Sequence[Heading], title: str, length: int, first: int = 0
) -> tuple[Heading, int, tuple[Heading, ...]] | None:
    """Find the log's heading, where its section ends, and the headings inside it.

    `title` is the one of the configuration, `length` that of the text; headings before the place
    `first` are passed over. A line of dashes right under the text of an entry makes a heading of
    that text, but is meant as a divider: in a log it counts for none.
    """
    configured = fold_title(title)
    for at in range(first, len(headings)):
        heading = headings[at]
        folded = fold_title(heading.title)
        if folded in HEADINGS or (folded and folded == configured):
            inside: list[Heading] = []
            for below in range(at + 1, len(headings)):
                later = headings[below]
                if later.may_divide:
                    continue
                if later.level <= heading.level:
                    return heading, later.start, tuple(inside)
                inside.append(later)
            return heading, length, tuple(inside)
    return None
