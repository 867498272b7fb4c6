"""The values that a frontmatter block is read into.

Spans are offsets into the whole text of the note, lines are lines of the file from 1.
`frontmatter.py` chooses between `simple_parser.py` and `yaml_parser.py`, which make them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from contactkeeper.core.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Facts

Value: TypeAlias = "str | tuple[Value, ...] | Mapping[str, Value] | None"
"""The value of a key, as text: no numbers, dates or booleans of YAML 1.1.

An empty value, `~` and `null` are None; in quotes they are text. `[[Acme]]` without quotes, which
YAML takes for a list in a list, is the text `[[Acme]]`.
"""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The unquoted texts that YAML reads as null."""


class Property(NamedTuple):
    """One top-level key with its value. A named tuple: 20,000 are made in a large vault."""

    name: str
    """As it is written, without quotes."""
    value: Value
    line: int
    start: int
    """The beginning of the key's line."""
    end: int
    """Behind the line ending of the value's last line; comment lines that follow are not in it."""
    value_start: int
    """Quotes, brackets and the `|` of a text block are in the value's span; a block list's begins
    at its first `-`. An empty value is an empty span right after the colon."""
    value_end: int
    key_lines: tuple[tuple[str, int], ...] = ()
    """The keys of a map and their lines; empty for other values."""


class Loose(NamedTuple):
    """A value that quotes would make readable: the key it belongs to, and its span."""

    key: str
    start: int
    end: int


class Fault(NamedTuple):
    """The reason why a block does not parse."""

    line: int
    case: str
    """The case of a problem with the code `yaml`."""
    facts: Facts = ()
    key: str = ""
    """The key on that line; empty where there is none."""
    loose: tuple[Loose, ...] = ()
    """All values that need quotes, if quotes are enough to make the block parse; else none."""

    def problem(self, path: str, read: str) -> Problem:
        """Return the fault as a problem of a note; `read` says which part of the block is read."""
        facts = (*self.facts, ("read", read))
        return Problem(path, self.line, "yaml", "problem", self.case, facts)
