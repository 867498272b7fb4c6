"""News of my own: whom it is for, who has heard it, and how far a campaign has come.

Who is told today and who waits is not decided here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.days.cadence import cadence_of
from contactkeeper.core.days.dates import add_days
from contactkeeper.core.days.wording import say_day
from contactkeeper.core.happenings.links import is_named
from contactkeeper.core.morning.clock import last_own_day
from contactkeeper.core.morning.occasion import Occasion
from contactkeeper.core.people.audience import hears, read_audience
from contactkeeper.core.people.circles import OfCompany

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contactkeeper.core.model import Contact, News
    from contactkeeper.core.settings import Settings

STAYS = 30
"""Days after its day on which news is last told, where the note does not say until when."""

_read = lru_cache(maxsize=64)(read_audience)


class Campaign(NamedTuple):
    """How far news has come on a day."""

    news: News
    reached: tuple[Contact, ...]
    """Those of its audience who have heard it, by name."""
    to_go: tuple[Contact, ...]
    """Those who have not, in the order in which they are told."""

    @property
    def total(self) -> int:
        """Return how many people it is for."""
        return len(self.reached) + len(self.to_go)


def last_day(news: News) -> date:
    """Return the last day on which it is told."""
    return news.until or add_days(news.date, STAYS)


def is_running(news: News, today: date) -> bool:
    """Say whether it is told on a day."""
    return news.date <= today <= last_day(news)


def news_of(
    contact: Contact, today: date, settings: Settings, happenings: Iterable[News]
) -> Iterator[Occasion]:
    """Give the news that is for a contact and that they have not heard."""
    for news in happenings:
        last = last_day(news)
        if is_for(news, contact, settings, last) and not has_heard(news, contact, today):
            yield Occasion(
                kind="news",
                name=news.name,
                day=news.date,
                first=news.date,
                last=last,
                served_from=date.max,  # `has_heard` has said that it is not
                said=f"your news: {say_news(news, today)}",
                shared=True,
            )


def unheard(
    contact: Contact, today: date, settings: Settings, happenings: Iterable[News]
) -> tuple[News, ...]:
    """Return the news that runs today, is for a contact and is new to them; what ends first, first.

    For somebody who is listed for anything, or about to be called.
    """
    found = [
        news
        for news in happenings
        if is_running(news, today)
        and is_for(news, contact, settings, today)
        and not has_heard(news, contact, today)
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
    return bool(settings.employer) and OfCompany(settings.employer).takes(contact, settings)


def has_heard(news: News, contact: Contact, today: date) -> bool:
    """Say whether somebody knows it: we spoke or I wrote since then, or an entry links to it."""
    if not news.strict:
        spoke = last_own_day(contact, today)
        if spoke and spoke >= news.date:
            return True
    return is_named(news, contact, today)


def campaign_of(
    news: News, contacts: Iterable[Contact], today: date, settings: Settings
) -> Campaign:
    """Work out how far news has come, whether it runs or not."""
    reached: list[Contact] = []
    to_go: list[Contact] = []
    for contact in contacts:
        if is_for(news, contact, settings, today):
            (reached if has_heard(news, contact, today) else to_go).append(contact)
    reached.sort(key=lambda each: (each.name.casefold(), each.name, each.path))
    return Campaign(news, tuple(reached), tuple(sorted(to_go, key=turn_key)))


def turn_key(contact: Contact) -> tuple[object, ...]:
    """Sort people by it where not all have their turn at once: key tier first, then by name."""
    tier = 0 if contact.tier == "key" else 1
    return (tier, contact.name.casefold(), contact.name, contact.path)


def say_news(news: News, today: date) -> str:
    """Say news in passing: `Staff engineer (16 Nov)`."""
    return f"{news.name} ({say_day(news.date, today)})"


def say_progress(campaign: Campaign) -> str:
    """Say how far it has come: `Staff engineer, 5 of 12 reached`."""
    return f"{campaign.news.name}, {len(campaign.reached):,} of {campaign.total:,} reached"
