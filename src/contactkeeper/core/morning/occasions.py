"""Dated reasons to write: birthdays, anniversaries of a placement, a contact's own dates.

Each occasion has a first and a last day on which it is shown, and a day from which a word of mine
serves it. A further source is a function that gives occasions, named in `_SOURCES`. Must not know
about timers, promises or the order of the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contactkeeper.core.days.dates import add_days, add_months, falls_on
from contactkeeper.core.days.wording import say_count, say_full_day, say_weekday_day
from contactkeeper.core.model import Reason
from contactkeeper.core.morning.clock import last_own_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from contactkeeper.core.model import Contact, PartialDate, ReasonKind
    from contactkeeper.core.settings import OccasionRules, Settings

_PERSONAL_STAYS = 3  # days a birthday or a date of theirs is shown after it
_PLACEMENT_STAYS = 14
_PLACEMENT_MONTHS = (1, 3, 12, 24, 36, 60, 120)
_MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """One return of a dated reason to write, shown from `first` to `last`, both included."""

    kind: ReasonKind
    name: str
    """`birthday`, `placed you a year ago`, or the name of the date as the note has it."""
    day: date
    """The day itself, from which a conversation or a `->` serves it."""
    first: date
    last: date
    ahead: str = ""
    """How it is said long before, where that differs: `placed you 15 Mar 2024`."""


def occasions_on(contact: Contact, today: date, settings: Settings) -> list[Reason]:
    """List the occasions to show on `today`, those that end soonest first."""
    return occasions_until(contact, today, today, settings)


def occasions_until(contact: Contact, today: date, until: date, settings: Settings) -> list[Reason]:
    """List the occasions that are open on `today`, or open after it up to `until`.

    The group of those that open later is `soon`. What has been served is left out.
    """
    found = [
        Reason(
            kind=occasion.kind,
            group="soon" if occasion.first > today else "occasion",
            due=occasion.first,
            text=_say(occasion, today),
            last_day=occasion.last,
        )
        for occasion in _between(contact, today, until, settings.occasions)
        if not _is_served(occasion, contact, today)
    ]
    return sorted(found, key=lambda reason: (reason.last_day or reason.due, reason.text))


def ahead(contact: Contact, today: date, settings: Settings) -> tuple[Reason, ...]:
    """List the occasions that open in the year after `today`, one of each, the next one first."""
    found: dict[tuple[str, str], Reason] = {}
    until = add_months(today, _MONTHS_AHEAD)
    for occasion in sorted(
        _between(contact, today, until, settings.occasions), key=lambda each: each.day
    ):
        if occasion.first > today:
            text = occasion.ahead or f"{occasion.name} {say_weekday_day(occasion.day, today)}"
            reason = Reason(occasion.kind, "soon", occasion.first, text, occasion.last)
            found.setdefault((occasion.kind, occasion.ahead or occasion.name), reason)
    return tuple(found.values())


def _between(
    contact: Contact, today: date, until: date, rules: OccasionRules
) -> Iterator[Occasion]:
    """Give every occasion with a day of being shown from `today` to `until`."""
    for source in _SOURCES:
        for occasion in source(contact, today, until, rules):
            if occasion.first <= until and occasion.last >= today:
                yield occasion


def _birthdays(
    contact: Contact, today: date, until: date, rules: OccasionRules
) -> Iterator[Occasion]:
    if contact.birthday:
        lead = rules.birthday_lead
        for day in _returns(contact.birthday, today, add_days(until, lead), rules):
            stays = add_days(day, _PERSONAL_STAYS)
            yield Occasion("birthday", "birthday", day, add_days(day, -lead), stays)


def _own_dates(
    contact: Contact, today: date, until: date, rules: OccasionRules
) -> Iterator[Occasion]:
    for name, partial in contact.dates:
        for day in _returns(partial, today, until, rules):
            yield Occasion("date", name, day, day, add_days(day, _PERSONAL_STAYS))


def _placements(
    contact: Contact, today: date, until: date, _rules: OccasionRules
) -> Iterator[Occasion]:
    started, left = contact.placed_me, contact.left
    if started is None or (left and left <= today):
        return
    earliest = _months_between(started, today) - 1  # one is shown for less than a month
    latest = _months_between(started, until)
    for months in _PLACEMENT_MONTHS:
        if not earliest <= months <= latest:
            continue
        day = add_months(started, months)
        if left and day >= left:
            return
        since = _say_months(months)
        yield Occasion(
            kind="placed",
            name=f"placed you {since} ago",
            day=day,
            first=day,
            last=add_days(day, _PLACEMENT_STAYS),
            ahead=f"placed you {say_full_day(started)}",
        )


_SOURCES: tuple[Callable[[Contact, date, date, OccasionRules], Iterator[Occasion]], ...] = (
    _birthdays,
    _placements,
    _own_dates,
)


def _months_between(early: date, late: date) -> int:
    return (late.year - early.year) * 12 + late.month - early.month


def _returns(
    partial: PartialDate, today: date, until: date, rules: OccasionRules
) -> Iterator[date]:
    """Give the days on which it returns from the year before `today` on, never before it began."""
    # One shown into January began in December.
    first = max(today.year - 1, partial.year or 1, 1)
    for year in range(first, until.year + 1):
        yield falls_on(partial, year, rules.leap_day)


def _is_served(occasion: Occasion, contact: Contact, today: date) -> bool:
    spoke = last_own_day(contact, today)
    return spoke is not None and spoke >= occasion.day


def _say(occasion: Occasion, today: date) -> str:
    if occasion.day == today:
        return f"{occasion.name} today"
    said = say_weekday_day(occasion.day, today)
    if occasion.kind == "placed":
        return f"{occasion.name}, on {said}"
    return f"{occasion.name} was {said}" if occasion.day < today else f"{occasion.name} {said}"


def _say_months(months: int) -> str:
    if months % 12:
        return "a month" if months == 1 else say_count(months, "month")
    return "a year" if months == 12 else say_count(months // 12, "year")  # noqa: PLR2004
