"""Events and news in Russian lists: when they are, whom they bring up, and who has heard them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.campaigns import last_day
from contactkeeper.core.calendar.days import WORKING_WEEK
from contactkeeper.text.phrases import flat, upper_first
from contactkeeper.text.ru.days import (
    DAY,
    WEEK,
    by_day,
    say_day,
    say_short_day,
    say_weekday_day,
    since_day,
)
from contactkeeper.text.ru.phrases import PERSON, Noun, say_count, say_number
from contactkeeper.text.ru.words import name_news_kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.campaigns import Campaign
    from contactkeeper.core.agenda.course import Course
    from contactkeeper.core.agenda.events import EventReach
    from contactkeeper.core.model import Contact, Event, News

NO_EVENT = "Событий пока нет: заметку о событии создаст ck event add ИМЯ --date ДАТА."
NO_NEWS = "Новостей пока нет: заметку о новости создаст ck news add ИМЯ."
WHO_HEARS = "Кому рассказать?"
WHICH_AUDIENCE = "Кому? Например, focus:technical и не company:Ozon:"
_ASKED = Noun("человека", "человек", "человек")
_TO_PEOPLE = Noun("человеку", "людям", "людям")
_PAST_EVENT = Noun("событие давно прошло", "события давно прошли", "событий давно прошли")
_CAMPAIGN = Noun("новости", "новостей", "новостей")
_MORE_NEWS = Noun("новость", "новости", "новостей")


def say_reach(reach: EventReach, today: date) -> str:
    """Say whom an event brings onto the list, and when: before it, and after it."""
    said = []
    if reach.opens:
        when = "сейчас" if reach.opens <= today else since_day(reach.opens, today)
        said.append(f"{when} спросить {say_count(reach.asked, _ASKED)}")
    whom = "к тем, у кого событие названо в журнале"
    if reach.met:
        whom = f"к {say_count(reach.met, _TO_PEOPLE)}"
    said.append(f"{since_day(reach.follow_up, today)} вернуться {whom}")
    if reach.left_out:
        said.append(f"кроме тех, кто на паузе или без поводов: {', '.join(reach.left_out)}")
    return upper_first(", ".join(said))


def say_days(first: date, last: date, today: date) -> str:
    """Say when an event is: `пт 14 — вс 16 мая`, `пн 30 ноября — ср 2 декабря`."""
    if first == last:
        return say_weekday_day(first, today)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begin = say_short_day(first) if is_one_month else say_weekday_day(first, today)
    return f"{begin} — {say_weekday_day(last, today)}"


def say_guests(event: Event, asked: Sequence[Contact], named: Sequence[Contact]) -> str:
    """Name those in an event's `people`, and count whom its audience adds."""
    said = [contact.name for contact in named]
    more = len(asked) - len(named)
    if more > 0:
        also = "ещё " if said else ""
        said.append(f"{also}{say_number(more)} из {event.audience}")
    if event.attending is False:
        said.append("без вас")
    return ", ".join(said)


def say_events_over(count: int) -> str:
    """Count the events that are not listed any more."""
    return f"{say_count(count, _PAST_EVENT)}: ck event list --all"


def say_campaign(campaign: Campaign, today: date) -> str:
    """Say what is told and until when: `PyCon · доклад, пн 9 ноября — ср 9 декабря`."""
    news = campaign.news
    return (
        f"{news.name} · {name_news_kind(news.kind)}, {say_days(news.date, last_day(news), today)}"
    )


def say_reached(campaign: Campaign) -> str:
    """Say who has heard the news, and who has not: `рассказано 5 из 12, осталось: Анна, Борис`."""
    if not campaign.total:
        return f"аудитория пуста: {campaign.news.audience or 'она не названа'}"
    said = f"рассказано {say_number(len(campaign.told))} из {say_number(campaign.total)}"
    if campaign.to_go:
        return f"{said}, осталось: {', '.join(contact.name for contact in campaign.to_go)}"
    return f"{said}: знают все"


def say_campaigns_over(count: int) -> str:
    """Count the news that is not told any more."""
    return f"срок вышел у {say_count(count, _CAMPAIGN)}: ck news list --all"


def name_audiences(key: int, everyone: int) -> list[str]:
    """Name the audiences to choose from, with how many are in each."""
    return [
        f"ключевые контакты ({say_number(key)})",
        f"все ({say_number(everyone)})",
        "указать аудиторию",
    ]


def say_employer(employer: str) -> str:
    """Say that the user's own employer hears nothing of a search, or how to make it so."""
    if employer:
        return f"Ваш работодатель ({employer}) об этом не узнает."
    return "Людей вашего работодателя исключает [me] employer в contactkeeper.toml."


def say_news(news: News, today: date) -> str:
    """Say news in passing: `Staff engineer (16 ноября)`."""
    return f"{flat(news.name)} ({say_day(news.date, today)})"


def say_progress(campaigns: Sequence[Campaign]) -> str:
    """Say how far the first campaign has come, and count the others."""
    if not campaigns:
        return ""
    first, *others = campaigns
    told, total = say_number(len(first.told)), say_number(first.total)
    said = f"{flat(first.news.name)}: рассказано {told} из {total}"
    return f"{said}, и ещё {say_count(len(others), _MORE_NEWS)}" if others else said


def say_course(course: Course, today: date) -> str:
    """Say how a campaign goes on: `12 человек: примерно 3 недели`."""
    campaign = course.campaign
    if not campaign.total:
        return "В её аудитории никого нет"
    heard = f", рассказано уже {say_number(len(campaign.told))}" if campaign.told else ""
    said = f"{say_count(campaign.total, PERSON)}{heard}"
    if not campaign.to_go:
        return said
    if not course.rest:
        weeks = -(-course.needed // WORKING_WEEK)
        span = say_count(weeks, WEEK) if weeks > 1 else say_count(course.needed, DAY)
        return f"{said}: примерно {span}"
    until = by_day(last_day(campaign.news), today)
    told = len(campaign.to_go) - course.rest
    return f"{said}: {until} примерно {say_number(told)}, ещё {say_number(course.rest)} не успеть"
