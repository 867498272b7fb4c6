"""Read the frontmatter block of a note: its span, its properties, its faults.

`schema.py` gives the properties their meaning. Reading never raises, and nothing here writes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from contactkeeper.core.note.frontmatter_values import Fault, Loose, Property, Value
from contactkeeper.core.note.simple_parser import parse_simple

__all__ = ["Fault", "Frontmatter", "Loose", "Property", "Value", "read_frontmatter"]

MAX_BLOCK = 16 * 1024
"""Characters; ten times the largest block among 54,000 real notes."""

OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
# The dashes come first in the pattern: a literal beginning is what `re` finds fast.
_CLOSING = re.compile(r"---(?<=[\r\n]---)[ \t]*(?:\r\n|\r|\n|\Z)")
_MARKER = re.compile(r"\{\{|<%")
_QUOTED = re.compile(r"(?<=[ \[,{])(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')")
_ALL_MARK = re.compile(r"[\"'][ ]*(?:\{\{[^{}]*\}\}|<%.*%>)[ ]*[\"']")
_BREAK = re.compile(r"\r\n|\r|\n")


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
            from contactkeeper.core.note.conflicts import read_conflicted

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
    for marker in _MARKER.finditer(text, start, end):
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
