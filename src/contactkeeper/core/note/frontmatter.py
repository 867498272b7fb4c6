"""Read the frontmatter block of a note: its span, its properties, its faults.

A block that Obsidian ignores (never closed, below a blank line, split by a merge) has no
properties; its lines only decide whether to report that a contact would be missing from every list.
`schema.py` gives the properties their meaning. Reading never raises, and nothing here writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.conflicts import MARKER, read_conflicted
from contactkeeper.core.note.frontmatter_values import Fault, Loose, Property, Value
from contactkeeper.core.note.simple_parser import parse_simple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Fault", "Frontmatter", "Loose", "Property", "Value", "read_frontmatter"]

MAX_BLOCK = 16 * 1024
"""Characters; ten times the largest block among 54,000 real notes."""

OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
# The dashes come first in the pattern: a literal beginning is what `re` finds fast.
_CLOSING = re.compile(r"---(?<=[\r\n]---)[ \t]*(?:\r\n|\r|\n|\Z)")
_TEMPLATE_MARK = re.compile(r"\{\{|<%")
_QUOTED = re.compile(r"(?<=[ \[,{])(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')")
_ALL_MARK = re.compile(r"[\"'][ ]*(?:\{\{[^{}]*\}\}|<%.*%>)[ ]*[\"']")
_BREAK = re.compile(r"\r\n|\r|\n")
# Possessive: a line ending `\r\n` could be read in two ways, so thirty of them in a billion.
_MAY_OPEN = lazy_regex(r"\ufeff?((?:[ \t]*+(?:\r\n|\r|\n))*+)---[ \t]*+(?:\r\n|\r|\n)")
_CONFLICT = lazy_regex(r"\ufeff?<<<<<<< ")
_BEGUN = lazy_regex(r"\ufeff?(?:[ \t]*+(?:\r\n|\r|\n))*+(?:[ \t]*|-{1,2}|---[ \t]*)|\ufeff?<{1,7}")
_HEADING = lazy_regex(r" {0,3}#{1,6}(?:[ \t]|\r|\n|\Z)")
_LINE = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LONGEST_NAME = 60
_MOST_LINES = 40
_MOST_SIDES = 4
"""Stretches between the marks of a merge: two sides, their base, what follows."""


class Frontmatter(NamedTuple):
    """One block. All offsets count in the note's text, its BOM included."""

    start: int
    """Of the opening `---`; 1 where a BOM stands before it."""
    end: int
    """After the ending of the closing `---`."""
    body_start: int
    body_end: int
    """The start of the closing `---`."""
    properties: tuple[Property, ...] = ()
    """In the order of the note; a duplicate key is here as often as it stands there. Empty where
    there is an error, but for the marks of a merge: then those of both sides, for reading only."""
    error: Fault | None = None
    duplicates: tuple[tuple[str, int], ...] = ()
    """Keys, compared as they are written, that stand in their map already; and their lines."""
    template: int | None = None
    """The line of the first `{{` or `<%` that is all of a value, or stands outside of quotes."""
    unfilled: int | None = None
    """The line of the first one outside of quotes: such a block is left alone."""


def find_closing(text: str, start: int) -> re.Match[str] | None:
    """Find the line that closes a block whose body begins at `start`."""
    return _CLOSING.search(text, start)


def read_frontmatter(text: str) -> Frontmatter | None:
    """Read the block at the beginning of a note; None where there is none or it never closes."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    body_start = opening.end()
    closing = find_closing(text, body_start)
    if closing is None:
        return None
    start, body_end = int(text[0] == "\ufeff"), closing.start()
    template, unfilled = _find_marks(text, body_start, body_end)
    span = (start, closing.end(), body_start, body_end)
    if body_end - body_start > MAX_BLOCK:
        fault = Fault(1, "too-long", (("kib", MAX_BLOCK // 1024),))
        return Frontmatter(*span, error=fault, template=template, unfilled=unfilled)
    properties = parse_simple(text, body_start, body_end)
    if properties is not None:
        return Frontmatter(*span, properties, None, _repeated(properties), template, unfilled)

    from contactkeeper.core.note.yaml_parser import parse_yaml

    reading = parse_yaml(text, body_start, body_end)
    error = reading.fault
    if error and not reading.unbounded:
        from contactkeeper.core.note.yaml_faults import explain

        error = explain(text, body_start, body_end, error)
        if "<<<<<<< " in text[body_start:body_end]:
            return Frontmatter(
                *span, read_conflicted(text, body_start, body_end), error, (), template, unfilled
            )
    repeated = tuple(sorted(reading.repeated, key=lambda key: key[1]))
    found = tuple(reading.properties)
    return Frontmatter(*span, found, error, repeated, template, unfilled)


def agreeing(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """Keep each key once, and none whose values differ."""
    values: dict[str, list[Value]] = {}
    for each in properties:
        values.setdefault(each.name, []).append(each.value)
    agreed = {
        name for name, given in values.items() if all(value == given[0] for value in given[1:])
    }
    kept: dict[str, Property] = {}
    for each in properties:
        if each.name in agreed:
            kept.setdefault(each.name, each)
    return tuple(kept.values())


def _find_marks(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Return the lines of the first mark of a template, and of the first outside of quotes."""
    template = None
    for marker in _TEMPLATE_MARK.finditer(text, start, end):
        at = marker.start()
        first = max(text.rfind("\n", start, at), text.rfind("\r", start, at), start - 1) + 1
        line = _BREAK.split(text[first:end], maxsplit=1)[0]
        inside = (
            found[0] for found in _QUOTED.finditer(line) if found.start() < at - first < found.end()
        )
        quoted = next(inside, "")
        number = line_in(text, start, at)
        if not quoted:
            return template or number, number
        if template is None and _ALL_MARK.fullmatch(quoted):
            template = number
    return template, None


def line_in(text: str, body_start: int, offset: int) -> int:
    """Return the line of the file in which an offset of the block's body is."""
    return 2 + sum(1 for _ in _BREAK.finditer(text, body_start, offset))


def _repeated(properties: tuple[Property, ...]) -> tuple[tuple[str, int], ...]:
    if len({each.name for each in properties}) == len(properties):
        return ()
    seen: set[str] = set()
    repeated = []
    for each in properties:
        if each.name in seen:
            repeated.append((each.name, each.line))
        seen.add(each.name)
    return tuple(repeated)


def find_opening(head: str) -> int | None:
    """Return where the body of a block begins that a note may open with, blank lines above it."""
    found = _MAY_OPEN.match(head)
    return found.end() if found else None


def may_begin(head: str) -> bool:
    """Return whether a note that begins so may hold a block that is not found by its opening."""
    return _CONFLICT.match(head) is not None or _BEGUN.fullmatch(head) is not None


def read_malformed(text: str) -> Frontmatter | None:
    """Return the block that a note opens with and that is none, with its fault and no properties.

    Where it is not closed it ends at the first heading, or after 40 lines.
    """
    opening = _MAY_OPEN.match(text)
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


def read_raw(body: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each line of a block that can't be read.

    A line without a name of its own, as an item of a list, has the name above it.
    """
    name = ""
    for line in _BREAK.split(body):
        head, colon, words = line.partition(":")
        head = head.strip(" \t?{'\"")
        if colon and head[:1] not in ("#", "-") and len(head) < _LONGEST_NAME:
            name = head
        else:
            words = line
        yield name, words
