"""What Markdown sees in a text, line by line: the judge of what is written into notes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")


class Line(NamedTuple):
    """The blocks in which a line stands, from the outermost: their kinds and their first lines."""

    kinds: tuple[str, ...]
    starts: tuple[int, ...]

    def list_item(self) -> tuple[int, int] | None:
        """Return the first lines of the innermost list and of its item; None outside of lists."""
        for at in range(len(self.kinds) - 1, 0, -1):
            if self.kinds[at] == "list_item":
                return self.starts[at - 1], self.starts[at]
        return None


@lru_cache(maxsize=64)
def read_lines(text: str) -> tuple[Line, ...]:
    """Return the blocks of each line of a text with LF endings; blank lines have none."""
    blocks: list[list[tuple[str, int]]] = [[] for _ in text.split("\n")]
    for token in _PARSER.parse(text):
        _note(token, blocks)
    lines = text.split("\n")
    return tuple(
        Line(*zip(*found, strict=True)) if found and line.strip() else Line((), ())
        for line, found in zip(lines, blocks, strict=True)
    )


def _note(token: Token, blocks: list[list[tuple[str, int]]]) -> None:
    if token.map is None or token.nesting < 0 or token.type == "inline":
        return
    kind = token.type.removesuffix("_open")
    if kind in {"thead", "tbody", "tr", "th", "td"}:
        return
    for line in range(*token.map):
        blocks[line].append((kind, token.map[0]))
