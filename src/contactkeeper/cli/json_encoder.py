"""JSON text in pieces, so that a long list is never held as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


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
