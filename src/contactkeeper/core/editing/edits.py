"""Edits of one note's text, the plans made of them, and how they are put in.

Nothing here decides what to write (`log_edits`, `property_edits` do) and nothing touches a file.
Offsets always belong to the text that the plan was made for.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.note.markdown import line_number
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.model import Entry, Task
    from contactkeeper.core.note.note import Note

PropertyValue = str | tuple[str, ...] | None
"""The text or texts of a property; None: the property is missing, or to be removed."""

ENDING = re.compile(r"\r\n|\n|\r")
"""A line ending in the original text of a note."""


class Edit(NamedTuple):
    """Replace `[start, end)` by `text`.

    `opening` and `closing` are written once around all edits at one place that share them, so that
    two keys for a note without frontmatter get one block, and two entries one section.
    """

    start: int
    end: int
    text: str
    opening: str = ""
    closing: str = ""


class Plan(NamedTuple):
    """The edits of a note, and what the parsed note must contain afterwards.

    `verify.verify` compares the parsed result with the other fields, and so notices an edit at a
    wrong place.
    """

    edits: tuple[Edit, ...] = ()
    added: tuple[Entry, ...] = ()
    replaced: tuple[tuple[Entry, Entry | None], ...] = ()
    """Entries of the note with their replacements; None: removed."""
    new_tasks: tuple[Task, ...] = ()
    """Open tasks under no entry that are added."""
    closed_tasks: tuple[Task, ...] = ()
    """Those that are ticked, dropped or replaced by a new one."""
    properties: Mapping[str, PropertyValue] = {}
    """New values, by the name in the note."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits applied; those at one place keep their order.

    Raises:
        ValueError: edits overlap or lie outside the text.
    """
    pieces: list[str] = []
    position = 0
    ordered = in_order(edits)
    for index, edit in enumerate(ordered):
        if not position <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit [{edit.start}, {edit.end}) overlaps another or leaves the text")
        pieces.append(text[position : edit.start])
        if not (index and _share(ordered[index - 1], edit)):
            pieces.append(edit.opening)
        pieces.append(edit.text)
        if not (index + 1 < len(ordered) and _share(edit, ordered[index + 1])):
            pieces.append(edit.closing)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits by their places."""
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _share(one: Edit, other: Edit) -> bool:
    """Say whether two adjacent edits share one new block or section."""
    return (one.start, one.opening, one.closing) == (other.start, other.opening, other.closing)


def combine(note: Note, *plans: Plan) -> Plan:
    """Combine several plans for the same text; edits at one place keep their order.

    Raises:
        WriteRefused: two of them change the same text, or the same property to different values.
    """
    edits = in_order(edit for plan in plans for edit in plan.edits)
    properties: dict[str, PropertyValue] = {}
    for plan in plans:
        for name, value in plan.properties.items():
            if properties.setdefault(name, value) != value:
                raise WriteRefused(
                    note.path, None, Wording("`{name}` would be set to two values.", name=name)
                )
    for one, other in pairwise(edits):
        if other.start < one.end:
            line = line_number(note.text, other.start)
            raise WriteRefused(note.path, line, Wording("Two changes overlap here."))
    return Plan(
        edits=edits,
        added=tuple(entry for plan in plans for entry in plan.added),
        replaced=tuple(pair for plan in plans for pair in plan.replaced),
        new_tasks=tuple(task for plan in plans for task in plan.new_tasks),
        closed_tasks=tuple(task for plan in plans for task in plan.closed_tasks),
        properties=properties,
    )


def insert_lines(text: str, at: int, lines: Sequence[str]) -> Edit:
    """Return an edit that inserts lines at the start of a line, or at the end of the text.

    They get the ending of the line before them. After a last line without an ending, the new last
    line has none either, so that the file stays as it is kept.
    """
    ending = ending_before(text, at)
    if at and text[at - 1] not in "\r\n":
        return Edit(at, at, "".join(ending + line for line in lines))
    return Edit(at, at, "".join(line + ending for line in lines))


def ending_before(text: str, at: int) -> str:
    """Return the ending for a line inserted at `at`: that of the line before it.

    At the top it is that of the first line; LF where the text has no line ending.
    """
    last = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    if last < 0:
        first = ENDING.search(text)
        return first.group() if first else "\n"
    if text[last] == "\r":
        return "\r"
    return "\r\n" if last and text[last - 1] == "\r" else "\n"
