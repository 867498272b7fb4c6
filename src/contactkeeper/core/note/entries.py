"""Parse one entry, from a note or as it is typed; the inverse of `entry_format.py`.

`- DATE [TIME] [DIRECTION] [CHANNEL]: TEXT` with indented children, and the looser forms that
other tools write; a `### DATE` heading with text under it and a table row say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import UnreadableDate
from contactkeeper.core.note.entry_parser import (
    BREAK,
    BULLET,
    HEADING,
    WHEN,
    Fault,
    build_entry,
    is_open_task,
    keep_marks,
    read_content,
    read_date_groups,
    strip_closing_marks,
)
from contactkeeper.core.note.escapes import reference

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Entry

_TAKEN_AWAY = re.compile(r"\\|&(?=#[0-9]+;)")  # of typed text, by reading a note


def parse_entry(text: str, line: int = 1) -> Entry | None:
    """Parse one entry as a bullet or a `### DATE` heading with the lines that belong to it.

    Lines end in LF. None where the first line is no entry.

    Raises:
        ImpossibleDate: Its date is of a date's form, but no day; or a promise's can't be read.
    """
    found = BULLET.match(text)
    if found and is_open_task(found[3]):
        return None
    heading = not found
    found = found or HEADING.match(text)
    if not found:
        return None
    groups = found.groups()[1 if heading else 3 :]
    faults: list[Fault] = []
    body = text[found.end() :]
    if heading:
        body = strip_closing_marks(body)
    body = keep_marks(
        groups[0], groups[7], text[found.start(2 if heading else 4) : found.end()], body
    )
    entry = build_entry(read_date_groups(groups[1:7]), groups[8], body, line, faults=faults)
    if faults:
        raise _error(faults[0])
    return entry


def read_typed(text: str, today: date) -> Entry:
    """Read what a person types after `ck log WHO`: the grammar of an entry, all but its bullet.

    A date (ISO or `23.11.2026`) may come first, with a time; else the day is `today`. A time
    alone counts where a direction or a channel follows it. Fields and tasks are fields and tasks.

    Raises:
        ImpossibleDate: A date in it is no day.
    """
    lines = re.split(r"\r\n|\r|\n", text.strip())
    body = "\n".join(_as_typed(line.strip(" \t"), number) for number, line in enumerate(lines))
    bare = re.sub(r"\A[-*+][ \t]+(?=[\[*_]*[0-9])", "", body)
    faults: list[Fault] = []
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
    entry = build_entry(day, clock, content, 0, faults=faults)
    if faults:
        raise _error(faults[0])
    return entry


def _error(fault: Fault) -> ImpossibleDate:
    """Return what to raise for a faulty date of a task."""
    if fault.code == "task-date":
        return UnreadableDate(fault.problem(""))
    return ImpossibleDate(str(dict(fault.facts)["day"]))


def _as_typed(line: str, number: int) -> str:
    """Escape what reading a note would remove: backslashes, references, lines like `---`."""
    if number and BREAK.match(line):
        return reference(line[0]) + line[1:]
    return _TAKEN_AWAY.sub(r"\\\g<0>", line)
