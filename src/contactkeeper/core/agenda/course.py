"""Foretell how a campaign of news goes on: its mornings are tried with the vault as it is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.campaigns import last_day
from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.paging import split_page
from contactkeeper.core.agenda.ranking import item_key
from contactkeeper.core.calendar.days import workdays
from contactkeeper.core.model import Entry, EventNotes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.agenda.campaigns import Campaign
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_ACTS = 2
"""Messages of a morning, for each person that `[plan] per_day` allows."""


class Course(NamedTuple):
    """The expected course of a campaign from a day on."""

    campaign: Campaign
    needed: int
    """Working days until all have heard it, or until its last day."""
    rest: int
    """Those who have not heard it by then."""


def course_of(
    campaign: Campaign,
    contacts: Iterable[Contact],
    today: date,
    settings: Settings,
    event_notes: EventNotes,
) -> Course:
    """Try the mornings of a campaign from `today` to its last day.

    On each the first rows of the page are written to and told all news that is theirs to hear;
    nobody answers.
    """
    news = campaign.news
    others = tuple(each for each in event_notes.news if each.path != news.path)
    notes = EventNotes(event_notes.events, (*others, news))
    people = {contact.path: contact for contact in contacts}
    to_go = {contact.path for contact in campaign.to_go}
    acts = settings.plan_per_day * _ACTS
    needed = 0
    days = workdays(max(today, news.date), settings.plan_blackout)
    for day in takewhile(lambda day: day <= last_day(news), days):
        if not to_go:
            break
        needed += 1
        items = sorted(find_items(people.values(), day, settings, 0, notes), key=item_key)
        for item in split_page(items, settings.due_limit).shown[:acts]:
            path = item.contact.path
            people[path] = _written_to(people[path], item, day)
            if news in item.tell:
                to_go.discard(path)
    return Course(campaign, needed, len(to_go))


def _written_to(contact: Contact, item: DueItem, day: date) -> Contact:
    """Return the contact after a message that tells all news; what was open is done."""
    told = tuple(("told", f"[[{news.name}]]") for news in item.tell)
    entries = tuple(entry._replace(tasks=()) if entry.tasks else entry for entry in contact.entries)
    return contact._replace(entries=(*entries, Entry(day, "hello", "->", fields=told)), tasks=())
