"""Check the properties that a user gives, and add what follows from a new company.

Values are checked with the functions that read them in a note; `property_edits` decides how they
are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.editing.edits import Plan, PropertyValue, apply
from contactkeeper.core.editing.property_edits import find_in_note, set_properties, set_property
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, meaning_of
from contactkeeper.core.note.property_values import emails_of, handles_of, words_of
from contactkeeper.core.note.schema import HANDLES, form_of
from contactkeeper.core.people.folding import fold
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_OF_VALUES = frozenset({"cadence", "impossible-date", "status", "talk", "tier"})
"""Problems that are said otherwise of a value that is typed than of one in a note."""


def check_value(key: str, value: str, settings: Settings, today: date) -> str | tuple[str, ...]:
    """Return the value as it is written; a tuple for a list property.

    Raises:
        UsageError: the value would be a problem in a note, or a past event is dated after today.
    """
    written: str | tuple[str, ...] = value
    if form_of(meaning := canonical(key, settings)) == "list":
        words = (part.strip() for part in value.split(","))
        # `#` marks a tag in a text; in the name of an alias it is a character.
        written = tuple(w.lstrip("#") if meaning == "tags" else w for w in words if w.strip("#"))
        blank = next((w for w in written if meaning == "tags" and len(w.split()) > 1), None)
        if blank:
            raise UsageError(
                Wording(
                    "{key}: a tag has no blanks, unlike “{blank}”; separate tags by commas.",
                    key=key,
                    blank=blank,
                )
            )
    if not written:
        return written
    try:
        text = apply("", set_property(Note.parse("", "", settings), key, written).edits)
    except WriteRefused as error:
        raise UsageError(Wording("{key}: {why}", key=key, why=error.why)) from error
    contact = Note.parse(text, "", settings).contact()
    for problem in contact.problems:
        if problem.code == "mistyped-key":
            continue  # whoever sets it has been asked
        # The key is named already, and nothing holds in the place of what is not written.
        said = problem._replace(case="value") if problem.code in _OF_VALUES else problem
        raise UsageError(Wording("{key}: ", key=key), problem=said)
    if _is_in_future(contact, today):
        raise UsageError(Wording("{key}: {value} is after today.", key=key, value=value))
    return written


def _is_in_future(contact: Contact, today: date) -> bool:
    """Say whether the birthday or the last contact is after today."""
    born, spoke = contact.birthday, contact.last_contact
    return bool((born and begins_after(born, today)) or (spoke and spoke > today))


def check_values(
    values: Mapping[str, PropertyValue], typed: Sequence[str], settings: Settings, today: date
) -> dict[str, PropertyValue]:
    """Check what is to be written; `typed` are KEY=VALUE. Empty values are left out.

    Raises:
        UsageError: a value that could not be read again, or a property that is given twice.
    """
    wanted = {key: value for key, value in values.items() if value}
    for each in typed:
        key, sign, value = (part.strip() for part in each.partition("="))
        if not sign or not key or not value:
            raise UsageError(
                Wording("“{each}” is no KEY=VALUE. For example: --property lang=en", each=each)
            )
        if meaning_of(key, settings) in {meaning_of(known, settings) for known in wanted}:
            raise UsageError(Wording("`{key}` is given twice.", key=key))
        wanted[key] = value
    checked: dict[str, PropertyValue] = {}
    for key, given in wanted.items():
        text = given if isinstance(given, str) else ", ".join(given or ())
        if any(mark in f"{key}{text}" for mark in ("{{", "<%", "\n", "\r")):
            raise UsageError(
                Wording(
                    "{key}: “{text}” holds a line break or a template's marks.", key=key, text=text
                )
            )
        _check_address(canonical(key, settings), key, text)
        checked[key] = check_value(key, text, settings, today)
    return checked


def _check_address(meaning: str | None, key: str, text: str) -> None:
    if meaning == "email" and not emails_of(text):
        raise UsageError(Wording("{key}: “{text}” is no e-mail address.", key=key, text=text))
    if meaning in HANDLES and not handles_of(meaning, text):
        raise UsageError(
            Wording("{key}: “{text}” leaves nothing to reach somebody by.", key=key, text=text)
        )


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


class TagChange(NamedTuple):
    """Tags to add and to take away, without `#`."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def applied(self, tags: Sequence[str]) -> tuple[str, ...]:
        """Return the tags after the change; case makes no difference."""
        gone = set(map(fold, self.removed))
        kept = [tag for tag in tags if fold(tag) not in gone]
        there = set(map(fold, kept))
        return (*kept, *(tag for tag in self.added if fold(tag) not in there))


def with_tags(
    note: Note, changes: Mapping[str, PropertyValue], tags: TagChange
) -> dict[str, PropertyValue]:
    """Return the changes with the tags of the note after a change to them, if it makes one."""
    before = note.contact().tags
    after = tags.applied(before)
    return dict(changes) if after == before else {**changes, "tags": after or None}


def change_properties(
    note: Note,
    properties: Mapping[str, PropertyValue],
    today: date,
    tags: TagChange = TagChange(),  # noqa: B008  # a tuple
) -> Plan:
    """Plan a change of properties and tags, with what follows from a new company.

    Raises:
        WriteRefused: it can't be made, or with it the note would be no contact any more.
    """
    plan = set_properties(note, with_new_job(note, with_tags(note, properties, tags), today))
    after = Note.parse(apply(note.text, plan.edits), note.path, note.settings)
    if note.is_contact and not after.is_contact:
        raise WriteRefused(
            note.path,
            None,
            Wording("With that it would be no contact any more, and no list would hold it."),
        )
    return plan


def _values(note: Note, name: str) -> tuple[str, ...]:
    """Return the texts of a property as they are in the note, with links."""
    found = find_in_note(note, name)
    value = found[0].value if found else None
    items = value if isinstance(value, tuple) else (value,)
    return tuple(each.strip() for each in items if isinstance(each, str) and each.strip())


def _is_same(one: str, other: str) -> bool:
    return fold(words_of(one)) == fold(words_of(other))
