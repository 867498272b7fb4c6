"""Plan what a decision about an imported person writes into their note.

What a note has stays: only what it lacks is added, but for a new company and role that the user
takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contactkeeper.core.editing.compose_entry import without_reply
from contactkeeper.core.editing.edits import Edit, Plan, PropertyValue, combine, insert_lines
from contactkeeper.core.editing.file_names import can_be_linked
from contactkeeper.core.editing.many_entries import append_entries
from contactkeeper.core.editing.note_language import is_russian_name
from contactkeeper.core.editing.property_changes import with_new_job
from contactkeeper.core.editing.property_edits import find_in_note, set_properties
from contactkeeper.core.editing.record_entry import may_lift_snooze
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.importing.companies import same_company, same_role
from contactkeeper.core.importing.history import lacking, lacking_tasks
from contactkeeper.core.importing.identifiers import words_to_ignore
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.interchange import LISTS
from contactkeeper.core.note.entry_format import escape_lines
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_values import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.editing.habits import Habits, LogHabits
    from contactkeeper.core.importing.model import Decision, Item, NewJob
    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Entry

_RHYTHM, _PAST = ("tier", "cadence"), ("last_contact", "met")
"""Properties of a template that imported people do not get; the rhythm only without history."""

_RUSSIAN_DAYS = {"Anniversary": "годовщина", "Date": "дата"}
"""The names that programs give to days, for Russian notes."""


def people_to_ignore(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Return the words for `[import] ignore` that the declined people are known by."""
    declined = (each.item.person for each in decisions if each.decline)
    return tuple(dict.fromkeys(word for person in declined for word in words_to_ignore(person)))


def plan_known(note: Note, decision: Decision, habits: Habits, today: date) -> Plan:
    """Plan all that a decision changes in the note of somebody known.

    An entry after the day of a snooze ends it; those before it, which the note only lacked, do not.

    Raises:
        CkError: some of it can't be written safely; then nothing of it is.
    """
    item, contact = decision.item, note.contact()
    entries = lacking(_entries(decision), contact.entries)
    changes: dict[str, PropertyValue] = {
        (name := habits.spelled(key, beside=note)): _beside(key, name, value)
        for key, value in item.properties
        if _is_missing(note, key, value)
    }
    if decision.job and item.job:
        changes = with_new_job(note, {**changes, **_new_job(note, item.job, today)}, today)
    told = [each.date for each in entries if meaning_of(each) != "record"]
    if told and contact.snoozed and max(told) > contact.snoozed and may_lift_snooze(note):
        changes |= {"snooze_until": None, "snoozed": None}
    tasks = lacking_tasks(item.tasks, contact.tasks, contact.entries)
    history = append_entries(note, entries, tasks)
    return combine(note, history, set_properties(note, changes)) if changes else history


def _entries(decision: Decision) -> tuple[Entry, ...]:
    """Return the entries of a decision; some say that no answer is owed, if it was decided so."""
    owed = decision.item.owed if decision.none_owed else ()
    return tuple(
        without_reply(each) if each.direction == "<-" and each.date in owed else each
        for each in decision.item.entries
    )


def _beside(key: str, name: str, value: PropertyValue) -> PropertyValue:
    """Return days of somebody in the language of their property's name; another value stays."""
    if key != "dates" or not is_russian_name(name) or not isinstance(value, tuple):
        return value
    return tuple(
        f"{_RUSSIAN_DAYS.get(words, words)}{colon}{day}"
        for words, colon, day in (each.partition(": ") for each in value)
    )


def _is_missing(note: Note, key: str, value: PropertyValue) -> bool:
    """Say whether a note lacks a property, or has a part of its values."""
    found = find_in_note(note, key)
    if not found or not found[0].value:
        return True
    if isinstance(found[0].value, Mapping):
        return False
    return set(items_of(found[0].value)) < set(items_of(value))


def _new_job(note: Note, job: NewJob, today: date) -> dict[str, PropertyValue]:
    """Return the properties of a new company and role; the old role is kept beside them."""
    since = (job.since or today).isoformat()
    changes: dict[str, PropertyValue] = {}
    if job.company and not same_company(job.old_company, job.company):
        found = find_in_note(note, "company")
        is_link = bool(found) and str(found[0].value).startswith("[[")
        as_link = is_link and can_be_linked(job.company)
        changes["company"] = f"[[{job.company}]]" if as_link else job.company
    if job.role and not same_role(job.old_role, job.role):
        changes["role"] = job.role
        found = find_in_note(note, "previous_role")
        before = tuple(items_of(found[0].value)) if found else ()
        if job.old_role and job.old_role not in before:
            changes["previous_role"] = (*before, job.old_role)
    return {**changes, "company_since": since} if changes else {}


def properties_of_new(
    item: Item, name: str, habits: Habits, today: date
) -> dict[str, PropertyValue]:
    """Return the properties of a new note called `name`; those of an export of `ck` as they are."""
    wanted = dict(item.properties)
    person = item.person
    if item.is_complete:
        return wanted
    wanted["imported"] = today.isoformat()
    wanted |= dict.fromkeys(_PAST if item.entries else (*_RHYTHM, *_PAST)) | wanted
    if days := wanted.get("dates"):
        wanted["dates"] = _beside("dates", habits.spelled("dates"), days)
    for key in LISTS:
        if said := tuple(filter(None, map(plain_text, getattr(person, key)))):
            wanted[key] = said
    if person.name and (own := plain_text(person.name).replace(",", "")) != name.replace(",", ""):
        wanted["aliases"] = tuple(dict.fromkeys((own, *items_of(wanted.get("aliases") or ()))))
    return wanted


def fill_new(text: str, decision: Decision, log: LogHabits, *, with_note: bool) -> str:
    """Return a new note with the history, the tasks, and what the file remarks as a quotation.

    Raises:
        WriteRefused: some of it can't be written safely.
    """
    item = decision.item
    quoted = with_note and bool(item.person.note.strip())
    if not (quoted or item.entries or item.tasks):
        return text
    note = Note.parse(text, "", log.settings)
    if quoted:
        note = verify(note, Plan((_quotation(note, item.person),)))
    return verify(note, append_entries(note, _entries(decision), item.tasks, log.style)).text


def _quotation(note: Note, person: Person) -> Edit:
    """Return the edit that puts the remark of a file above the log."""
    at = note.log.heading_start if note.log else len(note.text)
    lines = [f"> {line}".rstrip() for line in escape_lines(person.note.strip(), top_level=True)]
    return insert_lines(note.text, at, [*lines, ""])
