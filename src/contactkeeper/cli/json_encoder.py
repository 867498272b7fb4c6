"""Encode JSON documents as text in pieces, so that a long list is never held as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

_ESCAPED = lazy_regex(f"[{OBEYED}{UNSEEN}]|{LONE_JOINER}")

VERSION = 1
"""The version of the documents: keys may be added to it, never renamed."""


def error_document(code: str, message: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Say an error; `details` are further keys, such as the candidates of an ambiguous name."""
    return {"version": VERSION, "error": {"code": code, "message": message, **details}}


def encode_safely(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the JSON text of a document as `encode` does, with escapes for what a terminal obeys."""
    return (_ESCAPED.sub(_escape, text) for text in encode(document))


def encode(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the JSON text of a document in pieces, as `json.dumps` makes it with an indent of 2.

    A value that is an iterator becomes a list: each item is encoded before the next is asked for.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2)

    def text_of(value: Any, depth: int) -> str:  # noqa: ANN401
        text = encoder.encode(value)
        return text.replace("\n", "\n" + "  " * depth)  # no string of JSON holds a line break

    before = "{\n"
    for key, value in document.items():
        yield f"{before}  {json.dumps(key, ensure_ascii=False)}: "
        before = ",\n"
        if not isinstance(value, Iterator):
            yield text_of(value, 1)
            continue
        between = "[\n    "
        for item in value:
            yield between + text_of(item, 2)
            between = ",\n    "
        yield "\n  ]" if between.startswith(",") else "[]"
    yield "\n}" if before.startswith(",") else "{}"


def _escape(found: re.Match[str]) -> str:
    """Say a character in the letters of JSON, which nothing obeys."""
    return "".join(f"\\u{unit:04x}" for unit in _utf_16(found[0]))


def _utf_16(letter: str) -> Iterable[int]:
    """Return the one or two numbers by which UTF-16 and JSON name a letter."""
    data = letter.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
