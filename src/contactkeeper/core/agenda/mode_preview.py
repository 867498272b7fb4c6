"""What another mode would change for the people there are. Must not decide when anybody is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.due import next_due
from contactkeeper.core.language.wording import say_count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import ModeChoice, Settings


class ModePreview(NamedTuple):
    """How many people come up on another day than now."""

    sooner: int
    later: int
    per_day: int
    """How many people a morning takes."""


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


def say_mode_preview(shift: ModePreview) -> str:
    """Say it: `34 people come up sooner: 12 mornings at 3 a day.`."""
    said = []
    if shift.sooner:
        mornings = say_count(-(-shift.sooner // shift.per_day), "morning")
        said.append(f"{_say_people(shift.sooner)} sooner: {mornings} at {shift.per_day} a day.")
    if shift.later:
        said.append(f"{_say_people(shift.later)} later.")
    return " ".join(said) or "Nobody comes up on another day."


def _say_people(number: int) -> str:
    return say_count(number, "person comes up", "people come up")
