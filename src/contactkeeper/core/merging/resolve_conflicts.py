"""Merge a note with conflict markers, or a conflict copy, by the rules. Writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.markers import PROPERTIES, Sides, sides_of
from contactkeeper.core.merging.merge import merge, merge_copies
from contactkeeper.core.merging.result import Labels
from contactkeeper.core.note.markdown import flatten, is_hidden, read_outline
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.merging.result import Merged

_ANY_MARK = lazy_regex(r"[<|>]{7,}(?:\s|\Z)|={7,}\s*\Z")
_MARK = lazy_regex(r"^([<|>])\1{6} ([^\n]*)", re.MULTILINE)


class KnownSides(NamedTuple):
    """The versions in a note with conflict markers, as git's history has them."""

    sides: Sides
    is_complete: bool
    """Whether the note has no other lines: it was not edited since."""


def resolve_markers(note: Note, known: KnownSides | None = None) -> Merged | None:
    """Merge the two sides of a note with conflict markers, with their base where it is known.

    What no rule decides keeps its markers and their labels. None where the markers are broken or
    nested, or are text in a fence or comment, or where a line of `known` would be doubled.
    """
    flat = flatten(note.text)
    found = list(_MARK.finditer(flat))
    named: dict[str, str] = {}
    for mark in found:
        named.setdefault(mark[1], mark[2].strip().removesuffix(PROPERTIES.strip()).strip())
    labels = Labels(named.get("<") or "ours", named.get(">") or "theirs", named.get("|") or "base")
    if known and known.is_complete:
        sides = known.sides
        return merge(sides.base or "", sides.ours, sides.theirs, note.settings, labels)
    hidden = read_outline(flat, note.frontmatter.end if note.frontmatter else 0).hidden
    marked = sides_of(note.text)
    if marked is None or any(is_hidden(hidden, mark.start()) for mark in found):
        return None
    base = known.sides.base if known and known.sides.base is not None else marked.base
    merged = merge(base or "", marked.ours, marked.theirs, note.settings, labels)
    return None if known and doubles(merged.text, known.sides) else merged


def has_only_lines_of(text: str, sides: Sides) -> bool:
    """Say whether a note with conflict markers has exactly the lines of its sides.

    Git leaves out only lines that one side has deleted and the other has not changed.
    """
    base, ours, theirs = (set((side or "").splitlines()) for side in sides)
    lines = {line for line in text.splitlines() if not _ANY_MARK.match(line)}
    missing = {line for line in (ours | theirs) - lines if not _ANY_MARK.match(line)}
    return lines <= ours | theirs | base | {""} and missing <= base - (ours & theirs)


def doubles(text: str, sides: Sides) -> bool:
    """Say whether a text has a line of the sides more often than either of them."""
    ours, theirs = (Counter(side.splitlines()) for side in (sides.ours, sides.theirs))
    known = ours | theirs
    return any(
        count > known[line] > 0 for line, count in Counter(text.splitlines()).items() if line
    )


def merge_conflict_copy(note: Note, text: str) -> Merged:
    """Merge the text of a conflict copy into a note; the result has all of both.

    Raises:
        WriteRefused: a property has two values, or one of the two holds conflict markers.
    """
    for each in (note, Note.parse(text, note.path, note.settings)):
        for problem in each.problems:
            if problem.code == "conflict-markers":
                raise WriteRefused(
                    note.path, problem.line, "The note or the copy has conflict markers."
                )
    merged = merge_copies(note.text, text, note.settings)
    marked = next((conflict for conflict in merged.conflicts if conflict.marked), None)
    if marked:
        what = marked.message.partition(":")[0]
        raise WriteRefused(note.path, None, f"The two contradict each other ({what}).")
    return merged
