"""What stands in the calendar, in Russian."""

from __future__ import annotations

from datetime import date, time

import pytest

from contactkeeper.core.agenda.calendar_event import CalendarEvent
from contactkeeper.core.agenda.model import Occasion
from contactkeeper.text import calendar as answers
from contactkeeper.text.ru.calendar import (
    describe,
    say_head,
    say_hidden_title,
    say_title,
    say_until,
    say_whom_to_write,
)
from contactkeeper.text.speech import Speech

RUSSIAN = Speech("ru")
DAY = date(2026, 11, 27)


def event(kind: str, name: str = "Анна Каренина", **facts: object) -> CalendarEvent:
    """Return an event of one day."""
    return CalendarEvent(kind, name, DAY, DAY)._replace(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (event("birthday", "Tom Becker"), "🎂 Tom Becker"),
        (event("date", words="именины"), "Именины: Анна Каренина"),
        (event("event", "HighLoad++"), "HighLoad++"),
        (event("meet", channel="созвон", time=time(11)), "Созвон: Анна Каренина"),
        (event("meet", "Борис"), "Встреча: Борис"),
        (event("promise", words="новое резюме"), "Анна Каренина · обещано: новое резюме"),
        (event("waiting", "Борис", words="the JD"), "Борис · ждём: the JD"),
        (event("reminder", words="2026-11-27 о команде"), "Анна Каренина: о команде"),
        (event("reminder"), "Анна Каренина: вернуться к разговору"),
        (event("write", "Борис"), "Написать: Борис"),
        (
            event("placed", occasion=Occasion("placed", "", DAY, DAY, DAY, date(2025, 11, 27))),
            "Анна Каренина: сегодня год с выхода на работу",
        ),
    ],
)
def test_each_kind_has_its_title(found: CalendarEvent, title: str) -> None:
    """Names stay in the nominative, and no word tells a gender."""
    assert say_title(found) == title
    assert say_hidden_title(found) == ("Занято" if found.kind == "meet" else "Напоминание")


def test_what_more_there_is_to_know() -> None:
    """What an appointment is about, where somebody works, and whom an event or a day is for."""
    assert describe(event("meet", words="о роли", company="Озон")) == ["о роли", "Озон"]
    people = ("Анна", "Борис", "Вера", "Глеб", "Дина")
    assert describe(event("event", people=people)) == ["Спросить: Анна, Борис, Вера и ещё 2"]
    assert describe(event("holiday", people=people[:1])) == ["Поздравить: Анна"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 событий"), (1, "1 событие"), (2, "2 события"), (5, "5 событий"), (21, "21 событие")],
)
def test_what_a_month_and_a_file_hold_is_counted(number: int, said: str) -> None:
    """With what is different in the file."""
    assert say_head(date(2026, 12, 1), number) == f"Декабрь 2026 · {said}"
    written = answers.say_written("a.ics", number, 2, 1, 0)
    assert RUSSIAN.say(written) == f"Записано: a.ics, {said}: новых 2, изменено 1"
    assert RUSSIAN.say(answers.say_written("a.ics", number, 0, 0, 0)) == f"Записано: a.ics, {said}"
    unchanged = RUSSIAN.say(answers.say_unchanged("a.ics", number))
    assert unchanged == f"Ничего не изменилось: a.ics, {said}"


def test_days_and_people_are_named() -> None:
    """The last day stands in the genitive."""
    assert say_until("HighLoad++", date(2026, 12, 8)) == "HighLoad++, до вторника 8 декабря"
    assert say_whom_to_write(["Анна", "Tom"]) == "Написать: Анна, Tom"
