"""Write the characters that a terminal obeys or does not show as escapes of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_ESCAPED = lazy_regex(f"[{OBEYED}{UNSEEN}]|{LONE_JOINER}")


def escape_unseen(text: str) -> str:
    """Return the text of a JSON document that says the same and that every terminal can show."""
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _utf_16(found[0]))


def _utf_16(letter: str) -> Iterable[int]:
    """Return the one or two numbers that stand for a character in UTF-16 and JSON."""
    data = letter.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
