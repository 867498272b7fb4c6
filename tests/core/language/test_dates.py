from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_words import read_words
from contactkeeper.core.language.dates import (
    TwoDays,
    read_date,
    read_half,
    read_partial,
    write_partial,
)
from contactkeeper.core.model import PartialDate
from hypothesis_profiles import examples

MONDAY = date(2026, 11, 23)

# Text that is nearly a date far more often than arbitrary text is.
date_like = st.text(alphabet="0123456789-./: TZ+[]|*_#Xxакноябрпт", max_size=24)
any_text = st.text(max_size=40) | date_like


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        " 2026-11-23 ",
        "2026/11/23",
        "2026.11.23",
        "[[2026-11-23]]",
        "[[2026-11-23|Monday]]",
        "[[Daily/2026/2026-11-23]]",
        "[[2026-11-23#Calls|the call]]",
        "**2026-11-23**",
        "__2026-11-23__",
        "**[[2026-11-23]]**",
        "23.11.2026",
        "[[23.11.2026]]",
        "2026-11-23T10:00",
        "2026-11-23 10:00:30.25+03:00",
        "2026-11-23T00:30:00Z",
        "23.11.2026, 9:05",
    ],
)
def test_a_whole_date_is_read_in_every_form(text: str) -> None:
    """A date is read whatever is written around it, and the day is the one that is written."""
    assert read_date(text) == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "", "2026", "2026-11", "11-23", "23.11", "23.11.26", "2026-W48-1", "20261123",
        "2026-11/23", "2026-11-23 soon", "12026-11-23", "[[2026-11-23", "[[2026-11-23]] x",
        "soon", "**", "****", "[[]]", "٢٠٢٦-١١-٢٣",
    ],
)  # fmt: skip
def test_what_has_not_a_dates_form_is_none(text: str) -> None:
    """Text of another form is no date and no error."""
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "31.11.2026", "[[2025-02-29]]"],
)
def test_an_impossible_date_is_an_error_that_shows_it(text: str) -> None:
    """What has a date's form but names no day is never rolled over to another day."""
    with pytest.raises(ImpossibleDate, match="there is no day") as caught:
        read_date(text)
    assert caught.value.text == text.strip("[]")
    assert caught.value.text in str(caught.value)


@given(day=st.dates())
def test_every_day_is_read_back(day: date) -> None:
    """Every day of the calendar is read from ISO and from the dotted form."""
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}.{day.month:02}.{day.year:04}") == day
    assert read_partial(day.isoformat()) == PartialDate(day.month, day.day, day.year)


@given(st.dates(), st.booleans())
def test_a_day_of_every_year_is_read_back(day: date, has_year: bool) -> None:  # noqa: FBT001
    """With its year or without."""
    partial = PartialDate(day.month, day.day, day.year if has_year else None)
    assert read_partial(write_partial(partial)) == partial


@settings(max_examples=examples(500))
@given(text=any_text)
def test_no_text_breaks_a_reader(text: str) -> None:
    """Arbitrary text gives a date, None or ImpossibleDate, and nothing else."""
    for read in (read_date, read_partial):
        try:
            read(text)
        except ImpossibleDate as error:
            assert error.text.strip()  # noqa: PT017 - whether it is raised is the text's affair
    half = read_half(text)
    if half is not None:
        date(2024, half[1], half[0])  # raises where a leap year has no such day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-04-12", PartialDate(4, 12, 1990)),
        ("12.04.1990", PartialDate(4, 12, 1990)),
        ("04-12", PartialDate(4, 12)),
        ("--04-12", PartialDate(4, 12)),
        ("--0412", PartialDate(4, 12)),
        ("23/10", PartialDate(10, 23)),
        ("3/14", PartialDate(3, 14)),
        ("XXXX-04-12", PartialDate(4, 12)),
        ("12.04", PartialDate(4, 12)),
        ("12.04.", PartialDate(4, 12)),
        ("[[04-12]]", PartialDate(4, 12)),
        ("02-29", PartialDate(2, 29)),
        ("29.02.1992", PartialDate(2, 29, 1992)),
        ("12 апреля", PartialDate(4, 12)),
        ("12 Апреля 1990 г.", PartialDate(4, 12, 1990)),
        ("April 12", PartialDate(4, 12)),
        ("Apr 12, 1990", PartialDate(4, 12, 1990)),
        ("12th of April", PartialDate(4, 12)),
        ("29 Feb", PartialDate(2, 29)),
        ("апрель", None),
        ("1990", None),
        ("0412", None),
        ("04/05", None),
        ("spring", None),
        ("", None),
    ],
)
def test_a_birthday_is_read_with_or_without_its_year(
    text: str, expected: PartialDate | None
) -> None:
    """The forms of birthdays are read; 29 February needs no year."""
    assert read_partial(text) == expected


@pytest.mark.parametrize(
    "text", ["02-30", "13-01", "--0230", "31.11", "29.02.1990", "1990-02-29", "31 июня", "0.04"]
)
def test_an_impossible_birthday_is_an_error(text: str) -> None:
    """A birthday that no year has, or its own year has not, is never rolled over."""
    with pytest.raises(ImpossibleDate):
        read_partial(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23.11 созвонились", (23, 11)),
        ("**23.11** созвонились", (23, 11)),
        ("[[23.11]] созвонились", (23, 11)),
        ("23.11: созвонились", (23, 11)),
        ("23.11 — созвонились", (23, 11)),
        ("23.11. Созвонились", (23, 11)),
        ("5.03 call", (5, 3)),
        ("29.02 call", (29, 2)),
        ("23.11", (23, 11)),
        ("23.11.2026 call", None),
        ("23.113 rows", None),
        ("31.11 call", None),
        ("3.5 years of Go", None),
        ("10.12% of them", None),
        ("10.12 % of them", None),
        ("10.10.10.10 is the host", None),
        ("call 23.11", None),
        ("", None),
    ],
)
def test_half_a_date_begins_a_bullet(text: str, expected: tuple[int, int] | None) -> None:
    """Day and month without a year are found at the beginning only, and versions are not."""
    assert read_half(text) == expected


# text; with ahead=False; with ahead=True. Today is Monday 23 November 2026.
WORDS = """
today                       | 2026-11-23 | 2026-11-23
сегодня                     | 2026-11-23 | 2026-11-23
this morning                | 2026-11-23 | 2026-11-23
yesterday                   | 2026-11-22 | 2026-11-22
Вчера                       | 2026-11-22 | 2026-11-22
вчера вечером               | 2026-11-22 | 2026-11-22
позавчера                   | 2026-11-21 | 2026-11-21
the day before yesterday    | 2026-11-21 | 2026-11-21
tomorrow                    | 2026-11-24 | 2026-11-24
завтра                      | 2026-11-24 | 2026-11-24
послезавтра                 | 2026-11-25 | 2026-11-25
day after tomorrow          | 2026-11-25 | 2026-11-25
monday                      | 2026-11-23 | 2026-11-30
в понедельник               | 2026-11-23 | 2026-11-30
fri                         | 2026-11-20 | 2026-11-27
Friday.                     | 2026-11-20 | 2026-11-27
on friday                   | 2026-11-20 | 2026-11-27
by fri                      | 2026-11-20 | 2026-11-27
пт                          | 2026-11-20 | 2026-11-27
в пятницу                   | 2026-11-20 | 2026-11-27
до пятницы                  | 2026-11-20 | 2026-11-27
к пятнице                   | 2026-11-20 | 2026-11-27
в пятницу вечером           | 2026-11-20 | 2026-11-27
во вторник                  | 2026-11-17 | 2026-11-24
вс                          | 2026-11-22 | 2026-11-29
last friday                 | 2026-11-20 | 2026-11-20
last monday                 | 2026-11-16 | 2026-11-16
в прошлый четверг           | 2026-11-19 | 2026-11-19
next friday                 | 2026-11-27 | 2026-11-27
next monday                 | 2026-11-30 | 2026-11-30
this friday                 | 2026-11-27 | 2026-11-27
в эту пятницу               | 2026-11-27 | 2026-11-27
в ближайшую пятницу         | 2026-11-27 | 2026-11-27
в следующую пятницу         | 2026-12-04 | 2026-12-04
friday next week            | 2026-12-04 | 2026-12-04
в пятницу на прошлой неделе | 2026-11-20 | 2026-11-20
на следующей неделе в среду | 2026-12-02 | 2026-12-02
3 days ago                  | 2026-11-20 | 2026-11-20
three days ago              | 2026-11-20 | 2026-11-20
3 дня назад                 | 2026-11-20 | 2026-11-20
две недели тому назад       | 2026-11-09 | 2026-11-09
неделю назад                | 2026-11-16 | 2026-11-16
a week ago                  | 2026-11-16 | 2026-11-16
месяц назад                 | 2026-10-23 | 2026-10-23
полгода назад               | 2026-05-23 | 2026-05-23
in 3 days                   | 2026-11-26 | 2026-11-26
in a week                   | 2026-11-30 | 2026-11-30
2 weeks from now            | 2026-12-07 | 2026-12-07
in half a year              | 2027-05-23 | 2027-05-23
через неделю                | 2026-11-30 | 2026-11-30
через 2 месяца              | 2027-01-23 | 2027-01-23
через год                   | 2027-11-23 | 2027-11-23
+3d                         | 2026-11-26 | 2026-11-26
+2w                         | 2026-12-07 | 2026-12-07
+10                         | 2026-12-03 | 2026-12-03
-3d                         | 2026-11-20 | 2026-11-20
2w                          | 2026-11-09 | 2026-12-07
3 months                    | 2026-08-23 | 2027-02-23
25.12                       | 2025-12-25 | 2026-12-25
24.11.26                    | 2026-11-24 | 2026-11-24
24.11.2026                  | 2026-11-24 | 2026-11-24
2026-11-24                  | 2026-11-24 | 2026-11-24
by 2026-11-24               | 2026-11-24 | 2026-11-24
до 24.11.2026               | 2026-11-24 | 2026-11-24
by eod                      | 2026-11-23 | 2026-11-23
до конца дня                | 2026-11-23 | 2026-11-23
Mon 23 Nov                  | 2026-11-23 | 2026-11-23
Tue 23 Nov                  | -          | 2027-11-23
dec 25                      | 2025-12-25 | 2026-12-25
November 24th, 2026         | 2026-11-24 | 2026-11-24
25 декабря                  | 2025-12-25 | 2026-12-25
24-го ноября 2026 г.        | 2026-11-24 | 2026-11-24
29 февраля                  | 2024-02-29 | 2028-02-29
Fri 20 Nov                  | 2026-11-20 | -
Fri 27 Nov                  | -          | 2026-11-27
the 20th                    | 2026-11-20 | 2026-12-20
31-го                       | 2026-10-31 | 2026-12-31
20 числа                    | 2026-11-20 | 2026-12-20
end of month                | 2026-10-31 | 2026-11-30
by the end of the month     | 2026-10-31 | 2026-11-30
до конца месяца             | 2026-10-31 | 2026-11-30
end of november             | 2025-11-30 | 2026-11-30
до конца года               | 2025-12-31 | 2026-12-31
next week                   | 2026-11-30 | 2026-11-30
на следующей неделе         | 2026-11-30 | 2026-11-30
со следующей недели         | -          | -
next month                  | 2026-12-01 | 2026-12-01
в следующем месяце          | 2026-12-01 | 2026-12-01
next quarter                | 2027-01-01 | 2027-01-01
next year                   | 2027-01-01 | 2027-01-01
for 2 weeks                 | 2026-12-07 | 2026-12-07
на 2 недели                 | 2026-12-07 | 2026-12-07
на неделю                   | 2026-11-30 | 2026-11-30
на месяц                    | 2026-12-23 | 2026-12-23
eow                         | 2026-11-20 | 2026-11-27
by the end of the week      | 2026-11-20 | 2026-11-27
до конца недели             | 2026-11-20 | 2026-11-27
до конца следующей недели   | 2026-12-04 | 2026-12-04
end of last month           | 2026-10-31 | 2026-10-31
eom                         | 2026-10-31 | 2026-11-30
eoy                         | 2025-12-31 | 2026-12-31
после праздников            | 2027-01-11 | 2027-01-11
после майских               | 2027-05-11 | 2027-05-11
after friday                | -          | -
last week                   | -          | -
на прошлой неделе           | -          | -
december                    | -          | -
в декабре                   | -          | -
через день                  | -          | -
пару дней назад             | -          | -
a few days ago              | -          | -
in 3 days ago               | -          | -
99999999 days ago           | -          | -
in 99999 years              | -          | -
week                        | -          | -
5                           | -          | -
11/23                       | -          | -
soon                        | -          | -
"""


def _rows() -> list[tuple[str, date | None, date | None]]:
    def day(text: str) -> date | None:
        return None if text.strip() == "-" else date.fromisoformat(text.strip())

    rows = [line.split("|") for line in WORDS.strip().split("\n")]
    return [(words.strip(), day(past), day(ahead)) for words, past, ahead in rows]


@pytest.mark.parametrize(("words", "past", "ahead"), _rows())
def test_words_name_a_day(words: str, past: date | None, ahead: date | None) -> None:
    """A log takes the latest such day up to today, a promise the first one after it."""
    assert read_words(words, MONDAY, ahead=False) == past
    assert read_words(words, MONDAY, ahead=True) == ahead


@pytest.mark.parametrize(
    "words", ["2026-02-30", "31.11", "31 июня", "Feb 30", "29 Feb 2026", "29.02.26", "32nd", "0.05"]
)
def test_impossible_words_are_an_error(words: str) -> None:
    """A typed day that the calendar lacks is never rolled over, nor taken for no day at all."""
    with pytest.raises(ImpossibleDate):
        read_words(words, MONDAY, ahead=True)


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("23.11", "2027-11-23"),
        ("by 23 nov", "2027-11-23"),
        ("до 23 ноября", "2027-11-23"),
        ("the 23rd", "2026-12-23"),
        ("23 числа", "2026-12-23"),
    ],
)
def test_a_day_that_is_today_is_not_ahead_by_itself(words: str, later: str) -> None:
    """Typed on that day, a day without its year may be today or the next: nothing is chosen."""
    assert read_words(words, MONDAY, ahead=False) == MONDAY
    both = rf"may be 2026-11-23 or {later}: type one of these two$"
    with pytest.raises(TwoDays, match=both):
        read_words(words, MONDAY, ahead=True)


@pytest.mark.parametrize(
    ("words", "ahead", "earlier", "later"),
    [
        ("1 dec", False, "2025-12-01", "2026-12-01"),
        ("24.12", False, "2025-12-24", "2026-12-24"),
        ("by 20.11", True, "2026-11-20", "2027-11-20"),
        ("до 23 октября", True, "2026-10-23", "2027-10-23"),
    ],
)
def test_a_day_that_is_close_on_the_other_side_is_asked_about(
    words: str, earlier: str, later: str, *, ahead: bool
) -> None:
    """Nobody means 1 December a year ago in November without its year: nothing is chosen."""
    with pytest.raises(TwoDays, match=rf"may be {earlier} or {later}: type one of these two$"):
        read_words(words, MONDAY, ahead=ahead)
    assert read_words(words, MONDAY, ahead=not ahead) == date.fromisoformat(
        earlier if ahead else later
    )


@given(today=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_period_begins_or_ends_around_today(today: date) -> None:
    """The next week begins within 7 days, and the end of this one is no more than a week away."""
    week = read_words("next week", today, ahead=True)
    assert week is not None
    assert week.weekday() == 0
    assert today < week <= today + timedelta(7)
    for words in ("eow", "eom", "eoy"):
        past = read_words(words, today, ahead=False)
        coming = read_words(words, today, ahead=True)
        assert past is not None
        assert coming is not None
        assert past <= today <= coming
    back = read_words("после праздников", today, ahead=True)
    assert back is not None
    assert today < back <= today + timedelta(260)
    assert back.weekday() < 5


WEEKDAYS = ["mon", "вторник", "ср", "thursday", "в пятницу", "сб", "до воскресенья"]


@given(today=st.dates(date(1900, 1, 1), date(2200, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_is_within_a_week(today: date, weekday: int) -> None:
    """A bare weekday is one of the 7 days up to today, or one of the 7 days after it."""
    past = read_words(WEEKDAYS[weekday], today, ahead=False)
    ahead = read_words(WEEKDAYS[weekday], today, ahead=True)
    assert past is not None
    assert ahead is not None
    assert past.weekday() == ahead.weekday() == weekday
    assert today - timedelta(6) <= past <= today < ahead <= today + timedelta(7)


@given(today=st.dates(date(1912, 1, 1), date(2080, 1, 1)), day=st.dates(), ahead=st.booleans())
def test_a_day_without_its_year_is_the_nearest(today: date, day: date, *, ahead: bool) -> None:
    """Day and month are the latest such day up to today or the first after, in all forms alike."""
    try:
        found = read_words(f"{day.day}.{day.month}", today, ahead=ahead)
    except TwoDays as error:
        earlier, later = error.days
        assert today - earlier <= timedelta(31) if ahead else later - today <= timedelta(31)
        return
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found > today if ahead else found <= today
    if (day.month, day.day) != (2, 29):
        assert abs((found - today).days) <= 366
    assert found == read_words(f"{day.day} {calendar.month_name[day.month]}", today, ahead=ahead)
    assert found == read_words(f"{calendar.month_abbr[day.month]} {day.day}", today, ahead=ahead)


FRAGMENTS = """
in on next last this week friday пт в через назад 3 31 99999 days месяца г. nov 23.11 the
of end конец 0 год +2w - a half year ago from now 29 feb числа
"""
typed = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=5).map(" ".join) | any_text


@settings(max_examples=examples(500))
@given(text=typed, today=st.dates() | st.sampled_from([date.min, date.max]), ahead=st.booleans())
def test_no_words_break_the_reader(text: str, today: date, *, ahead: bool) -> None:
    """Whatever is typed on whatever day gives a day, None or one of two errors."""
    try:
        found = read_words(text, today, ahead=ahead)
    except (ImpossibleDate, TwoDays):
        return
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize("words", ["half a year ago", "half year ago", "пол года назад"])
def test_half_a_year_is_six_months(words: str) -> None:
    """A unit of several words is one in each language."""
    assert read_words(words, MONDAY, ahead=False) == date(2026, 5, 23)
