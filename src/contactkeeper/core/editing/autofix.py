"""Plan the fixes that `ck check --fix` makes without asking what is meant.

It quotes a value that is invalid YAML, adds the year to a date without one, and makes an open task
of an entry that is dated in the future.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, apply
from contactkeeper.core.editing.future_entries import open_task
from contactkeeper.core.editing.property_edits import quote_values
from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.language.dates import read_half
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.markdown import split_lines
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.model import Problem

_HALF = lazy_regex(r"(?P<before>[ \t]*(?:[-*+]|\d+[.)])[ \t]++\W*+)(?P<half>\d{1,2}\.\d\d\.?)")
FIXABLE = ("yaml", "half-date", "future-entry")
"""Codes of the problems for which there may be a fix."""


def plan_fix(note: Note, problem: Problem, today: date) -> Plan | None:
    """Plan the fix of a problem; None where it would be a guess."""
    try:
        if problem.code == "yaml":
            return quote_values(note)
        if problem.code == "future-entry":
            return open_task(note, problem) if problem.case == "entry" else None
        year = _year_of(note, problem.line, today) if problem.code == "half-date" else None
        return give_year(note, problem.line, year) if year else None
    except WriteRefused:
        return None


def describe_autofix(plan: Plan) -> Wording:
    """Describe the fix of a plan: `--fix quotes it`, `--fix: 2026-11-23`."""
    if plan.new_tasks:
        return Wording("--fix makes it an open task")
    if plan.added:
        return Wording("--fix: {day}", day=plan.added[0].date.isoformat())
    return Wording("--fix quotes it")


def _year_of(note: Note, line: int, today: date) -> int | None:
    """Find the latest year that fits between the neighbouring entries and is not after today."""
    spans = note.log.all_spans if note.log else ()
    above = [span.entry.date for span in spans if span.entry.line < line][-1:]
    below = [span.entry.date for span in spans if span.entry.line > line][:1]
    newest_first = note.log.newest_first if note.log else None
    if newest_first is None:
        newest_first = note.settings.log.order == "newest-first"
    later, earlier = (above, below) if newest_first else (below, above)
    latest = min([today, *later])
    oldest = earlier[0].year if earlier else latest.year - 1
    for year in range(latest.year, oldest - 1, -1):
        try:
            day = give_year(note, line, year).added[0].date
        except WriteRefused:  # 29 February of a common year
            continue
        if day <= latest and all(other <= day for other in earlier):
            return year
    return None


def give_year(note: Note, line: int, year: int) -> Plan:
    """Plan an entry from the bullet on a line, completing its date without a year (`- 23.11 …`).

    Raises:
        WriteRefused: there is no such bullet, or that year has no such day.
    """
    refuse_unwritable(note)
    found = None
    if any(problem.code == "half-date" and problem.line == line for problem in note.problems):
        at = split_lines(note.text)[line - 1]
        found = _HALF.match(note.text, at.start, at.end)
    half = read_half(found["half"]) if found else None
    if found is None or half is None:
        raise WriteRefused(
            note.path, line, Wording("No bullet begins with a date without a year here.")
        )
    try:
        day = date(year, half[1], half[0])
    except ValueError:
        raise WriteRefused(note.path, line, Wording("{year} has no such day.", year=year)) from None
    edit = Edit(*found.span("half"), day.isoformat())
    after = Note.parse(apply(note.text, [edit]), note.path, note.settings)
    return _difference(note, after, line)._replace(edits=(edit,))


def _difference(before: Note, after: Note, line: int) -> Plan:
    """Return a plan with the entry of the completed line, and with the entry above it replaced.

    The line was text of the entry above, which keeps the text before the line.
    """
    old = [span.entry for span in before.log.all_spans] if before.log else []
    new = [span.entry for span in after.log.all_spans] if after.log else []
    made = next((entry for entry in new if entry.line == line), None)
    if made is None:
        raise WriteRefused(before.path, line, Wording("With that it would still not be an entry."))
    owner = next((entry for entry in reversed(old) if entry.line < line), None)
    left = next((entry for entry in new if owner and entry.line == owner.line), None)
    replaced = ((owner, left),) if owner and left and not owner.same(left) else ()
    return Plan(added=(made,), replaced=replaced)
