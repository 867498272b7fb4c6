"""Sentences about occasions: birthdays, placements, events, news and the like. One row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.occasions import SOON, OccasionText, find_text, months_and_years, short_name
from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.days import (
    DAY,
    MONTH,
    YEAR,
    on_day,
    say_day,
    say_weekday_day,
    since_day,
    until_day,
)
from contactkeeper.text.ru.phrases import quote, say_count
from contactkeeper.text.ru.words import say_outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion


def text_of(kind: str) -> OccasionText:
    """Return the sentences of an occasion kind."""
    return find_text(TEXTS, kind, "ru")


def _of_day(said: str, day: date, today: date) -> str:
    """Say something with its day, without a verb, which would need the gender of a name.

    `день рождения сегодня`, `Масленица: вчера, вс 22 ноября`, `Масленица в среду 25 ноября`.
    """
    if day == today:
        return f"{said} сегодня"
    if day > today:
        return f"{said} {on_day(day, today)}"
    ago = (today - day).days
    past = "вчера" if ago == 1 else f"{say_count(ago, DAY)} назад"
    return f"{said}: {past}, {say_weekday_day(day, today)}"


def _birthday(occasion: Occasion, today: date) -> tuple[str, str]:
    return _of_day("день рождения", occasion.day, today), ""


def _by_name(occasion: Occasion, today: date) -> tuple[str, str]:
    return _of_day(occasion.name, occasion.day, today), ""


def _by_name_ahead(occasion: Occasion, today: date) -> str:
    return f"{occasion.name} {on_day(occasion.day, today)}"


def _placement(occasion: Occasion, today: date) -> tuple[str, str]:
    if occasion.day == today:
        return f"сегодня {_say_since(occasion)} с выхода на работу", ""
    said = f"{_say_since(occasion)} с выхода на работу"
    return said, f", {say_weekday_day(occasion.day, today)}"


def _placement_ahead(occasion: Occasion, today: date) -> str:
    return f"{_say_since(occasion)} с выхода на работу — {on_day(occasion.day, today)}"


def _say_since(occasion: Occasion) -> str:
    """Say how long ago it began, in whole months or years."""
    months, years = months_and_years(occasion)
    if years:
        return "год" if years == 1 else say_count(years, YEAR)
    return "месяц" if months == 1 else say_count(months, MONTH)


def _new_job(occasion: Occasion, today: date) -> tuple[str, str]:
    said = _new_job_at(occasion)
    if occasion.day < today:
        return said, f", {since_day(occasion.day, today)}"
    when = "сегодня" if occasion.day == today else on_day(occasion.day, today)
    return f"{said}, {when}", ""


def _new_job_ahead(occasion: Occasion, today: date) -> str:
    return f"{_new_job_at(occasion)}, {on_day(occasion.day, today)}"


def _new_job_at(occasion: Occasion) -> str:
    return f"новая работа: {occasion.name}" if occasion.name else "новая работа"


def _intro(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say what is owed: `рассказать, как прошло: Nadia Rahimi` and ` (знакомство 2 ноября)`."""
    name, day = flat(occasion.name), say_day(occasion.day, today)
    if occasion.outcome:
        return f"поблагодарить за знакомство: {name}", f" ({say_outcome(occasion.outcome)} {day})"
    return f"рассказать, как прошло: {name}", f" (знакомство {day})"


def _candidate(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say what to ask: `спросить, как прошло: Pavel Gromov` and ` (кандидат 2 ноября)`."""
    about = say_outcome(occasion.outcome) if occasion.outcome else "рекомендация"
    said = f"спросить, как прошло: {flat(occasion.name)}"
    return said, f" ({about} {say_day(occasion.day, today)})"


def _from_day(
    on_list: Callable[[Occasion, date], tuple[str, str]],
) -> Callable[[Occasion, date], str]:
    """Say what lies ahead with the day from which it is on the list."""

    def ahead(occasion: Occasion, today: date) -> str:
        return f"{on_list(occasion, today)[0]}, {on_day(occasion.first, today)}"

    return ahead


def _event_before(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say that an event is near: `HighLoad++ через 8 дней` and `: увидимся там?`."""
    first, last = occasion.begins or occasion.day, occasion.ends or occasion.day
    away = (first - today).days
    if away > SOON:
        when = on_day(first, today)
    elif away > 0:
        when = "завтра" if away == 1 else f"через {say_count(away, DAY)}"
    elif first == last:
        when = "сегодня"
    else:
        when = "сегодня, последний день" if last == today else until_day(last, today)
    return f"{short_name(occasion.name, first)} {when}", ": увидимся там?"


def _event_after(occasion: Occasion, today: date) -> tuple[str, str]:
    first, last = occasion.begins or occasion.day, occasion.ends or occasion.day
    ended = f"{short_name(occasion.name, first)} позади, {say_weekday_day(last, today)}"
    return ended, ": продолжить разговор"


def _event_after_ahead(occasion: Occasion, today: date) -> str:
    name = short_name(occasion.name, occasion.begins or occasion.day)
    return f"{flat(name)}: продолжить разговор {on_day(occasion.first, today)}"


def _news(occasion: Occasion, today: date) -> tuple[str, str]:
    return f"ваша новость: {flat(occasion.name)}", f" ({say_day(occasion.day, today)})"


TEXTS: dict[str, OccasionText] = {
    "birthday": OccasionText(
        _birthday,
        lambda occasion, today: f"день рождения {on_day(occasion.day, today)}",
        upcoming="день рождения",
        back="день рождения",
        settled=lambda _occasion, _today: "день рождения",
        suggestion="поздравление с днём рождения",
    ),
    "placed": OccasionText(
        _placement,
        _placement_ahead,
        upcoming="выход на работу",
        back="выход на работу",
        settled=lambda _occasion, _today: "годовщина выхода на работу",
        suggestion="поздравление и спасибо: это знакомство привело к работе",
    ),
    "date": OccasionText(
        _by_name,
        _by_name_ahead,
        upcoming="личная дата",
        back="личная дата",
        settled=lambda occasion, today: quote(_by_name(occasion, today)[0]),
        suggestion="поздравление: {about}",
    ),
    "new-job": OccasionText(
        _new_job,
        _new_job_ahead,
        upcoming="новая работа",
        back="новая работа",
        settled=lambda _occasion, _today: "новая работа",
        suggestion="поздравление с новой работой",
    ),
    "intro": OccasionText(
        _intro,
        _from_day(_intro),
        upcoming="знакомство",
        back="рассказать о знакомстве",
        settled=lambda occasion, _: f"рассказ о знакомстве ({flat(occasion.name)})",
        suggestion="спасибо и рассказ о том, как прошло: {about}",
    ),
    "candidate": OccasionText(
        _candidate,
        _from_day(_candidate),
        upcoming="ваш кандидат",
        back="спросить о вашем кандидате",
        settled=lambda occasion, _: f"вопрос о кандидате ({flat(occasion.name)})",
        suggestion="вопрос, как прошло: {about}",
    ),
    "event-after": OccasionText(
        _event_after,
        _event_after_ahead,
        upcoming="разговор после события",
        back="разговор после события",
        settled=lambda occasion, _: f"разговор после события {quote(occasion.name)}",
        suggestion="продолжение разговора: {about}",
    ),
    "event-before": OccasionText(
        _event_before,
        _by_name_ahead,
        upcoming="событие",
        back="событие",
        settled=lambda occasion, _: f"вопрос о событии {quote(occasion.name)}",
    ),
    "holiday": OccasionText(
        _by_name,
        _by_name_ahead,
        upcoming="праздник",
        back="праздник",
        settled=lambda occasion, _: flat(occasion.name),
        suggestion="поздравление: {about}",
    ),
    "news": OccasionText(
        _news,
        _by_name_ahead,
        upcoming="ваша новость",
        back="ваша новость",
        settled=lambda occasion, _: f"новость {quote(occasion.name)}",
    ),
}
"""By the name of the kind."""
