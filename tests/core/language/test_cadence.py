from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.language.cadence import (
    cadence_of,
    days_in,
    next_date,
    read_cadence,
    say_cadence,
)
from contactkeeper.core.model import Cadence, Contact, Tier
from contactkeeper.core.settings import CadenceRules, Settings

FORMS = {
    Cadence("day"): "daily | every day | 1 day | 1 | ежедневно | каждый день | раз в день",
    Cadence("day", 45): "45 days | 45d | 45 d | 45 | every 45 days | раз в 45 дней | каждые 45 дн.",
    Cadence("day", 30): "30 | 30 days | раз в 30 дней",
    Cadence("week"): "weekly | every week | once a week | 1/week | week | 1w | еженедельно"
    " | каждую неделю | раз в неделю | 1 раз в нед. | 4 times a month",
    Cadence("week", 2): "biweekly | bi-weekly | fortnightly | every fortnight | every two weeks"
    " | every 2 weeks | every other week | every second week | 2w | every couple of weeks"
    " | twice a month | 2/month | semi-monthly | раз в 2 недели | раз в две недели"
    " | каждые две недели | каждую вторую неделю | дважды в месяц | 2 раза в месяц",
    Cadence("week", 6): "every 6 weeks | 6 weeks | 6w | 6-weeks | every six weeks | every-6-weeks"
    " | every_6_weeks | once every 6 weeks | once in 6 weeks | Every 6 Weeks. | ~6 weeks"
    " | каждые 6 недель | каждые шесть недель | раз в 6 недель | 1 раз в 6 нед.",
    Cadence("month"): "monthly | Monthly | MONTHLY. | 'monthly' | «ежемесячно» | every month"
    " | each month | once a month | once per month | 1/month | 1x/month | a month | month | 1m"
    " | one time a month | ежемесячно | Ежемесячный | раз в месяц | один раз в месяц | 1 раз в мес."
    " | 1р/мес | каждый месяц | (monthly) | [[monthly]] | #monthly",
    Cadence("month", 2): "every 2 months | every other month | bimonthly | every 2nd month | 2 mo"
    " | 6 times a year | раз в два месяца | раз в 2 месяца | каждый второй месяц"
    " | каждый 2-й месяц | раз в пару месяцев",
    Cadence("month", 3): "quarterly | every quarter | once a quarter | every 3 months | 3 months"
    " | quarter | 1q | 4 times a year | 4x/year | ежеквартально | раз в квартал | 1 раз в кв."
    " | каждый квартал | каждые три месяца | раз в трёх месяца | 4 раза в год | 3 мес.",
    Cadence("month", 6): "semiannual | semi-annually | half-yearly | Half Yearly | biannual"
    " | twice a year | twice per year | 2 times a year | 2x/year | every half year | half a year"
    " | every half a year | 6 months | раз в полгода | полгода | каждые полгода | два раза в год"
    " | дважды в год | раз в пол-года | 2 раза в год | every two quarters",
    Cadence("month", 12): "12 months | every 12 months | раз в 12 месяцев",
    Cadence("year"): "yearly | annually | annual | every year | once a year | year | 1y"
    " | ежегодно | раз в год | каждый год",
    Cadence("year", 2): "every 2 years | every other year | biennial | раз в два года | 2 years",
    Cadence("event"): "event | Event | events | on event | on occasions | occasions | event-based"
    " | event-driven | по событию | по событиям | По событиям. | событие | по поводу"
    " | по инфоповодам",
    Cadence("none"): "none | None | never | no | off | нет | никогда | «нет»",
}


@pytest.mark.parametrize(
    ("text", "cadence"),
    [(form.strip(), cadence) for cadence, forms in FORMS.items() for form in forms.split("|")],
)
def test_a_cadence_is_read_as_people_write_it(text: str, cadence: Cadence) -> None:
    """English and Russian forms are read, case, quotes and outer punctuation aside."""
    assert read_cadence(text) == cadence


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "0", "00", "0 days", "every 0 weeks", "-5", "- 5 days", "every -6 weeks", "−6w",
        "1.5 months", "2,5 недели", "6-8 weeks", "every 2–3 months", "1-2 раза в месяц",
        "36526", "999999", "99999999999999999999", "every 101 years", "5218 weeks", "1201 months",
        "monthly (key)", "monthly or quarterly", "monthly, then quarterly", "weekly-ish",
        "twice a week", "3 times a month", "5 times a year", "twice every 6 weeks", "0 раз в год",
        "occasionally", "sometimes", "often", "as needed", "по ситуации", "иногда", "when needed",
        "every few weeks", "раз в полтора месяца", "через месяц", "in 2 weeks", "в месяц",
        "every monday", "2026-11-23", "P1M", "second month", "senior", "every", "раз", "раз в",
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_not_read(text: str) -> None:
    """Zero, negative, fractional and huge counts, ranges and vague words are not guessed at."""
    assert read_cadence(text) is None


timed = st.one_of(
    st.builds(Cadence, st.just("day"), st.integers(1, 36_525)),
    st.builds(Cadence, st.just("week"), st.integers(1, 5_217)),
    st.builds(Cadence, st.just("month"), st.integers(1, 1_200)),
    st.builds(Cadence, st.just("year"), st.integers(1, 100)),
)
cadences = timed | st.sampled_from([Cadence("event"), Cadence("none")])


@given(cadence=cadences)
def test_what_is_said_is_read_back(cadence: Cadence) -> None:
    """Saying a cadence and reading it is the identity."""
    assert read_cadence(say_cadence(cadence)) == cadence


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Cadence("month"), "monthly"),
        (Cadence("month", 3), "quarterly"),
        (Cadence("week"), "weekly"),
        (Cadence("year"), "yearly"),
        (Cadence("day"), "daily"),
        (Cadence("week", 6), "every 6 weeks"),
        (Cadence("day", 45), "45 days"),
        (Cadence("month", 12), "every 12 months"),
        (Cadence("event"), "event"),
        (Cadence("none"), "none"),
    ],
)
def test_a_cadence_has_one_canonical_word(cadence: Cadence, said: str) -> None:
    """The canonical words are those of the documentation."""
    assert say_cadence(cadence) == said


FRAGMENTS = """
every once twice раз в 2 1 0 6w / month months недели полгода other 2nd - . a half year times раза
каждый второй x couple of 999999 quarter 45d по событиям
"""
typed = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=6).map(" ".join)


@settings(max_examples=500)
@given(text=typed | st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Arbitrary text is None, or a cadence that can be said and read back."""
    cadence = read_cadence(text)
    if cadence is not None:
        assert cadence.count >= 1
        assert read_cadence(say_cadence(cadence)) == cadence


@given(text=st.sampled_from([form for forms in FORMS.values() for form in forms.split("|")]))
def test_case_and_quotes_do_not_matter(text: str) -> None:
    """A form means the same in capitals, in quotes and with a full stop."""
    plain = read_cadence(text)
    assert plain is not None
    assert read_cadence(text.upper()) == plain
    assert read_cadence(f' "{text.strip()}". ') == plain


@pytest.mark.parametrize(
    ("cadence", "after", "expected"),
    [
        (Cadence("month"), date(2026, 1, 31), date(2026, 2, 28)),
        (Cadence("month"), date(2028, 1, 31), date(2028, 2, 29)),
        (Cadence("month", 3), date(2026, 8, 2), date(2026, 11, 2)),
        (Cadence("year"), date(2028, 2, 29), date(2029, 2, 28)),
        (Cadence("week", 6), date(2026, 11, 23), date(2027, 1, 4)),
        (Cadence("day", 30), date(2026, 1, 31), date(2026, 3, 2)),
    ],
)
def test_the_next_date_is_calendar_arithmetic(
    cadence: Cadence, after: date, expected: date
) -> None:
    """A month is a calendar month with its end clamped; 30 days is not a month."""
    assert next_date(cadence, after) == expected


@given(cadence=timed, after=st.dates())
def test_the_next_date_is_later_and_on_the_calendar(cadence: Cadence, after: date) -> None:
    """Any cadence after any day gives a later day, or the calendar's last."""
    assert next_date(cadence, after) > after or next_date(cadence, after) == date.max


@given(cadence=timed, one=st.dates(), other=st.dates())
def test_a_later_contact_is_never_due_sooner(cadence: Cadence, one: date, other: date) -> None:
    """The next date grows with the last contact."""
    early, late = sorted((one, other))
    assert next_date(cadence, early) <= next_date(cadence, late)


@pytest.mark.parametrize("unit", ["event", "none"])
def test_without_a_timer_there_is_no_next_date(unit: str) -> None:
    """Asking `event` or `none` for a date is a programming error; nothing is late by them."""
    cadence = Cadence("event") if unit == "event" else Cadence("none")
    with pytest.raises(ValueError, match="no next date"):
        next_date(cadence, date(2026, 11, 23))
    assert days_in(cadence) == inf


@given(cadence=timed, after=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_cadence_is_about_as_many_days_as_it_takes(cadence: Cadence, after: date) -> None:
    """The length in days is within five days of the calendar: short months and centuries."""
    assert abs((next_date(cadence, after) - after).days - days_in(cadence)) <= 5


@pytest.mark.parametrize(
    ("own", "tier", "expected"),
    [
        (Cadence("week"), "key", Cadence("week")),
        (Cadence("none"), "", Cadence("none")),
        (None, "key", Cadence("week", 2)),
        (None, "supporting", Cadence("month", 2)),
        (None, "", Cadence("month", 2)),
    ],
)
def test_the_contacts_own_cadence_holds_else_its_tiers(
    own: Cadence | None, tier: Tier, expected: Cadence
) -> None:
    """No tier counts as supporting, and a contact's own cadence is stronger than any rule."""
    rules = Settings(cadence=CadenceRules(key=Cadence("week", 2), supporting=Cadence("month", 2)))
    assert cadence_of(Contact("a.md", "a", tier=tier, cadence=own), rules) == expected


def test_the_default_holds_where_no_tier_says_otherwise() -> None:
    """`[cadence] default` alone changes the rhythm of supporting people, not that of key ones."""
    rules = Settings(cadence=CadenceRules(default=Cadence("week", 6)))
    assert cadence_of(Contact("a.md", "a"), rules) == Cadence("week", 6)
    assert cadence_of(Contact("a.md", "a", tier="key"), rules) == Cadence("month", 1)
