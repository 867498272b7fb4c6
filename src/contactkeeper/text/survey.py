"""The survey of a vault: what the notes use, how it is read, and what it means a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.marks import say_mark, say_tagged
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.survey.survey import Survey
    from contactkeeper.core.survey.uses import HeadingUse, NameUse
    from contactkeeper.text.speech import Speech
    from contactkeeper.wording import Texts


_NAMED = 3
"""Notes that are named where the others are counted."""
_QUOTED = 3
"""Values that are quoted of those that were not read."""
_NO_VALUE: Texts = {
    "tier": "{values} is no tier",
    "status": "{values} is no status",
    "cadence": "{values} is no rhythm",
    "trust": "{values} is no figure from 1 to 5",
}
_NO_VALUES: Texts = {
    "tier": "{values} are no tiers",
    "status": "{values} are no statuses",
    "cadence": "{values} are no rhythms",
    "trust": "{values} are no figures from 1 to 5",
}


def say_people(found: Survey) -> Wording:
    """Say how many notes look like contacts: `40 notes read. 22 look like recruiters: #hr 22.`."""
    read, people = _notes(found.notes), len(found.people)
    if not people:
        return Wording(
            "{read} read. None looks like a person yet: ck add NAME makes the first.", read=read
        )
    looks = Wording.counted(
        "{number:,} looks like a recruiter", "{number:,} look like recruiters", people
    )
    marks = [*map(say_mark, found.marks), *map(say_tagged, found.tagged)]
    if not marks:
        return Wording("{read} read. {looks}.", read=read, looks=looks)
    return Wording("{read} read. {looks}: {marks}.", read=read, looks=looks, marks=marks)


def say_others(notes: int, people: int) -> Wording:
    """Say how many further dated notes name contacts, and are not read."""
    return Wording.counted(
        "{number:,} other dated note names {people:,} of them: it is not read.",
        "{number:,} other dated notes name {people:,} of them: they are not read.",
        notes,
        people=people,
    )


def say_own_dates(count: int) -> Wording:
    """Say how many people have no entry, though their notes hold dates."""
    return Wording(
        "No entry yet, though their own notes hold dates: {count:,}. "
        "ck check --all names lines that count for nothing",
        count=count,
    )


def say_mentioned(count: int, notes: int) -> Wording:
    """Say how many people have no entry, though dated notes link to them."""
    return Wording.counted(
        "No entry yet, though {number:,} dated note links to them: {count:,}. "
        "These notes are not read",
        "No entry yet, though {number:,} dated notes link to them: {count:,}. "
        "These notes are not read",
        notes,
        count=count,
    )


def say_left_out(count: int, *, everything: bool) -> Wording:
    """Say how many tagged notes count as no contacts."""
    if everything:
        return Wording(
            "Left out, tagged but with no e-mail, handle, company or log: {count:,}", count=count
        )
    return Wording(
        "Left out, tagged but with no e-mail, handle, company or log: {count:,} (--all lists them)",
        count=count,
    )


def say_doubtful(count: int, *, everything: bool) -> Wording:
    """Say how many notes count as contacts by their tag alone."""
    if everything:
        return Wording(
            "Counted, though with no e-mail, handle, company or log: {count:,}; to leave one out, "
            "remove its tag",
            count=count,
        )
    return Wording(
        "Counted, though with no e-mail, handle, company or log: {count:,} (--all lists them); to "
        "leave one out, remove its tag",
        count=count,
    )


def say_some(paths: Sequence[str]) -> Wording:
    """Name the first notes and count the others: `Anna · Boris · Vera · 12 more`."""
    said = [path.rpartition("/")[2][:-3] for path in paths[:_NAMED]]
    if (more := len(paths) - _NAMED) > 0:
        said.append(Wording("{more:,} more", more=more))
    return Wording.joined(" · ", said)


def say_unread(use: NameUse) -> Wording:
    """Say which values of a property could not be read; empty where all were."""
    if not use.unread:
        return NOTHING
    values = [Wording('"{value}"', value=value) for value in use.unread[:_QUOTED]]
    if len(use.unread) > _QUOTED:
        values.append(Wording("…"))
    if use.unread_notes == use.notes and use.meaning in _NO_VALUE:
        templates = _NO_VALUE if len(use.unread) == 1 else _NO_VALUES
        return Wording(templates[use.meaning], values=values)
    return Wording("{notes:,} not read: {values}", notes=use.unread_notes, values=values)


def say_log(use: HeadingUse) -> Wording:
    """Say how the logs under a heading are written: `newest first; 2 lines without a date`."""
    said = []
    if use.newest_first is not None:
        said.append(Wording("newest first") if use.newest_first else Wording("oldest first"))
    if use.undated:
        said.append(
            Wording.counted(
                "{number:,} line without a date", "{number:,} lines without a date", use.undated
            )
        )
    return Wording.joined("; ", said)


def say_load(speech: Speech, found: Survey, today: date) -> Wording:
    """Say what the cadences mean a week: `Nobody has a tier, …: about 3 messages a week.`."""
    rules, tiers = found.in_force.cadence, found.tiers
    week = round(found.messages_a_week(today))
    load = Wording("less than a message a week")
    if week:
        load = Wording.counted(
            "about {number:,} message a week", "about {number:,} messages a week", week
        )
    supporting = speech.days.show_cadence(rules.supporting or rules.default)
    if not any(tiers.values()):
        return Wording(
            "Nobody has a tier, so all count as supporting, {supporting}: {load}.",
            supporting=supporting,
            load=load,
        )
    return Wording(
        "{keys:,} key, {key}; {others:,} supporting, {supporting}: {load}.",
        keys=tiers["key"],
        key=speech.days.show_cadence(rules.key),
        others=len(found.people) - tiers["key"],
        supporting=supporting,
        load=load,
    )


def say_overdue(found: Survey, today: date) -> Wording:
    """Say how many are overdue today, and how many a morning shows."""
    due, limit = found.due(today), found.in_force.due_limit
    if not due:
        return Wording("Nobody is overdue today.")
    if due <= limit:
        return Wording.counted("{number:,} is overdue today.", "{number:,} are overdue today.", due)
    return Wording.counted(
        "{number:,} is overdue today; a morning shows {limit}.",
        "{number:,} are overdue today; a morning shows {limit}.",
        due,
        limit=limit,
    )


def _notes(count: int) -> Wording:
    return Wording.counted("{number:,} note", "{number:,} notes", count)
