"""Texts of files as what they are in a note: one line, in which nothing acts."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, normalize

_LONGEST: Final = 200
"""Characters of a text."""
_SYNTAX: Final = re.compile(r"\[(?=\[)|\](?=\])|\{(?=\{)|\}(?=\})|<+(?=%)|(?<=%)>+")
"""Signs that have to go of each pair that Obsidian, Templater or its core templates act on."""
_JOINERS: Final = "\u200c\u200d"
"""They stand inside words and emoji."""


def plain_text(text: str) -> str:
    """Return a text as one line that is nothing but text, in a property as in a template."""
    composed = normalize("NFC", text)
    words = "".join(" " if _is_blank(each) else each for each in composed)
    line = " ".join(_SYNTAX.sub("", words).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _is_blank(character: str) -> bool:
    return category(character)[0] in "CZ" and character not in _JOINERS
