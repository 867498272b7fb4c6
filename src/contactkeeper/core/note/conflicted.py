"""The properties of a block that holds the marks of an unfinished merge: those of both sides.

For reading only: such a block has an error, so that nothing is ever written into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.simple_parser import parse_simple
from contactkeeper.core.note.yaml_parser import parse_yaml

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter_values import Property

_LINE = lazy_regex(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_MARK = lazy_regex(r"(?:<{7} |\|{7}(?: |\Z)|={7}[ \t]*\Z|>{7} )")


def read_conflicted(text: str, start: int, end: int) -> tuple[Property, ...]:
    """Read the body `[start, end)` of a block: where both sides name a property, ours holds.

    Nothing where there are no marks, or a side can't be read. Spans are those in the text.
    """
    ours, theirs = (_read(text, start, end, other) for other in (">", "<"))
    named = {each.name for each in ours}
    found = [*ours, *(each for each in theirs if each.name not in named)]
    return tuple(sorted(found, key=lambda each: each.start))


def _read(text: str, start: int, end: int, without: str) -> list[Property]:
    """Read what is left where the marks, the base and one side are blanks."""
    pieces: list[str] = []
    side, marks = "", 0
    at = start
    while at < end and (line := _LINE.match(text, at, end)):
        if _MARK.match(line[1]):
            marks += 1
            # Between <<<<<<< and the next mark is ours, after ======= theirs.
            side = {"<": "<", "|": "|", "=": ">", ">": ""}[line[1][0]]
            hidden = True
        else:
            hidden = side in (without, "|")
        ending = line[0][len(line[1]) :]
        pieces.append(" " * len(line[1]) + ending if hidden else line[0])
        at = line.end()
    if not marks:
        return []
    blanked = text[:start] + "".join(pieces) + text[end:]
    properties = parse_simple(blanked, start, end)
    if properties is None:
        reading = parse_yaml(blanked, start, end)
        if reading.fault:
            return []
        properties = tuple(reading.properties)
    first: dict[str, Property] = {}
    for each in properties:
        first.setdefault(each.name, each)
    return list(first.values())
