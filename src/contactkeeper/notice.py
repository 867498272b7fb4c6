"""Define what a sync has to tell as a value, from which `contactkeeper.text` makes a sentence."""

from __future__ import annotations


class Notice:
    """A stable code, which names the sentence, and the values that the sentence names."""

    __slots__ = ("code", "values")

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values

    def with_values(self, **values: object) -> Notice:
        """Return a copy with other values."""
        return Notice(self.code, **{**self.values, **values})
