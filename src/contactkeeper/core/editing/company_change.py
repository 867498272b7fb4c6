"""Add what follows from a change of company: its date, and the previous company.

`property_edits` decides how the properties are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Plan, PropertyValue, apply
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, find_properties
from contactkeeper.core.note.property_words import words_of
from contactkeeper.core.people.folding import fold
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def with_new_job(
    note: Note, changes: Mapping[str, PropertyValue], today: date
) -> dict[str, PropertyValue]:
    """Return the changes, with `company_since` and `previous` where they replace a company.

    `company_since` is today, and `previous` gets the old company as the note writes it, unless
    `changes` set them. A first company, a removed one, another spelling, or one of several that
    the note has already is no new job.

    Raises:
        WriteRefused: the changes can't be made.
    """
    wanted = dict(changes)
    given = {canonical(key, note.settings) for key in changes}
    if "company" not in given:
        return wanted
    text = apply(note.text, set_properties(note, changes).edits)
    old = note.contact().company
    new = Note.parse(text, note.path, note.settings).contact().company
    left = _values(note, "company")
    if not old or not new or any(_is_same(each, new) for each in (old, *left)):
        return wanted
    if "company_since" not in given:
        wanted["company_since"] = today.isoformat()
    if "previous" not in given:
        before = _values(note, "previous")
        added = [each for each in left if not any(_is_same(each, one) for one in before)]
        if added:
            wanted["previous"] = (*before, *added)
    return wanted


def change_properties(note: Note, properties: Mapping[str, PropertyValue], today: date) -> Plan:
    """Plan a change of properties, with what follows from a new company.

    Raises:
        WriteRefused: it can't be made, or with it the note would be no contact any more.
    """
    plan = set_properties(note, with_new_job(note, properties, today))
    after = Note.parse(apply(note.text, plan.edits), note.path, note.settings)
    if note.is_contact and not after.is_contact:
        why = "With that it would be no contact any more, and no list would hold it."
        raise WriteRefused(note.path, None, why)
    return plan


def _values(note: Note, name: str) -> tuple[str, ...]:
    """Return the texts of a property as they are in the note, with links."""
    found = find_properties(note.frontmatter, name, note.settings)
    value = found[0].value if found else None
    items = value if isinstance(value, tuple) else (value,)
    return tuple(each.strip() for each in items if isinstance(each, str) and each.strip())


def _is_same(one: str, other: str) -> bool:
    return fold(words_of(one)) == fold(words_of(other))
