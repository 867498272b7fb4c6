"""One contact note: its frontmatter, its log with the span of each entry, and its problems.

Reading never raises for what a text holds, and changes nothing; `editing.edits` writes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Contact, Entry, Problem
from contactkeeper.core.note.contact_properties import contact_of
from contactkeeper.core.note.detect_contact import Block, read_block
from contactkeeper.core.note.entry_parser import BULLETS, HEADING
from contactkeeper.core.note.log import Log, find_undated, is_newest_first, read_any, read_spans
from contactkeeper.core.note.log_section import find_section
from contactkeeper.core.note.markdown import (
    Line,
    find_margin_headings,
    flatten,
    is_hidden,
    line_number,
    line_numbers,
    read_outline,
)
from contactkeeper.core.note.outline import Heading, Hidden
from contactkeeper.core.note.simple_log import read_plain
from contactkeeper.core.note.style import EntrySpan
from contactkeeper.core.note.tables import ROWS
from contactkeeper.core.note.uncounted import find_dated, find_uncounted
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Fact, Severity
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.frontmatter import Frontmatter

__all__ = ["EntrySpan", "Log", "Note"]

_DEFAULTS = Settings()
# A marker has a label: in a flattened text CRLF leaves a blank at the end of any line.
_MARKER = lazy_regex(
    r"^(?:\A\ufeff)?(?:(<)<{6} (?=\S)|(\|)\|{6}(?: |$)|(=)={6}[ \t]*$|(>)>{6} (?=\S))", re.MULTILINE
)
_MOST_NUMBERS = 5
"""Lines that do not count and are named."""
_DATE, _TIME = attrgetter("date"), attrgetter("time")


class Note(NamedTuple):
    """A note as it was read; `Note.parse` makes it and never raises for what the text holds."""

    path: str
    text: str
    settings: Settings
    frontmatter: Frontmatter | None
    is_contact: bool
    h1: str
    """The first heading of level 1; empty where there is none."""
    log: Log | None
    unclosed: Line | None
    """The start of a fence or comment that is never closed."""
    problems: tuple[Problem, ...]
    """Those of the log and the text; the properties' own are added by `contact`."""

    @classmethod
    def parse(
        cls,
        text: str,
        path: str = "",
        settings: Settings = _DEFAULTS,
        block: Block | None = None,
    ) -> Note:
        """Read a note; `path` is relative to the vault, with `/`.

        `block` is what `read_block` gave for the same three.
        """
        frontmatter, of_contact = block or read_block(text, path, settings)
        flat = flatten(text)
        body = frontmatter.end if frontmatter else int(text.startswith("\ufeff"))
        problems: list[Problem] = []

        def report(
            line: int, code: str, severity: Severity = "problem", case: str = "", /, **facts: Fact
        ) -> None:
            problems.append(Problem.of(path, line, code, severity, case, **facts))

        headings, hidden = read_outline(flat, body)
        unclosed = _line_of(flat, hidden[-1].opened) if hidden and not hidden[-1].closed else None
        if unclosed:
            grave = _hides_much(flat, body, hidden[-1].start, settings)
            worth: Severity = "problem" if grave else "remark"
            report(unclosed.number, "unclosed", worth, kind=hidden[-1].kind)
        sides: list[Hidden] = []
        if "<<<<<<< " in flat and (sides := _find_conflict(flat, hidden)):
            report(line_number(flat, sides[0].start), "conflict-markers")
            hidden = sorted([*hidden, *sides])
            headings = _without_marks(flat, headings, hidden)
        faults: list[Fault] = []
        log = _read_log(flat, headings, hidden, settings, faults, merged=bool(sides))
        problems += [fault.problem(path) for fault in faults]
        if log and not log.spans and (later := _find_second(flat, headings, hidden, log, settings)):
            begins = line_number(flat, later.start)
            report(
                begins, "second-log", log_line=line_number(flat, log.heading_start),
                title=later.title, title_line=begins,
            )  # fmt: skip
        elif places := _find_uncounted(flat, body, log, hidden, of_contact=of_contact):
            void = {fault.line for fault in faults}
            numbers = [number for number in line_numbers(flat, places) if number not in void]
            if numbers:
                heading = "" if log else settings.log.heading
                worth = "remark" if log and log.spans else "problem"
                count, shown = len(numbers), tuple(numbers[:_MOST_NUMBERS])
                report(numbers[0], "uncounted", worth, count=count, lines=shown, heading=heading)
        if (
            log
            and not log.is_simple
            and (undated := find_undated(flat, log.start, log.end, log.spans, hidden))
        ):
            void = {fault.line for fault in faults}
            undated = [number for number in line_numbers(flat, undated) if number not in void]
            if undated:
                report(undated[0], "undated", "remark", count=len(undated))
        return cls(
            path=path,
            text=text,
            settings=settings,
            frontmatter=frontmatter,
            is_contact=of_contact,
            h1=next((heading.title for heading in headings if heading.level == 1), ""),
            log=log,
            unclosed=unclosed,
            problems=tuple(problems),
        )

    def contact(self) -> Contact:
        """Return the contact of the note, with the problems of the whole note."""
        newest_first = self.log.newest_first if self.log else None
        if newest_first is None:
            newest_first = self.settings.log.order == "newest-first"
        spans = self.log.spans if self.log else ()
        entries = sort_entries([span.entry for span in spans], newest_first=newest_first)
        return contact_of(
            self.path,
            self.frontmatter,
            self.h1,
            entries,
            newest_first,
            self.problems,
            self.settings,
        )


def sort_entries(entries: Sequence[Entry], *, newest_first: bool) -> tuple[Entry, ...]:
    """Order entries oldest first; `entries` are in the order of the file.

    On one day by place (from below where the log is newest first), but those that have a time
    take the places of those that have one in the order of their times.
    """
    placed = sorted(entries[::-1] if newest_first else entries, key=_DATE)
    if any(map(_TIME, placed)):
        timed = [at for at, entry in enumerate(placed) if entry.time]
        in_time = sorted((placed[at] for at in timed), key=lambda entry: (entry.date, entry.time))
        for at, entry in zip(timed, in_time, strict=True):
            placed[at] = entry
    return tuple(placed)


def _read_log(  # noqa: PLR0913 - what was found in the text so far
    flat: str,
    headings: Sequence[Heading],
    hidden: Sequence[Hidden],
    settings: Settings,
    faults: list[Fault],
    *,
    merged: bool,
) -> Log | None:
    """Read the section under the first heading that names a log."""
    section = find_section(headings, settings.log.heading, len(flat))
    if not section:
        return None
    heading, end, inside = section
    simple = None if hidden else read_plain(flat, heading.end, end, faults)
    spans = read_any(flat, heading.end, end, inside, hidden, faults) if simple is None else simple
    if merged:
        spans = _without_doubles(spans)
    newest_first = is_newest_first(spans)
    return Log(
        heading.start,
        heading.end,
        heading.level,
        heading.title,
        end,
        spans,
        newest_first,
        flat,
        is_simple=simple is not None,
    )


def _find_uncounted(
    flat: str, body: int, log: Log | None, hidden: Sequence[Hidden], *, of_contact: bool
) -> list[int]:
    """Find the dated lines that count for nothing: of the log, or of a contact without entries."""
    if log and log.is_simple and log.spans:
        return []
    if log and log.spans:
        return find_uncounted(flat, log.start, log.end, log.spans, hidden)
    if not of_contact or (hidden and not hidden[-1].closed):
        return []
    return find_dated(flat, body, (log.start, log.end) if log else None, hidden)


def _hides_much(flat: str, body: int, begins: int, settings: Settings) -> bool:
    """Return whether what is hidden to the end is most of a note, or holds its log."""
    if 2 * (len(flat) - begins) > len(flat) - body:
        return True
    return _holds_log(flat[begins - 1 if begins else 0 :], settings)


def _holds_log(flat: str, settings: Settings) -> bool:
    """Return whether hidden lines hold a date where entries have one, or a log's heading."""
    if BULLETS.search(flat) or ROWS.search(flat):
        return True
    headings = find_margin_headings(flat, 0)
    dated = any(HEADING.match(flat, heading.start) for heading in headings)
    return dated or find_section(headings, settings.log.heading, len(flat)) is not None


def _find_second(
    flat: str, headings: Sequence[Heading], hidden: Sequence[Hidden], log: Log, settings: Settings
) -> Heading | None:
    """Find a section below an empty log that could be one too, and holds entries."""
    end = log.end
    title, length = settings.log.heading, len(flat)
    while section := find_section(headings, title, length, _first_at(headings, end)):
        heading, end, inside = section
        # Nobody asks for the lines of these entries, so they are not counted from the top.
        if read_spans(flat, heading.end, end, inside, hidden, [], line=1):
            return heading
    return None


def _first_at(headings: Sequence[Heading], offset: int) -> int:
    """Return the place of the first heading that starts at an offset or below it."""
    return bisect_left(headings, offset, key=attrgetter("start"))


def _without_doubles(spans: Sequence[EntrySpan]) -> tuple[EntrySpan, ...]:
    """Keep each entry once: an entry of both sides of a merge occurs twice."""
    kept: dict[object, EntrySpan] = {}
    for span in spans:
        kept.setdefault(span.entry.without_lines(), span)
    return tuple(kept.values())


def _find_conflict(flat: str, hidden: Sequence[Hidden]) -> list[Hidden]:
    """Find the marks of an unfinished merge, and the base between the sides where it is given."""
    found: list[Hidden] = []
    base: int | None = None
    inside = False
    for mark in _MARKER.finditer(flat):
        if is_hidden(hidden, mark.start()):
            continue
        kind = mark[mark.lastindex or 0]
        if not inside and kind != "<":
            continue
        inside = kind != ">"
        ending = flat.find("\n", mark.start())
        start, end = mark.start(), len(flat) if ending < 0 else ending + 1
        if kind == "|":
            base = start
        elif base is None:
            found.append(Hidden(start, end, "comment", start, closed=True))
        else:
            found.append(Hidden(base, end, "comment", base, closed=True))
            base = None
    return found


def _without_marks(
    flat: str, headings: Sequence[Heading], hidden: Sequence[Hidden]
) -> list[Heading]:
    """Leave out the headings that hidden lines make: the mark between two sides underlines text."""
    return [
        heading
        for heading in headings
        if not is_hidden(hidden, heading.start)
        and not is_hidden(hidden, flat.rfind("\n", 0, heading.end - 1) + 1)
    ]


def _line_of(flat: str, offset: int) -> Line:
    """Return the line in which an offset of a flattened text stands."""
    start = flat.rfind("\n", 0, offset) + 1
    ending = flat.find("\n", offset)
    end, after = (len(flat), len(flat)) if ending < 0 else (ending, ending + 1)
    return Line(start, end, after, line_number(flat, start))
