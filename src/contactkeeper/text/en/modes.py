"""Modes: how a situation changes cadences, and what another mode would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.modes import SEARCHING
from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.text.en.days import say_weekday_day
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.modes import Mode
    from contactkeeper.core.agenda.next_due import ModePreview


HOW_TO_SWITCH = "Switch: ck mode NAME"
_ADVICE = {
    "steady": "Everybody has the rhythm of their own.",
    "searching": "Say what you look for, ask for introductions, and thank for each.",
    "settling-in": "Thank those who helped, and tell the others where you are now.",
    "changing-field": "Ask those who hire in the new field what they would learn first.",
}
"""Advice for the built-in modes."""


def say_mode_advice(mode: Mode) -> str:
    """Say what to do in a mode, in the user's own words where they have some; may be empty."""
    return _ADVICE.get(mode.name, "") if mode.advice is None else mode.advice


def say_rules(mode: Mode) -> str:
    """Say a mode's cadences: `key people every 2 weeks, supporting monthly`; empty: it has none."""
    named = [("key people" if tier == "key" else tier, rhythm) for tier, rhythm in mode.tier]
    return ", ".join(f"{who} {say_cadence(rhythm)}" for who, rhythm in (*named, *mode.audience))


def say_mode(mode: Mode, until: date | None, today: date) -> str:
    """Name a mode and its last day: `searching until Wed 31 Mar`."""
    return f"{mode.name} until {say_weekday_day(until, today)}" if until else mode.name


def say_ended(name: str, day: date, today: date) -> str:
    """Say when the mode before the present one ended."""
    return f"{name} ended {say_weekday_day(day, today)}"


def say_switched(mode: Mode, until: date | None, today: date) -> str:
    """Say that the mode was switched."""
    return f"Written to {CONFIG_NAME}: {say_mode(mode, until, today)}"


def say_same_mode(mode: Mode, until: date | None, today: date) -> str:
    """Say that the mode holds already."""
    return f"It is {say_mode(mode, until, today)} already."


def say_effect(mode: Mode) -> Iterator[str]:
    """Say how a mode changes cadences, a sentence a line."""
    if said := say_rules(mode):
        kept = "shorter rhythms of their own stay, paused stay paused."
        yield f"{upper_first(said)}; {kept}"
    if mode.retry_after is not None:
        yield f"No answer: time to try again after {say_count(mode.retry_after, 'day')}."


def say_whom_to_tell(mode: Mode, employer: str) -> str:
    """Say how people hear that I am searching, and who does not; empty for other modes."""
    if mode.name != SEARCHING:
        return ""
    but = f", and leaves out {employer}, your employer" if employer else ""
    return f'Tell people? ck news add "Looking" --kind search-status asks whom first{but}.'


def say_mode_preview(shift: ModePreview) -> str:
    """Say how many people another mode brings up sooner or later, and how long that takes."""
    said = []
    if shift.sooner:
        mornings = say_count(-(-shift.sooner // shift.per_day), "morning")
        said.append(f"{_say_people(shift.sooner)} sooner: {mornings} at {shift.per_day} a day.")
    if shift.later:
        said.append(f"{_say_people(shift.later)} later.")
    return " ".join(said) or "Nobody comes up on another day."


def _say_people(number: int) -> str:
    return say_count(number, "person comes up", "people come up")
