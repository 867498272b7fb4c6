"""Text as text: what comes from notes and templates, without anything a terminal would obey."""

from __future__ import annotations

import re

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN

_UNSAFE = re.compile(f"[{OBEYED}]")
_INVISIBLE = re.compile(f"[{UNSEEN}]|{LONE_JOINER}")
_BLANK_LINES = re.compile(r"\n{3,}")

_NOBODY = "\ufdd0"
"""Stands in a message where a name would; Unicode has no letter there."""
# `Hi NOBODY,`, `Здравствуйте, NOBODY!`, and `NOBODY, hello` where a line begins with it.
_TO_NOBODY = re.compile(
    f"^{_NOBODY}(?:[,!.:;]*[ \\t]+)?|(?:[ \\t]*,)?[ \\t]*{_NOBODY}", re.MULTILINE
)

LONGEST_VALUE = 500
"""Characters of a value; of a longer one the beginning is given."""


def one_line(text: str) -> str:
    """Put a text from a note on one line of at most `LONGEST_VALUE` characters."""
    words = " ".join(_safe(text).split())
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1].rstrip()}…"


def inside(text: str) -> str:
    """Put a text on one line to stand inside a sentence, which has marks of its own at the end."""
    return one_line(text).rstrip(" .,;:")


def tidy(text: str) -> str:
    """Return a message without blanks at the ends of lines and without more than one empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = _TO_NOBODY.sub("", "\n".join(_safe(line) for line in lines))
    shown = "\n".join(line.rstrip() for line in shown.split("\n"))
    return _BLANK_LINES.sub("\n\n", shown).strip()


def _safe(text: str) -> str:
    return _INVISIBLE.sub("", _UNSAFE.sub(" ", text))


class NoName(str):
    """An empty text in the place of a name: the comma or blank that leads to it goes with it."""

    __slots__ = ()


def printed(value: str) -> str:
    """Return what a template prints for a value."""
    return _NOBODY if isinstance(value, NoName) else value
