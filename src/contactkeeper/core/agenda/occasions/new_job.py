"""The day on which a contact began at the company where they work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.model import Contact

STAYS = 14
"""Days after it on which it is still shown."""


def _find(contact: Contact, _window: Window) -> Iterator[Occasion]:
    """Yield the one day, named by the company."""
    if since := contact.company_since:
        yield Occasion(
            NEW_JOB.name, " ".join(contact.company.split()), since, since, add_days(since, STAYS)
        )


NEW_JOB = OccasionKind(
    "new-job", _find, field="company_since", subject="company", suggests="congratulations"
)
