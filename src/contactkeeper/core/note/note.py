"""One contact note: its frontmatter, its log with the span of each entry, and its problems.

Reading never raises for what a text holds, and changes nothing; `editing.edits` writes.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import Contact, Entry, Problem
from contactkeeper.core.note.conflicts import find_conflict, without_marks
from contactkeeper.core.note.detect_contact import Block, read_block
from contactkeeper.core.note.entry_parser import BULLETS, HEADING
from contactkeeper.core.note.find_tasks import find_tasks
from contactkeeper.core.note.log import Log, find_log, find_second, find_section
from contactkeeper.core.note.markdown import (
    Line,
    find_margin_headings,
    flatten,
    line_at,
    line_number,
    line_numbers,
    read_outline,
)
from contactkeeper.core.note.near_names import is_surely_mistyped, near_name
from contactkeeper.core.note.property_names import canonical, canonical_name
from contactkeeper.core.note.property_reader import PropertyReader
from contactkeeper.core.note.schema import HANDLES, KNOWN
from contactkeeper.core.note.style import EntrySpan
from contactkeeper.core.note.tables import ROWS
from contactkeeper.core.note.unread_dates import find_dated
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Fact, Severity, Task
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.outline import Hidden

__all__ = ["EntrySpan", "Log", "Note"]

_DEFAULTS = Settings()
_MOST_NUMBERS = 5
"""Lines that do not count and are named."""
_DATE, _TIME, _LINE = map(attrgetter, ("date", "time", "line"))


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
    tasks: tuple[Task, ...]
    """The open tasks outside entries."""
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
        frontmatter, is_contact = block or read_block(text, path, settings)
        flat, title = flatten(text), settings.log.heading
        body = frontmatter.end if frontmatter else int(text.startswith("\ufeff"))
        problems: list[Problem] = []

        def report(
            line: int, code: str, severity: Severity = "problem", case: str = "", /, **facts: Fact
        ) -> None:
            problems.append(Problem.of(path, line, code, severity, case, **facts))

        headings, hidden = read_outline(flat, body)
        unclosed = line_at(flat, hidden[-1].opened) if hidden and not hidden[-1].closed else None
        if unclosed:
            grave = _hides_much(flat, body, hidden[-1].start, title)
            worth: Severity = "problem" if grave else "remark"
            report(unclosed.number, "unclosed", worth, kind=hidden[-1].kind)
        conflict = find_conflict(flat, hidden) if "<<<<<<< " in flat else []
        if conflict:
            report(line_number(flat, conflict[0].start), "conflict-markers")
            hidden = sorted([*hidden, *conflict])
            headings = without_marks(flat, headings, hidden)
        log = find_log(flat, headings, hidden, title, merged=bool(conflict))
        problems += [fault.problem(path) for fault in log.faults] if log else ()
        second = find_second(headings, hidden, log, title) if log and not log.spans else None
        if log and second:
            first, line = (line_number(flat, at) for at in (log.heading_start, second.start))
            report(line, "second-log", log_line=first, title=second.title, title_line=line)
        elif numbers := _find_uncounted(flat, body, log, hidden, is_contact=is_contact):
            worth = "remark" if log and log.spans else "problem"
            count, shown = len(numbers), tuple(numbers[:_MOST_NUMBERS])
            heading = "" if log else title
            report(numbers[0], "uncounted", worth, count=count, lines=shown, heading=heading)
        if log and (numbers := _numbers(flat, log.undated, log)):
            report(numbers[0], "undated", "remark", count=len(numbers))
        # Both sides of a conflict have the same tasks, one of them under an entry that is left out.
        tasks, faults = ((), []) if conflict else find_tasks(flat, body, log, hidden)
        problems += [fault.problem(path) for fault in faults]
        h1 = next((heading.title for heading in headings if heading.level == 1), "")
        return cls(
            path, text, settings, frontmatter, is_contact, h1, log, unclosed, tasks, tuple(problems)
        )

    def contact(self) -> Contact:
        """Return the contact of the note, with the problems of the whole note."""
        newest_first = self.log.newest_first if self.log else None
        if newest_first is None:
            newest_first = self.settings.log.order == "newest-first"
        spans = self.log.spans if self.log else ()
        entries = sort_entries([span.entry for span in spans], newest_first=newest_first)
        read = PropertyReader(
            self.path,
            self.frontmatter,
            lambda key: canonical_name(key, self.settings.properties),
        )
        for each in self.frontmatter.properties if self.frontmatter else ():
            if canonical(each.name, self.settings) is None and is_surely_mistyped(each.name):
                near = near_name(each.name)
                read.report(each.line, "mistyped-key", "remark", name=each.name, near=near)
        name = note_name(self.path)
        # Only the properties that the note has are read: about five of nearly fifty.
        fields: dict[str, Any] = {}
        for key in read.known:
            row = KNOWN.get(key)
            if row and row.reader:
                fields[row.field or key] = row.reader(read, key)
        if "met" in read.known or "met_at" in read.known:
            fields["met"], fields["met_at"] = read.met()
        fields["status"] = read.status(fields.get("paused_until"))
        return Contact(
            self.path,
            name,
            aliases=read.aliases(name, self.h1),
            handles=read.handles(HANDLES),
            properties=tuple(read.words),
            entries=entries,
            tasks=self.tasks,
            problems=(*sorted(read.problems, key=_LINE), *self.problems),
            newest_first=newest_first,
            **fields,
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


def _find_uncounted(
    flat: str, body: int, log: Log | None, hidden: Sequence[Hidden], *, is_contact: bool
) -> list[int]:
    """Return the lines with a date that count for nothing: of the log, or of all of a contact."""
    if log and log.spans:
        return _numbers(flat, log.uncounted, log)
    if not is_contact or (hidden and not hidden[-1].closed):
        return []
    stretch = (log.start, log.end) if log else (0, 0)
    return _numbers(flat, find_dated(flat, body, stretch, hidden), log)


def _numbers(flat: str, starts: Sequence[int], log: Log | None) -> list[int]:
    """Return the numbers of some lines without those that have a fault already."""
    void = {fault.line for fault in log.faults} if log and starts else ()
    return [number for number in line_numbers(flat, starts) if number not in void]


def _hides_much(flat: str, body: int, begins: int, title: str) -> bool:
    """Return whether a fence or comment that is never closed hides most of a note, or its log.

    The log is recognised by a date where entries have one, or by the heading of a log.
    """
    rest = flat[begins - 1 if begins else 0 :]
    if 2 * (len(flat) - begins) > len(flat) - body or BULLETS.search(rest) or ROWS.search(rest):
        return True
    headings = find_margin_headings(rest, 0)
    dated = any(HEADING.match(rest, heading.start) for heading in headings)
    return dated or find_section(headings, title, len(rest)) is not None
