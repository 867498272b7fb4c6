"""Cadences: how often to be in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.cadence import say_cadence

if TYPE_CHECKING:
    from contactkeeper.core.model import Cadence


def show_cadence(cadence: Cadence) -> str:
    """Say it in a sentence: as it is written in a note, but `on occasions`, `every 45 days`."""
    if cadence.unit == "event":
        return "on occasions"
    said = say_cadence(cadence)
    return f"every {said}" if said[0].isdecimal() else said
