from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date

from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import Cadence
from contactkeeper.text.ru.days import (
    by_day,
    by_weekday,
    for_day,
    on_day,
    on_weekday,
    say_date,
    say_day,
    say_head_day,
    say_lateness,
    say_month,
    say_quarter,
    say_short_day,
    say_since,
    say_week,
    say_weekday,
    say_weekday_day,
    say_when,
    say_whole_day,
    show_cadence,
    since_day,
    since_month,
    until_day,
)

TODAY, FAR = date(2026, 11, 23), date(2024, 3, 15)
WEEK = [add_days(TODAY, days) for days in range(7)]


def test_a_day_is_said_for_heads_and_records() -> None:
    """With its weekday, its year or its quarter."""
    assert say_head_day(TODAY) == "пн 23 ноября"
    assert say_short_day(TODAY) == "пн 23"
    assert say_weekday(TODAY) == "понедельник"
    assert say_whole_day(FAR) == "пт 15 марта 2024"
    assert say_quarter(FAR) == "1-й квартал 2024"


def test_a_day_of_the_week_stands_in_its_case() -> None:
    """With the prepositions that two consonants change: `во вторник`, `ко вторнику`, `со среды`."""
    assert [on_weekday(day) for day in WEEK] == [
        "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу",
        "в воскресенье",
    ]  # fmt: skip
    assert [by_weekday(day) for day in WEEK] == [
        "к понедельнику", "ко вторнику", "к среде", "к четвергу", "к пятнице", "к субботе",
        "к воскресенью",
    ]  # fmt: skip
    assert [since_day(day).partition(" 2")[0] for day in WEEK] == [
        "с понедельника", "со вторника", "со среды", "с четверга", "с пятницы", "с субботы",
        "с воскресенья",
    ]  # fmt: skip
    assert [until_day(day).partition(" 2")[0] for day in WEEK] == [
        "до понедельника", "до вторника", "до среды", "до четверга", "до пятницы", "до субботы",
        "до воскресенья",
    ]  # fmt: skip
    assert [for_day(day).partition(" 2")[0] for day in WEEK] == [
        "на понедельник", "на вторник", "на среду", "на четверг", "на пятницу", "на субботу",
        "на воскресенье",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "passing", "when", "since", "month", "dated", "weekday"),
    [
        (date(2026, 10, 9), "9 октября", "9 октября", "9 октября", "октябрь", "9 октября",
         "пт 9 октября"),
        (date(2025, 11, 24), "24 ноября", "24 ноября", "24 ноября", "ноябрь", "24 ноября 2025",
         "пн 24 ноября 2025"),
        (FAR, "март 2024", "в марте 2024", "марта 2024", "март 2024", "15 марта 2024",
         "пт 15 марта 2024"),
        (date(2030, 8, 1), "август 2030", "в августе 2030", "августа 2030", "август 2030",
         "1 августа 2030", "чт 1 августа 2030"),
    ],
)  # fmt: skip
def test_a_far_day_has_its_year(  # noqa: PLR0913, PLR0917  # one day in all its forms
    day: date, passing: str, when: str, since: str, month: str, dated: str, weekday: str
) -> None:
    """Less than a year away, day and month say which day it is."""
    assert say_day(day, TODAY) == passing
    assert say_when(day, TODAY) == when
    assert say_since(day, TODAY) == since
    assert say_month(day, TODAY) == month
    assert say_date(day, TODAY) == dated
    assert say_weekday_day(day, TODAY) == weekday


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_stands_in_its_case(month: int) -> None:
    """In a month, and since one."""
    day = date(2020, month, 1)
    genitive = format_date(day, "MMMM", "ru")
    assert say_since(day, TODAY) == f"{genitive} 2020"
    assert since_month(day, TODAY) == f"с {genitive} 2020"
    assert say_when(day, TODAY) == f"в {genitive[:-1]}е 2020"


def test_a_weekday_with_a_far_day_has_its_year() -> None:
    """In every case."""
    assert on_day(FAR, TODAY) == "в пятницу 15 марта 2024"
    assert by_day(FAR, TODAY) == "к пятнице 15 марта 2024"
    assert until_day(FAR, TODAY) == "до пятницы 15 марта 2024"
    assert since_day(FAR, TODAY) == "с пятницы 15 марта 2024"
    assert for_day(FAR, TODAY) == "на пятницу 15 марта 2024"
    assert since_month(date(2026, 5, 4), TODAY) == "с мая"


def test_a_week_is_said_as_it_lies_ahead() -> None:
    """Beside the days of a plan."""
    assert [say_week(add_days(TODAY, days), TODAY) for days in (0, 6, 7, 14)] == [
        "эта неделя", "эта неделя", "следующая", "7 декабря",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 день"), (2, "2 дня"), (5, "5 дней"), (13, "13 дней"), (14, "2 недели"),
        (35, "5 недель"), (62, "8 недель"), (63, "2 месяца"), (365, "12 месяцев"),
        (639, "21 месяц"),
    ],
)  # fmt: skip
def test_a_span_is_said_in_whole_units(number: int, said: str) -> None:
    """Days, then weeks, then months."""
    assert say_lateness(number) == said


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Cadence("day"), "каждый день"),
        (Cadence("week"), "раз в неделю"),
        (Cadence("month"), "раз в месяц"),
        (Cadence("year"), "раз в год"),
        (Cadence("month", 3), "раз в квартал"),
        (Cadence("day", 45), "раз в 45 дней"),
        (Cadence("week", 2), "раз в 2 недели"),
        (Cadence("week", 21), "раз в 21 неделю"),
        (Cadence("month", 6), "раз в 6 месяцев"),
        (Cadence("year", 2), "раз в 2 года"),
        (Cadence("event"), "по поводу"),
        (Cadence("none"), "без напоминаний"),
    ],
)
def test_a_cadence_is_said_as_a_rhythm(cadence: Cadence, said: str) -> None:
    """Once in so long."""
    assert show_cadence(cadence) == said
