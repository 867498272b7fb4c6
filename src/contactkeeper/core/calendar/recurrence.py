"""Days that return by a rule of iCalendar: `FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20`.

Only yearly and monthly rules of whole days, without times and counts. A rule names its days, or
takes them from the day on which it begins.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_ANCHOR = 1970
"""The January from which every second year or third month is counted."""
_MONTHS = 12

_NUMBER = r"[+-]?0*(?:{})(?:,[+-]?0*(?:{}))*"
_MONTH_DAY = "[1-9]|[12][0-9]|3[01]"
_YEAR_DAY = "[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6]"
_WEEK = "[1-9]|[1-4][0-9]|5[0-3]"
_WEEKDAY = f"(?:[+-]?(?:{_WEEK}))?(?:MO|TU|WE|TH|FR|SA|SU)"
_BEYOND_A_MONTH = re.compile(r"BYDAY=(?:[^;]*,)?[+-]?(?:[6-9]|[1-9][0-9])[A-Z]")
"""A sixth Monday: only a whole year has one."""
_PARTS = {
    "FREQ": "YEARLY|MONTHLY",
    "INTERVAL": "0*[1-9][0-9]?",
    "UNTIL": "[0-9]{8}",
    "BYMONTH": "0*(?:[1-9]|1[0-2])(?:,0*(?:[1-9]|1[0-2]))*",
    "BYMONTHDAY": _NUMBER.format(_MONTH_DAY, _MONTH_DAY),
    "BYYEARDAY": _NUMBER.format(_YEAR_DAY, _YEAR_DAY),
    "BYWEEKNO": _NUMBER.format(_WEEK, _WEEK),
    "BYDAY": f"{_WEEKDAY}(?:,{_WEEKDAY})*",
    "BYSETPOS": _NUMBER.format(_YEAR_DAY, _YEAR_DAY),
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
}
"""The allowed values of each part. COUNT has no first day to count from; times are no days."""
_NAMES_A_DAY = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"})


class RuleFault(ValueError):
    """A text that is no such rule; `text/faults.py` has the sentence of each case."""

    def __init__(self, case: str, about: str = "") -> None:
        """Keep the case, and the part that it is about."""
        self.case, self.about = case, about
        super().__init__(case)


def read_rule(text: str, start: date | None = None) -> str:
    """Return a rule as `days_of` takes it: in capitals, without `RRULE:` and blanks.

    With a `start`, which is its first day, it may leave out which days are meant: `FREQ=YEARLY`.

    Raises:
        RuleFault: it can't be read, says more than on which days, or has no day at all.
    """
    rule = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").rstrip(";")
    parts = [part.partition("=") for part in rule.split(";")]
    values = {name: value for name, _, value in parts}
    if values.get("FREQ") not in ("YEARLY", "MONTHLY"):
        raise RuleFault("frequency")
    for name, _, value in parts:
        if name not in _PARTS or not re.fullmatch(_PARTS[name], value, re.ASCII):
            raise RuleFault("part" if name else "no-name", name)
    by_month = values["FREQ"] == "MONTHLY"
    strange = by_month and not values.keys().isdisjoint({"BYWEEKNO", "BYYEARDAY"})
    if (by_month or "BYMONTH" in values) and _BEYOND_A_MONTH.search(rule):
        strange = True
    if strange or len(values) < len(parts):
        raise RuleFault("misfit")
    if start is None and _NAMES_A_DAY.isdisjoint(values):
        raise RuleFault("no-day")
    try:
        begin = datetime.combine(start, time()) if start else _month(_ANCHOR * _MONTHS)
        empty = next(iter(_parse(rule, begin)), None) is None
    except ValueError as error:
        raise RuleFault("parser", str(error)) from error
    if empty:
        raise RuleFault("never")
    return rule


def days_of(rule: str, first: date, last: date, start: date | None = None) -> tuple[date, ...]:
    """Return the days of a rule from `first` to `last`, both included; `read_rule` has read it.

    Where it has a `start`, that is a day of it whatever the rule says, and nothing comes before.
    """
    begin = datetime.combine(start, time()) if start else _month(_begin(rule, first))
    found = _parse(rule, begin).between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    days = {each.date() for each in found}
    if start and first <= start <= last:
        days.add(start)
    return tuple(sorted(days))


def _parse(rule: str, begin: datetime) -> rrule:
    """Make dateutil's rule. Without a beginning it would take the clock's."""
    from dateutil.rrule import rrulestr

    return rrulestr(rule, dtstart=begin)  # type: ignore[return-value] # one rule is no set


def _month(number: int) -> datetime:
    """Return the beginning of a month counted from the year 0."""
    return datetime(number // _MONTHS, number % _MONTHS + 1, 1)  # noqa: DTZ001 - days have no zone


def _begin(rule: str, first: date) -> int:
    """Return the month to begin with: near `first`, and in step with the anchor."""
    interval = re.search(r"INTERVAL=([0-9]+)", rule)
    step = int(interval[1]) if interval else 1
    month = first.month - 1
    if rule.find("FREQ=YEARLY") >= 0:
        step, month = step * _MONTHS, 0
    wanted = first.year * _MONTHS + month
    begin = wanted - (wanted - _ANCHOR * _MONTHS) % step
    return begin if begin >= _MONTHS else begin + step
