"""Merge a note with conflict markers, a conflict copy, or three versions without leaving markers.

For syncing, what no rule decides is kept from both sides where that is possible. Where it is not (a
property has one value), the note keeps ours, and a second text has theirs. Writes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.conflicts import (
    LINE,
    PROPERTIES,
    Labels,
    Sides,
    changed_side,
    sides_of,
)
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.note.markdown import flatten, is_hidden, read_outline
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.merging.conflicts import Conflict, Merged
    from contactkeeper.core.settings import Settings

_ANY_MARK = lazy_regex(r"[<|>]{7,}(?:\s|\Z)|={7,}\s*\Z")
_MARK = lazy_regex(r"^([<|>])\1{6} ([^\n]*)", re.MULTILINE)
_LABELS = Labels()
_OPENING = f"<<<<<<< {_LABELS.ours}{PROPERTIES}"
_CLOSING = f">>>>>>> {_LABELS.theirs}{PROPERTIES}"
_MARKED = lazy_regex(r"^(?:[<>|]{7}(?:[ \t][^\r\n]*)?|={7}[ \t]*)(?:\r\n|\r|\n|\Z)", re.MULTILINE)


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
    base, ours, theirs = (set(_lines(side or "")) for side in sides)
    lines = {line for line in _lines(text) if not _ANY_MARK.match(line)}
    missing = {line for line in (ours | theirs) - lines if not _ANY_MARK.match(line)}
    return lines <= ours | theirs | base | {""} and missing <= base - (ours & theirs)


def doubles(text: str, sides: Sides) -> bool:
    """Say whether a text has a line of the sides more often than either of them."""
    known = Counter(_lines(sides.ours)) | Counter(_lines(sides.theirs))
    return any(count > known[line] > 0 for line, count in Counter(_lines(text)).items() if line)


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r\n") for line in LINE.findall(text)]


def merge_conflict_copy(note: Note, text: str) -> Merged:
    """Merge the text of a conflict copy into a note; the result has all of both.

    Raises:
        WriteRefused: a property has two values, or one of the two holds conflict markers.
    """
    for each in (note, Note.parse(text, note.path, note.settings)):
        for problem in each.problems:
            if problem.code == "conflict-markers":
                raise WriteRefused(
                    note.path, problem.line, Wording("The note or the copy has conflict markers.")
                )
    merged = merge("", note.text, text, note.settings, keep_both=True)
    marked = next((conflict for conflict in merged.conflicts if conflict.marked), None)
    if marked:
        what = marked.what or marked.message
        raise WriteRefused(
            note.path, None, Wording("The two contradict each other ({what}).", what=what)
        )
    return merged


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
    if (kept := changed_side(base, ours, theirs)) is not None:
        return Unmarked(kept)
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
    return _MARKED.sub("", text) if "<<<<<<<" in text else text


def _merge(base: str, ours: str, theirs: str, settings: Settings) -> Unmarked | None:
    if (kept := changed_side(base, ours, theirs)) is not None:
        return Unmarked(kept)
    merged = merge(base, ours, theirs, settings, keep_both=True)
    if not merged.checked:
        return None
    if not merged.marked:
        return Unmarked(merged.text, None, merged.conflicts)
    swapped = merge(base, theirs, ours, settings, keep_both=True)
    mine, yours = _unmark(merged), _unmark(swapped)
    if mine is None or yours is None or not swapped.checked:
        return None
    return mine._replace(other=yours.text)


def _unmark(merged: Merged) -> Unmarked | None:
    """Remove the conflicts below the block, which has one side's values already.

    The remaining conflicts get the numbers of their lines in the new text. None where something
    else in the note looks like a marker.
    """
    kept: list[str] = []
    removed: list[int] = []
    inside = False
    blocks = 0
    for number, line in enumerate(LINE.findall(merged.text), 1):
        content = line.rstrip("\r\n")
        if content == _OPENING:
            inside = True
            blocks += 1
        if inside:
            removed.append(number)
        else:
            kept.append(line)
        if content == _CLOSING:
            inside = False
    if inside or blocks != sum(conflict.marked for conflict in merged.conflicts):
        return None
    conflicts = (
        # A marked conflict is below the block, and is about the block.
        each._replace(line=each.line - each.marked - bisect_left(removed, each.line), marked=False)
        for each in merged.conflicts
    )
    return Unmarked("".join(kept), None, tuple(conflicts))


def _find_again(conflicts: Sequence[Conflict], before: str, after: str) -> Iterator[Conflict]:
    """Yield conflicts with the lines that they have in another text; the first where it has none.

    Args:
        conflicts: they name lines of `before`.
        before: the text that they were found in.
        after: the text that was made of it.
    """
    if not conflicts:
        return
    old, new = LINE.findall(before), LINE.findall(after)
    for each in conflicts:
        line = old[each.line - 1] if each.line <= len(old) else ""
        yield each._replace(line=new.index(line) + 1 if line in new else 1)
