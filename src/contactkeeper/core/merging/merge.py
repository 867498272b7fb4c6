"""Two changes of one note merged, part by part: properties, log, and the rest line by line.

`losses.py` then looks for all of both sides in the result, and shares no code with what is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.line_endings import level, restore
from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.core.merging.merge_logs import Sections, merge_logs
from contactkeeper.core.merging.merge_properties import merge_heads, merge_unreadable, read_head
from contactkeeper.core.merging.result import Labels, Merged, Piece, join, plain
from contactkeeper.core.merging.split_note import (
    divide_alike,
    is_renamed,
    take_apart,
    without_block,
)
from contactkeeper.core.merging.verify_merge import find_losses
from contactkeeper.core.note.frontmatter import OPENING
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from contactkeeper.core.merging.line_endings import Level
    from contactkeeper.core.merging.split_note import Lines, Parts

__all__ = ["merge", "merge_copies", "merge_keeping_both"]

_SETTINGS = Settings()
_LABELS = Labels()


def merge(
    base: str, ours: str, theirs: str, settings: Settings = _SETTINGS, labels: Labels = _LABELS
) -> Merged:
    """Merge what became of a note on two sides; never raises for what the texts hold.

    An empty `base` means that both sides made the note. What both changed in different ways, and
    no rule settles, stands between conflict markers; the result's `conflicts` name them. Where it
    is not `checked`, something was not found in it again, and it is not to be used.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    return _merge(base or None, ours, theirs, _Rules(settings, labels, labels))


def merge_copies(
    ours: str, theirs: str, settings: Settings = _SETTINGS, labels: Labels = _LABELS
) -> Merged:
    """Merge two copies of a note of which nobody has what they were made of: nothing is taken away.

    Lines of the text in which they differ are kept from both. Markers are written for properties
    only.
    """
    if ours == theirs:
        return Merged(ours)
    return _merge(None, ours, theirs, _Rules(settings, labels, None))


def merge_keeping_both(
    base: str, ours: str, theirs: str, settings: Settings = _SETTINGS, labels: Labels = _LABELS
) -> Merged:
    """Merge as `merge` does, but keep lines that both changed from both sides, without markers.

    Markers are written for properties only.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    return _merge(base or None, ours, theirs, _Rules(settings, labels, None))


class _Rules(NamedTuple):
    """How a note is merged."""

    settings: Settings
    labels: Labels
    of_lines: Labels | None
    """None: lines that can't be settled are kept from both sides."""


class _Side(NamedTuple):
    """One of three notes."""

    note: Note
    parts: Parts


def _merge(base: str | None, ours: str, theirs: str, rules: _Rules) -> Merged:
    known = None if base is None else level(base)
    mine, yours = level(ours), level(theirs)
    piece = _merge_level(known, mine, yours, rules)
    text = restore(piece.lines, known, mine, yours)
    conflicts = tuple(each._replace(line=each.line + 1) for each in piece.conflicts)
    return Merged(text, conflicts, find_losses(base, ours, theirs, text, rules.settings))


def _merge_level(base: Level | None, ours: Level, theirs: Level, rules: _Rules) -> Piece:
    """Merge three notes without their endings."""
    if ours.lines == theirs.lines or (base and theirs.lines == base.lines):
        return plain(ours.lines)
    if base and ours.lines == base.lines:
        return plain(theirs.lines)
    known = _read(base, rules) if base else None
    mine, yours = _read(ours, rules), _read(theirs, rules)
    if any(_is_marked(side.note) for side in (known, mine, yours) if side):
        # Whose lines are whose is not known there; git's way is the only one.
        return merge_lines(base and base.lines, ours.lines, theirs.lines, rules.of_lines)
    block = _merge_blocks(known, mine, yours, rules)
    parts = known.parts if known else None
    if block is not None:
        return join([block, *_merge_bodies(parts, mine.parts, yours.parts, rules)])
    sides = without_block(mine.parts), without_block(yours.parts)
    return join(_merge_bodies(parts and without_block(parts), *sides, rules))


def _read(side: Level, rules: _Rules) -> _Side:
    note = Note.parse(side.text, "", rules.settings)
    return _Side(note, take_apart(note, side.lines))


def _is_marked(note: Note) -> bool:
    return any(problem.code == "conflict-markers" for problem in note.problems)


def _merge_blocks(base: _Side | None, ours: _Side, theirs: _Side, rules: _Rules) -> Piece | None:
    """Merge the blocks; None where they have to be merged with the text below them."""
    of_base: Lines = base.parts.block if base else ()
    here, there = ours.parts.block, theirs.parts.block
    if there in (here, of_base):
        return plain(here)
    if here == of_base:
        return plain(there)
    if any(not side.parts.block and OPENING.match(side.note.text) for side in (ours, theirs)):
        return None  # one whose end was lost
    mine, yours = read_head(ours.note, here), read_head(theirs.note, there)
    if (mine or not here) and (yours or not there):
        known = read_head(base.note, of_base) if base else None
        return merge_heads(known, mine, yours, rules.labels, has_base=base is not None)
    if of_base and here and there:
        return merge_unreadable(of_base, here, there, rules.labels)
    return None


def _merge_bodies(base: Parts | None, ours: Parts, theirs: Parts, rules: _Rules) -> list[Piece]:
    renamed = base and any(is_renamed(side, base) for side in (ours, theirs))
    if renamed or not (ours.log or theirs.log):
        return [merge_lines(base and base.whole, ours.whole, theirs.whole, rules.of_lines)]
    base, ours, theirs = divide_alike(base, ours, theirs)
    above = merge_lines(base and base.above, ours.above, theirs.above, rules.of_lines)
    below = merge_lines(base and base.below, ours.below, theirs.below, rules.of_lines)
    log = merge_logs(
        Sections(base and base.log, ours.log, theirs.log),
        newest_first=rules.settings.log.order == "newest-first",
        labels=rules.of_lines,
    )
    alike = [side for side in (ours, theirs) if bool(side.log) == bool(log.lines)]
    blank = _blank(base, *alike) if len(alike) > 1 else alike[0].blank
    if not blank and log.lines and above.lines and not any(side.above for side in alike):
        blank = ("",)
    return [above, plain(blank), log, below]


def _blank(base: Parts | None, ours: Parts, theirs: Parts) -> Lines:
    """Return the blank lines above the log."""
    was = base.blank if base else None
    if theirs.blank in (ours.blank, was):
        return ours.blank
    return theirs.blank if ours.blank == was else max(ours.blank, theirs.blank)
