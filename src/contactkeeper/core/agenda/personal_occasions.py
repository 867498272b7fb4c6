"""Occasions that a contact's own note gives: birthdays, placements, new jobs, other dates.

Which of them are open or served is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.occasion import Occasion
from contactkeeper.core.agenda.quotes import flat
from contactkeeper.core.calendar.days import add_days, add_months, falls_on
from contactkeeper.core.language.wording import say_count, say_full_day
from contactkeeper.core.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

PERSONAL_STAYS = 3
"""Days that a birthday or a date of theirs is shown after it; the next two likewise."""
PLACEMENT_STAYS = 14
NEW_JOB_STAYS = 14
PLACEMENT_MONTHS = (1, 3, 12, 24, 36, 60, 120)
"""Months after a placement on whose day it is told of."""


def birthdays(contact: Contact, today: date, until: date, settings: Settings) -> Iterator[Occasion]:
    """Give the birthday, shown some days before it where the settings say so."""
    if contact.birthday:
        lead = settings.occasions.birthday_lead
        for day in _returns(contact.birthday, today, add_days(until, lead), settings):
            stays = add_days(day, PERSONAL_STAYS)
            yield Occasion("birthday", "birthday", day, add_days(day, -lead), stays)


def own_dates(contact: Contact, today: date, until: date, settings: Settings) -> Iterator[Occasion]:
    """Give the dates of their own, each by its name."""
    for name, partial in contact.dates:
        for day in _returns(partial, today, until, settings):
            yield Occasion("date", flat(name), day, day, add_days(day, PERSONAL_STAYS))


def placements(
    contact: Contact, today: date, until: date, settings: Settings
) -> Iterator[Occasion]:
    """Give the anniversaries of the day I started through them, until I left."""
    started, left = contact.placed_me, contact.left
    if started is None or (left and left <= today):
        return
    earliest = _months_between(started, today) - 1  # one is shown for less than a month
    latest = _months_between(started, until)
    for months in PLACEMENT_MONTHS:
        if not earliest <= months <= latest:
            continue
        day = _anniversary(started, months, settings)
        if left and day >= left:
            return
        since = _say_months(months)
        yield Occasion(
            kind="placed",
            name=f"placed you {since} ago",
            day=day,
            first=day,
            last=add_days(day, PLACEMENT_STAYS),
            ahead=f"placed you {say_full_day(started)}",
        )


def new_jobs(
    contact: Contact, _today: date, _until: date, _settings: Settings
) -> Iterator[Occasion]:
    """Give the day on which they began at the company where they are."""
    since = contact.company_since
    if since:
        company = flat(contact.company)
        name = f"new job at {company}" if company else "new job"
        yield Occasion("new-job", name, since, since, add_days(since, NEW_JOB_STAYS))


def _anniversary(started: date, months: int, settings: Settings) -> date:
    """Return the day some months after: whole years fall on `leap_day` as birthdays do."""
    day = add_months(started, months)
    if months % 12 or day.day == started.day:
        return day
    return falls_on(PartialDate(started.month, started.day), day.year, settings.occasions.leap_day)


def _months_between(early: date, late: date) -> int:
    return (late.year - early.year) * 12 + late.month - early.month


def _returns(partial: PartialDate, today: date, until: date, settings: Settings) -> Iterator[date]:
    """Give the days on which it returns that may be shown, never one before it began."""
    since = add_days(today, -PERSONAL_STAYS)
    for year in range(max(since.year, partial.year or 1), until.year + 1):
        day = falls_on(partial, year, settings.occasions.leap_day)
        if since <= day <= until:
            yield day


def _say_months(months: int) -> str:
    if months % 12:
        return "a month" if months == 1 else say_count(months, "month")
    return "a year" if months == 12 else say_count(months // 12, "year")  # noqa: PLR2004
