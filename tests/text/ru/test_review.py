"""Sentences of the review in Russian, whole, beside the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.model import Cadence
from contactkeeper.core.review.cards import card_of, known_of
from contactkeeper.core.review.goals import read_goal
from contactkeeper.core.review.load import Load
from contactkeeper.core.review.progress import Progress
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period
from contactkeeper.text.en import review as english
from contactkeeper.text.ru import review as russian
from contactkeeper.text.ru.goals import name_goal, say_progress
from contactkeeper.text.ru.review import (
    ask,
    ask_to_slow,
    ask_value,
    say_decided,
    say_end,
    say_favours,
    say_goal,
    say_last,
    say_load,
    say_paused,
    say_place,
    say_question,
    say_set_tier,
    say_set_to,
    say_standing,
    say_strip,
    say_talk,
    say_to_come,
    say_trust,
    type_cadence,
)
from histories import TODAY, contact, entry

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact
    from contactkeeper.core.review.cards import Known


def known(one: Contact, *, quarter: bool = False) -> Known:
    """Gather what a card shows of somebody."""
    history = history_of(one, TODAY)
    return known_of(card_of(history, TODAY, Settings(), quarter=quarter), TODAY, Settings())


DRIFTED = [entry(f"{number:02}-05", channel="call") for number in range(1, 6)]
LONG_AGO = [entry(f"2024-{number:02}-05", channel="call") for number in range(3, 8)]
TRIES = [entry("05-11", "->"), entry("08-10", "->")]
GAVE = [entry("11-01", channel="call", text="x", got="info") for _ in range(2)]


@pytest.mark.parametrize(
    ("one", "kind", "said"),
    [
        (
            contact("Анна", *DRIFTED, cadence=Cadence("month")),
            "drifted",
            "обычно раз в 4 недели, последний контакт 5 мая",
        ),
        (
            contact("Анна", *LONG_AGO, cadence=Cadence("month")),
            "drifted",
            "обычно раз в 4 недели, последний контакт в июле 2024",
        ),
        (contact("Борис", *TRIES), "cold", "2 попытки без ответа с мая"),
        (
            contact("Ольга", *GAVE),
            "one-sided",
            "за год вам помогли 2 раза, вы пока ни разу",
        ),
        (
            contact("Nadia", entry("11-01", "->"), entry("11-02", "<-", outcome="offer")),
            "grown",
            "ответы 1 из 1 · благодаря этому контакту: 1 оффер",
        ),
        (contact("Игорь", entry("11-01")), "no-tier", "пока без уровня · 1 запись за год"),
        (contact("Саша"), "no-tier", "пока без уровня · 0 записей за год"),
        (contact("Игорь", *DRIFTED), "trust", "5 записей, доверие ещё не оценено"),
        (
            contact("Ада", imported=date(2026, 10, 9)),
            "unsorted",
            "импорт 9 октября, ещё не разобрано",
        ),
        (
            contact("Анна", *DRIFTED, tier="key"),
            "key",
            "ключевой контакт · ритм выдержан 5 из 11 месяцев",
        ),
        (contact("Анна", entry("11-01"), entry("11-02")), "lately", "2 записи за три месяца"),
    ],
)
def test_why_something_is_to_be_decided(one: Contact, kind: str, said: str) -> None:
    """No word tells whether it is a man or a woman."""
    assert say_question(kind, known(one), TODAY) == said  # type: ignore[arg-type]


def test_what_is_known() -> None:
    """Tier, rhythm, trust, goal, the last words, the year and what was given."""
    said = entry("11-16", "<-", "пришлёт JD", got="info", trust="4")
    one = known(contact("Анна", said, tier="key", cadence=Cadence("week", 6)))
    assert say_standing(one) == "ключевой · раз в 6 недель · доверие 4"
    assert say_standing(known(contact("Том"))) == "без уровня · раз в квартал"
    assert say_goal(one._replace(goal="познакомиться\nс CTO")) == "цель: познакомиться с CTO"
    assert say_last(one, TODAY).startswith("последнее <- 16 ноября: пришлёт JD")
    assert say_last(known(contact("Том")), TODAY) == ""
    assert say_favours(one) == "дали 0, получили 1"
    assert say_strip(one.person.months) == f"12 месяцев  {'· ' * 11}с"
    assert ask(["drifted"]) == "Назначить разговор или сменить ритм?"
    assert ask([]) == "Решать больше нечего"
    assert say_place(3, 12) == "Карточка 3 из 12"


@pytest.mark.parametrize(
    ("text", "name", "progress"),
    [
        (
            "talks with key people: 3 a month",
            "разговоры (ключевые контакты), в этом месяце",
            "разговоры (ключевые контакты): 2 из 3 в этом месяце, 4 в прошлом",
        ),
        (
            "new people: 5 a week",
            "новые люди, на этой неделе",
            "новые люди: 2 из 5 на этой неделе, 4 на прошлой",
        ),
        (
            "messages to company:Ozon: 9 a year",
            "сообщения (company:Ozon), в этом году",
            "сообщения (company:Ozon): 2 из 9 в этом году, 4 в прошлом",
        ),
    ],
)
def test_goals(text: str, name: str, progress: str) -> None:
    """A goal is said anew: in the configuration it is English."""
    goal = read_goal(text)
    assert goal
    assert name_goal(goal) == name
    assert say_progress(Progress(goal, Period(TODAY, TODAY), 2, 4)) == progress
    hidden = goal._replace(text="", audience="")
    assert "(некоторые контакты)" in name_goal(hidden)


@pytest.mark.parametrize(
    ("people", "asked", "whom", "times"),
    [
        (1, 1, "для 1 человека: Анна 0?", "1 раз"),
        (2, 2, "для 2 человек: Анна 0, Анна 1?", "2 раза"),
        (21, 5, "для 21 человека: Анна 0, Анна 1, Анна 2, Анна 3, Анна 4 и ещё 16?", "5 раз"),
    ],
)
def test_the_load(people: int, asked: int, whom: str, times: str) -> None:
    """People stand in the genitive, names as they are."""
    slower = tuple(contact(f"Анна {number}") for number in range(people))
    load = Load(asked=asked, done=21.2, slower=slower, then=asked)
    assert say_load(load) == (
        f"Чтобы выдерживать все ритмы, нужно выходить на связь {times} в неделю; "
        "за последние 8 недель получалось 21 раз в неделю"
    )
    assert ask_to_slow(load) == (
        f"Сменить ритм на «раз в 6 месяцев» {whom} Тогда нужно {times} в неделю."
    )


@pytest.mark.parametrize(
    ("total", "shown", "said"),
    [
        (0, 0, "Решения никто не ждёт"),
        (1, 1, "Решения ждёт 1 человек"),
        (2, 2, "Решения ждут 2 человека"),
        (5, 5, "Решения ждут 5 человек"),
        (21, 12, "Решения ждёт 21 человек, сейчас 12"),
    ],
)
def test_who_waits_for_a_decision(total: int, shown: int, said: str) -> None:
    """The verb agrees with the count."""
    assert say_to_come(total, shown) == said


@pytest.mark.parametrize(
    ("decided", "left", "said"),
    [
        (0, 0, "Ничего не решено; карточек больше нет"),
        (1, 1, "Решено: 1 человек; осталась 1 карточка: ck review"),
        (2, 2, "Решено: 2 человека; осталось 2 карточки: ck review"),
        (5, 21, "Решено: 5 человек; осталась 21 карточка: ck review"),
    ],
)
def test_the_end(decided: int, left: int, said: str) -> None:
    """The command that goes on stands after what is left."""
    assert say_end(decided, left, "ck review") == said


def test_what_was_decided() -> None:
    """Nouns, and the user's own words as they were typed."""
    acts = [say_set_tier("key"), say_trust("4"), say_paused(""), say_paused("1 марта")]
    acts += [say_talk("пт 11:00"), say_set_to("cadence", "раз в год"), say_set_to("goal", "")]
    assert say_decided("Мария Соколова", acts) == (
        "Мария Соколова — ключевой, доверие 4, пауза, пауза до 1 марта, разговор пт 11:00, "
        "ритм: раз в год, без цели"
    )
    assert say_set_to("cadence", "") == "ритм как у уровня"
    assert say_set_to("talk", "") == "без ритма разговоров"
    assert ask_value("talk") == "разговор: "


@pytest.mark.parametrize(
    "text",
    ["daily", "weekly", "every 6 weeks", "monthly", "quarterly", "every 6 months", "yearly", "none",
     "event"],
)  # fmt: skip
def test_a_cadence_that_is_offered_is_read_back(text: str) -> None:
    """In either language a line that is left as it is means what it meant."""
    cadence = read_cadence(text)
    assert cadence
    for room in (english, russian):
        assert read_cadence(room.type_cadence(cadence)) == cadence
    assert type_cadence(Cadence("week", 6)) == "раз в 6 недель"


def test_the_keys_are_those_of_english() -> None:
    """They are positions: what they do is said beside the same letters."""

    def letters(keys: tuple[str, ...]) -> list[str]:
        return [key.partition("]")[0] for key in keys]

    assert letters(russian.KEYS) == letters(english.KEYS)
    columns = [each[:8].rstrip() for each in english.HELP]
    assert [each[:8].rstrip() for each in russian.HELP] == [
        each.replace("1 to 5", "1 — 5") for each in columns
    ]
