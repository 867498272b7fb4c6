"""Campaigns of my news: who is in the audience, who has heard it, how far it has come.

Who is told today and who waits is not decided here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.events.links import is_told
from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.people.audience import Audience, hears, read_audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, News
    from contactkeeper.core.settings import Settings

STAYS = 30
"""Days after its day on which news is last told, where the note does not say until when."""

_read = lru_cache(maxsize=64)(read_audience)


class Campaign(NamedTuple):
    """The progress of news on a day."""

    news: News
    told: tuple[Contact, ...]
    """Those of its audience who have heard it, by name."""
    to_go: tuple[Contact, ...]
    """Those who have not: key tier first, then by name."""

    @property
    def total(self) -> int:
        """Return how many people it is for."""
        return len(self.told) + len(self.to_go)


def last_day(news: News) -> date:
    """Return the last day on which it is told."""
    return news.until or add_days(news.date, STAYS)


def is_running(news: News, today: date) -> bool:
    """Say whether it is told on a day."""
    return news.date <= today <= last_day(news)


def unheard(
    contact: Contact, today: date, settings: Settings, event_notes: Iterable[News]
) -> tuple[News, ...]:
    """Return the news that runs today, is for a contact and is new to them; what ends first, first.

    It is told to a contact who is on the list for another reason, or is about to be called.
    """
    found = [
        news
        for news in event_notes
        if is_running(news, today)
        and is_for(news, contact, settings, today)
        and not is_told(news, contact, today)
    ]
    return tuple(sorted(found, key=lambda news: (last_day(news), news.date, news.name, news.path)))


def is_for(news: News, contact: Contact, settings: Settings, day: date) -> bool:
    """Say whether somebody is in the audience of news on a day.

    Nobody is who wants no occasions (`cadence: none`); nobody at my employer hears that I search.
    """
    if not news.audience or cadence_of(contact, settings).unit == "none":
        return False
    if news.kind == "search-status" and is_colleague(contact, settings):
        return False
    return hears(_read(news.audience), contact, settings, day)


def is_colleague(contact: Contact, settings: Settings) -> bool:
    """Say whether somebody works where I do, by `[me] employer`."""
    return bool(settings.employer) and Audience("company", settings.employer).takes(
        contact, settings
    )


def campaign_of(
    news: News, contacts: Iterable[Contact], today: date, settings: Settings
) -> Campaign:
    """Work out how far news has come, whether it runs or not."""
    told: list[Contact] = []
    to_go: list[Contact] = []
    for contact in contacts:
        if is_for(news, contact, settings, today):
            (told if is_told(news, contact, today) else to_go).append(contact)
    told.sort(key=lambda each: (each.name.casefold(), each.name, each.path))
    to_go.sort(key=lambda each: (each.tier != "key", each.name.casefold(), each.name, each.path))
    return Campaign(news, tuple(told), tuple(to_go))


def running(
    event_notes: Iterable[News], contacts: Sequence[Contact], today: date, settings: Settings
) -> tuple[Campaign, ...]:
    """Return the campaigns that run on a day and have not reached all, what ends first, first."""
    found = [
        campaign_of(news, contacts, today, settings)
        for news in event_notes
        if is_running(news, today)
    ]
    found.sort(key=lambda each: (last_day(each.news), each.news.date, *each.news[:2]))
    return tuple(each for each in found if each.to_go)
