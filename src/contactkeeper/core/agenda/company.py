"""Collect what the notes say of one company: its people, who could introduce me, what was said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.log_stats import counts_for, in_order
from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.language.languages import LANGUAGES
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.people.folding import fold, fold_words
from contactkeeper.core.people.matching import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.settings import Settings

_HIRING = tuple(word for each in LANGUAGES for word in each.hiring.split())


class Colleague(NamedTuple):
    """Somebody who is there."""

    contact: Contact
    last_contact: date | None
    through: str
    """The person who introduced us, as the note has it; empty where it does not say."""


class Said(NamedTuple):
    """An entry that tells something of the company."""

    contact: Contact
    entry: Entry


class CompanyBrief(NamedTuple):
    """One company on a given day."""

    names: tuple[str, ...]
    """As the notes write it, the usual spelling first: `Яндекс`, `Yandex`, `Яндекс Go`."""
    people: tuple[Colleague, ...]
    """Those who are there, the key tier first, then by name."""
    formerly: tuple[Contact, ...]
    """Those who were there before: they could introduce me, by name."""
    said: tuple[Said, ...]
    """Entries that name it, or in which somebody there tells of hiring; the newest first."""
    outcomes: tuple[tuple[str, int], ...]
    """The outcomes that came through its people while they were there, by word."""


def company_brief(
    contacts: Sequence[Contact], typed: str, today: date, settings: Settings
) -> CompanyBrief | None:
    """Gather what is known of the company that was typed; None where nobody is or was there."""
    here = [each for each in contacts if each.company and holds(each.company, typed)]
    formerly = [
        each
        for each in contacts
        if each not in here and any(holds(company, typed) for company in each.previous)
    ]
    if not (here or formerly):
        return None
    spelled = [each.company for each in here]
    spelled += [name for each in formerly for name in each.previous if holds(name, typed)]
    names = tuple(name for name, _ in Counter(spelled).most_common())
    said = [
        Said(contact, entry)
        for contact in contacts
        for entry in counted(contact, today)
        if any(holds(_words(entry), name) for name in (typed, *names))
        or (contact in here and _was_there(contact, entry) and _tells_of_hiring(entry))
    ]
    said.sort(key=lambda each: (each.contact.name, each.contact.path))
    said.sort(key=lambda each: each.entry.date, reverse=True)
    return CompanyBrief(
        names,
        tuple(sorted(_colleagues(here, today, settings), key=_tier_and_name)),
        tuple(sorted(formerly, key=lambda each: (fold(each.name), each.path))),
        tuple(said),
        _outcomes(here, today),
    )


def _colleagues(people: Sequence[Contact], today: date, settings: Settings) -> Iterator[Colleague]:
    for contact in people:
        clock = contact_state(contact, today, settings).clock
        through = (
            words for key, words in contact.properties if canonical(key, settings) == "through"
        )
        yield Colleague(contact, clock.last_contact, next(through, ""))


def _tier_and_name(colleague: Colleague) -> tuple[bool, str, str]:
    contact = colleague.contact
    return contact.tier != "key", fold(contact.name), contact.path


def _was_there(contact: Contact, entry: Entry) -> bool:
    return contact.company_since is None or entry.date >= contact.company_since


def _words(entry: Entry) -> str:
    return " · ".join((entry.text, *(value for _, value in entry.fields)))


def _tells_of_hiring(entry: Entry) -> bool:
    named = {name for name, _ in entry.fields}
    return "outcome" in named or any(word.startswith(_HIRING) for word in fold_words(_words(entry)))


def _outcomes(people: Sequence[Contact], today: date) -> tuple[tuple[str, int], ...]:
    return in_order(
        Counter(
            word
            for contact in people
            for entry in counted(contact, today)
            if _was_there(contact, entry)
            for word in counts_for(entry)
        )
    )
