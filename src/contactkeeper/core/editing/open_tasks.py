"""Find an open task by what a user typed, again in a changed note, and its next occurrence.

A task is a promise of mine, or one that I wait for. A recurring one (🔁, `[repeat:: …]`) recurs as
the Tasks plug-in has it: its dates move by the rule, from the due date (else scheduled, else
start), or from today with "when done". An unknown rule is refused, not guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.language.languages import WEEKDAYS
from contactkeeper.core.people.folding import fold
from contactkeeper.lookup_errors import NoSuchTask, SeveralTasks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Contact, Task
    from contactkeeper.core.note.note import Note


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


def still_open(contact: Contact) -> list[Task]:
    """List the open tasks, mine and theirs: those of the entries, then the others."""
    of_entries = (task for entry in contact.entries for task in entry.tasks)
    return [*(task for task in of_entries if task.state == "open"), *contact.tasks]


def tasks_named(contact: Contact, text: str, *, mine: bool = False) -> list[Task]:
    """Find the open tasks named `text`, else those whose name contains it; all for an empty text.

    A whole name with its day goes before one without. With `mine` what I wait for is left out. A
    task that stands under an entry and elsewhere too is the entry's.

    Raises:
        NoSuchTask: none is open, or none matches.
    """
    tasks = [task for task in still_open(contact) if not (mine and task.kind == "waiting")]
    wanted = _folded(text)
    found = (
        tasks
        if not wanted
        else (
            [task for task in tasks if wanted == _folded(task.name)]
            or [task for task in tasks if wanted == _folded(task.text)]
            or [task for task in tasks if wanted in _folded(task.name)]
        )
    )
    if not found:
        raise NoSuchTask(contact.path, text, [task.name for task in tasks])
    promised = {task.name for task in found if task.kind == "promise"}
    return [task for task in found if task.kind != "reminder" or task.name not in promised]


def _folded(text: str) -> str:
    return fold(" ".join(text.split()))


def the_one(tasks: Sequence[Task], text: str, path: str) -> Task:
    """Return the only task of a list.

    Raises:
        SeveralTasks: there are several.
    """
    if len(tasks) > 1:
        raise SeveralTasks(path, text, [task.name for task in tasks])
    return tasks[0]


def same_task(note: Note, wanted: Task) -> Task:
    """Find a task again in a changed note: at its line, else anywhere.

    Raises:
        NoSuchTask: it no longer exists, or is not open.
        SeveralTasks: it has moved, and there are several equal ones.
    """
    tasks = [task for task in still_open(note.contact()) if task.same(wanted)]
    here = [task for task in tasks if task.line == wanted.line] or tasks
    if not here:
        raise NoSuchTask(note.path, wanted.text, ())
    return the_one(here, wanted.text, note.path)


class Unrepeatable(ValueError):
    """The next occurrence of a task is unknown; the text says why."""


class Rule(NamedTuple):
    """The recurrence of a task."""

    following: Callable[[date], date]
    """Returns the next day after a day."""
    when_done: bool
    """Whether it counts from the day on which the task is done."""


def recurs(line: str) -> bool:
    """Say whether a task's line has a rule for recurring."""
    return _SIGN in line or _FIELD in line


def next_line(line: str, box: int, today: date) -> str:
    """Return the line of the next occurrence; `box` is the offset of the checkbox's character.

    Raises:
        Unrepeatable: the rule is unknown, or there is no date to move.
    """
    found = _RULE.search(line)
    words = ((found[1] or found[2] or "") if found else "").strip(" ,")
    rule = read_rule(words)
    if rule is None:
        raise Unrepeatable(f"ck does not know the rule “{words}”" if words else "its rule is empty")
    dates = [pattern.findall(line) for pattern in _DATES]
    if sum(map(len, dates)) != len(_ANY_DATE.findall(line)):
        raise Unrepeatable("one of its dates is not written as 2026-11-23")
    first = next((each[0][1] for each in dates if each), None)
    if first is None:
        raise Unrepeatable("it has no date after 📅, ⏳ or 🛫")
    try:
        reference = date.fromisoformat(first)
        new = rule.following(today if rule.when_done else reference)
        shift = (new - reference).days
        line = f"{line[:box]} {line[box + 1 :]}"
        for pattern in _DATES:
            line = pattern.sub(lambda day: day[1] + _move(day[2], shift), line)
    except (ValueError, OverflowError) as error:
        raise Unrepeatable("one of its dates is no day") from error
    line = _CREATED.sub(lambda day: day[1] + today.isoformat(), line)
    return _OVER.sub("", line)


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
