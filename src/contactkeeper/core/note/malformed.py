"""Frontmatter that Obsidian ignores: never closed, below a blank line, or split by a merge.

Its properties are not read; its lines only decide whether to report that a contact would be missing
from every list. Slow: it runs for notes that have no proper block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.conflicts import MARKER
from contactkeeper.core.note.frontmatter import MAX_BLOCK, Frontmatter, find_closing
from contactkeeper.core.note.frontmatter_values import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

# Possessive: a line ending `\r\n` could be read in two ways, so thirty of them in a billion.
_OPENING = lazy_regex(r"\ufeff?((?:[ \t]*+(?:\r\n|\r|\n))*+)---[ \t]*+(?:\r\n|\r|\n)")
_CONFLICT = lazy_regex(r"\ufeff?<<<<<<< ")
_BEGUN = lazy_regex(r"\ufeff?(?:[ \t]*+(?:\r\n|\r|\n))*+(?:[ \t]*|-{1,2}|---[ \t]*)|\ufeff?<{1,7}")
_HEADING = lazy_regex(r" {0,3}#{1,6}(?:[ \t]|\r|\n|\Z)")
_LINE = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MOST_LINES = 40
_MOST_SIDES = 4
"""Stretches between the marks of a merge: two sides, their base, what follows."""


def find_opening(head: str) -> int | None:
    """Return where the body of a block begins that a note may open with, blank lines above it."""
    found = _OPENING.match(head)
    return found.end() if found else None


def may_begin(head: str) -> bool:
    """Return whether a note that begins so may hold a block that is not found by its opening."""
    return _CONFLICT.match(head) is not None or _BEGUN.fullmatch(head) is not None


def read_malformed(text: str) -> Frontmatter | None:
    """Return the block that a note opens with and that is none, with its fault and no properties.

    Where it is not closed it ends at the first heading, or after 40 lines.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start, body = opening.end(1), opening.end()
    closing = find_closing(text, body)
    fault = Fault(1, "not-first" if opening[1] else "not-closed")
    if closing and closing.start() - body <= MAX_BLOCK:
        return Frontmatter(start, closing.end(), body, closing.start(), error=fault)
    end = _end_of_lines(text, body)
    return Frontmatter(start, end, body, end, error=fault)


def sides_of_merge(text: str) -> Iterator[str]:
    """Yield the first lines of each side where a note begins with the mark of a merge."""
    if not _CONFLICT.match(text):
        return
    at = 0
    for _ in range(_MOST_SIDES):
        marker = MARKER.search(text, at)
        end = marker.start() if marker else len(text)
        yield text[at : min(end, _end_of_lines(text, at))]
        if not marker:
            return
        at = marker.end()


def _end_of_lines(text: str, start: int) -> int:
    """Return where the first heading begins, or what comes after the last line that counts."""
    at = start
    for _ in range(_MOST_LINES):
        line = None if _HEADING.match(text, at) else _LINE.match(text, at)
        if line is None or line.end() == at:
            break
        at = line.end()
    return min(at, start + MAX_BLOCK)
