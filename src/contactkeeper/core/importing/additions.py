"""Compare the properties of a note with what the files say: what it lacks, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contactkeeper.core.calendar.days import begins_after
from contactkeeper.core.importing.companies import same_company, same_role
from contactkeeper.core.importing.identifiers import by_group, identifiers_of
from contactkeeper.core.importing.model import Difference, NewJob
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.importing.somebody import same_day
from contactkeeper.core.language.dates import read_date, write_partial
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.core.note.property_values import emails_of, handles_of, words_of
from contactkeeper.core.note.schema import HANDLES
from contactkeeper.core.people.name_keys import compare_names, name_words
from contactkeeper.core.people.profile_links import profile_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.importing.somebody import Somebody
    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

Property = tuple[str, "PropertyValue"]


def properties_of(person: Person, today: date) -> Iterator[Property]:
    """Give all that a file says of somebody as properties, by their canonical names."""
    aliases = tuple(filter(None, map(plain_text, person.aliases)))
    yield "aliases", tuple(each.replace(",", "") for each in aliases)
    yield "company", plain_text(person.company)
    yield "role", plain_text(person.role)
    if person.birthday and not begins_after(person.birthday, today):
        yield "birthday", write_partial(person.birthday)
    if person.connected and person.connected <= today:
        yield "met", person.connected.isoformat()
    yield "email", _one_or_more(emails_to_write(person))
    handles: dict[str, list[str]] = {"phone": []}
    for each in person.handles:
        service, _, name = each.partition(":")
        address = profile_address(service, plain_text(name))
        if service in HANDLES and handles_of(service, address):
            handles.setdefault(service, []).append(address)
    handles["phone"] += phones_to_write(person)
    for service, values in handles.items():
        yield service, _one_or_more(values)
    days = [
        f"{name}: {write_partial(day)}"
        for words, day in person.dates
        if (name := plain_text(words).strip(": ")) and not begins_after(day, today)
    ]
    yield "dates", tuple(days)


def emails_to_write(person: Person) -> list[str]:
    """Return the e-mails of somebody that a property can hold."""
    return [each for each in person.emails if emails_of(each) == (each,)]


def phones_to_write(person: Person) -> list[str]:
    """Return the phones of somebody that a property can hold."""
    phones = map(plain_text, person.phones)
    return [each for each in phones if len(handles_of("phone", each)) == 1]


def _one_or_more(values: Iterable[str]) -> PropertyValue:
    found = tuple(dict.fromkeys(values))
    return found[0] if len(found) == 1 else found


def missing_properties(
    one: Somebody, contact: Contact | None, settings: Settings, today: date
) -> tuple[Property, ...]:
    """Return the properties that a note lacks; of somebody new, all.

    Other names, and the day since which I know them, are of a new note alone. The properties of an
    export of `ck` keep their spellings.
    """
    there = set(_words_by_property(contact, settings)) if contact else set[str]()
    found: dict[str, PropertyValue] = {}
    for spelling, value in one.person.properties:
        if (meaning := meaning_of(spelling, settings)) not in there:
            found[spelling] = value
            there.add(meaning)
    of_new_note = ("aliases", "met")
    is_new = contact is None and not one.is_complete
    found |= {
        name: value
        for name, value in properties_of(one.person, today)
        if value and name not in there and (is_new or name not in of_new_note)
    }
    return tuple(found.items())


def _words_by_property(contact: Contact, settings: Settings) -> dict[str, str]:
    """Return the words of the properties that say something, by meaning."""
    found: dict[str, str] = {}
    for name, words in contact.properties:
        if words.strip():
            found.setdefault(meaning_of(name, settings), words.strip())
    return found


def differences_from(
    one: Somebody, contact: Contact, settings: Settings, numbers: Mapping[str, str]
) -> Iterator[Difference]:
    """Say what a note and the files say differently, the company and the role apart."""
    person = one.person
    names = {name_words(name) for name in (contact.name, *contact.aliases)}
    mine = name_words(person.name)
    if mine and all(compare_names(mine, each) == "no" for each in names):
        yield Difference("name", contact.name, plain_text(person.name))
    born, said = contact.birthday, person.birthday
    if (
        born
        and said
        and "birthday" not in person.doubts
        and born != said
        and not (same_day(born, said) and born.year)
    ):
        yield Difference("birthday", write_partial(born), write_partial(said))
    there = by_group(identifiers_of(contact, numbers))
    for group, values in sorted(by_group(one.identifiers).items()):
        if group in there and (more := values - there[group]):
            yield Difference(group, ", ".join(sorted(there[group])), ", ".join(sorted(more)))
    words = _words_by_property(contact, settings)
    for spelling, value in person.properties:
        own = words.get(meaning_of(spelling, settings), "")
        said_words = words_of(value)
        if own and said_words and own != said_words and meaning_of(spelling, settings) not in _TOLD:
            yield Difference(spelling, own, said_words)


_TOLD: Final = frozenset({"company", "role", "birthday", "email", *HANDLES})
"""Properties that are compared by what they mean."""


def new_job(one: Somebody, contact: Contact) -> NewJob | None:
    """Return the company or role that is another in the files than in the note.

    A first company or role is no news, nor is another spelling, nor a company that the note has as
    a former one. What is no news is as in the note.
    """
    person = one.person
    company, role = plain_text(person.company), plain_text(person.role)
    own = [each.strip() for each in (contact.company, *contact.company.split(","))]
    is_other = bool(company and contact.company) and not any(
        same_company(each, company) for each in own if each
    )
    if is_other and any(same_company(each, company) for each in contact.previous):
        return None
    is_other_role = bool(role and contact.role) and not same_role(contact.role, role)
    if not (is_other or is_other_role):
        return None
    begun = contact.company_since
    is_newer = begun is None or (one.made is not None and one.made > begun)
    since = next((words_of(v) for k, v in person.properties if k == "company_since"), "")
    return NewJob(
        company if is_other else contact.company,
        role if is_other_role else contact.role,
        contact.company,
        contact.role,
        read_date(since),
        is_newer,
    )
