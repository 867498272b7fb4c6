"""The answer of `ck import`: what was written, and what is left to decide or to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import list_few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.importing.model import Outcome

NOTHING_NEW = "Nothing new: the notes have all of it."
NOBODY_WANTED = "Nothing new of those who are wanted. For everybody: --all"
NOTHING_TAKEN = "Nothing was taken."
FALSE_ENTRY = "Nobody who is imported has had this entry; use --no-template."
PLANNING = "Writing notes"
"""The work, before the number of the people of whom it is done."""


def say_renamed(paths: Sequence[str]) -> str:
    """Warn that new notes are not called as the people are."""
    notes = "a new note is" if len(paths) == 1 else f"{len(paths):,} new notes are"
    return f"{notes} not called quite as the person is: {list_few(paths)}."


def say_written(outcome: Outcome, *, dry_run: bool) -> str:
    """Say what was written: `37 new notes in Recruiters/, 112 entries in 29 notes, 3 new jobs.`."""
    parts = []
    if outcome.notes:
        place = f" in {outcome.folder}/" if outcome.folder else ""
        parts.append(f"{say_count(outcome.notes, 'new note')}{place}")
    if outcome.entries:
        entries = say_count(outcome.entries, "entry", "entries")
        parts.append(f"{entries} in {say_count(outcome.entry_notes, 'note')}")
    if outcome.jobs:
        parts.append(say_count(outcome.jobs, "new job"))
    if outcome.others:
        parts.append(f"properties or tasks in {say_count(outcome.others, 'note')}")
    if outcome.declined:
        parts.append(f"{outcome.declined:,} declined for good")
    if not parts:
        return NOTHING_TAKEN
    said = f"{', '.join(parts)}."
    if dry_run:
        return f"Of what is certain this would be written: {said}"
    return f"{said[0].upper()}{said[1:]}"


def say_left(unsure: int, jobs: int) -> str:
    """Say what is left to decide in a terminal; empty for nothing."""
    parts = [f"{unsure:,} unsure"] if unsure else []
    parts += [say_count(jobs, "new job")] if jobs else []
    if not parts:
        return ""
    verb = "is" if unsure + jobs == 1 else "are"
    return f"{' and '.join(parts)} {verb} left: import the file again to decide."


def say_to_sort(number: int) -> str:
    """Say that new people without history have no timer yet: `28 of the new have no history: …`."""
    verb = "has" if number == 1 else "have"
    return f"{number:,} of the new {verb} no history: sort them with ck review --unsorted"
