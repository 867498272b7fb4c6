"""Events and news in Russian lists."""

from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.agenda.campaigns import Campaign
from contactkeeper.core.agenda.course import Course
from contactkeeper.core.agenda.events import EventReach
from contactkeeper.core.model import Contact, Event, News
from contactkeeper.text.ru import events

TODAY = date(2026, 11, 23)
LATER = date(2026, 12, 1)
AFTER = date(2026, 12, 3)
NEWS = News("N.md", "Доклад на HighLoad++", date(2026, 11, 9), "talk", "tier:key")
ANNA, BORIS, EVE = (Contact(f"{name}.md", name) for name in ("Анна Каренина", "Борис", "Eve"))


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        (
            EventReach(3, TODAY, 2, AFTER, ()),
            "Сейчас спросить 3 человек, с четверга 3 декабря вернуться к 2 людям",
        ),
        (
            EventReach(1, LATER, 21, AFTER, ("Анна Каренина", "Eve")),
            (
                "Со вторника 1 декабря спросить 1 человека, с четверга 3 декабря вернуться "
                "к 21 человеку, кроме тех, кто на паузе или без поводов: Анна Каренина, Eve"
            ),
        ),
        (
            EventReach(0, None, 0, AFTER, ()),
            "С четверга 3 декабря вернуться к тем, у кого событие названо в журнале",
        ),
    ],
)
def test_whom_an_event_brings_up(reach: EventReach, said: str) -> None:
    """People to ask in the genitive, people to come back to in the dative."""
    assert events.say_reach(reach, TODAY) == said


def test_an_event_has_its_days_and_its_people() -> None:
    """Names stay in the nominative, and an audience as it is typed."""
    assert events.say_days(LATER, LATER, TODAY) == "вт 1 декабря"
    assert events.say_days(LATER, AFTER, TODAY) == "вт 1 — чт 3 декабря"
    assert events.say_days(date(2026, 11, 30), AFTER, TODAY) == "пн 30 ноября — чт 3 декабря"
    assert events.say_days(date(2027, 12, 1), date(2027, 12, 3), TODAY) == (
        "ср 1 — пт 3 декабря 2027"
    )
    event = Event("E.md", "E", LATER, LATER, audience="tier:key", attending=False)
    assert events.say_guests(event, [ANNA, EVE], [ANNA]) == (
        "Анна Каренина, ещё 1 из tier:key, без вас"
    )
    assert events.say_guests(event, [ANNA, EVE], []) == "2 из tier:key, без вас"


@pytest.mark.parametrize(
    ("count", "events_over", "news_over"),
    [
        (1, "1 событие давно прошло", "срок вышел у 1 новости"),
        (2, "2 события давно прошли", "срок вышел у 2 новостей"),
        (5, "5 событий давно прошли", "срок вышел у 5 новостей"),
        (21, "21 событие давно прошло", "срок вышел у 21 новости"),
    ],
)
def test_what_is_over_is_counted(count: int, events_over: str, news_over: str) -> None:
    """With what lists it."""
    assert events.say_events_over(count) == f"{events_over}: ck event list --all"
    assert events.say_campaigns_over(count) == f"{news_over}: ck news list --all"


def test_a_campaign_says_who_has_heard_it() -> None:
    """With the word for its kind; to go are those whose names stand behind the colon."""
    some = Campaign(NEWS, (ANNA,), (BORIS, EVE))
    assert events.say_campaign(some, TODAY) == (
        "Доклад на HighLoad++ · доклад, пн 9 ноября — ср 9 декабря"
    )
    assert events.say_reached(some) == "рассказано 1 из 3, осталось: Борис, Eve"
    assert events.say_reached(Campaign(NEWS, (ANNA,), ())) == "рассказано 1 из 1: знают все"
    assert events.say_reached(Campaign(NEWS, (), ())) == "аудитория пуста: tier:key"
    nobody = Campaign(NEWS._replace(audience=""), (), ())
    assert events.say_reached(nobody) == "аудитория пуста: она не названа"
    assert events.say_progress([some]) == "Доклад на HighLoad++: рассказано 1 из 3"
    assert events.say_progress([some, some]).endswith(" 1 из 3, и ещё 1 новость")
    assert events.say_progress([some] * 6).endswith(", и ещё 5 новостей")
    assert events.say_news(NEWS, TODAY) == "Доклад на HighLoad++ (9 ноября)"


@pytest.mark.parametrize(
    ("told", "to_go", "needed", "rest", "said"),
    [
        (0, 0, 0, 0, "В её аудитории никого нет"),
        (2, 0, 0, 0, "2 человека, рассказано уже 2"),
        (0, 1, 1, 0, "1 человек: примерно 1 день"),
        (0, 12, 4, 0, "12 человек: примерно 4 дня"),
        (3, 9, 15, 0, "12 человек, рассказано уже 3: примерно 3 недели"),
        (0, 21, 25, 0, "21 человек: примерно 5 недель"),
        (0, 12, 4, 4, "12 человек: к среде 9 декабря примерно 8, ещё 4 не успеть"),
    ],
)
def test_how_a_campaign_goes_on(told: int, to_go: int, needed: int, rest: int, said: str) -> None:
    """In mornings, in weeks, or as far as it comes until its last day."""
    campaign = Campaign(NEWS, (ANNA,) * told, (EVE,) * to_go)
    assert events.say_course(Course(campaign, needed, rest), TODAY) == said


def test_whom_to_tell_is_asked() -> None:
    """With how many people are in each audience."""
    assert events.name_audiences(12, 2314) == [
        "ключевые контакты (12)", "все (2\u00a0314)", "указать аудиторию",
    ]  # fmt: skip
    assert events.say_employer("Яндекс") == "Ваш работодатель (Яндекс) об этом не узнает."
    assert "[me] employer" in events.say_employer("")
