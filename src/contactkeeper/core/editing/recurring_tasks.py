"""Write the next occurrence of a recurring task (🔁, `[repeat:: …]`), as the Tasks plug-in does.

Its dates move by the rule, from the due date (else scheduled, else start), or from today with "when
done". Where no date stands after a sign, the one at its beginning moves, as of an appointment. An
unknown rule is refused, not guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.language.languages import WEEKDAYS
from contactkeeper.core.model import Entry
from contactkeeper.core.note.entry_format import format_when
from contactkeeper.core.note.entry_parser import pair_marks
from contactkeeper.core.note.style import date_form
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.core.note.entry_dates import DateReader, When

_SIGN = "🔁"
_FIELD = "repeat::"
_RULE = re.compile(r"🔁\ufe0f?[ \t]*([\w, ]*)|[\[(]repeat::[ \t]*([\w, ]*)[\])]")
_DAY = r"(?:\[\[)?)([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\w)"
_KINDS = (("📅📆🗓", "due"), ("⏳⌛", "scheduled"), ("🛫", "start"))
"""Signs and fields of dates; the rule counts from the first of them in the line."""
_DATES = tuple(
    re.compile(rf"((?:[{signs}]\ufe0f?[ \t]*|[\[(]{key}::[ \t]*){_DAY}") for signs, key in _KINDS
)
_ANY_DATE = re.compile("[" + "".join(signs for signs, _ in _KINDS) + "]|(?:due|scheduled|start)::")
_OVER = re.compile(
    r"[ \t]*(?:[✅❌]\ufe0f?[ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}|[🆔⛔]\ufe0f?[ \t]*[\w-]+(?:,[\w-]+)*"
    r"|[\[(](?:completion|cancelled|id|dependsOn)::[^\[\]()]*[\])]|[ \t]\^[\w-]+(?=[ \t]*\Z))"
)
"""Parts that only the done task keeps: its dates, ids and block id."""
_CREATED = re.compile(rf"((?:➕\ufe0f?[ \t]*|[\[(]created::[ \t]*){_DAY}")

_EVERY = re.compile(r"every (?:(?P<count>[1-9][0-9]{0,2}|other) )?(?P<unit>day|week|month|year)s?")
_WEEKLY = re.compile(r"every (?:week on )?(?P<days>[a-z]+(?:(?:,? and |, ?| )[a-z]+){0,6})")
_MONTHLY = re.compile(
    r"every month on the (?:(?P<last>last(?: day)?)|(?P<day>[1-9]|1[0-9]|2[0-8])(?:st|nd|rd|th))"
)
_WHEN_DONE = " when done"
_DAYS_A_WEEK = 7


class Unrepeatable(ValueError):
    """The next occurrence of a task is unknown; `why` says it."""

    def __init__(self, why: Wording) -> None:
        self.why = why
        super().__init__(why)


class Rule(NamedTuple):
    """The recurrence of a task."""

    following: Callable[[date], date]
    """Returns the next day after a day."""
    when_done: bool
    """Whether it counts from the day on which the task is done."""


def recurs(line: str) -> bool:
    """Say whether a task's line has a rule for recurring."""
    return _SIGN in line or _FIELD in line


def next_line(line: str, box: int, today: date, dates: DateReader) -> str:
    """Return the line of the next occurrence; `box` is the offset of the checkbox's character.

    Raises:
        Unrepeatable: the rule is unknown, or there is no date to move.
    """
    found = _RULE.search(line)
    words = ((found[1] or found[2] or "") if found else "").strip(" ,")
    rule = read_rule(words)
    if rule is None:
        if words:
            raise Unrepeatable(Wording("ck does not know the rule “{words}”", words=words))
        raise Unrepeatable(Wording("its rule is empty"))
    found_dates = [pattern.findall(line) for pattern in _DATES]
    if sum(map(len, found_dates)) != len(_ANY_DATE.findall(line)):
        raise Unrepeatable(Wording("one of its dates is not written as 2026-11-23"))
    first = next((each[0][1] for each in found_dates if each), None)
    begins = _read_beginning(line, box, dates) if first is None else None
    if not (first or begins):
        raise Unrepeatable(Wording("it has no date at its beginning or after 📅, ⏳ or 🛫"))
    line = f"{line[:box]} {line[box + 1 :]}"
    try:
        reference = begins.day if begins else date.fromisoformat(first or "")
        new = rule.following(today if rule.when_done else reference)
        if begins:
            line = _begin_with(new, line, begins)
        shift = (new - reference).days
        for pattern in _DATES:
            line = pattern.sub(lambda day: day[1] + _move(day[2], shift), line)
    except (ValueError, OverflowError) as error:
        raise Unrepeatable(Wording("one of its dates is no day")) from error
    line = _CREATED.sub(lambda day: day[1] + today.isoformat(), line)
    return _OVER.sub("", line)


def _read_beginning(line: str, box: int, dates: DateReader) -> When | None:
    """Read the date that begins the text of a task, if one does."""
    text = line[box + 2 :].lstrip(" \t")
    try:
        begins = dates.read(line, len(line) - len(text))
    except ValueError:
        return None
    if begins:
        marks = (begins.opening, begins.closing)
        if pair_marks(*marks) != marks:
            raise Unrepeatable(Wording("its date is part of a link or of bold words"))
    return begins


def _begin_with(day: date, line: str, begins: When) -> str:
    """Write another day, in the form of the line, where one begins its text."""
    when = format_when(Entry(day), date_form(line))
    clock = f" {begins.clock}" if begins.clock else ""
    return f"{line[: begins.start]}{when}{clock}{begins.separator}{line[begins.end :]}"


def read_rule(words: str) -> Rule | None:
    """Read a rule of the plug-in: `every 2 weeks`, `every month on the 15th when done`."""
    text = " ".join(words.casefold().split())
    when_done = text.endswith(_WHEN_DONE)
    text = text.removesuffix(_WHEN_DONE)
    following = _read_every(text) or _read_monthly(text) or _read_weekly(text)
    return Rule(following, when_done) if following else None


def _read_every(text: str) -> Callable[[date], date] | None:
    found = _EVERY.fullmatch(text)
    if found is None:
        return None
    count = 2 if found["count"] == "other" else int(found["count"] or 1)
    unit = found["unit"]
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        return lambda day: add_months(day, months)
    days = count * (_DAYS_A_WEEK if unit == "week" else 1)
    return lambda day: add_days(day, days)


def _read_weekly(text: str) -> Callable[[date], date] | None:
    """Read the days of the week; `weekday` means Monday to Friday."""
    found = _WEEKLY.fullmatch(text)
    if found is None:
        return None
    names = re.split(r",? and |, ?| ", found["days"])
    wanted = [*range(5)] if names == ["weekday"] else [WEEKDAYS.get(name) for name in names]
    if None in wanted:
        return None
    week = range(1, _DAYS_A_WEEK + 1)
    return lambda day: next(
        after for ahead in week if (after := add_days(day, ahead)).weekday() in wanted
    )


def _read_monthly(text: str) -> Callable[[date], date] | None:
    found = _MONTHLY.fullmatch(text)
    if found is None:
        return None
    number = 0 if found["last"] else int(found["day"])

    def following(day: date) -> date:
        for months in (0, 1, 2):
            first = add_months(day.replace(day=1), months)
            wanted = first.replace(day=number) if number else add_days(add_months(first, 1), -1)
            if wanted > day:
                return wanted
        raise OverflowError

    return following


def _move(day: str, shift: int) -> str:
    return add_days(date.fromisoformat(day), shift).isoformat()
