"""Compile regular expressions from Obsidian's settings, but only those that surely end soon.

Anybody who can commit to a shared vault can write one there, and `(a+)+$` takes years for a name of
fifty letters. Python's `re` has no timeout, so an expression that may take long is not used.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?[=!<][=!]?|[()|]"
    r"|(?:[*+?]|\{[0-9]*(?:,[0-9]*)?\})[?+]?|.",
    re.DOTALL,
)
_BACK_REFERENCE = re.compile(r"\\[1-9]|\(\?P=")
_FIXED = re.compile(r"\{[0-9]{1,2}\}")
_LONGEST = 200
_MOST_REPEATS = 2
"""Each multiplies the attempts by the length of the name."""
_MOST_CHOICES = 10
"""Each may double the attempts: `a?`, and `|` in a group."""


def compile_bounded(source: str) -> re.Pattern[str] | None:
    """Compile an expression; None where it is invalid, or may take long for some file name.

    Nested repetition, repeated alternatives, back references, and many repetitions or choices may
    take long.
    """
    if not _is_bounded(source):
        return None
    try:
        return re.compile(source)
    except (re.error, OverflowError, RecursionError):
        return None


def _is_bounded(source: str) -> bool:
    if len(source) > _LONGEST or _BACK_REFERENCE.search(source):
        return False
    depth = repeats = choices = 0
    before = ""
    for part in _TOKEN.findall(source):
        if part == "(" or part.startswith("(?"):
            depth += 1
        elif part == ")":
            depth -= 1
        elif part == "|":
            choices += depth > 0
        elif part[0] in "*+?{" and len(part) <= len("{999,999}?") and before:
            if part[0] == "?":
                choices += 1
            elif before == ")":
                return False
            elif not _FIXED.fullmatch(part):
                repeats += 1
        before = part
    return repeats <= _MOST_REPEATS and choices <= _MOST_CHOICES
