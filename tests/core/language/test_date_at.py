from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import DateRules, TwoReadings, date_at, order_of

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "form",
    [
        "2026-11-20", "2026/11/20", "2026.11.20", "20261120", "20.11.2026", "20/11/2026",
        "20-11-2026", "20.11.26", "20/11/26", "20 Nov 2026", "20th of November 2026",
        "Nov 20, 2026",
        "November 20th, 2026",
        "20 ноября 2026", "20 ноября 2026 г.", "20 нояб. 2026 года", "Fri 2026-11-20",
        "пт, 20.11.2026",
        "Friday, November 20, 2026", "[[2026-11-20]]", "[[Daily/2026-11-20#Call|today]]",
        "[[20.11.2026]]", "[2026-11-20](Daily/x.md)", "**2026-11-20**", "*20 Nov 2026*",
        "(2026-11-20)", "`2026-11-20`", "**[[2026-11-20]]**", ": 2026-11-20", "  2026-11-20",
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", ["", " and more", ".", ", then", " 11:00", ")"])
def test_each_form_means_its_day(form: str, after: str) -> None:
    """What follows the date is left."""
    found = date_at(f"x{form}{after}", 1)
    assert found
    assert (found.day, f"x{form}{after}"[found.end :]) == (FRIDAY, after)


@pytest.mark.parametrize(
    "words",
    [
        "", "by fri", "tomorrow", "27.11", "3.5.10", "10.15.70", "24/7/365", "20 Nov", "Nov 2026",
        "2026-11", "2026",
        "2026-11-2026", "2026-11-20-1", "202611201", "20 Foo 2026", "[[Anna]]",
        "[[2026-11-20 call]]", "1.2.3.2026", "٢٠٢٦-١١-٢٠",
    ],
)  # fmt: skip
def test_other_words_are_no_whole_date(words: str) -> None:
    """Neither half a date nor a number that is longer, nor a weekday that is another."""
    assert date_at(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-30",
        "31.02.2026",
        "30 Feb 2026",
        "20261340",
        "32/13/2026",
        "31.02.26",
        "Mon 2026-11-20",
        "Пн, 20 ноября 2026",
    ],
)
def test_there_is_no_such_day(words: str) -> None:
    """A date's form, and no day."""
    with pytest.raises(ImpossibleDate):
        date_at(words)


def test_what_may_be_two_days_names_both() -> None:
    """Day and month are never guessed; where they are one number there is nothing to guess."""
    with pytest.raises(TwoReadings) as two:
        date_at("03/11/2026 x")
    assert two.value.days == (date(2026, 3, 11), date(2026, 11, 3))
    assert two.value.text == "03/11/2026"
    found = date_at("11/11/2026")
    assert found
    assert found.day == date(2026, 11, 11)


@given(st.dates(), st.sampled_from(["{:%d.%m}.{y:04}", "{y:04}-{:%m-%d}", "{:%d} {:%b} {y:04}"]))
def test_every_day_is_read(day: date, form: str) -> None:
    """In each of the usual forms."""
    found = date_at(form.format(day, day, y=day.year))
    assert found
    assert found.day == day


@given(st.text(alphabet="0123456789-./: TFri[]|()*_`Novя", max_size=24), st.integers(0, 5))
def test_any_text_is_read_or_refused(text: str, start: int) -> None:
    """Nothing else is raised, and what is read lies in the text."""
    try:
        found = date_at(text, start)
    except (ImpossibleDate, TwoReadings):
        return
    assert found is None or start < found.end <= len(text)


@pytest.mark.parametrize(
    ("short", "year"), [("26", 2026), ("27", 2027), ("28", 1928), ("99", 1999), ("00", 2000)]
)
def test_two_digits_are_the_latest_year_not_after_the_next(short: str, year: int) -> None:
    """The year of today decides."""
    found = date_at(f"20.11.{short}", rules=DateRules(year=2026))
    assert found
    assert found.day == date(year, 11, 20)


@given(st.booleans(), st.dates(min_value=date(1000, 1, 1)), st.sampled_from("-/"))
def test_a_known_order_decides(day_first: bool, day: date, sign: str) -> None:  # noqa: FBT001
    """Each date that is written in the known order is read as meant."""
    first, second = (day.day, day.month) if day_first else (day.month, day.day)
    found = date_at(f"{first:02}{sign}{second:02}{sign}{day.year}", rules=DateRules(day_first))
    assert found
    assert found.day == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("03/11/2026, 23/11/2026", True),
        ("03/11/2026, 11/23/2026", False),
        ("03/11/2026", None),
        ("23/11/2026 and 11/23/2026", None),
        ("https://x.org/12/25/2026/a 03/11/2026", None),
        ("25.12.2026 23-11-26", True),
    ],
)
def test_one_date_shows_the_order_of_all(text: str, *, order: bool | None) -> None:
    """One that can be read in one way only; two that disagree show nothing."""
    assert order_of(text) is order
