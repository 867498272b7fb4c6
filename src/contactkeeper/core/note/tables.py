"""Read a log that is kept as a table: its columns and its rows; `entry_format.py` writes rows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.date_at import TwoReadings
from contactkeeper.core.language.languages import DIRECTIONS, table, word_table
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_dates import MAY_BE, OPENING
from contactkeeper.core.note.entry_parser import (
    SIGNS,
    Fault,
    build_entry,
    impossible_date,
    keep_marks,
)
from contactkeeper.core.note.escapes import unescape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_dates import DateReader, When

ROWS = lazy_regex(rf"\n {{0,3}}\|[ \t]*(?=\S)(?:(?P<dated>(?={OPENING}[0-9]))|{MAY_BE})")
"""Each row whose first cell may be a date; `dated` where it begins as most dates do."""
HEADERS = lazy_regex(
    r"\n {0,3}(\|[^\n]*|(?:\*\*)?[^\s|#>*+-][^\n|]*\|[^\n]*(?=\n[^\n|]*\|))"
    r"\n {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[-:| \t]*)?(?=\n|\Z)"
)
"""Each table's line of names, with the rule under it."""
_BARE_ROWS = lazy_regex(r"\n {0,3}(?:(?P<dated>(?:\*\*|__)?(?:\[\[)?[0-9]+[-.][0-9]))?[^\n]*")

_ROLES = table(lambda language: language.columns)
_DIRECTION_WORDS = word_table(lambda language: language.directions)
_CHANNEL = lazy_regex(
    rf"(?P<before>{SIGNS})[ \t]*(?P<word>.*)|(?P<first>.*?[^\s\\<])[ \t]*(?P<after>{SIGNS})"
)
"""A channel's cell with a direction in it."""
ARROWS = frozenset("".join(DIRECTIONS))
"""The characters at one end of such a cell."""
_CELL_END = lazy_regex(r"(?<!\\)\|")
# Blanks are looked at once, from the first of them that no backslash escapes.
_BREAK = lazy_regex(r"(?:(?<![\\ \t])|(?<=\\[ \t]))[ \t]*+<br[ \t]*+/?>", re.IGNORECASE)
PLACEHOLDERS = ("-", "—", "–")


@lru_cache(maxsize=64)  # each row asks for the columns of its table
def read_columns(header: str) -> tuple[str, ...]:
    """Return the meaning of each column: `date`, `channel`, `direction`, `text`, else its name.

    The first is the date; where no name says which is the text, the last unknown one is it.
    """
    names = split_cells(header)
    roles = [_ROLES.get(lowered(name).strip("*_ "), name) for name in names]
    columns = ["date"]
    for role in roles[1:]:
        columns.append(role if role not in columns else "")
    if "text" not in columns:
        unknown = [
            at for at, role in enumerate(columns) if role not in ("date", "channel", "direction")
        ]
        if unknown:
            columns[unknown[-1]] = "text"
        else:
            columns.append("text")
    return tuple(columns)


def table_at(flat: str, row: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the meaning of the columns of the row at an offset, by the names above it; the widths.

    The widths are those of the row's cells, where they are those of the names; else none.
    """
    header = None
    for header in HEADERS.finditer(flat, 0, row):  # noqa: B007 - the last one counts
        pass
    line = flat[row:].partition("\n")[0]
    if header is None:
        return guess_columns(line), ()
    names, cells = (
        [len(cell) for cell in _CELL_END.split(each.strip(" \t"))[1:-1]]
        for each in (header[1], line)
    )
    widths = tuple(max(0, width - 2) for width in cells) if names == cells else ()
    return read_columns(header[1]), widths


def find_bare_rows(flat: str, headers: Sequence[re.Match[str]], end: int) -> list[int]:
    """Find the rows that begin with a date and no pipe: they stand right under a table's rule."""
    rows = []
    at = 0
    for header in headers:
        at = max(at, header.end())  # in rows that were read already there is nothing new
        while (line := _BARE_ROWS.match(flat, at, end)) and "|" in line[0]:
            if line["dated"]:
                rows.append(line.start() + 1)
            at = line.end()
    return rows


def guess_columns(row: str) -> tuple[str, ...]:
    """Guess the meaning of the cells of a row without column names above it."""
    count = len(split_cells(row))
    return ("date", "text") if count < 3 else ("date", "channel", "text")  # noqa: PLR2004 - columns


def split_cells(row: str) -> list[str]:
    r"""Split a row at its unescaped `|`, each cell stripped, `\|` in it taken back."""
    cells = _CELL_END.split(row.strip(" \t"))
    if cells and not cells[0].strip(" \t"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip(" \t"):
        cells = cells[:-1]
    return [cell.strip(" \t").replace("\\|", "|") for cell in cells]


def find_cell(row: str, at: int) -> tuple[int, int, int] | None:
    """Return where the content of a cell begins and ends, and its padding, of which a blank stays.

    A placeholder is no content. None where the row has no such cell.
    """
    bars = [bar.start() for bar in _CELL_END.finditer(row)]
    stripped = row.strip(" \t")
    edges = [*([] if stripped[:1] == "|" else [-1]), *bars]
    if not bars or row[bars[-1] + 1 :].strip(" \t"):
        edges.append(len(row))
    if at + 1 >= len(edges):
        return None
    start, end = edges[at] + 1, edges[at + 1]
    cell = row[start:end]
    content = cell.strip(" \t")
    begins = start + (len(cell) - len(cell.lstrip(" \t")) if content else cell[:1] == " ")
    ends = begins if content in PLACEHOLDERS else begins + len(content)
    return begins, ends, max(ends, end - cell.endswith(" "))


def parse_row(
    row: str, columns: tuple[str, ...], line: int, faults: list[Fault], dates: DateReader
) -> Entry | None:
    """Parse one row; None where its first cell is no date. An impossible date is a fault."""
    cells = split_cells(row)
    try:
        when = dates.read(cells[0]) if cells else None
    except TwoReadings:
        return None  # `unread_dates.py` reports it
    except ImpossibleDate as impossible:
        faults.append(impossible_date(line, impossible))
        return None
    if not when:
        return None
    own: list[Fault] = []
    entry = _build_row(cells, columns, when, line, own, dates)
    faults += [fault._replace(line=line) for fault in own]
    return entry


def _build_row(  # noqa: PLR0913, PLR0917 - the parts of a row
    cells: Sequence[str],
    columns: Sequence[str],
    when: When,
    line: int,
    faults: list[Fault],
    dates: DateReader,
) -> Entry:
    """Make the entry of a row's cells, of which the first begins with a date."""
    channel = direction = text = ""
    more: list[tuple[str, str]] = []
    for name, cell in zip(columns[1:], cells[1:], strict=False):
        if cell in PLACEHOLDERS or not cell:
            continue
        if name == "channel":
            arrow, word = _split_channel(cell)
            direction, channel = direction or arrow, unescape(word)
        elif name == "direction":
            direction = _DIRECTION_WORDS.get(cell.casefold(), cell)
        elif name == "text":
            text = cell
        elif name:
            more.append((name, unescape(cell)))
    content = f"{direction} {text}" if direction else text
    if "<" in content:
        content = _BREAK.sub("\n", content)
    words, rest = cells[0][: when.end], cells[0][when.end :]
    beside = keep_marks(when.opening, when.closing, words, rest).strip(" \t")
    # What else stands in the cell of the date is text too: of `[[2026-06-15 Coffee]]` the link.
    content = "\n".join(filter(None, (content, beside)))
    entry = build_entry(
        when.day, when.clock, content, line, channel=channel, faults=faults, dates=dates
    )
    if not (more or entry.tasks):
        return entry
    tasks = tuple(task._replace(line=line) for task in entry.tasks)
    return entry._replace(fields=(*entry.fields, *more), tasks=tasks)


def _split_channel(cell: str) -> tuple[str, str]:
    """Split the cell of a channel: the direction that stands in it too, and the channel."""
    found = _CHANNEL.fullmatch(cell)
    if not found:
        return "", cell
    return found["before"] or found["after"], found["word"] or found["first"] or ""
