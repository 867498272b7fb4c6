"""News of my own, for those of its audience who have not heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact


def _find(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the news that is for a contact and new to them."""
    from contactkeeper.core.agenda.campaigns import is_for, last_day  # most vaults have none
    from contactkeeper.core.events.links import is_told

    for news in window.event_notes.news:
        last = last_day(news)
        if is_for(news, contact, window.settings, last) and not is_told(
            news, contact, window.today
        ):
            yield Occasion(NEWS.name, news.name, news.date, news.date, last, shared=True)


NEWS = OccasionKind(
    "news", _find, notes="news", is_served=None, quota="news", can_wait=True, subject="occasion"
)
