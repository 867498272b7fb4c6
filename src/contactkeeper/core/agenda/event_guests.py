"""Find the people of an event: the names and links of its `people`, and its audience."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.people.audience import Audience, is_reachable, read_audience
from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact, Event
    from contactkeeper.core.settings import Settings

_read = lru_cache(maxsize=64)(read_audience)


def guests(
    event: Event, contacts: Iterable[Contact], day: date, settings: Settings
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Return who is asked before an event, and who stands in `people`, asked or not; by name."""
    asked, named = [], []
    for contact in sorted(contacts, key=lambda each: (each.name.casefold(), each.path)):
        in_people = is_among(event.people, contact, settings)
        if in_people:
            named.append(contact)
        if (in_people and may_hear(contact, settings, day)) or (
            event.audience and hears(event, contact, settings, day)
        ):
            asked.append(contact)
    return tuple(asked), tuple(named)


def may_hear(contact: Contact, settings: Settings, day: date) -> bool:
    """Check whether somebody hears of events on a day: reachable, and not without all occasions."""
    return is_reachable(contact, day) and cadence_of(contact, settings).unit != "none"


def is_among(people: tuple[str, ...], contact: Contact, settings: Settings) -> bool:
    """Check whether some names and links, as they stand in a note, mean a contact."""
    if not people:
        return False
    keys, circles = _circles(people)
    if all(_key(name) not in keys for name in (contact.name, *contact.aliases)):
        return False  # nearly everybody: cheaper than to ask each name
    return any(circle.takes(contact, settings) for circle in circles)


def circle_of(words: str) -> Audience:
    """Return whom one name or link of an event's `people` means."""
    if words.startswith("[[") and words.endswith("]]"):
        return Audience("link", words[2:-2].partition("|")[0].partition("#")[0].strip())
    return Audience("name", words)


@lru_cache(maxsize=64)
def _circles(people: tuple[str, ...]) -> tuple[frozenset[str], tuple[Audience, ...]]:
    circles = tuple(map(circle_of, people))
    words = (
        each.value.rpartition("/")[2] if each.kind == "link" else each.value for each in circles
    )
    return frozenset(_key(each.removesuffix(".md")) for each in words), circles


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold_words(name)) or fold(name).strip()


def hears(event: Event, contact: Contact, settings: Settings, day: date) -> bool:
    """Check whether the audience of an event has a contact who hears of events on a day."""
    return may_hear(contact, settings, day) and _read(event.audience).takes(contact, settings)
