"""Find what could be passed on to somebody: information that others gave me lately.

What is marked as private is never offered, nor what somebody else there told me.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.language.languages import phrases
from contactkeeper.core.note.favours import read_favour
from contactkeeper.core.people.folding import fold, fold_words
from contactkeeper.core.people.matching import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from contactkeeper.core.model import Contact

RECENT_DAYS = 90
"""Days after which information is no news any more."""
_SHORT = 2
"""Letters of a word that names nobody: `de`, `HR`."""


class Offer(NamedTuple):
    """Information that could be passed on."""

    value: str
    """As the log has it: `info: salaries of 2026`."""
    source: str
    """The name of whoever gave it."""
    day: date


def find_offer(contact: Contact, contacts: Iterable[Contact], today: date) -> Offer | None:
    """Return what could be passed on to a contact: of the same focus first, then the newest.

    Nothing that was given to them already, or that names them or where they work.
    """
    given = {
        fold(read_favour(value).words)
        for entry in contact.entries
        for key, value in entry.fields
        if key == "gave"
    }
    names = {
        word
        for name in (contact.name, *contact.aliases)
        for word in fold_words(name)
        if len(word) > _SHORT
    }

    def fits(offer: Offer) -> bool:
        words = read_favour(offer.value).words
        is_of_them = holds(words, contact.company) or not names.isdisjoint(fold_words(words))
        return fold(words) not in given and not is_of_them

    def order(found: tuple[Contact, Offer]) -> tuple[bool, date, str, str]:
        other, offer = found
        return fold(other.focus) == fold(contact.focus), offer.day, offer.source, offer.value

    found = [
        (other, offer)
        for other in contacts
        if other.path != contact.path and not _work_together(other, contact)
        for offer in _given_by(other, today)
        if fits(offer)
    ]
    return max(found, key=order)[1] if found else None


def is_private(value: str) -> bool:
    """Say whether a word of what was given or got marks it as private."""
    return any(mark in _spaced(value) for mark in _PRIVATE)


def _spaced(text: str) -> str:
    """Return the folded words of a text, each between blanks."""
    return f" {' '.join(fold_words(text))} "


_PRIVATE = tuple(map(_spaced, phrases(lambda language: language.favours.get("private", ""))))


def _given_by(other: Contact, today: date) -> Iterator[Offer]:
    """Give the information that somebody gave me lately, and that may be passed on."""
    since = add_days(today, -RECENT_DAYS)
    for entry in counted(other, today):
        if entry.date < since:
            return
        values = [value for key, value in entry.fields if key == "got"]
        for value in values:
            favour = read_favour(value)
            if favour.kind == "info" and favour.words and not any(map(is_private, values)):
                yield Offer(value, other.name, entry.date)


def _work_together(one: Contact, other: Contact) -> bool:
    return bool(one.company) and fold(one.company) == fold(other.company)
