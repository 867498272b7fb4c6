"""What `ck check --fix` may mend by itself: quotes around a value, the year of half a date."""

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

MENDABLE = ("yaml", "half-date")
"""Codes of the problems for which there may be a plan."""


def mend(note: Note, problem: Problem, today: date) -> Plan | None:
    """Plan how a problem is mended; None where that would be a guess."""
    try:
        if problem.code == "yaml":
            return quote_values(note)
        year = _year_of(note, problem.line, today) if problem.code == "half-date" else None
        return give_year(note, problem.line, year) if year else None
    except WriteRefused:
        return None


def describe_autofix(plan: Plan) -> str:
    """Say what a plan of `mend` does: `--fix quotes it`, `--fix: 2026-11-23`."""
    return f"--fix: {plan.added[0].date.isoformat()}" if plan.added else "--fix quotes it"


def _year_of(note: Note, line: int, today: date) -> int | None:
    """Find the latest year that puts the line in order with its neighbours, and not after today."""
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
