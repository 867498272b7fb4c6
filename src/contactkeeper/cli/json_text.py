"""Write JSON documents as text, in pieces: a list is encoded item by item."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from contactkeeper.core.json_escapes import escape_unseen

if TYPE_CHECKING:
    from collections.abc import Mapping


def encode_safely(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the JSON text of a document as `encode` does, with escapes for what a terminal obeys."""
    return map(escape_unseen, encode(document))


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
