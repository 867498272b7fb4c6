"""The birthday of a contact."""

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
    """Yield the birthdays; `[occasions] birthday_lead` shows each some days before."""
    if contact.birthday is None:
        return
    rules = window.settings.occasions
    first, last = add_days(window.today, -STAYS), add_days(window.until, rules.birthday_lead)
    for day in yearly_days(contact.birthday, first, last, rules.leap_day):
        opens = add_days(day, -rules.birthday_lead)
        yield Occasion(BIRTHDAY.name, "", day, opens, add_days(day, STAYS))


BIRTHDAY = OccasionKind(
    "birthday", _find, field="birthday", suggests="congratulations", is_greeting=True
)
