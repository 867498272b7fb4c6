"""Days, spans of time and cadences in Russian, whatever the locale.

The names of months and days are those of CLDR; the months of days stand in the genitive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import (
    in_whole_units,
    is_near,
    is_within_a_year,
    monday_of,
    week_of,
)
from contactkeeper.text.ru.phrases import Noun, say_count

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Cadence, Unit

WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_OF_WEEKDAYS = (
    "понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья",
)  # fmt: skip
_TO_WEEKDAYS = (
    "понедельнику", "вторнику", "среде", "четвергу", "пятнице", "субботе", "воскресенью",
)  # fmt: skip
_FOR_WEEKDAYS = (
    "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье",
)  # fmt: skip
_TUESDAY, _WEDNESDAY = 1, 2
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
OF_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_IN_MONTHS = (
    "январе", "феврале", "марте", "апреле", "мае", "июне",
    "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
)  # fmt: skip

DAY = Noun("день", "дня", "дней")
WEEK = Noun("неделя", "недели", "недель")
MONTH = Noun("месяц", "месяца", "месяцев")
YEAR = Noun("год", "года", "лет")
FOR_WEEKS = Noun("неделю", "недели", "недель")
_UNITS: dict[Unit, Noun] = {"day": DAY, "week": FOR_WEEKS, "month": MONTH, "year": YEAR}
_SPANS = {"day": DAY, "week": WEEK, "month": MONTH}
_EACH: dict[Unit, str] = {
    "day": "каждый день",
    "week": "раз в неделю",
    "month": "раз в месяц",
    "year": "раз в год",
}

_A_QUARTER = 3


def say_day(day: date, today: date) -> str:
    """Say a day in passing: `9 октября` less than a year from today, else `март 2024`."""
    return say_month_day(day) if is_within_a_year(day, today) else say_month_year(day)


def say_since(day: date, today: date) -> str:
    """Say a day after `с`: `9 октября`, else `марта 2024`."""
    if is_within_a_year(day, today):
        return say_month_day(day)
    return f"{OF_MONTHS[day.month - 1]} {day.year}"


def say_when(day: date, today: date) -> str:
    """Say when something was, in passing: `9 октября`, else `в марте 2024`."""
    if is_within_a_year(day, today):
        return say_month_day(day)
    return f"в {_IN_MONTHS[day.month - 1]} {day.year}"


def say_weekday(day: date) -> str:
    """Say a day of the coming week by its name: `пятница`."""
    return WEEKDAYS[day.weekday()]


def say_weekday_day(day: date, today: date | None = None) -> str:
    """Say a day to keep in mind: `пт 20 ноября`; far from `today`, `сб 20 ноября 2027`.

    A day that is nearly a year off is far: without the year it would look like one close by.
    """
    return f"{SHORT_WEEKDAYS[day.weekday()]} {say_date(day, today)}"


def on_day(day: date, today: date | None = None) -> str:
    """Say when: `в пятницу 20 ноября`, `во вторник 24 ноября`."""
    return f"{on_weekday(day)} {say_date(day, today)}"


def for_day(day: date, today: date | None = None) -> str:
    """Say for when: `на пятницу 20 ноября`."""
    return f"на {_FOR_WEEKDAYS[day.weekday()]} {say_date(day, today)}"


def by_day(day: date, today: date | None = None) -> str:
    """Say by when: `к пятнице 20 ноября`, `ко вторнику 24 ноября`."""
    return f"{by_weekday(day)} {say_date(day, today)}"


def since_day(day: date, today: date | None = None) -> str:
    """Say since when: `с пятницы 20 ноября`, `со вторника 24 ноября`."""
    since = "со" if day.weekday() in {_TUESDAY, _WEDNESDAY} else "с"
    return f"{since} {_OF_WEEKDAYS[day.weekday()]} {say_date(day, today)}"


def until_day(day: date, today: date | None = None) -> str:
    """Say until when: `до пятницы 20 ноября`."""
    return f"до {_OF_WEEKDAYS[day.weekday()]} {say_date(day, today)}"


def on_weekday(day: date) -> str:
    """Say on which day of the coming week: `в пятницу`, `во вторник`."""
    return f"{'во' if day.weekday() == _TUESDAY else 'в'} {_FOR_WEEKDAYS[day.weekday()]}"


def by_weekday(day: date) -> str:
    """Say by which day of the coming week: `к пятнице`, `ко вторнику`."""
    return f"{'ко' if day.weekday() == _TUESDAY else 'к'} {_TO_WEEKDAYS[day.weekday()]}"


def say_date(day: date, today: date | None = None) -> str:
    """Say a day that may be far: `20 ноября`, else `20 ноября 2027`."""
    near = today is None or is_near(day, today)
    return say_month_day(day) if near else say_full_day(day)


def say_full_day(day: date) -> str:
    """Say a day whose year matters: `15 марта 2024`."""
    return f"{say_month_day(day)} {day.year}"


def say_whole_day(day: date) -> str:
    """Say a day with its weekday and its year: `пт 20 ноября 2026`."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {say_full_day(day)}"


def say_head_day(day: date) -> str:
    """Say the day a screen is about: `пн 23 ноября`."""
    return say_weekday_day(day)


def say_month_day(day: date) -> str:
    """Say a day of the coming months without its weekday: `23 ноября`."""
    return f"{day.day} {OF_MONTHS[day.month - 1]}"


def say_short_day(day: date) -> str:
    """Say a day beside its week, without the month: `пн 23`."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day}"


def say_month(day: date, today: date) -> str:
    """Say about when: `май` less than a year from today, else `май 2024`."""
    return MONTHS[day.month - 1] if is_within_a_year(day, today) else say_month_year(day)


def since_month(day: date, today: date) -> str:
    """Say since about when: `с мая` less than a year from today, else `с мая 2024`."""
    month = OF_MONTHS[day.month - 1]
    return f"с {month}" if is_within_a_year(day, today) else f"с {month} {day.year}"


def say_month_year(day: date) -> str:
    """Say a month whose year matters: `ноябрь 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_quarter(day: date) -> str:
    """Say the calendar quarter of a day: `4-й квартал 2026`."""
    return f"{(day.month + 2) // _A_QUARTER}-й квартал {day.year}"


def say_lateness(days: int) -> str:
    """Say a span in whole units: days to 13 (`10 дней`), weeks to 8, `3 месяца` after."""
    number, unit = in_whole_units(days)
    return say_count(number, _SPANS[unit])


def say_week(day: date, today: date) -> str:
    """Say the week of a day: `эта неделя`, `следующая`, else its Monday: `7 декабря`."""
    ahead = week_of(day) - week_of(today)
    if ahead > 1:
        return say_month_day(monday_of(day))
    return "следующая" if ahead else "эта неделя"


def show_cadence(cadence: Cadence) -> str:
    """Say a cadence in a sentence: `раз в месяц`, `раз в 6 недель`, `по поводу`."""
    if cadence.unit == "event":
        return "по поводу"
    if not cadence.has_timer:
        return "без напоминаний"
    if cadence.unit == "month" and cadence.count == _A_QUARTER:
        return "раз в квартал"
    if cadence.count == 1:
        return _EACH[cadence.unit]
    return f"раз в {say_count(cadence.count, _UNITS[cadence.unit])}"
