"""Word the report: its title, what each picture shows, and what a table names.

The words of the figures themselves are those of `ck stats`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.report import PictureWords, TableWords
from contactkeeper.text.ru.days import say_full_day
from contactkeeper.text.ru.figures import (
    NEW_PERSON,
    say_answers,
    say_favours,
    say_formats,
    say_outcomes,
    say_share,
)
from contactkeeper.text.ru.phrases import ENTRY, PERSON, say_count, say_number
from contactkeeper.text.ru.statistics import network_figures, say_period
from contactkeeper.text.ru.words import say_channel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import Month, Period, Share, Statistics

CONTENTS = "Разделы"
IN_NUMBERS = "То же в числах"
OF, PERCENT, OF_ALL = "из", "%", "из всех"
"""The heads of what a share is of, and its legend."""
TITLES: Mapping[str, str] = {
    "glance": "Коротко о главном",
    "days": "Общение день за днём",
    "people": "Ритм каждого",
    "outcomes": "Что из этого вышло",
    "balance": "Что дали и получили",
    "answers": "Ответы по каналам",
    "growth": "Новые люди",
    "goals": "Цели",
    "decisions": "Кто ждёт решения",
}
"""By the names of the sections."""
PICTURES: Mapping[str, PictureWords] = {
    "months": PictureWords(
        "Общение по месяцам",
        "Месяц",
        ("сообщения от вас", "сообщения вам", "разговоры", "касания"),
    ),
    "rhythm-months": PictureWords("Люди в ритме по месяцам", "Месяц", ("в ритме",)),
    "heat-map": PictureWords(
        "Записи по дням", "Неделя с", ("нет", "1", "2 или 3", "от 4 до 6", "больше")
    ),
    "funnel": PictureWords("Итоги", "Итог", ("сколько",)),
    "favours": PictureWords("Что дали и получили, по видам", "Вид", ("вы дали", "вы получили")),
    "answers-channel": PictureWords(
        "Ответы по каналам сообщений", "Канал", ("ответы вам", "ответы от вас")
    ),
    "growth-quarters": PictureWords(
        "Новые люди по кварталам", "Квартал", ("новые люди", "через знакомых")
    ),
    "goals-reached": PictureWords("Цели", "Цель", ("сделано", "в прошлый раз")),
}
"""By the names of the pictures."""
ALL_DAYS = "всего"
"""The head of the sum of a week."""
_OF_RHYTHM = (
    "Имя", "Уровень", "Месяцев в ритме", "Обычный промежуток, дней", "Сейчас, дней",
)  # fmt: skip
TABLES: Mapping[str, TableWords] = {
    "figures": TableWords("Показатели ck stats", ("Показатель", "Значение")),
    "people": TableWords("Ритм каждого", _OF_RHYTHM),
    "others": TableWords("Ритм остальных", _OF_RHYTHM),
    "through": TableWords("Через кого", ("Имя", "Итоги")),
    "brought": TableWords("Кто привёл", ("Имя", "Людей")),
    "decisions": TableWords("Кто ждёт решения", ("Имя", "Почему")),
}
HIDDEN = "Имена, компании и слова из заметок не показаны."
NOTHING = "За это время ничего."
NO_DECISION = "Решения никто не ждёт."
SIGNS = (
    "Р — разговор, с — сообщения, к — касание; точка — месяц, в котором ничего не было. "
    "Полосатый месяц закончился вне ритма."
)
_SIGNS = {
    "talk": ("Р", "разговор"),
    "message": ("с", "сообщения"),
    "touch": ("к", "касание"),
    "nothing": ("·", "ничего"),
}


def say_title(period: Period) -> str:
    """Say what the page is."""
    return f"Взгляд назад: {say_period(period)}"


def say_extent(statistics: Statistics) -> str:
    """Say the days, and how many people and entries they have."""
    period = statistics.period
    return (
        f"{say_full_day(period.first)} — {say_full_day(period.last)}: "
        f"{say_count(statistics.people, PERSON)}, {say_count(statistics.entries, ENTRY)}."
    )


def say_filtered(typed: str) -> str:
    """Say by which options people were chosen; empty for none."""
    return f"Только{typed}." if typed else ""


def name_figures(statistics: Statistics) -> list[tuple[str, str]]:
    """Say the figures of `ck stats`, each with its label."""
    return [(each.label, " ".join(each.parts)) for each in network_figures(statistics)]


def describe_formats(statistics: Statistics) -> str:
    """Say how many entries of each format there are."""
    return ", ".join(say_formats(statistics.formats)) or NOTHING


def describe_share(name: str, share: Share) -> str:
    """Say a share of a month: `ноябрь 2026: 9 из 12 (75%)`."""
    return f"{name}: {say_share(share)}"


def describe_outcomes(statistics: Statistics) -> str:
    """Say what came of it."""
    return ", ".join(say_outcomes(statistics.outcomes))


def describe_favours(statistics: Statistics) -> str:
    """Say how much was given and got."""
    gave, got = say_favours("вы дали", statistics.gave), say_favours("получили", statistics.got)
    return " · ".join((", ".join(gave), ", ".join(got)))


def describe_answers(statistics: Statistics) -> str:
    """Say how both sides answer."""
    sides = (("вам", statistics.their_answers), ("от вас", statistics.my_answers))
    return " · ".join(
        ", ".join(whole) for who, answers in sides for whole in say_answers(who, answers)[:1]
    )


def describe_growth(statistics: Statistics) -> str:
    """Say how many people are new, and how many of them through others."""
    people = sum(each.people for each in statistics.growth)
    introduced = sum(each.introduced for each in statistics.growth)
    return f"{say_count(people, NEW_PERSON)}, через знакомых {say_number(introduced)}"


def name_channel(channel: str) -> str:
    """Name a channel: `телеграм`; messages of which no channel is named have one, too."""
    return say_channel(channel) or "без канала"


def name_person(number: int) -> str:
    """Name a person by their number, where names are left out."""
    return f"Человек {number}"


def name_picture(title: str) -> str:
    """Name the picture of a title to who does not see it."""
    return f"{title}: рисунок"


def say_sign(month: Month, *, late: bool) -> tuple[str, str]:
    """Return the sign of a month of a person, and what it means: the closest that happened.

    `late`: the month ended out of rhythm.
    """
    sign, words = _SIGNS[month.closest]
    return sign, f"{words}, вне ритма" if late else words


def say_entries_of(day: date, entries: int) -> str:
    """Count the entries of a day: `9 октября 2026: 2 записи`."""
    return f"{say_full_day(day)}: {say_count(entries, ENTRY)}"


def say_more_people(number: int) -> str:
    """Say how many people are folded away."""
    return f"ещё {say_count(number, PERSON)}"


def say_left_out(number: int) -> str:
    """Say how many people have no row among the rhythms; empty for none."""
    if not number:
        return ""
    return f"{say_count(number, PERSON)} из импорта без уровня, ритма и записей: ck review"


def describe_goals(goals: Sequence[Progress]) -> str:
    """Say how many goals are reached."""
    reached = sum(each.is_reached for each in goals)
    return f"достигнуто {say_number(reached)} из {say_number(len(goals))}"


def say_decide(more: int) -> str:
    """Say how many others ask for a decision, and what walks through them."""
    others = f"Вне списка — ещё {say_count(more, PERSON)}. " if more else ""
    return f"{others}ck review покажет карточки одну за другой."


def say_made(today: date) -> str:
    """Say when the page was made, and where the words are explained."""
    made = f"Страницу сделала команда ck report {say_full_day(today)}."
    return f"{made} Показатели объясняет docs/stats.md."


def say_written(place: str, opener: str) -> tuple[str, str]:
    """Say where the report is, and how it is opened: by a command, or by its address."""
    return f"Записано: {place}", f"Открыть: {opener}"


def ask_replace(place: str) -> str:
    """Ask whether a file that is no report of ours may be replaced."""
    return f"{place} уже есть, и это не отчёт ck. Заменить?"
