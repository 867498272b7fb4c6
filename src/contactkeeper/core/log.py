"""The log of a note: which section it is, and which lines of it belong to which entry.

What one entry says is the affair of `grammar.py`; here are the spans.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core import grammar, tables
from contactkeeper.core.dates import ImpossibleDate, read_half
from contactkeeper.core.hand import style_of
from contactkeeper.core.markdown import Heading, Hidden, is_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.entries import Shape, Style
    from contactkeeper.core.grammar import Fault
    from contactkeeper.core.model import Entry


class EntrySpan(NamedTuple):
    """An entry and the whole lines of the text that it was read from."""

    entry: Entry
    start: int
    """Where its first line starts."""
    end: int
    """After the ending of its last line, children included, trailing blank lines not."""
    shape: Shape


@dataclass(frozen=True, slots=True)
class Log:
    """The section with the entries."""

    heading_start: int
    heading_end: int
    """After the ending of the heading's line; where the section's text starts."""
    level: int
    title: str
    """As it is written, without `#` and blanks."""
    end: int
    """Where the next heading of the same or a higher level starts, or the text's end."""
    spans: tuple[EntrySpan, ...]
    """In the order of the file."""
    newest_first: bool | None
    """None: the section doesn't show it (fewer than two dates, or a tie)."""
    source: str = field(repr=False, compare=False)
    """The whole note with LF endings and the same offsets."""

    @property
    def start(self) -> int:
        """Return where the section's text starts."""
        return self.heading_end

    @property
    def style(self) -> Style:
        """Return the hand of the newest entry; `Style()` where there is none."""
        return style_of(self.source, self.spans, newest_first=bool(self.newest_first))


HEADINGS = frozenset(
    (
        "interactions", "interaction log", "log", "contact log", "history",
        "conversation history", "meeting log",
        "взаимодействия", "история взаимодействий", "история общения", "журнал",
        "журнал общения", "лог",
    )
)  # fmt: skip
"""Titles of a log, as `fold_title` gives them."""

_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1024)  # the same few titles stand in every note of a vault
def fold_title(title: str) -> str:
    """Return a heading's words without case, emoji and punctuation."""
    words = unicodedata.normalize("NFC", title)
    return _NOT_WORDS.sub(" ", words).strip().casefold()


def find_section(
    headings: Sequence[Heading], title: str, length: int
) -> tuple[Heading, int, tuple[Heading, ...]] | None:
    """Find the log's heading, where its section ends, and the headings inside it.

    `title` is the one of the configuration, `length` that of the text.
    """
    configured = fold_title(title)
    for at, heading in enumerate(headings):
        folded = fold_title(heading.title)
        if folded in HEADINGS or (folded and folded == configured):
            inside = []
            for later in headings[at + 1 :]:
                if later.level <= heading.level:
                    return heading, later.start, tuple(inside)
                inside.append(later)
            return heading, length, tuple(inside)
    return None


class _Mark(NamedTuple):
    """Where something begins that ends the entry above: an entry, or a heading without a date."""

    start: int
    """Of its first line."""
    shape: Shape | None
    found: re.Match[str] | None
    depth: int
    """The columns before a bullet, the level of a heading."""


def read_spans(  # noqa: PLR0913, PLR0917 - a stretch of text and what was found in it
    flat: str,
    start: int,
    end: int,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    faults: list[Fault],
) -> tuple[EntrySpan, ...]:
    """Read all entries between two offsets of a flattened text, in the order of the file.

    `headings` are those inside the section. What is wrong is added to `faults`. A fence or comment
    that begins at the margin and is never closed is no part of the entry above it.
    """
    if hidden and not hidden[-1].closed and flat[hidden[-1].start : end][:1] not in (" ", "\t"):
        end = max(start, min(end, hidden[-1].start))
    spans: list[EntrySpan] = []
    marks = _find_marks(flat, start, end, headings, hidden)
    headers = list(tables.HEADERS.finditer(flat, start - 1, end))
    line, counted = 1, 0
    ends = [*(mark.start for mark in marks[1:]), end]
    for mark, until in zip(marks, ends, strict=False):  # no marks, no entries
        if not mark.shape:
            continue
        line += flat.count("\n", counted, mark.start)
        counted = mark.start
        if mark.shape == "row":
            span = _read_row(flat, mark, end, line, headers, faults)
        else:
            kinds = _kinds_of_lines(flat, hidden, mark.start, until, line) if hidden else None
            span = _read_block(flat, mark, until, line, kinds, faults)
        if span:
            spans.append(span)
    return tuple(spans)


def is_newest_first(spans: Sequence[EntrySpan]) -> bool | None:
    """Say the order: the majority of adjacent unequal pairs; None for a tie or too few dates."""
    balance = 0
    for above, below in pairwise(spans):
        if above.entry.date != below.entry.date:
            balance += 1 if above.entry.date > below.entry.date else -1
    return balance > 0 if balance else None


_UNDATED = re.compile(r"\n(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?!\[[^\]\n]\](?:[ \t]|\n))[^\s]")


def find_undated(
    flat: str, start: int, end: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> list[int]:
    """Find the top-level bullets without a date that stand in no entry of another shape."""
    if not _UNDATED.search(flat, start - 1, end):
        return []
    known = {span.start for span in spans}
    blocks = [span for span in spans if span.shape == "heading"]
    return [
        at
        for at in (found.start() + 1 for found in _UNDATED.finditer(flat, start - 1, end))
        if at not in known
        and not is_hidden(hidden, at)
        and not any(block.start < at < block.end for block in blocks)
    ]


def _find_marks(
    flat: str, start: int, end: int, headings: Sequence[Heading], hidden: Sequence[Hidden]
) -> list[_Mark]:
    """Find what begins an entry or ends one, in order, without what is nested in an entry."""
    # Every search begins at the line ending above the section's first line.
    marks = [
        _Mark(found.start() + 1, "bullet", found, len(found[1].expandtabs(4)))
        for found in grammar.BULLETS.finditer(flat, start - 1, end)
    ]
    mixed = len(marks)
    for heading in headings:
        dated = grammar.HEADING.match(flat, heading.start, heading.end)
        shape: Shape | None = "heading" if dated else None
        marks.append(_Mark(heading.start, shape, dated, heading.level))
    marks += (
        _Mark(found.start() + 1, "row", found, 0)
        for found in tables.ROWS.finditer(flat, start - 1, end)
    )
    if len(marks) > mixed:
        marks.sort(key=lambda mark: mark.start)
    if hidden:
        marks = [mark for mark in marks if not is_hidden(hidden, mark.start)]
    return _without_nested(marks)


def _without_nested(marks: list[_Mark]) -> list[_Mark]:
    """Leave out bullets and headings that belong to the text of the entry above them."""
    kept: list[_Mark] = []
    owner: _Mark | None = None
    for mark in marks:
        if owner and owner.shape:
            if mark.shape == "bullet":
                limit = owner.depth + 2 if owner.shape == "bullet" else 2
                half_in_block = owner.shape == "heading" and mark.found and mark.found[13]
                if mark.depth >= limit or half_in_block:
                    continue
            elif mark.shape is None and owner.shape == "heading" and mark.depth > owner.depth:
                continue
        if mark.shape == "row":
            kept.append(mark)
            continue
        kept.append(mark)
        owner = mark
    return kept


def _read_row(  # noqa: PLR0913, PLR0917 - where it stands, and what was found around it
    flat: str,
    mark: _Mark,
    end: int,
    line: int,
    headers: Sequence[re.Match[str]],
    faults: list[Fault],
) -> EntrySpan | None:
    row_end = flat.find("\n", mark.start, end)
    after = end if row_end < 0 else row_end + 1
    row = flat[mark.start : after].rstrip()
    header = next((found for found in reversed(headers) if found.start() < mark.start), None)
    columns = tables.read_columns(header[1]) if header else tables.guess_columns(row)
    entry = tables.parse_row(row, columns, line, faults)
    return EntrySpan(entry, mark.start, after, "row") if entry else None


def _read_block(  # noqa: PLR0913, PLR0917 - as above
    flat: str,
    mark: _Mark,
    until: int,
    line: int,
    kinds: Mapping[int, str] | None,
    faults: list[Fault],
) -> EntrySpan | None:
    """Read a bullet with its children, or a dated heading with the text under it."""
    found = mark.found
    if not found or not mark.shape:
        return None
    groups = found.groups()
    when = groups[2:] if mark.shape == "bullet" else groups[1:]
    if mark.shape == "bullet" and groups[12]:
        words = flat[found.start(13) : flat.find("\n", mark.start + 1) % (len(flat) + 1)]
        if read_half(words):
            faults.append(grammar.Fault(line, "half-date", words.strip()))
        return None
    try:
        day = grammar.read_date_groups(when[1:7])
    except ImpossibleDate as impossible:
        faults.append(grammar.Fault(line, "impossible-date", impossible.text))
        return None
    body = flat[found.end() : until].rstrip(" \t\n")
    closing = flat.find("\n", found.end() + len(body), until)
    if mark.shape == "heading":
        body = grammar.strip_closing_marks(body)
    entry = grammar.build_entry(day, when[8], body, line, faults=faults, hidden=kinds)
    return EntrySpan(entry, mark.start, until if closing < 0 else closing + 1, mark.shape)


def _kinds_of_lines(
    flat: str, hidden: Sequence[Hidden], start: int, end: int, line: int
) -> dict[int, str]:
    """Name the kind of each hidden line between two offsets, by its number."""
    kinds: dict[int, str] = {}
    for stretch in hidden:
        first, last = max(stretch.start, start), min(stretch.end, end)
        if first < last:
            number = line + flat.count("\n", start, first)
            count = flat.count("\n", first, last) + (flat[last - 1] != "\n")
            kinds.update(dict.fromkeys(range(number, number + count), stretch.kind))
    return kinds
