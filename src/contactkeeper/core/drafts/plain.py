"""Text as text: what comes from notes and templates, without anything a terminal would obey."""

from __future__ import annotations

import re

# C0 but for the line break, DEL, C1; bidi marks, embeddings, overrides and isolates; line and
# paragraph separators; lone surrogates; the BOM. What joins emoji stays: a message has no columns.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANK_LINES = re.compile(r"\n{3,}")

LONGEST_VALUE = 500
"""Characters of a value; of a longer one the beginning is given."""


def one_line(text: str) -> str:
    """Put a text from a note on one line of at most `LONGEST_VALUE` characters."""
    words = " ".join(_UNSAFE.sub(" ", text).split())
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1].rstrip()}…"


def inside(text: str) -> str:
    """Put a text on one line to stand inside a sentence, which has marks of its own at the end."""
    return one_line(text).rstrip(" .,;:")


def tidy(text: str) -> str:
    """Return a message without blanks at the ends of lines and without more than one empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = "\n".join(_UNSAFE.sub(" ", line).rstrip() for line in lines)
    return _BLANK_LINES.sub("\n\n", shown).strip()
