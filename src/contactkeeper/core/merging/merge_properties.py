"""Merge the frontmatter of three versions of a note, key by key, keeping the lines of each.

A key that only one side changed gets that side's lines, with its quotes and comments. There are no
conflict markers inside the block, since Obsidian would then read none of its properties: a value
in conflict stays ours there, and both values follow below the block between conflict markers
labelled `(properties)`, which `conflicts.py` reads.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.property_values import KEY
from contactkeeper.core.merging.conflicts import (
    PROPERTIES,
    Conflict,
    Labels,
    Piece,
    changed_side,
    join,
    plain,
)
from contactkeeper.core.merging.merge_lines import (
    Hunk,
    find_hunks,
    longest_increasing,
    merge_hunk,
    merge_lines,
    write_markers,
)
from contactkeeper.core.merging.merge_values import COMPANIONS, PropertyLines, merge_value
from contactkeeper.core.note.property_names import canonical
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.merging.split_note import Lines
    from contactkeeper.core.note.note import Note


class PropertyBlock(NamedTuple):
    """A frontmatter block whose properties each have their own lines."""

    fence: Lines
    """The opening and the closing line."""
    keys: tuple[PropertyLines, ...]
    tail: Lines
    """Comments and blank lines below the last key."""


class _Settled(NamedTuple):
    """The result for one key."""

    lines: Lines
    hunk: Hunk | None = None
    """The conflict, where the user has to decide."""
    report: Wording = NOTHING
    """The remark for the user; empty: there is none."""


def read_block(note: Note, block: Lines) -> PropertyBlock | None:
    """Read a block by its keys; None where their lines can't be separated."""
    found = note.frontmatter
    if not block or found is None:
        return None
    if found.error or found.duplicates:
        return None
    text = note.text
    keys = []
    at = found.body_start
    for item in found.properties:
        if item.start < at or not KEY.match(text, item.start):
            return None
        lead = tuple(text[at : item.start].split("\n")[:-1])
        lines = tuple(text[item.start : item.end].split("\n")[:-1])
        keys.append(PropertyLines(canonical(item.name, note.settings), lead, lines, item, note))
        at = item.end
    tail = tuple(text[at : found.body_end].split("\n")[:-1])
    return PropertyBlock((block[0], block[-1]), tuple(keys), tail)


def merge_property_blocks(
    base: PropertyBlock | None,
    ours: PropertyBlock | None,
    theirs: PropertyBlock | None,
    labels: Labels,
    *,
    has_base: bool,
) -> Piece:
    """Merge three blocks; None: the version has no block. The result is empty where none is left.

    `has_base`: whether there is a base version, with or without a block.
    """
    sides = _by_name([head.keys if head else () for head in (base, ours, theirs)])
    settled = {
        name: _settle(*(side.get(name) for side in sides)) for side in sides for name in side
    }
    _keep_together(settled, sides)
    left = {name for name, one in settled.items() if one.lines}
    pieces, hunks = [], []
    for name in _in_order(sides, left):
        one = settled[name]
        leads = [side[name].lead if name in side else () for side in sides]
        pieces += [plain(_merge_comments(*leads)), _piece(one)]
        if one.hunk:
            known = one.hunk.base if has_base else None
            hunks.append((one.hunk._replace(base=known), one.report))
    tails = [head.tail if head else () for head in (base, ours, theirs)]
    tail = _merge_comments(*tails)
    there = [head is not None for head in (base, ours, theirs)]
    keeps = there[1] if there[2] in (there[1], there[0]) else there[2]
    if not (left or tail or keeps):
        return plain(())
    fences = [head.fence for head in (ours, theirs, base) if head]
    return join([
        plain(fences[0][:1]), *pieces, plain(tail), plain(fences[0][1:]),
        *(_marked(hunk, why, labels) for hunk, why in hunks),
    ])  # fmt: skip


def merge_unreadable(base: Lines, ours: Lines, theirs: Lines, labels: Labels) -> Piece:
    """Merge line by line the blocks that `read_block` can't read; conflicts follow below them."""
    pieces, hunks = [], []
    for hunk in find_hunks(base, ours, theirs):
        lines = merge_hunk(hunk)
        pieces.append(plain(hunk.ours if lines is None else lines))
        if lines is None:
            hunks.append(hunk)
    why = Wording("both sides changed these lines of the properties")
    return join([*pieces, *(_marked(hunk, why, labels) for hunk in hunks)])


def _by_name(sides: Sequence[Sequence[PropertyLines]]) -> list[dict[str, PropertyLines]]:
    """Index the properties by meaning, `=cadence`; by name where two have the same meaning."""
    doubled = {
        meaning
        for keys in sides
        for meaning, count in Counter(key.known for key in keys).items()
        if count > 1
    }
    return [
        {
            f"={key.known}" if key.known and key.known not in doubled else key.item.name: key
            for key in keys
        }
        for keys in sides
    ]


def _settle(
    base: PropertyLines | None, ours: PropertyLines | None, theirs: PropertyLines | None
) -> _Settled:
    if ours is None or theirs is None:
        return _settle_alone(base, theirs if ours is None else ours)
    lines = changed_side(base and base.lines, ours.lines, theirs.lines)
    if lines is None:
        lines = merge_value(base, ours, theirs)
    if lines is not None:
        return _Settled(lines)
    why = Wording("both sides changed `{name}`", name=ours.item.name)
    return _Settled(ours.lines, Hunk(base.lines if base else (), ours.lines, theirs.lines), why)


def _settle_alone(base: PropertyLines | None, kept: PropertyLines | None) -> _Settled:
    """Merge a key that at most one side has."""
    if kept is None:
        return _Settled(())
    if base and (kept.item.name, kept.item.value) == (base.item.name, base.item.value):
        return _Settled(())
    if base is None or kept.known:
        return _Settled(kept.lines)
    why = Wording(
        "`{name}` was deleted on one side and changed on the other: it is kept",
        name=kept.item.name,
    )
    return _Settled(kept.lines, report=why)


def _keep_together(
    settled: dict[str, _Settled], sides: Sequence[Mapping[str, PropertyLines]]
) -> None:
    """Keep the companions of a kept property, although the other side deleted both."""
    for name, companions in COMPANIONS.items():
        kept = settled.get(f"={name}")
        for side, other in (sides[1:], sides[:0:-1]):
            if kept is None or not kept.lines or f"={name}" in other:
                continue
            for each in companions:
                if (own := side.get(f"={each}")) and not settled[f"={each}"].lines:
                    settled[f"={each}"] = _Settled(own.lines)


def _merge_comments(base: Lines, ours: Lines, theirs: Lines) -> list[str]:
    """Merge comments and blank lines; where both sides changed them, keep both."""
    return merge_lines(base, ours, theirs, None).lines


def _piece(one: _Settled) -> Piece:
    conflicts = []
    if one.report and not one.hunk:
        conflicts.append(Conflict("property", 0, one.report, marked=False))
    return Piece(list(one.lines), conflicts)


def _marked(hunk: Hunk, why: Wording, labels: Labels) -> Piece:
    lines = write_markers(hunk, labels, PROPERTIES)
    message = Wording("{why}: our value is in the block", why=why)
    return Piece(lines, [Conflict("property", 0, message, marked=True, what=why)])


def _in_order(sides: Sequence[Mapping[str, PropertyLines]], left: set[str]) -> list[str]:
    """Return the order of the remaining keys: as one side moved them, else as in all versions.

    A new key stays above the key that followed it. The result does not depend on which side is
    ours.
    """
    base, ours, theirs = ([name for name in side if name in left] for side in sides)
    first, second = sorted((ours, theirs))
    if _moved(base, second) and not _moved(base, first):
        first, second = second, first
    order = list(first)
    places = set(first)
    added: dict[str | None, list[str]] = {}
    following = None
    for name in reversed(second):
        if name in places:
            following = name
        else:
            added.setdefault(following, []).insert(0, name)
    for below, names in added.items():
        at = len(order) if below is None else order.index(below)
        order[at:at] = names
    return order


def _moved(base: Sequence[str], side: Sequence[str]) -> bool:
    places = {name: at for at, name in enumerate(base)}
    old = [places[name] for name in side if name in places]
    return len(longest_increasing(old)) < len(old)
