"""Find the markers of an unfinished merge in a note, and read what both sides say.

For reading only: nothing is ever written into a note that holds markers, except by `core.merging`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.markdown import is_hidden
from contactkeeper.core.note.outline import Hidden
from contactkeeper.core.note.simple_parser import parse_simple

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.note.outline import Heading

# A marker has a label: in a flattened text CRLF leaves a blank at the end of any line.
MARKER = lazy_regex(
    r"(?:\A\ufeff?|(?<=[\r\n]))"
    r"(?:(<)<{6} (?=\S)|(\|)\|{6}(?=[ \r\n]|\Z)|(=)={6}[ \t]*(?=[\r\n]|\Z)|(>)>{6} (?=\S))"
    r"[^\r\n]*(?:\r\n|\r|\n|\Z)"
)
"""The whole line of a marker; its last group is its sign."""
_SIDES = {"<": "<", "|": "|", "=": ">", ">": ""}
"""The lines that follow each marker: ours, the base, theirs, and those of no side."""
_CHARACTER = lazy_regex(r"[^\r\n]")


def find_conflict(flat: str, hidden: Sequence[Hidden]) -> list[Hidden]:
    """Find the markers in a flattened text, and the base between the sides where it is given."""
    found: list[Hidden] = []
    base: int | None = None
    inside = False
    for mark in MARKER.finditer(flat):
        kind = _sign(mark)
        if is_hidden(hidden, mark.start()) or (not inside and kind != "<"):
            continue
        inside = kind != ">"
        if kind == "|":
            base = mark.start()
            continue
        start = mark.start() if base is None else base
        found.append(Hidden(start, mark.end(), "comment", start, closed=True))
        base = None
    return found


def without_marks(
    flat: str, headings: Sequence[Heading], hidden: Sequence[Hidden]
) -> list[Heading]:
    """Leave out headings that hidden lines make: `=======` underlines the text above it."""
    return [
        heading
        for heading in headings
        if not is_hidden(hidden, heading.start)
        and not is_hidden(hidden, flat.rfind("\n", 0, heading.end - 1) + 1)
    ]


def read_conflicted(text: str, start: int, end: int) -> tuple[Property, ...]:
    """Read the body `[start, end)` of a block: where both sides name a property, ours holds.

    Nothing where there are no markers, or a side can't be read. Spans are those in the text.
    """
    marks = list(MARKER.finditer(text, start, end))
    if not marks:
        return ()
    ours, theirs = (
        _read_properties(_without_side(text, start, end, marks, other), start, end)
        for other in (">", "<")
    )
    return tuple(sorted((theirs | ours).values(), key=lambda each: each.start))


def _without_side(
    text: str, start: int, end: int, marks: Sequence[re.Match[str]], other: str
) -> str:
    """Return the text in which the markers, the base and one side are blanks."""
    pieces = [text[:start]]
    at, side = start, ""
    for mark in marks:
        lines = text[at : mark.start()]
        pieces.append(_blanked(lines) if side in (other, "|") else lines)
        pieces.append(_blanked(mark[0]))
        at, side = mark.end(), _SIDES[_sign(mark)]
    lines = text[at:end]
    return "".join([*pieces, _blanked(lines) if side in (other, "|") else lines, text[end:]])


def _read_properties(text: str, start: int, end: int) -> dict[str, Property]:
    """Read the properties of a block, the first of each name; empty if it can't be read."""
    properties = parse_simple(text, start, end)
    if properties is None:
        from contactkeeper.core.note.yaml_parser import parse_yaml  # few notes need it

        properties = tuple(parse_yaml(text, start, end).properties)  # none if it has a fault
    return {each.name: each for each in reversed(properties)}


def _blanked(text: str) -> str:
    return _CHARACTER.sub(" ", text)


def _sign(mark: re.Match[str]) -> str:
    return str(mark[mark.lastindex or 0])
