"""Write a word of a suggested command as it is typed in a shell."""

from __future__ import annotations

import re
import shlex

_PLAIN = re.compile(r"[\w@%+=:,./-]+")


def shell_word(word: str) -> str:
    """Return the word, in quotes where a shell needs them: letters of any alphabet need none."""
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)
