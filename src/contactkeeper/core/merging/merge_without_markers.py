"""Merge three versions of a note without leaving conflict markers.

What no rule decides is kept from both sides where that is possible. Where it is not (a property has
one value), the note keeps ours, and a second text has theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.markers import PROPERTIES, sides_of
from contactkeeper.core.merging.merge import merge_keeping_both
from contactkeeper.core.merging.resolve_conflicts import doubles
from contactkeeper.core.merging.result import Labels
from contactkeeper.core.note.note import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.merging.resolve_conflicts import KnownSides
    from contactkeeper.core.merging.result import Conflict, Merged
    from contactkeeper.core.settings import Settings

_LABELS = Labels()
_LINE = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_OPENING = f"<<<<<<< {_LABELS.ours}{PROPERTIES}"
_CLOSING = f">>>>>>> {_LABELS.theirs}{PROPERTIES}"
_MARK = lazy_regex(r"^(?:[<>|]{7}(?:[ \t][^\r\n]*)?|={7}[ \t]*)(?:\r\n|\r|\n|\Z)", re.MULTILINE)


class Unmarked(NamedTuple):
    """A merged note without conflict markers."""

    text: str
    other: str | None = None
    """The same note with the other side's values; None where no value had to be chosen."""
    conflicts: tuple[Conflict, ...] = ()
    """Each place where both sides were kept or one was chosen, by the lines of `text`."""


def merge_unmarked(
    base: str,
    ours: str,
    theirs: str,
    settings: Settings,
    known: tuple[KnownSides | None, KnownSides | None] = (None, None),
) -> Unmarked | None:
    """Merge three versions; None where the result does not hold all that both sides say.

    A version that holds conflict markers already is made one note first, by what met in it: that
    merge had a base of its own, and to compare its sides with `base` would take for deleted what
    one of them never had. An empty `base` means that both sides made the note.

    Args:
        base: the last common version.
        ours: the version of this machine.
        theirs: the other version.
        settings: how notes are read.
        known: what met in ours and in theirs, where it is known from elsewhere than their markers.
    """
    if theirs in (ours, base):
        return Unmarked(ours)
    if ours == base:
        return Unmarked(theirs)
    ancestor, mine, yours = (
        resolve(base, settings),
        resolve(ours, settings, known[0]),
        resolve(theirs, settings, known[1]),
    )
    if ancestor is None or mine is None or yours is None:
        return None
    merged = _merge(ancestor.text, mine.text, yours.text, settings)
    if merged is None:
        return None
    others = dict.fromkeys(each.other for each in (mine, yours, merged) if each.other is not None)
    conflicts = (
        moved
        for each in (mine, yours)
        for moved in _find_again(each.conflicts, each.text, merged.text)
    )
    return Unmarked(
        merged.text, "\n".join(others) if others else None, (*conflicts, *merged.conflicts)
    )


def resolve(text: str, settings: Settings, known: KnownSides | None = None) -> Unmarked | None:
    """Make a note with conflict markers one note; another one stays as it is.

    Without `known`, all that either side of the markers holds is kept: which of it was deleted
    before can't be told from the markers. None where the sides can't be one note.
    """
    sides = versions_of(text, settings)
    if len(sides) == 1:
        return Unmarked(sides[0])
    if known and known.is_complete:
        merged = _merge(known.sides.base or "", known.sides.ours, known.sides.theirs, settings)
    elif known:
        merged = _merge(known.sides.base or "", sides[0], sides[1], settings)
        if merged and doubles(merged.text, known.sides):
            merged = None
    else:
        merged = None
    return merged or _merge("", sides[0], sides[1], settings)


def versions_of(text: str, settings: Settings) -> list[str]:
    """Return both sides of a note with conflict markers; of any other note, the note itself.

    Where the markers can't be parsed, it is the note without the lines of the markers.
    """
    if "<<<<<<<" not in text:
        return [text]
    problems = Note.parse(text, "", settings).problems
    if all(problem.code != "conflict-markers" for problem in problems):
        return [text]  # markers in a fence or a comment are text
    sides = sides_of(text)
    return [sides.ours, sides.theirs] if sides else [strip_marks(text)]


def strip_marks(text: str) -> str:
    """Remove the lines of conflict markers, and nothing else."""
    return _MARK.sub("", text) if "<<<<<<<" in text else text


def _merge(base: str, ours: str, theirs: str, settings: Settings) -> Unmarked | None:
    if theirs in (ours, base):
        return Unmarked(ours)
    if ours == base:
        return Unmarked(theirs)
    merged = merge_keeping_both(base, ours, theirs, settings)
    if not merged.checked:
        return None
    if not merged.marked:
        return Unmarked(merged.text, None, merged.conflicts)
    swapped = merge_keeping_both(base, theirs, ours, settings)
    mine, yours = _without_marks(merged), _without_marks(swapped)
    if mine is None or yours is None or not swapped.checked:
        return None
    return Unmarked(mine, yours, _moved_up(merged))


def _without_marks(merged: Merged) -> str | None:
    """Remove the conflicts below the block, which has one side's values already."""
    kept = []
    inside = False
    blocks = 0
    for line in _LINE.findall(merged.text):
        content = line.rstrip("\r\n")
        if content == _OPENING:
            inside = True
            blocks += 1
        if not inside:
            kept.append(line)
        if content == _CLOSING:
            inside = False
    expected = sum(conflict.marked for conflict in merged.conflicts)
    return None if inside or blocks != expected else "".join(kept)


def _moved_up(merged: Merged) -> tuple[Conflict, ...]:
    """Return the conflicts with their line numbers in the text without markers."""
    lines = _LINE.findall(merged.text)
    spans = _spans([line.rstrip("\r\n") for line in lines])
    return tuple(
        each._replace(
            # A marked conflict is below the block, and is about the block.
            line=each.line - each.marked - sum(end - at for at, end in spans if at < each.line),
            marked=False,
        )
        for each in merged.conflicts
    )


def _find_again(conflicts: Sequence[Conflict], before: str, after: str) -> Iterator[Conflict]:
    """Yield conflicts with the lines that they have in another text; the first where it has none.

    Args:
        conflicts: they name lines of `before`.
        before: the text that they were found in.
        after: the text that was made of it.
    """
    if not conflicts:
        return
    old, new = _LINE.findall(before), _LINE.findall(after)
    for each in conflicts:
        line = old[each.line - 1] if each.line <= len(old) else ""
        yield each._replace(line=new.index(line) + 1 if line in new else 1)


def _spans(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the spans of the conflicts below the block, in lines counted from 1."""
    starts = [at for at, line in enumerate(lines, 1) if line == _OPENING]
    ends = [at + 1 for at, line in enumerate(lines, 1) if line == _CLOSING]
    return list(zip(starts, ends, strict=False))
