"""Modes in Russian: how a situation changes rhythms, and what another mode would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.modes import SEARCHING
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.text.phrases import upper_first
from contactkeeper.text.ru.days import DAY, on_day, show_cadence, until_day
from contactkeeper.text.ru.phrases import PERSON, Noun, say_count
from contactkeeper.text.ru.words import name_mode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.agenda.modes import Mode
    from contactkeeper.core.agenda.next_due import ModePreview


HOW_TO_SWITCH = "Сменить: ck mode ИМЯ"
_ADVICE = {
    "steady": "У каждого свой ритм.",
    "searching": "Говорите, что ищете, просите познакомить и благодарите за каждое знакомство.",
    "settling-in": "Поблагодарите тех, кто помог, а остальным расскажите, где вы теперь.",
    "changing-field": (
        "Спросите тех, кто нанимает в новой области, с чего они начали бы её изучать."
    ),
}
_TIERS = {"key": "ключевые", "supporting": "поддерживающие"}
_COMES = Noun("появится", "появятся", "появятся")


def say_mode_advice(mode: Mode) -> str:
    """Say what to do in a mode, in the user's own words where they have some; may be empty."""
    return _ADVICE.get(mode.name, "") if mode.advice is None else mode.advice


def say_rules(mode: Mode) -> str:
    """Say a mode's rhythms: `ключевые раз в 2 недели, поддерживающие раз в месяц`; may be empty."""
    named = [(_TIERS.get(tier, tier), rhythm) for tier, rhythm in mode.tier]
    return ", ".join(f"{who} {show_cadence(rhythm)}" for who, rhythm in (*named, *mode.audience))


def say_mode(mode: Mode, until: date | None, today: date) -> str:
    """Name a mode and its last day: `поиск до среды 31 марта`."""
    name = name_mode(mode.name)
    return f"{name} {until_day(until, today)}" if until else name


def say_ended(name: str, day: date, today: date) -> str:
    """Say when the mode before the present one ended."""
    return f"режим «{name_mode(name)}» закончился {on_day(day, today)}"


def say_switched(mode: Mode, until: date | None, today: date) -> str:
    """Say that the mode was switched."""
    return f"Записано в {CONFIG_NAME}: {say_mode(mode, until, today)}"


def say_same_mode(mode: Mode, until: date | None, today: date) -> str:
    """Say that the mode holds already."""
    return f"Это и так действует: {say_mode(mode, until, today)}."


def say_effect(mode: Mode) -> Iterator[str]:
    """Say how a mode changes rhythms, a sentence a line."""
    if said := say_rules(mode):
        yield f"{upper_first(said)}; собственные более частые ритмы и паузы остаются."
    if mode.retry_after is not None:
        yield f"Нет ответа: напомнить о себе можно через {say_count(mode.retry_after, DAY)}."


def say_whom_to_tell(mode: Mode, employer: str) -> str:
    """Say how people hear that I am searching, and who does not; empty for other modes."""
    if mode.name != SEARCHING:
        return ""
    but = f", и не предложит вашего работодателя ({employer})" if employer else ""
    return f'Рассказать об этом? ck news add "Ищу работу" --kind поиск сначала спросит, кому{but}.'


def say_mode_preview(shift: ModePreview) -> str:
    """Say how many people another mode brings up sooner or later, and how long that takes."""
    said = []
    if shift.sooner:
        days = say_count(-(-shift.sooner // shift.per_day), DAY)
        said.append(f"{_say_people(shift.sooner)} раньше: за {days}, по {shift.per_day} в день.")
    if shift.later:
        said.append(f"{_say_people(shift.later)} позже.")
    return " ".join(said) or "Ни для кого ничего не сдвинется."


def _say_people(number: int) -> str:
    return f"{say_count(number, PERSON)} {_COMES.of(number)}"
