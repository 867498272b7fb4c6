"""The walk through the morning, and what was found, in Russian."""

from __future__ import annotations

import pytest

from contactkeeper.text.en import walk as english
from contactkeeper.text.ru import walk as text
from contactkeeper.text.ru.search import say_matches


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ({}, "Ничего не сделано."),
        ({"Анна Каренина": ["log"]}, "Сделано, 1 человек: Анна Каренина — записано"),
        (
            {"Анна": ["log", "snooze", "log"], "Tom": ["meet"]},
            "Сделано, 2 человека: Анна — записано и отложено, Tom — встреча",
        ),
        (
            {"А": ["done"], "Б": ["pause"], "В": ["write"], "Г": ["log"], "Д": ["log"]},
            "Сделано, 5 человек: А — отмечено, Б — пауза, В — написано, Г — записано, Д — записано",
        ),
        (
            {str(number): ["log"] for number in range(21)},
            f"Сделано, 21 человек: {', '.join(f'{number} — записано' for number in range(21))}",
        ),
    ],
)
def test_what_was_done(acts: dict[str, list[str]], said: str) -> None:
    """By person, in nouns and participles that fit a man and a woman."""
    assert text.say_done(acts) == said


def test_who_is_left() -> None:
    """A few by name, the others by number."""
    assert text.say_left([]) == ""
    assert text.say_left(["Анна\nКаренина"]) == "Осталось 1: Анна Каренина"
    assert text.say_left(list("абвгд")) == "Осталось 5: а, б, в, г, д"
    assert text.say_left(list("абвгде")) == "Осталось 6: а, б, в, г и ещё 2"


def test_the_same_keys_mean_the_same() -> None:
    """The keys are positions with their Latin letters, in the same order."""
    for name in ("LABELS", "HELP", "NOT_NOW"):
        assert list(getattr(text, name)) == list(getattr(english, name))
    assert all(label.startswith(f"[{key}]") for key, label in text.LABELS.items())
    assert text.say_keys({"n", "l", "q"}) == ["[l] записать", "[n] дальше", "[q] выйти"]


def test_short_sentences() -> None:
    """Whole sentences, beside their facts."""
    assert text.say_place(4, 17) == "4 из 17"
    assert text.say_no_key("z") == "Клавиша z здесь ничего не делает; какие есть, покажет ?."
    assert text.say_no_key("") == "Эта клавиша здесь ничего не делает; какие есть, покажет ?."
    assert text.say_no_key("w") == "Писать здесь некому."
    assert text.say_gone("Анна") == "Анна: заметки больше нет."
    assert text.ask_to_tick("новое  резюме") == "Это тоже сделано: новое резюме? [д]а [н]ет"


@pytest.mark.parametrize(
    ("lines", "notes", "said"),
    [
        (0, 0, "Ни в контактах, ни в событиях, ни в новостях нет «system design»."),
        (1, 1, "1 строка в 1 заметке"),
        (3, 2, "3 строки в 2 заметках"),
        (11, 5, "11 строк в 5 заметках"),
        (1021, 21, "1\u00a0021 строка в 21 заметке"),
    ],
)
def test_what_was_found(lines: int, notes: int, said: str) -> None:
    """A note stands in the prepositional."""
    assert say_matches(["system", "design"], lines, notes) == said
