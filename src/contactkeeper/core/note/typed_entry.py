"""Read an entry as a person types it after `ck log WHO`, by `entry_parser.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import DateRules
from contactkeeper.core.language.dates import Unreadable
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_dates import WHEN, DateReader, read_date_groups
from contactkeeper.core.note.entry_parser import BREAK, Fault, build_entry, keep_marks, read_content
from contactkeeper.core.note.escapes import reference

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Entry


_TAKEN_AWAY = lazy_regex(r"\\|&(?=#[0-9]+;)")  # of typed text, by reading a note


def read_typed(text: str, today: date) -> Entry:
    """Read what a person types after `ck log WHO`: the grammar of an entry, all but its bullet.

    A date (ISO or `23.11.2026`) may come first, with a time; else the day is `today`. A time
    alone counts where a direction or a channel follows it. Fields and tasks are fields and tasks.

    Raises:
        ImpossibleDate: A date in it is no day.
        Unreadable: A date of a task, or a trust, is none.
    """
    lines = re.split(r"\r\n|\r|\n", text.strip())
    body = "\n".join(_as_typed(line.strip(" \t"), number) for number, line in enumerate(lines))
    bare = re.sub(r"\A[-*+][ \t]+(?=[\[*_]*[0-9])", "", body)
    faults: list[Fault] = []
    dates = DateReader("", DateRules(year=today.year))
    if found := WHEN.match(bare):
        groups = found.groups()
        day, clock = read_date_groups(groups[1:7]), groups[8]
        content = keep_marks(groups[0], groups[7], found[0], bare[found.end() :])
    else:
        day, clock, content = today, None, body
        if found := re.match(r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9])[ \t]+", body):
            direction, channel, _ = read_content(body[found.end() :].partition("\n")[0])
            if direction or channel:
                clock, content = found[1], body[found.end() :]
    entry = build_entry(day, clock, content, 0, faults=faults, dates=dates)
    for fault in faults:
        if fault.code in ("task-date", "trust"):
            raise Unreadable(fault.problem(""))
        raise ImpossibleDate(str(dict(fault.facts)["day"]))
    return entry


def _as_typed(line: str, number: int) -> str:
    """Escape what reading a note would remove: backslashes, references, lines like `---`."""
    if number and BREAK.match(line):
        return reference(line[0]) + line[1:]
    return _TAKEN_AWAY.sub(r"\\\g<0>", line)
