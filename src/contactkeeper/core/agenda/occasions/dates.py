"""Other dates of a contact that return every year, each with a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days, yearly_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact

STAYS = 3
"""Days after it on which it is still shown."""


def _find(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the dates of the property `dates`."""
    first, leap_day = add_days(window.today, -STAYS), window.settings.occasions.leap_day
    for name, partial in contact.dates:
        for day in yearly_days(partial, first, window.until, leap_day):
            yield Occasion(DATES.name, " ".join(name.split()), day, day, add_days(day, STAYS))


DATES = OccasionKind(
    "date",
    _find,
    field="dates",
    subject="occasion",
    suggests="congratulations",
    is_greeting=True,
)
