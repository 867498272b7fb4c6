"""A note with conflict markers settled by the rules, as far as they go. Writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.late import late
from contactkeeper.core.merging.markers import PROPERTIES, Sides, sides_of
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.merged import Labels
from contactkeeper.core.notes.markdown import flatten, is_hidden, read_outline

if TYPE_CHECKING:
    from contactkeeper.core.merging.merged import Merged
    from contactkeeper.core.notes.note import Note

_ANY_MARK = late(r"[<|>]{7,}(?:\s|\Z)|={7,}\s*\Z")
_MARK = late(r"^([<|>])\1{6} ([^\n]*)", re.MULTILINE)


class Met(NamedTuple):
    """The versions that met in a note, as they are known from elsewhere than its markers."""

    sides: Sides
    is_all: bool
    """Whether the note holds nothing else: nobody has written to it since."""


def settle(note: Note, met: Met | None = None) -> Merged | None:
    """Merge the two sides of a note with conflict markers, with their base where it is known.

    What no rule settles keeps its markers and their labels. None where the sides can't be told
    apart: the markers are broken or nested, or some are text in a fence or comment; or where the
    markers don't tell what `met`, so that a line would stand there twice.
    """
    flat = flatten(note.text)
    found = list(_MARK.finditer(flat))
    named: dict[str, str] = {}
    for mark in found:
        named.setdefault(mark[1], mark[2].strip().removesuffix(PROPERTIES.strip()).strip())
    labels = Labels(named.get("<") or "ours", named.get(">") or "theirs", named.get("|") or "base")
    if met and met.is_all:
        sides = met.sides
        return merge(sides.base or "", sides.ours, sides.theirs, note.settings, labels)
    hidden = read_outline(flat, note.frontmatter.end if note.frontmatter else 0).hidden
    marked = sides_of(note.text)
    if marked is None or any(is_hidden(hidden, mark.start()) for mark in found):
        return None
    base = met.sides.base if met and met.sides.base is not None else marked.base
    merged = merge(base or "", marked.ours, marked.theirs, note.settings, labels)
    return None if met and doubles(merged.text, met.sides) else merged


def is_just(text: str, sides: Sides) -> bool:
    """Say whether a note with conflict markers has the lines of its sides, and no others.

    Git leaves out only what one side has taken away and the other has left alone.
    """
    base, ours, theirs = (set((side or "").splitlines()) for side in sides)
    lines = {line for line in text.splitlines() if not _ANY_MARK.match(line)}
    missing = {line for line in (ours | theirs) - lines if not _ANY_MARK.match(line)}
    return lines <= ours | theirs | base | {""} and missing <= base - (ours & theirs)


def doubles(text: str, sides: Sides) -> bool:
    """Say whether a line of the sides stands in a text more often than in either of them."""
    ours, theirs = (Counter(side.splitlines()) for side in (sides.ours, sides.theirs))
    known = ours | theirs
    return any(
        count > known[line] > 0 for line, count in Counter(text.splitlines()).items() if line
    )
