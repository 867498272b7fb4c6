"""The frontmatter of three notes made one, key by key, by the lines of each.

A key that only one side changed has that side's lines, with its quotes and comments. Nothing is
marked inside the block, where Obsidian would then read no property at all: what both sides changed
and no rule settles keeps our value in the block, and both stand below it between conflict markers
that say `(properties)`; `markers.py` reads them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.property_values import KEY
from contactkeeper.core.merging.markers import PROPERTIES
from contactkeeper.core.merging.merge_lines import (
    Hunk,
    find_hunks,
    increasing,
    mark,
    merge_lines,
    settle_hunk,
)
from contactkeeper.core.merging.merge_values import TOGETHER, settle_value
from contactkeeper.core.merging.result import Conflict, Labels, Piece, join, plain
from contactkeeper.core.note.contact_properties import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from contactkeeper.core.merging.split_note import Lines
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.note.note import Note


class Key(NamedTuple):
    """One property, and the comments and blank lines above it."""

    known: str | None
    lead: Lines
    lines: Lines
    item: Property
    note: Note


class Head(NamedTuple):
    """A block whose keys can be told apart by their lines."""

    fence: Lines
    """The lines that open and close it."""
    keys: tuple[Key, ...]
    tail: Lines
    """Comments and blank lines below the last key."""


class _Settled(NamedTuple):
    """What becomes of a key."""

    lines: Lines
    hunk: Hunk | None = None
    """What both sides have, where a person has to decide."""
    report: str = ""


def read_head(note: Note, block: Lines) -> Head | None:
    """Read a block by its keys; None where they can't be told apart."""
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
        keys.append(Key(canonical(item.name, note.settings), lead, lines, item, note))
        at = item.end
    tail = tuple(text[at : found.body_end].split("\n")[:-1])
    return Head((block[0], block[-1]), tuple(keys), tail)


def merge_heads(
    base: Head | None, ours: Head | None, theirs: Head | None, labels: Labels, *, has_base: bool
) -> Piece:
    """Merge three blocks; a side has none where it is None. No lines where no block is left.

    `has_base`: whether there is a base, be it without a block.
    """
    sides = _by_name([head.keys if head else () for head in (base, ours, theirs)])
    settled = {name: _settle(*(side.get(name) for side in sides)) for name in _names(sides)}
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
    """Merge blocks line by line whose keys can't be told apart, and mark nothing inside them."""
    pieces, hunks = [], []
    for hunk in find_hunks(base, ours, theirs):
        lines = settle_hunk(hunk)
        pieces.append(plain(hunk.ours if lines is None else lines))
        if lines is None:
            hunks.append(hunk)
    why = "both sides changed these lines of the properties"
    return join([*pieces, *(_marked(hunk, why, labels) for hunk in hunks)])


def _by_name(sides: Sequence[Sequence[Key]]) -> list[dict[str, Key]]:
    """Name the keys by what they mean, `=cadence`; by their own names where two mean the same."""
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


def _names(sides: Iterable[Mapping[str, Key]]) -> Iterator[str]:
    yield from dict.fromkeys(name for side in sides for name in side)


def _settle(base: Key | None, ours: Key | None, theirs: Key | None) -> _Settled:
    if ours is None or theirs is None:
        return _settle_alone(base, theirs if ours is None else ours)
    if theirs.lines == ours.lines or (base and theirs.lines == base.lines):
        return _Settled(ours.lines)
    if base and ours.lines == base.lines:
        return _Settled(theirs.lines)
    lines = settle_value(base, ours, theirs)
    if lines is not None:
        return _Settled(lines)
    why = f"both sides changed `{ours.item.name}`"
    return _Settled(ours.lines, Hunk(base.lines if base else (), ours.lines, theirs.lines), why)


def _settle_alone(base: Key | None, kept: Key | None) -> _Settled:
    """Say what becomes of a key that one side has at most."""
    if kept is None or (base and (kept.lines == base.lines or _says_the_same(kept, base))):
        return _Settled(())
    if base is None or kept.known:
        return _Settled(kept.lines)
    why = f"`{kept.item.name}` was taken away on one side and changed on the other: it is kept"
    return _Settled(kept.lines, report=why)


def _says_the_same(one: Key, other: Key) -> bool:
    return one.item.value == other.item.value and one.item.name == other.item.name


def _keep_together(settled: dict[str, _Settled], sides: Sequence[Mapping[str, Key]]) -> None:
    """Keep beside a property that stayed what it needs, though the other side took both away."""
    for name, companions in TOGETHER.items():
        kept = settled.get(f"={name}")
        for side, other in (sides[1:], sides[:0:-1]):
            if kept is None or not kept.lines or f"={name}" in other:
                continue
            for each in companions:
                if (own := side.get(f"={each}")) and not settled[f"={each}"].lines:
                    settled[f"={each}"] = _Settled(own.lines)


def _merge_comments(base: Lines, ours: Lines, theirs: Lines) -> list[str]:
    """Merge comments and blank lines; both where both sides changed them."""
    return merge_lines(base, ours, theirs, None).lines


def _piece(one: _Settled) -> Piece:
    conflicts = []
    if one.report and not one.hunk:
        conflicts.append(Conflict("property", 0, one.report, marked=False))
    return Piece(list(one.lines), conflicts)


def _marked(hunk: Hunk, why: str, labels: Labels) -> Piece:
    lines = mark(hunk, labels, PROPERTIES)
    return Piece(lines, [Conflict("property", 0, f"{why}: ours is in the block", marked=True)])


def _in_order(sides: Sequence[Mapping[str, Key]], left: set[str]) -> list[str]:
    """Return the keys that are left: as a side moved them, else as all have them.

    New keys stand above those that they stood above; whose come first does not hang on who is
    called ours.
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
    return len(increasing(old)) < len(old)
