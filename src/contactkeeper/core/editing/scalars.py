"""Write one text as a YAML scalar, with quotes where a reader needs them.

Knows YAML 1.1 (PyYAML, most plug-ins) and 1.2 (Obsidian), but nothing of notes.
"""

from __future__ import annotations

import re
from datetime import date

from contactkeeper.core.lazy_regex import lazy_regex

_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`=<~.+")
"""Characters that never begin an unquoted text: YAML's indicators, and `+`, `.`, `~`, `<`, `=`."""
_INSIDE = lazy_regex(r": |:\Z| #|\t|^\s|\s\Z|---|\.\.\.\Z")
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
_CONTROL = lazy_regex(_CONTROLS)
_IN_FLOW = lazy_regex(r"[,\[\]{}:?]")
_WORD = lazy_regex(r"(?i:true|false|yes|no|on|off|y|n|null)")
_DATE = lazy_regex(r"\d{4}-\d\d-\d\d")
_WHOLE = lazy_regex(r"0|[1-9]\d*")
_NUMBER = lazy_regex(
    r"(?i:0[xob][\da-f_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d[\d_,]*\.?[\d_]*(?:e[-+]?\d+)?)"
)
_TIMESTAMP = lazy_regex(r"\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = lazy_regex(rf'[\\"]|{_CONTROLS}')


def write_scalar(text: str, *, like: str = "", in_flow: bool = False, as_text: bool = False) -> str:
    """Return `text` as a YAML scalar: `@anna` as `"@anna"`, `Acme` as it is.

    Args:
        text: the value.
        like: the old scalar, whose quotes and kind (a number, a boolean) are kept.
        in_flow: whether it is inside `[…]`, where commas and brackets have a meaning.
        as_text: whether to quote a whole number too, so that it stays a text.
    """
    if _CONTROL.search(text):
        return _double(text)
    if like.startswith("'"):
        return _single(text)
    if like.startswith('"'):
        return _double(text)
    if (like and _kind(like) == _kind(text) != "") or not needs_quotes(
        text, in_flow=in_flow, as_text=as_text
    ):
        return text
    return _single(text) if '"' in text or "\\" in text else _double(text)


def needs_quotes(text: str, *, in_flow: bool = False, as_text: bool = False) -> bool:
    """Say whether YAML 1.1 or 1.2 would read `text` without quotes as something else.

    A date (`2026-11-23`) and a whole number (`4`) need no quotes: readers that parse them as a date
    or a number show the same characters.
    """
    if _DATE.fullmatch(text):
        return not _is_day(text)
    if _WHOLE.fullmatch(text):
        return as_text
    return bool(
        not text
        or text.startswith(_INDICATORS)
        or _INSIDE.search(text)
        or _CONTROL.search(text)
        or (in_flow and _IN_FLOW.search(text))
        or _WORD.fullmatch(text)
        or _NUMBER.fullmatch(text)
        or _TIMESTAMP.fullmatch(text)
    )


def _is_day(text: str) -> bool:
    """Say whether a date exists: 2026-02-30 makes PyYAML raise ValueError for the whole block."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _kind(text: str) -> str:
    """Return the kind of an unquoted scalar in Obsidian; empty for a text."""
    if text in ("true", "false"):
        return "truth"
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return "number"
    return "time" if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", text) else ""


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
