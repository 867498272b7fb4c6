"""A sentence, and what a narrow window may leave out of it."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence that a screen shows whole where it has room; it never takes the text apart."""

    text: str
    short: str = ""
    """The same in fewer words; empty: `text` is as short as it gets."""
    end: str = ""
    """The end of `text` that is to stay: the words before it are cut instead."""

    @property
    def words(self) -> str:
        """Return what stands before the end that is to stay."""
        return self.text.removesuffix(self.end)

    def after(self, opening: str) -> Sentence:
        """Return the sentence with an opening before it."""
        short = f"{opening} · {self.short}" if self.short else ""
        return Sentence(f"{opening} · {self.text}", short, self.end)
