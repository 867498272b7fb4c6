"""What a mode means, in Russian."""

from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.agenda.modes import BUILT_IN, STEADY, Mode
from contactkeeper.core.agenda.next_due import ModePreview
from contactkeeper.core.model import Cadence
from contactkeeper.text.ru import modes

TODAY = date(2026, 11, 23)
SEARCHING = BUILT_IN[1]


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (ModePreview(1, 0, 3), "1 человек появится раньше: за 1 день, по 3 в день."),
        (ModePreview(34, 0, 3), "34 человека появятся раньше: за 12 дней, по 3 в день."),
        (ModePreview(5, 0, 2), "5 человек появятся раньше: за 3 дня, по 2 в день."),
        (
            ModePreview(21, 2, 1),
            "21 человек появится раньше: за 21 день, по 1 в день. 2 человека появятся позже.",
        ),
        (ModePreview(0, 0, 3), "Ни для кого ничего не сдвинется."),
    ],
)
def test_what_changes_is_said(shift: ModePreview, said: str) -> None:
    """In people and mornings."""
    assert modes.say_mode_preview(shift) == said


def test_a_mode_is_said_with_its_last_day() -> None:
    """By the word that can be typed for it; a mode of one's own by its name."""
    day = date(2027, 3, 31)
    assert modes.say_mode(SEARCHING, day, TODAY) == "поиск до среды 31 марта"
    assert modes.say_mode(STEADY, None, TODAY) == "обычный"
    assert modes.say_ended("searching", date(2026, 11, 17), TODAY) == (
        "режим «поиск» закончился во вторник 17 ноября"
    )
    assert modes.say_switched(Mode("ищу"), day, TODAY) == (
        "Записано в contactkeeper.toml: ищу до среды 31 марта"
    )
    assert modes.say_same_mode(SEARCHING, None, TODAY) == "Это и так действует: поиск."


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (STEADY, []),
        (
            SEARCHING,
            [
                (
                    "Ключевые раз в 2 недели, поддерживающие раз в месяц; "
                    "собственные более частые ритмы и паузы остаются."
                ),
                "Нет ответа: напомнить о себе можно через 7 дней.",
            ],
        ),
        (
            Mode("x", audience=(("focus:technical", Cadence("week")),), retry_after=21),
            [
                "Focus:technical раз в неделю; собственные более частые ритмы и паузы остаются.",
                "Нет ответа: напомнить о себе можно через 21 день.",
            ],
        ),
    ],
)
def test_what_a_mode_does_is_said(mode: Mode, said: list[str]) -> None:
    """Tiers as people, rhythms as they are said everywhere."""
    assert list(modes.say_effect(mode)) == said


def test_whom_to_tell() -> None:
    """Only of a search; the employer's name stays as it is."""
    assert modes.say_whom_to_tell(SEARCHING, "Озон") == (
        'Рассказать об этом? ck news add "Ищу работу" --kind поиск сначала спросит, кому, '
        "и не предложит вашего работодателя (Озон)."
    )
    assert modes.say_whom_to_tell(SEARCHING, "").endswith(" сначала спросит, кому.")
    assert not modes.say_whom_to_tell(STEADY, "Озон")


def test_each_built_in_mode_has_advice() -> None:
    """The user's own words go before it."""
    assert all(modes.say_mode_advice(mode) for mode in BUILT_IN)
    assert modes.say_mode_advice(SEARCHING._replace(advice="x")) == "x"
