"""Holidays of the configuration, each with the audience that is congratulated.

The days and the audience of a holiday are worked out once for everybody: a list asks for them once
a contact. Nothing is imported for them where the configuration has none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.language.cadence import cadence_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact
    from contactkeeper.core.people.audience import Audience
    from contactkeeper.core.settings import Holiday, Settings

STAYS = 3
"""Days after it on which it is still shown."""


def _find(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the holidays whose audience has the contact; cadence `none` has no holidays.

    The audience is that of the holiday's last day: a pause that ends before it hides nothing after
    its end.
    """
    today, until, settings, _ = window
    if cadence_of(contact, settings).unit == "none":
        return
    from contactkeeper.core.people.audience import hears

    for audience, occasions in _calendar(settings.holidays, today, until):
        for occasion in occasions:
            if hears(audience, contact, settings, occasion.last):
                yield occasion


def is_any_holiday(today: date, until: date, settings: Settings) -> bool:
    """Check whether a holiday is shown to anybody on a day from `today` to `until`."""
    return bool(settings.holidays) and any(
        occasion.first <= until and occasion.last >= today
        for _, occasions in _calendar(settings.holidays, today, until)
        for occasion in occasions
    )


@lru_cache(maxsize=32)
def _calendar(
    configured: tuple[Holiday, ...], today: date, until: date
) -> tuple[tuple[Audience, tuple[Occasion, ...]], ...]:
    """List what is shown on any day from `today` to `until`, and to whom."""
    from contactkeeper.core.calendar.recurrence import days_of
    from contactkeeper.core.people.audience import read_audience

    return tuple(
        (
            read_audience(holiday.audience),
            tuple(
                _occasion(holiday, day)
                for day in days_of(
                    holiday.rule, add_days(today, -STAYS), add_days(until, holiday.opens)
                )
            ),
        )
        for holiday in configured
    )


def _occasion(holiday: Holiday, day: date) -> Occasion:
    first = add_days(day, -holiday.opens)
    last = add_days(day, STAYS)
    return Occasion(HOLIDAY.name, holiday.name, day, first, last, served_from=first, shared=True)


HOLIDAY = OccasionKind(
    "holiday",
    _find,
    option="holidays",
    subject="occasion",
    next_only=True,
    suggests="congratulations",
    is_greeting=True,
)
