"""Split a note for merging: its line endings, frontmatter, text above the log, log, text below it.

The merge sees lines that end in LF, also the last one, and no byte order mark; `restore_endings`
puts both back, so that a change of line endings on one side is no conflict.

The log is a heading and blocks with blank lines between them. A block is an entry with its
children, or lines that are no entry: a hint, a year's heading, the header of a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.merging.conflicts import changed_side
from contactkeeper.core.merging.merge_lines import match_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note

_BEGINS = lazy_regex(r"(?:[-*+]|[0-9]{1,9}[.)]|#{1,6})[ \t]")

Lines = tuple[str, ...]
_ENDING = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class NormalizedText(NamedTuple):
    """A text as lines without endings, with what is needed to restore it."""

    lines: list[str]
    endings: tuple[str, ...]
    """The ending of each line; a last line without one gets that of the line above, or ""."""
    bom: bool
    """Whether the text begins with a byte order mark."""
    final: bool
    """Whether the last line has an ending; true for an empty text."""

    @property
    def text(self) -> str:
        """Return the text with LF after each line."""
        return "".join(f"{line}\n" for line in self.lines)


def normalize(text: str) -> NormalizedText:
    """Remove a text's byte order mark and line endings."""
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    lines = _ENDING.split(text)
    endings = _ENDING.findall(text)
    final = not lines[-1]
    if final:
        lines.pop()
    else:
        endings.append(endings[-1] if endings else "")
    return NormalizedText(lines, tuple(endings), bom, final)


def restore_endings(
    lines: Sequence[str], base: NormalizedText | None, ours: NormalizedText, theirs: NormalizedText
) -> str:
    """Restore byte order mark and endings of merged lines, as the sides have changed them."""
    endings = _endings(lines, base, ours, theirs)
    # Without a base, a difference is an addition.
    bom = changed_side(base and base.bom, ours.bom, theirs.bom) is not False
    text = "".join(map("".join, zip(lines, endings, strict=True)))
    final = (
        changed_side(base.final, ours.final, theirs.final) if base else ours.final or theirs.final
    )
    if endings and lines[-1] and not final:
        text = text.removesuffix(endings[-1])
    return _BOM + text if bom else text


def _endings(
    lines: Sequence[str], base: NormalizedText | None, ours: NormalizedText, theirs: NormalizedText
) -> Sequence[str]:
    """Return the ending of each merged line."""
    kinds = [set(side.endings) - {""} if side else set() for side in (base, ours, theirs)]
    if all(len(kind) <= 1 for kind in kinds):
        of_base, of_ours, of_theirs = map("".join, kinds)
        if of_ours and of_theirs:
            ending = changed_side(of_base, of_ours, of_theirs) or min(of_ours, of_theirs)
        else:
            ending = of_ours or of_theirs or of_base or "\n"
        return [ending] * len(lines)
    found = list(map(_settle_line, _follow(lines, base, ours), _follow(lines, base, theirs)))
    above = next(filter(None, found), "\n")
    for at, ending in enumerate(found):
        above = found[at] = ending or above
    return found


def _follow(
    lines: Sequence[str], base: NormalizedText | None, side: NormalizedText
) -> list[tuple[str, str]]:
    """Return the endings of merged lines in a side and in the base; empty: it has no such line.

    The line of the base is found through the side, since only the side can tell which of several
    blank lines a merged one is.
    """
    pairs = match_lines(base.lines, side.lines) if base else ()
    known = {there: base.endings[at] for at, there in pairs if base}
    pairs = match_lines(lines, side.lines)
    found = {at: (side.endings[there], known.get(there, "")) for at, there in pairs}
    return [found.get(at, ("", "")) for at in range(len(lines))]


def _settle_line(ours: tuple[str, str], theirs: tuple[str, str]) -> str:
    """Return the ending of a line: that of the side that added it, else that changed its ending."""
    if not (ours[0] and theirs[0]):
        return ours[0] or theirs[0]
    changed = [ending for ending, before in (ours, theirs) if ending != before]
    # A line that only one side added matches an equal neighbour in the other.
    made = [ending for ending, before in (ours, theirs) if not before]
    return min(made if len(made) == 1 else changed or [ours[0], theirs[0]])


class Block(NamedTuple):
    """Lines of a log that are merged as a unit."""

    lines: Lines
    entry: Entry | None
    """The entry that it is, or that it will be once its task is ticked."""
    shape: str
    """The shape of the entry; empty where it is none."""


class Section(NamedTuple):
    """A log, split into blocks."""

    heading: Lines
    blocks: tuple[Block, ...]
    gaps: tuple[Lines, ...]
    """The blank lines before each block, and after the last one."""
    newest_first: bool | None


class Parts(NamedTuple):
    """The parts of a note, as lines without endings. A missing part is empty, or None."""

    block: Lines
    """The frontmatter with its opening and closing line."""
    above: Lines
    """The body above the log; all of it where there is no log."""
    blank: Lines
    """The blank lines above the log, or at the end of `above`."""
    log: Section | None
    below: Lines

    whole: Lines
    """All of the body with the log."""

    @property
    def body(self) -> Lines:
        """Return the lines outside of frontmatter and log."""
        return (*self.above, *self.blank, *self.below)

    @property
    def place(self) -> int:
        """Return the line of the body at which the log begins."""
        return len(self.above) + len(self.blank)

    def divided(self, place: int) -> Parts:
        """Return the parts with the log, or its insertion point, at another line of the body."""
        body = self.body
        above, blank = _cut_blank(body[:place])
        log = self.log
        if log and place == len(body):
            log = log._replace(gaps=(*log.gaps[:-1], ()))
        return self._replace(above=above, blank=blank, log=log, below=body[place:])


def split_note(note: Note, lines: Sequence[str]) -> Parts:
    """Split a note whose text is these lines, each with LF after it."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def between(start: int, end: int) -> Lines:
        return tuple(lines[bisect_left(starts, start) : bisect_left(starts, end)])

    found = note.frontmatter
    # Other programs read no block that is not closed, or not at the top.
    is_block = found and note.text.startswith("---") and found.end > found.body_end
    body = found.end if found and is_block else 0
    log, length = note.log, len(note.text)
    top = log.heading_start if log else length
    above, blank = _cut_blank(between(body, top))
    below = between(log.end, length) if log else ()
    section = _read_section(log, between) if log else None
    return Parts(between(0, body), above, blank, section, below, between(body, length))


def map_position(lines: Sequence[str], model: Sequence[str], at: int) -> int:
    """Map a position in `model` to one in `lines`; lines that are new there come before it."""
    return next((there for here, there in match_lines(model, lines) if here >= at), len(lines))


def without_block(parts: Parts) -> Parts:
    """Return the parts with the frontmatter as a part of the text."""
    block = parts.block
    return parts._replace(block=(), above=block + parts.above, whole=block + parts.whole)


def align_bodies(
    base: Parts | None, ours: Parts, theirs: Parts
) -> tuple[Parts | None, Parts, Parts]:
    """Split the bodies of three versions at the same place, if a side has a log.

    Where both sides created a log in different places, it goes to the lower one.
    """
    if base is None:
        if ours.log is None:
            ours = ours.divided(map_position(ours.body, theirs.body, theirs.place))
        elif theirs.log is None:
            theirs = theirs.divided(map_position(theirs.body, ours.body, ours.place))
        return base, ours, theirs
    sides = [ours, theirs]
    if base.log is None:
        places = [map_position(base.body, side.body, side.place) for side in sides if side.log]
        base = base.divided(max(places))
        if len(set(places)) > 1:
            sides = [
                side if place == base.place else side.divided(_place_in(side, base))
                for side, place in zip(sides, places, strict=True)
            ]
    ours, theirs = (side if side.log else side.divided(_place_in(side, base)) for side in sides)
    return base, ours, theirs


def is_renamed(side: Parts, base: Parts) -> bool:
    """Say whether a side without a log has the base's entries under another heading."""
    if base.log is None or side.log is not None:
        return False
    text = "\n".join(("", *side.whole, ""))
    entries = [block.lines for block in base.log.blocks if block.entry]
    found = sum("\n".join(("", *lines, "")) in text for lines in entries)
    return bool(entries) and 2 * found >= len(entries)


def _place_in(side: Parts, base: Parts) -> int:
    return map_position(side.body, base.body, base.place)


def _read_section(log: Log, between: Callable[[int, int], Lines]) -> Section:
    blocks: list[Block] = []
    gaps: list[Lines] = []
    blank: list[str] = []
    at = log.start
    # An open task with a date is merged as the entry that it will be.
    for span in (*sorted((*log.spans, *log.planned), key=attrgetter("start")), None):
        for run in _runs(between(at, span.start if span else log.end)):
            if _is_blank(run[0]):
                blank += run
                continue
            gaps.append(tuple(blank))
            blank = []
            blocks.append(Block(run, None, ""))
        if span:
            gaps.append(tuple(blank))
            blank = []
            blocks.append(Block(between(span.start, span.end), span.entry, span.shape))
            at = span.end
    gaps.append(tuple(blank))
    heading = between(log.heading_start, log.start)
    return Section(heading, tuple(blocks), tuple(gaps), log.newest_first)


def _runs(lines: Lines) -> Iterator[Lines]:
    """Yield runs of blank and of other lines; an unindented bullet or heading begins a run."""
    start = 0
    for at in range(1, len(lines) + 1):
        if (
            at == len(lines)
            or _BEGINS.match(lines[at])
            or (_is_blank(lines[at]) != _is_blank(lines[start]))
        ):
            yield lines[start:at]
            start = at


def _is_blank(line: str) -> bool:
    return not line.strip(" \t")


def _cut_blank(lines: Lines) -> tuple[Lines, Lines]:
    end = len(lines)
    while end and _is_blank(lines[end - 1]):
        end -= 1
    return lines[:end], lines[end:]
