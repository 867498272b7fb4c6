"""Find the lines of a log's section at which an entry begins, or ends where none begins.

`log_reader.py` reads what is between them.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import TwoReadings
from contactkeeper.core.language.dates import read_half
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note import entry_parser, tables
from contactkeeper.core.note.entry_dates import MAY_BE
from contactkeeper.core.note.markdown import is_hidden, match_lines
from contactkeeper.core.note.tasks import TASKS, read_task_line

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.note.entry_dates import When
    from contactkeeper.core.note.outline import Body, Heading
    from contactkeeper.core.note.style import Shape

_LOOSE_BULLETS = lazy_regex(
    rf"\n([ \t]*)(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+(?:\[([^\]\n])\][ \t]+)?(?=\S){MAY_BE}"
)
"""Each bullet that may begin with a date in any form: indent, box."""
_HEADING_SIGNS = lazy_regex(r" {0,3}#{1,6}[ \t]+")
_PARAGRAPHS = lazy_regex(rf"(?:\n(?=\n)|\n[ \t]+(?=\n))\n* {{0,3}}(?=[^\s>|#]){MAY_BE}")
_DUE_MARKS = (*"📅📆🗓", "due::")
_START, _DEPTH = attrgetter("start"), attrgetter("depth")


class Mark(NamedTuple):
    """The beginning of an entry, or of what ends the entry above it."""

    start: int
    """Of its first line."""
    shape: Shape | None
    depth: int = 0
    """The columns before a bullet, the level of a heading."""
    date: int = -1
    """The offset of the date, or of half a date; -1: it is a task without one."""
    box: str | None = None
    """The character in the box of a bullet."""
    is_half: bool = False
    is_loose: bool = False
    """Whether the date has a form that `entry_dates.WHEN` does not read."""


def find_marks(
    body: Body, start: int, end: int, headings: Iterable[Heading], names: Sequence[re.Match[str]]
) -> list[Mark]:
    """Find what begins an entry or ends one, in order, without what is nested in an entry.

    `headings` are those inside the section, `names` the lines with the names of columns.
    """
    # Every search begins at the line ending above the section's first line.
    above = start - 1
    bullets = _find_bullets(body, above, end)
    others = [mark_heading(body, heading) for heading in headings]
    if body.flat.find("|", start, end) >= 0:
        others += _find_rows(body, above, end, names)
    marks = sorted([*bullets, *others], key=_START) if others else bullets
    if body.hidden:
        marks = [mark for mark in marks if not is_hidden(body.hidden, mark.start)]
    paragraphs = []
    if not any(mark.shape and mark.box is None for mark in marks):  # a task decides nothing
        paragraphs = _find_paragraphs(body, start, end, marks)
        marks = sorted([*marks, *paragraphs], key=_START)
    if others or paragraphs or any(map(_DEPTH, marks)):
        return _without_nested(marks)
    return marks  # nothing is nested


def date_at(body: Body, at: int) -> When | None:
    """Read the date that begins at an offset; None where none does that can be read."""
    try:
        return body.dates.read(body.flat, at)
    except (ImpossibleDate, TwoReadings):
        return None


def rest_of_line(flat: str, start: int) -> str:
    """Return the text from an offset to the end of its line."""
    ending = flat.find("\n", start)
    return flat[start:] if ending < 0 else flat[start:ending]


def _find_bullets(body: Body, above: int, end: int) -> list[Mark]:
    flat = body.flat
    marks = []
    known = set()
    for found in entry_parser.BULLETS.finditer(flat, above, end):
        half = found.start(14)
        # What only looks like half a date ("10.50 an hour") is text.
        if half < 0 or read_half(rest_of_line(flat, half)):
            at = found.start(4) if half < 0 else half
            depth = _columns(found[1])
            marks.append(Mark(found.start() + 1, "bullet", depth, at, found[3], half >= 0))
            known.add(found.start() + 1)
    for found in _LOOSE_BULLETS.finditer(flat, above, end):
        at = found.start() + 1
        if at not in known and date_at(body, found.end()):
            depth = _columns(found[1])
            marks.append(Mark(at, "bullet", depth, found.end(), found[2], is_loose=True))
    starts = {mark.start for mark in marks}
    marks += (
        Mark(at, "bullet", _columns(line), box=" ")
        for at, line in _find_dated_tasks(body, above + 1, end)
        if at not in starts
    )
    return marks if len(marks) == len(known) else sorted(marks, key=_START)


def _find_dated_tasks(body: Body, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Give the start and text of lines of tasks of mine that have a day, whatever their state."""
    if all(body.flat.find(mark, start, end) < 0 for mark in _DUE_MARKS):
        return  # most logs
    for at, found in match_lines(TASKS, body.flat, start, end):
        line = found[0][1:]
        task = read_task_line(line, dates=body.dates)
        if task and task[0].due and task[0].kind == "promise":
            yield at, line


def mark_heading(body: Body, heading: Heading) -> Mark:
    """Mark a heading: the beginning of an entry if it has a date."""
    signs = _HEADING_SIGNS.match(body.flat, heading.start, heading.end)
    at = signs.end() if signs else heading.end
    is_dated = signs and (
        entry_parser.HEADING.match(body.flat, heading.start, heading.end) or date_at(body, at)
    )
    return Mark(heading.start, "heading" if is_dated else None, heading.level, at)


def _find_rows(body: Body, above: int, end: int, names: Sequence[re.Match[str]]) -> list[Mark]:
    flat = body.flat
    rows = [
        found.start() + 1
        for found in tables.ROWS.finditer(flat, above, end)
        if found["dated"] is not None or date_at(body, found.end())
    ]
    rows += tables.find_bare_rows(flat, names, end)
    first_rows = set(rows)
    headers = [found.start() + 1 for found in names if found.end() + 1 in first_rows]
    return [*(Mark(row, "row") for row in rows), *(Mark(header, None) for header in headers)]


def _find_paragraphs(body: Body, start: int, end: int, marks: Sequence[Mark]) -> list[Mark]:
    """Find the paragraphs that begin with a date and a sign that an entry follows.

    Each begins below a blank line, a heading, or the section's beginning.
    """
    flat = body.flat
    tops = [start, *(flat.find("\n", mark.start) + 1 for mark in marks if mark.shape is None)]
    found = {match.end() for match in _PARAGRAPHS.finditer(flat, start - 1, end)}
    return [
        Mark(at, "paragraph", date=at)
        for at in sorted(found.union(tops))
        if at < end and not is_hidden(body.hidden, at) and _begins_paragraph(body, at)
    ]


def _begins_paragraph(body: Body, at: int) -> bool:
    when = date_at(body, at)
    if not when:
        return False
    pair = entry_parser.pair_marks(when.opening, when.closing)
    rest = rest_of_line(body.flat, when.end)
    if when.separator or (pair[0] and pair == (when.opening, when.closing)) or not rest.strip():
        return True
    direction, channel, _ = entry_parser.read_content(rest)
    return bool(direction or channel)


def _without_nested(marks: list[Mark]) -> list[Mark]:
    """Leave out bullets and headings that belong to the text of the entry above them.

    Under a dated heading tasks are its own, and half a date begins no entry; neither does one in
    an unusual form, which may well be about another day. Under a paragraph tasks without a day
    at their beginning are its own.
    """
    kept: list[Mark] = []
    owner: Mark | None = None
    for mark in marks:
        if owner and owner.shape:
            if mark.shape == "bullet":
                limit = owner.depth + 2 if owner.shape == "bullet" else 2
                own = owner.shape == "heading" and (mark.box or mark.is_half or mark.is_loose)
                own = own or (owner.shape == "paragraph" and mark.date < 0)
                if mark.depth >= limit or own:
                    continue
            elif mark.shape is None and owner.shape == "heading" and mark.depth > owner.depth:
                continue
        kept.append(mark)
        if mark.shape != "row":
            owner = mark
    return kept


def _columns(line: str) -> int:
    """Count the columns before a bullet."""
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blanks.expandtabs(4)) if blanks else 0
