"""Plan the fixes that `ck check --fix` makes without asking what is meant.

It quotes a value that is invalid YAML, and adds the year to a date without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.log_edits import give_year
from contactkeeper.core.editing.property_edits import quote_values
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.note import Note

FIXABLE = ("yaml", "half-date")
"""Codes of the problems for which there may be a fix."""


def plan_fix(note: Note, problem: Problem, today: date) -> Plan | None:
    """Plan the fix of a problem; None where it would be a guess."""
    try:
        if problem.code == "yaml":
            return quote_values(note)
        year = _year_of(note, problem.line, today) if problem.code == "half-date" else None
        return give_year(note, problem.line, year) if year else None
    except WriteRefused:
        return None


def describe_autofix(plan: Plan) -> str:
    """Describe the fix of a plan: `--fix quotes it`, `--fix: 2026-11-23`."""
    return f"--fix: {plan.added[0].date.isoformat()}" if plan.added else "--fix quotes it"


def _year_of(note: Note, line: int, today: date) -> int | None:
    """Find the latest year that fits between the neighbouring entries and is not after today."""
    spans = note.log.spans if note.log else ()
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
