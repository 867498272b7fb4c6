"""Words of the report in Russian, and what both languages have to have."""

from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.statistics.model import (
    Answers,
    Favours,
    Growth,
    Month,
    Period,
    Share,
    Statistics,
)
from contactkeeper.text.en import report as english
from contactkeeper.text.ru import report as russian
from contactkeeper.text.ru.report import (
    ask_replace,
    describe_answers,
    describe_favours,
    describe_formats,
    describe_growth,
    describe_outcomes,
    describe_share,
    name_channel,
    name_person,
    name_picture,
    say_decide,
    say_entries_of,
    say_extent,
    say_filtered,
    say_left_out,
    say_made,
    say_more_people,
    say_sign,
    say_title,
    say_written,
)
from histories import TODAY

FIGURES = Statistics(
    Period(date(2025, 11, 1), TODAY),
    21,
    2,
    (("message", 2), ("call", 0), ("touch", 1)),
    Share(),
    0,
    0,
    Answers(Share(3, 4), 1),
    Answers(Share(1, 1), 0),
    gave=Favours(3, (("info", 3),)),
    got=Favours(1, (("", 1),)),
    outcomes=(("interview", 2), ("offer", 1)),
    growth=(Growth(date(2026, 1, 1), 2, 1), Growth(date(2026, 4, 1), 3, 1)),
)


def test_the_sentences_of_the_page() -> None:
    """Each with the facts that it says."""
    assert say_title(FIGURES.period) == "Взгляд назад: ноябрь 2025 — ноябрь 2026"
    assert say_extent(FIGURES) == "1 ноября 2025 — 23 ноября 2026: 21 человек, 2 записи."
    assert say_filtered(" --tier key") == "Только --tier key."
    assert say_filtered("") == ""
    assert say_made(TODAY) == (
        "Страницу сделала команда ck report 23 ноября 2026. Показатели объясняет docs/stats.md."
    )
    assert say_written("year.html", "xdg-open year.html") == (
        "Записано: year.html",
        "Открыть: xdg-open year.html",
    )
    assert ask_replace("x.html") == "x.html уже есть, и это не отчёт ck. Заменить?"


def test_what_the_pictures_show() -> None:
    """The main numbers in one sentence."""
    assert describe_formats(FIGURES) == "сообщения 2, касания 1"
    assert describe_formats(FIGURES._replace(formats=())) == "За это время ничего."
    assert describe_share("май 2026", Share(9, 12)) == "май 2026: 9 из 12 (75%)"
    assert describe_outcomes(FIGURES) == "собеседования 2 → офферы 1"
    assert describe_favours(FIGURES) == "вы дали 3: информация 3 · получили 1"
    assert describe_answers(FIGURES) == (
        "вам 3 из 4, в основном за день · от вас 1 из 1, в тот же день"
    )
    assert describe_growth(FIGURES) == "5 новых людей, через знакомых 2"


@pytest.mark.parametrize(
    ("number", "more", "left_out", "decide"),
    [
        (1, "ещё 1 человек", "1 человек из импорта", "Вне списка — ещё 1 человек."),
        (2, "ещё 2 человека", "2 человека из импорта", "Вне списка — ещё 2 человека."),
        (5, "ещё 5 человек", "5 человек из импорта", "Вне списка — ещё 5 человек."),
        (21, "ещё 21 человек", "21 человек из импорта", "Вне списка — ещё 21 человек."),
    ],
)
def test_people_are_counted(number: int, more: str, left_out: str, decide: str) -> None:
    """Those who are folded away, those without a row, and those without a card."""
    assert say_more_people(number) == more
    assert say_left_out(number) == f"{left_out} без уровня, ритма и записей: ck review"
    assert say_decide(number) == f"{decide} ck review покажет карточки одну за другой."


def test_nobody_is_not_counted() -> None:
    """There is nothing to say of nobody."""
    assert say_left_out(0) == ""
    assert say_decide(0) == "ck review покажет карточки одну за другой."


@pytest.mark.parametrize(
    ("counts", "sign", "words"),
    [
        ((1, 1, 1, 1), "Р", "разговор"),
        ((0, 1, 0, 1), "с", "сообщения"),
        ((0, 0, 0, 1), "к", "касание"),
        ((0, 0, 0, 0), "·", "ничего"),
    ],
)
def test_the_sign_of_a_month(counts: tuple[int, int, int, int], sign: str, words: str) -> None:
    """The closest that happened; the legend explains the letters."""
    month = Month(TODAY, *counts, Share())
    assert say_sign(month, late=False) == (sign, words)
    assert say_sign(month, late=True) == (sign, f"{words}, вне ритма")
    assert sign == "·" or f"{sign} — {words}" in russian.SIGNS


def test_names() -> None:
    """Of channels, of people without names, of pictures and of days."""
    assert [name_channel(each) for each in ("telegram", "hh", "")] == [
        "телеграм",
        "hh",
        "без канала",
    ]
    assert name_person(3) == "Человек 3"
    assert name_picture("Цели") == "Цели: рисунок"
    assert say_entries_of(date(2026, 10, 9), 2) == "9 октября 2026: 2 записи"


@pytest.mark.parametrize("table", ["TITLES", "PICTURES", "TABLES"])
def test_both_languages_word_the_same(table: str) -> None:
    """A section, picture or table has its words in each, and as many of them."""
    ours, theirs = getattr(russian, table), getattr(english, table)
    assert ours.keys() == theirs.keys()
    for name, words in ours.items():
        if not isinstance(words, str):
            assert len(words[-1]) == len(theirs[name][-1])
