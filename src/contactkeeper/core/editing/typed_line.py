"""Read the one line that is typed after a talk or a message: `text; +promise; ?what I wait for`.

The line was offered with a beginning, such as `-> tg: `, which a sign in front of the text changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import is_talk
from contactkeeper.core.note.entry_parser import read_content

if TYPE_CHECKING:
    from contactkeeper.core.model import Direction

_SIGNS: dict[str, Direction] = {"<": "<-", ">": "->", "~": "~"}
_SIGN = re.compile(r"(?:(<)-?|-?(>)|(~))(?![0-9<>=-])[ \t]*")
_SEPARATOR = re.compile(r"\s*;\s*([+?])(?![0-9.!?])\s*")


class TypedLine(NamedTuple):
    """The parts of the line."""

    text: str
    """As `ck log` takes it."""
    promises: tuple[str, ...]
    awaited: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the text without direction and channel."""
        return read_content(self.text)[2].strip()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed but a direction or a channel, if as much."""
        return not (self.words or self.promises or self.awaited)


def read_line(line: str, offered: str) -> TypedLine:
    """Read a line that began with what was offered.

    A `<`, `>` or `~` in front of the line, or of what was typed behind the beginning, changes the
    direction. A channel behind the beginning, as in `-> tg: call: she was busy`, takes the place of
    the other; a talk has no direction.
    """
    line, beginning = line.strip(), offered.strip()
    direction: Direction = ""
    if beginning and line[:1] in _SIGNS and line[1:].lstrip().startswith(beginning):
        direction, line = _SIGNS[line[0]], line[1:].lstrip()
    if beginning and line.startswith(beginning):
        rest, changed = _without_sign(line.removeprefix(beginning).lstrip())
        line = _begin(beginning, rest, changed or direction)
    else:
        rest, direction = _without_sign(line)
        line = f"{direction} {rest}".strip()
    text, *parts = _SEPARATOR.split(line)
    pairs = [(sign, words.strip()) for sign, words in zip(parts[::2], parts[1::2], strict=True)]
    promises, awaited = (
        tuple(words for sign, words in pairs if sign == wanted and words) for wanted in "+?"
    )
    return TypedLine(text, promises, awaited)


def _without_sign(line: str) -> tuple[str, Direction]:
    """Split off the sign of a direction; empty where there is none."""
    if found := _SIGN.match(line):
        return line[found.end() :], _SIGNS[found[found.lastindex or 0]]
    return line, ""


def _begin(beginning: str, rest: str, direction: Direction) -> str:
    """Put the beginning in front of the text, with another direction or channel where one is."""
    offered, channel, _ = read_content(beginning)
    _, typed, words = read_content(rest)
    if typed:
        channel, rest = typed, words
        offered = "" if is_talk(typed) else offered
    head = f"{channel}:" if channel else ""
    return " ".join(filter(None, (direction or offered, head, rest)))
