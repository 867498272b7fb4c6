"""Merge two changes of one note, part by part: properties, log, and the rest line by line.

`verify_merge.py` then looks for everything of both sides in the result; it shares no code with
this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.merging.conflicts import Labels, Merged, Piece, changed_side, join, plain
from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.core.merging.merge_logs import Sections, merge_logs
from contactkeeper.core.merging.merge_properties import (
    merge_property_blocks,
    merge_unreadable,
    read_block,
)
from contactkeeper.core.merging.split_note import (
    align_bodies,
    is_renamed,
    normalize,
    restore_endings,
    split_note,
    without_block,
)
from contactkeeper.core.merging.verify_merge import find_losses
from contactkeeper.core.note.frontmatter import OPENING
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.merging.split_note import Lines, NormalizedText, Parts
    from contactkeeper.core.model import Entry

_SETTINGS = Settings()
_LABELS = Labels()


def merge(  # noqa: PLR0913 - three versions, and how to merge them
    base: str,
    ours: str,
    theirs: str,
    settings: Settings = _SETTINGS,
    labels: Labels = _LABELS,
    *,
    keep_both: bool = False,
) -> Merged:
    """Merge two changed versions of a note; never raises, whatever the texts are.

    An empty `base` means that both sides created the note, so that nothing is deleted. What both
    changed differently, and no rule decides, is put between conflict markers and listed in
    `conflicts`. With `keep_both`, only properties get markers, and lines are kept from both sides.
    Never use a result that is not `checked`: it would lose something.
    """
    if (kept := changed_side(base, ours, theirs)) is not None:
        return Merged(kept)
    rules = _Rules(settings, labels, None if keep_both else labels)
    ancestor = normalize(base) if base else None
    mine, yours = normalize(ours), normalize(theirs)
    piece = _merge_level(ancestor, mine, yours, rules)
    text = restore_endings(piece.lines, ancestor, mine, yours)
    conflicts = tuple(each._replace(line=each.line + 1) for each in piece.conflicts)
    return Merged(text, conflicts, find_losses(base or None, ours, theirs, text, settings))


class _Rules(NamedTuple):
    """The settings of one merge."""

    settings: Settings
    labels: Labels
    line_labels: Labels | None
    """The labels for conflicts of lines; None: such lines are kept from both sides."""


class _Side(NamedTuple):
    """One of the three versions, parsed and split."""

    note: Note
    parts: Parts


def _merge_level(
    base: NormalizedText | None, ours: NormalizedText, theirs: NormalizedText, rules: _Rules
) -> Piece:
    """Merge three versions without line endings."""
    if kept := changed_side(base and base.lines, ours.lines, theirs.lines):
        return plain(kept)
    ancestor = _read(base, rules) if base else None
    mine, yours = _read(ours, rules), _read(theirs, rules)
    if title := _log_title(ancestor or mine, mine, yours):
        ancestor = _with_log(ancestor, base, title, rules) if ancestor and base else None
        mine, yours = _with_log(mine, ours, title, rules), _with_log(yours, theirs, title, rules)
    sides = [side for side in (ancestor, mine, yours) if side]
    if any(each.code == "conflict-markers" for side in sides for each in side.note.problems):
        # The sides of the markers are not known here, so lines are merged as git does.
        return merge_lines(base and base.lines, ours.lines, theirs.lines, rules.line_labels)
    block = _merge_blocks(ancestor, mine, yours, rules)
    parts = ancestor.parts if ancestor else None
    if block is not None:
        return join([block, *_merge_bodies(parts, mine.parts, yours.parts, rules)])
    bodies = without_block(mine.parts), without_block(yours.parts)
    return join(_merge_bodies(parts and without_block(parts), *bodies, rules))


def _read(side: NormalizedText, rules: _Rules) -> _Side:
    note = Note.parse(side.text, "", rules.settings)
    return _Side(note, split_note(note, side.lines))


def _log_title(base: _Side, ours: _Side, theirs: _Side) -> str:
    """Return the title of the log for all versions, where they show different ones."""
    titles = [side.note.log.title if side.note.log else "" for side in (base, ours, theirs)]
    if len(set(titles)) == 1:
        return ""
    return titles[0] or titles[1]


def _with_log(side: _Side, text: NormalizedText, title: str, rules: _Rules) -> _Side:
    """Read a version again with the log of that title, if it has one."""
    log = side.note.log
    if log is None or log.title == title:
        return side
    note = Note.parse(text.text, "", rules.settings, log_title=title)
    return _Side(note, split_note(note, text.lines)) if note.log else side


def _merge_blocks(base: _Side | None, ours: _Side, theirs: _Side, rules: _Rules) -> Piece | None:
    """Merge the frontmatter; None where it has to be merged together with the text below."""
    of_base: Lines = base.parts.block if base else ()
    here, there = ours.parts.block, theirs.parts.block
    if (kept := changed_side(of_base, here, there)) is not None:
        return plain(kept)
    if any(not side.parts.block and OPENING.match(side.note.text) for side in (ours, theirs)):
        return None  # its closing line is missing
    mine, yours = read_block(ours.note, here), read_block(theirs.note, there)
    if (mine or not here) and (yours or not there):
        ancestor = read_block(base.note, of_base) if base else None
        return merge_property_blocks(ancestor, mine, yours, rules.labels, has_base=base is not None)
    if of_base and here and there:
        return merge_unreadable(of_base, here, there, rules.labels)
    return None


def _merge_bodies(base: Parts | None, ours: Parts, theirs: Parts, rules: _Rules) -> list[Piece]:
    renamed = base and any(is_renamed(side, base) for side in (ours, theirs))
    if renamed or not (ours.log or theirs.log):
        return [merge_lines(base and base.whole, ours.whole, theirs.whole, rules.line_labels)]
    base, ours, theirs = align_bodies(base, ours, theirs)
    above = merge_lines(base and base.above, ours.above, theirs.above, rules.line_labels)
    below = merge_lines(base and base.below, ours.below, theirs.below, rules.line_labels)
    log = merge_logs(
        Sections(base and base.log, ours.log, theirs.log),
        newest_first=rules.settings.log.order == "newest-first",
        labels=rules.line_labels,
    )
    alike = [side for side in (ours, theirs) if bool(side.log) == bool(log.lines)]
    blank = _blank(base, *alike) if len(alike) > 1 else alike[0].blank
    if not blank and log.lines and above.lines and not any(side.above for side in alike):
        blank = ("",)
    return [above, plain(blank), log, below]


def _blank(base: Parts | None, ours: Parts, theirs: Parts) -> Lines:
    """Return the blank lines above the log."""
    kept = changed_side(base.blank if base else None, ours.blank, theirs.blank)
    return max(ours.blank, theirs.blank) if kept is None else kept


def lost_entries(
    base: str, sides: tuple[str, str], made: str, now: str, settings: Settings
) -> tuple[Entry, ...]:
    """Return the entries that a merge dropped and that are still missing in the note.

    Args:
        base: the common ancestor of the two sides; empty where there is none.
        sides: the parents of the merge.
        made: the result of the merge.
        now: the note as it is today.
        settings: those of the vault.
    """
    merged = merge(base, *sides, settings)
    if not merged.checked or merged.text == made:
        return ()
    # Where both sides edited an entry our merge keeps both; a person may have kept one.
    texts = (made, now)
    known = {entry.without_lines() for text in texts for entry in _entries(text, settings)}
    missing: list[Entry] = []
    for entry in _entries(merged.text, settings):
        content = entry.without_lines()
        if content not in known and not _stands_in(entry, now):
            missing.append(entry)
            known.add(content)
    return tuple(missing)


def _stands_in(entry: Entry, text: str) -> bool:
    """Say whether a line of the note has the date and the words of an entry, as between markers."""
    first = entry.text.partition("\n")[0].strip()
    return bool(first) and any(
        str(entry.date) in line and first in line for line in text.split("\n")
    )


def _entries(text: str, settings: Settings) -> Sequence[Entry]:
    note = Note.parse(text, "", settings)
    return [span.entry for span in note.log.all_spans] if note.log else []
