"""The answer of `ck import`: what was written, and what is left to decide or to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import list_few
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.importing.model import Outcome

NOTHING_NEW = Wording("Nothing new: the notes have all of it.")
NOBODY_WANTED = Wording("Nothing new of those who are wanted. For everybody: --all")
NOTHING_TAKEN = Wording("Nothing was taken.")
FALSE_ENTRY = Wording("Nobody who is imported has had this entry; use --no-template.")
PLANNING = Wording("Writing notes")
"""The work, before the number of the people of whom it is done."""


def say_renamed(paths: Sequence[str]) -> Wording:
    """Warn that new notes are not called as the people are."""
    return Wording.counted(
        "a new note is not called quite as the person is: {paths}.",
        "{number:,} new notes are not called quite as the person is: {paths}.",
        len(paths),
        paths=list_few(paths),
    )


def say_written(outcome: Outcome, *, dry_run: bool) -> Wording:
    """Say what was written: `37 new notes in Recruiters/, 112 entries in 29 notes, 3 new jobs.`."""
    parts: list[Wording] = []
    if outcome.notes:
        notes = Wording.counted("{number:,} new note", "{number:,} new notes", outcome.notes)
        place = Wording(" in {folder}/", folder=outcome.folder) if outcome.folder else ""
        parts.append(Wording.joined("", [notes, place]))
    if outcome.entries:
        entries = Wording.counted("{number:,} entry", "{number:,} entries", outcome.entries)
        within = Wording.counted("in {number:,} note", "in {number:,} notes", outcome.entry_notes)
        parts.append(Wording.joined(" ", [entries, within]))
    if outcome.jobs:
        parts.append(_count_jobs(outcome.jobs))
    if outcome.others:
        others = Wording.counted("in {number:,} note", "in {number:,} notes", outcome.others)
        parts.append(Wording("properties or tasks {others}", others=others))
    if outcome.declined:
        parts.append(Wording("{number:,} declined for good", number=outcome.declined))
    if not parts:
        return NOTHING_TAKEN
    if dry_run:
        return Wording("Of what is certain this would be written: {parts}.", parts=parts)
    return Wording("{parts}.", parts=parts)


def _count_jobs(number: int) -> Wording:
    return Wording.counted("{number:,} new job", "{number:,} new jobs", number)


def say_left(unsure: int, jobs: int) -> Wording:
    """Say what is left to decide in a terminal; empty for nothing."""
    parts = [Wording.counted("{number:,} unsure", "{number:,} unsure", unsure)] if unsure else []
    parts += [_count_jobs(jobs)] if jobs else []
    if not parts:
        return NOTHING
    return Wording.counted(
        "{left} is left: import the file again to decide.",
        "{left} are left: import the file again to decide.",
        unsure + jobs,
        left=parts[0]
        if len(parts) == 1
        else Wording("{unsure} and {jobs}", unsure=parts[0], jobs=parts[1]),
    )


def say_to_sort(number: int) -> Wording:
    """Say that new people without history have no timer yet: `28 of the new have no history: …`."""
    return Wording.counted(
        "{number:,} of the new has no history: sort them with ck review --unsorted",
        "{number:,} of the new have no history: sort them with ck review --unsorted",
        number,
    )
