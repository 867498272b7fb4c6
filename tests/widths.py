"""How many terminal cells a line takes: an oracle of our own, apart from the one in use."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

ODD_TEXT = st.text(alphabet="aяЁ日한é\u0301👩🏽\u200d💻❤\ufe0f .;·,\n\t\x1b[m\u202e", max_size=50)
"""Letters of one cell, two and none, and what a terminal must not be shown."""

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def plain(text: str) -> str:
    """Take away the colours and links that `ck` makes; any other escape sequence stays."""
    return _ESCAPES.sub("", text)


def cells(line: str) -> int:
    """Count the cells of a line as a terminal does that knows of marks and joined emoji."""
    count = 0
    joined = False
    last = 0
    for letter in plain(line):
        if letter == _EMOJI_STYLE and last == 1:
            count, last = count + 1, 2
        elif joined or unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}:
            pass
        else:
            last = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
            count += last
        joined = letter == _JOINER
    return count
