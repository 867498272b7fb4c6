"""Preview what another mode would change. Nothing here decides when anybody is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.due import next_due

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import ModeChoice, Settings


class ModePreview(NamedTuple):
    """The number of people who come up on another day than now."""

    sooner: int
    later: int
    per_day: int
    """The number of people in a morning."""


def preview_mode(
    contacts: Iterable[Contact], today: date, settings: Settings, chosen: ModeChoice
) -> ModePreview:
    """Count whose day changes with another mode; who is due today either way is left out."""
    other = settings._replace(mode=chosen)
    sooner = later = 0
    for contact in contacts:
        before, after = next_due(contact, today, settings), next_due(contact, today, other)
        if before and after:
            sooner += max(after, today) < max(before, today)
            later += max(after, today) > max(before, today)
    return ModePreview(sooner, later, settings.plan_per_day)
