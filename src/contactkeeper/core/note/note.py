"""One contact note: its frontmatter, its log with the span of each entry, and its problems.

Reading never raises for what a text holds, and changes nothing; `editing.edits` writes.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.language.date_at import DateRules
from contactkeeper.core.model import Contact, Entry, Problem
from contactkeeper.core.note.conflicts import find_conflict, without_marks
from contactkeeper.core.note.dated_sections import find_dated_logs
from contactkeeper.core.note.detect_contact import Block, read_block
from contactkeeper.core.note.entry_dates import DateReader
from contactkeeper.core.note.find_tasks import find_tasks
from contactkeeper.core.note.inline_properties import find_inline
from contactkeeper.core.note.log import Log, configured_titles, find_log, fold_title
from contactkeeper.core.note.markdown import Line, flatten, line_number, read_outline
from contactkeeper.core.note.near_names import is_surely_mistyped, near_name
from contactkeeper.core.note.outline import Body
from contactkeeper.core.note.property_names import canonical, canonical_name
from contactkeeper.core.note.property_reader import PropertyReader
from contactkeeper.core.note.schema import HANDLES, KNOWN
from contactkeeper.core.note.unread_text import find_unclosed, report_uncounted, report_undated
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Fact, Severity, Task
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.note.unread_text import Report
    from contactkeeper.core.settings import LogRules

_DEFAULTS = Settings()
_DIGIT = re.compile(r"\d")
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
    inline: tuple[Property, ...]
    """The properties in the text above the log that the frontmatter lacks."""
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
        log_title: str | None = None,
    ) -> Note:
        """Read a note; `path` is relative to the vault, with `/`.

        `block` is what `read_block` gave for the same three; `log_title` the title of the section
        that is to be its log, where that is known.
        """
        frontmatter, is_contact = block or read_block(text, path, settings)
        flat, titles = flatten(text), configured_titles(settings.log)
        body = frontmatter.end if frontmatter else int(text.startswith("\ufeff"))
        problems: list[Problem] = []

        def report(
            line: int, code: str, severity: Severity = "problem", case: str = "", /, **facts: Fact
        ) -> None:
            problems.append(Problem.of(path, line, code, severity, case, **facts))

        headings, hidden = read_outline(flat, body)
        unclosed = find_unclosed(flat, body, hidden, titles, report)
        conflict = find_conflict(flat, hidden) if "<<<<<<< " in flat else []
        if conflict:
            report(line_number(flat, conflict[0].start), "conflict-markers")
            hidden = sorted([*hidden, *conflict])
            headings = without_marks(flat, headings, hidden)
        whole = Body(flat, headings, hidden, DateReader(flat, DateRules.of(settings)))
        log = find_log(whole, titles, merged=bool(conflict), only=log_title)
        if log_title is None and not (log and log.all_spans) and _DIGIT.search(flat, body):
            log = _find_by_dates(whole, body, settings.log, log, report)
        if log and not log.is_known:
            case = "" if log.title else "headless"
            line = line_number(flat, log.heading_start)
            report(line, "log-by-dates", "remark", case, title=log.title)
        problems += [fault.problem(path) for fault in log.faults] if log else ()
        if is_contact or (log and log.all_spans):
            report_uncounted(whole, body, log, settings.log.heading, report)
        if log:
            report_undated(flat, log, report)
        # Both sides of a conflict have the same tasks, one of them under an entry that is left out.
        tasks, faults = ((), []) if conflict else find_tasks(whole, body, log)
        problems += [fault.problem(path) for fault in faults]
        top = log.top if log else len(flat)
        inline = find_inline(whole, body, top, frontmatter, settings.properties)
        h1 = next((heading.title for heading in headings if heading.level == 1), "")
        read = (frontmatter, is_contact, h1, log, unclosed, inline, tasks, tuple(problems))
        return cls(path, text, settings, *read)

    def contact(self) -> Contact:
        """Return the contact of the note, with the problems of the whole note."""
        newest_first = self.log.newest_first if self.log else None
        if newest_first is None:
            newest_first = self.settings.log.order == "newest-first"
        spans = self.log.all_spans if self.log else ()
        entries = sort_entries([span.entry for span in spans], newest_first=newest_first)
        read = PropertyReader(
            self.path,
            self.frontmatter,
            lambda key: canonical_name(key, self.settings.properties),
            DateRules.of(self.settings),
            self.inline,
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
        if "address" in read.known:
            fields["address"], fields["greeting"] = read.address()
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


def _find_by_dates(
    body: Body, start: int, rules: LogRules, empty: Log | None, report: Report
) -> Log | None:
    """Find the log that no heading names; report that two may be it.

    `empty` is the log without entries that a heading names.
    """
    found = find_dated_logs(body, start)
    titles = configured_titles(rules)
    found = [log for log in found if fold_title(log.title) in titles] or found
    if len(found) > 1:
        lines = [line_number(body.flat, log.heading_start) for log in found]
        (first, *more) = (log.title for log in found)
        others = tuple(more)
        report(lines[0], "two-logs", title=first, others=others, lines=tuple(lines[1:]))
    if len(found) != 1:
        return empty
    (log,) = found
    is_known = fold_title(log.title) in titles if log.title else rules.headless
    return log._replace(is_known=is_known)
