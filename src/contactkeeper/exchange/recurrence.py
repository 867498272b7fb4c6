"""The days of a rule of iCalendar: `FREQ=WEEKLY;BYDAY=MO`.

dateutil reads such rules too, and tests hold this module to it. But it looks for the next day up to
the year 9999: a file whose rules have none would make it run for hours. Here each day that is
looked at counts.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "0*[1-9][0-9]{0,2}",
    "COUNT": "0*[1-9][0-9]{0,5}",
    "UNTIL": ".*",
    "BYDAY": f"{_WEEKDAY.pattern}(?:,{_WEEKDAY.pattern})*",
    "BYMONTHDAY": "[+-]?[0-9]{1,2}(?:,[+-]?[0-9]{1,2})*",
    "BYMONTH": "[0-9]{1,2}(?:,[0-9]{1,2})*",
    "BYSETPOS": "[+-]?[0-9]{1,3}(?:,[+-]?[0-9]{1,3})*",
    "WKST": "|".join(_WEEKDAYS),
    **dict.fromkeys(("BYHOUR", "BYMINUTE", "BYSECOND"), "[0-9]{1,2}"),
}
"""The parts of a rule, and what they may be; a single time is that of the beginning."""
_LONGEST = 255
"""Characters of a rule."""
_COST_OF_A_PERIOD = 5
"""In comparisons."""
_COST_OF_A_DAY = 60
"""Of one that is found; it takes memory, too."""
_WEEK = 7
_MONTHS = 12


class Rule(NamedTuple):
    """A rule of whole days."""

    unit: str
    """`DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`."""
    interval: int = 1
    most: int = 0
    """The number of its days; 0: no end by number."""
    weekdays: tuple[tuple[int, int], ...] = ()
    """Pairs of which one in the month or year (0: each; -1: the last), and the weekday from 0."""
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    """Places in a period of the days that are taken, from 1, or from -1 at its end; empty: all."""
    week_start: int = 0
    until: str = ""
    """The last moment that it may have, as it is written."""


class TooMany(Exception):
    """More days would have to be looked at than a file may ask for."""


class Budget:
    """A number of comparisons of days with rules that one file may still ask for."""

    def __init__(self, comparisons: int) -> None:
        self._left = comparisons

    def spend(self, comparisons: int) -> None:
        """Take comparisons from it.

        Raises:
            TooMany: it is used up.
        """
        self._left -= comparisons
        if self._left < 0:
            raise TooMany


def read_rule(text: str) -> Rule | None:
    """Return a rule; None where it can't be read or is no rule of days."""
    pairs = [part.partition("=") for part in text.upper().split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    weekdays = [_WEEKDAY.fullmatch(each) for each in parts.get("BYDAY", "").split(",") if each]
    week_start = parts.get("WKST", "MO")
    are_known = all(name in _PARTS and re.fullmatch(_PARTS[name], parts[name]) for name in parts)
    if not are_known or "FREQ" not in parts or len(text) > _LONGEST:
        return None

    def numbers(name: str) -> tuple[int, ...]:
        return tuple(int(each) for each in parts.get(name, "").split(",") if each)

    return Rule(
        parts["FREQ"],
        int(parts.get("INTERVAL", 1)),
        int(parts.get("COUNT", 0)),
        tuple((int(each[1] or 0), _WEEKDAYS.index(each[2])) for each in weekdays if each),
        numbers("BYMONTHDAY"),
        numbers("BYMONTH"),
        numbers("BYSETPOS"),
        _WEEKDAYS.index(week_start),
        parts.get("UNTIL", ""),
    )


def days_of(rule: Rule, begin: date, first: date, last: date, budget: Budget) -> Iterator[date]:
    """Yield the days of a rule that began at `begin`, from `first` to `last`, in order.

    Raises:
        TooMany: the budget is used up.
    """
    rule = _with_defaults(rule, begin)
    number = 0
    for period in _periods(rule, begin, begin if rule.most else max(begin, first)):
        budget.spend(_COST_OF_A_PERIOD + len(period) * (1 + len(rule.weekdays)))
        if period[0] > last:
            return
        for day in _picked(rule, [day for day in period if _fits(rule, day)]):
            if day < begin:
                continue
            number += 1
            if day > last or (rule.most and number > rule.most):
                return
            if day >= first:
                budget.spend(_COST_OF_A_DAY)
                yield day


def _with_defaults(rule: Rule, begin: date) -> Rule:
    """Return the rule with the days that it takes from the one on which it begins."""
    if rule.weekdays or rule.month_days or rule.unit == "DAILY":
        return rule
    if rule.unit == "WEEKLY":
        return rule._replace(weekdays=((0, begin.weekday()),))
    months = rule.months or ((begin.month,) if rule.unit == "YEARLY" else ())
    return rule._replace(month_days=(begin.day,), months=months)


def _periods(rule: Rule, begin: date, first: date) -> Iterator[list[date]]:
    """Yield the days of each day, week, month or year of the rule, from that of `first`."""
    step = rule.interval
    if rule.unit in ("MONTHLY", "YEARLY"):
        step *= _MONTHS if rule.unit == "YEARLY" else 1
        length = _MONTHS if rule.unit == "YEARLY" else 1
        start = _month(begin) if length == 1 else _month(begin.replace(month=1))
        start += max(0, _month(first) - start) // step * step
        for month in range(start, _month(date.max) - length + 2, step):
            yield [day for each in range(month, month + length) for day in _days_of_month(each)]
        return
    length = _WEEK if rule.unit == "WEEKLY" else 1
    begin = add_days(begin, -((begin.weekday() - rule.week_start) % length))
    step *= length
    skipped = max(0, (first - begin).days) // step * step
    for number in range(skipped, (date.max - begin).days - length + 2, step):
        yield [begin + timedelta(number + each) for each in range(length)]


def _month(day: date) -> int:
    """Return the number of its month, counted from the year 0."""
    return day.year * _MONTHS + day.month - 1


def _days_of_month(number: int) -> list[date]:
    year, month = divmod(number, _MONTHS)
    length = monthrange(year, month + 1)[1]
    return [date(year, month + 1, day) for day in range(1, length + 1)]


def _fits(rule: Rule, day: date) -> bool:
    """Say whether a day has one of the months, days and weekdays of the rule."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    weekday = day.weekday()
    return not rule.weekdays or any(
        weekday == each and (not which or which in _which(rule, day))
        for which, each in rule.weekdays
    )


def _which(rule: Rule, day: date) -> tuple[int, int]:
    """Return which one of its weekday it is, from the beginning and from the end.

    Of its month; of its year where the rule is one of whole years.
    """
    if rule.unit == "YEARLY" and not rule.months:
        place, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    else:
        place, length = day.day, monthrange(day.year, day.month)[1]
    return (place - 1) // _WEEK + 1, -((length - place) // _WEEK + 1)


def _picked(rule: Rule, days: list[date]) -> list[date]:
    """Return those of the days of a period that stand at the places of the rule."""
    if not rule.places:
        return days
    number = len(days)
    return [
        day
        for place, day in enumerate(days, 1)
        if place in rule.places or place - number - 1 in rule.places
    ]
