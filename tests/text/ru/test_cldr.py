"""Russian words of days and forms of counts, held to CLDR as Babel has it."""

from __future__ import annotations

from datetime import date, timedelta
from gettext import c2py  # the reader of such rules in the standard library

import pytest
from babel import Locale
from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import format_decimal

import translations
from contactkeeper.text.ru import days, phrases

RU = Locale("ru")
NUMBERS = [*range(1_200), *range(9_990, 10_130), 1_000_000, 1_000_001, 1_000_002, 1_000_011]
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def test_the_names_of_months_and_weekdays_are_those_of_cldr() -> None:
    """Months alone, and in a day; weekdays whole and short."""
    assert dict(enumerate(days.MONTHS, 1)) == get_month_names("wide", "stand-alone", RU)
    assert dict(enumerate(days.OF_MONTHS, 1)) == get_month_names("wide", "format", RU)
    assert dict(enumerate(days.WEEKDAYS)) == get_day_names("wide", "stand-alone", RU)


@pytest.mark.parametrize("day", YEAR[::5])
def test_a_day_is_said_as_cldr_has_it(day: date) -> None:
    """With and without its weekday and its year."""
    assert days.say_month_day(day) == format_date(day, "d MMMM", RU)
    assert days.say_full_day(day) == format_date(day, "d MMMM y", RU)
    assert days.say_weekday_day(day) == format_date(day, "ccc d MMMM", RU)
    assert days.say_month_year(day) == format_date(day, "LLLL y", RU)
    assert days.say_quarter(day) == format_date(day, "QQQ y", RU).replace(" кв.", " квартал")


def test_the_form_of_a_count_is_that_of_cldr() -> None:
    """For whole numbers; the catalogue chooses the same."""
    forms = {"one": "день", "few": "дня", "many": "дней"}
    catalogue = translations.read(translations.CATALOGUES / "ru/LC_MESSAGES/ck.po")
    choose = c2py(catalogue.plural_expr)
    for number in NUMBERS:
        category = RU.plural_form(number)
        assert days.DAY.of(number) == forms[category], number
        assert list(forms)[choose(number)] == category, number


def test_thousands_are_parted_as_cldr_has_it() -> None:
    """By a no-break space, from 1 000 on."""
    for number in NUMBERS:
        assert phrases.say_number(number) == format_decimal(number, locale=RU)
