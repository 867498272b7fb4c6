"""Write JSON documents as text, in pieces: a list is encoded item by item."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping


_ESCAPED = lazy_regex(f"[{OBEYED}{UNSEEN}]|{LONE_JOINER}")


def encode_safely(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the JSON text of a document as `encode` does, with escapes for what a terminal obeys."""
    return (_ESCAPED.sub(_escape, text) for text in encode(document))


def encode(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the JSON text of a document in pieces, as `json.dumps` makes it with an indent of 2.

    A value that is an iterator becomes a list: each item is encoded before the next is asked for.
    """
    encoder = JSONEncoder(ensure_ascii=False, indent=2)

    def text_of(value: Any, depth: int) -> str:  # noqa: ANN401
        text = encoder.encode(value)
        return text.replace("\n", "\n" + "  " * depth)  # no string of JSON holds a line break

    before = "{\n"
    for key, value in document.items():
        yield f"{before}  {encoder.encode(key)}: "
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
    """Write a character as an escape of JSON, which no terminal obeys."""
    return "".join(f"\\u{unit:04x}" for unit in _utf_16(found[0]))


def _utf_16(letter: str) -> Iterable[int]:
    """Return the one or two numbers that stand for a character in UTF-16 and JSON."""
    data = letter.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
