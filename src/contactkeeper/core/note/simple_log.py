"""Read a plain log, which most logs are: bullets, dated headings or a table, in their usual forms.

It gives exactly what `log.read_any` gives, or nothing at all: it must never guess. 20 entries take
it 30 microseconds, and 70 more where all are asked for; `read_any` takes 160: the general reader
looks for every shape in every line, and makes every entry.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_parser import build_entry, build_line
from contactkeeper.core.note.escapes import unescape
from contactkeeper.core.note.lazy_entries import UnreadSpans
from contactkeeper.core.note.tables import ARROWS, PLACEHOLDERS, read_columns
from contactkeeper.core.note.tasks import DATE_SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_parser import Fault
    from contactkeeper.core.note.lazy_entries import Groups
    from contactkeeper.core.note.style import Shape

_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}\.[0-9]{2}\.[0-9]{4})"
# After the date a sign and a blank, or what can be neither a sign nor a time nor a blank.
_WHEN_AND_SAID = (
    rf"(?:\*\*(?=.{{10}}\*\*)|\[\[(?=.{{10}}\]\])|){_DAY}"
    r"(?:(?<=\*\*.{10})\*\*|(?<=\[\[.{10})\]\]|)(?:[ \t]*+(?=\n|\Z)"
    r"|(?:(?::|[ ][—–|])[ ]|[ ](?=->|[^\s0-9:|,.;—–-]))([^ \t\n][^\n]*+))"
)
_ENDING = r"(?:\n|\Z)"
_BLANKS = r"((?:[ \t]*+\n)*+)"
# What begins with a letter begins neither an entry nor a heading, a row, a fence or a divider.
_LINE = rf"[^\W\d_][^\n]*+{_ENDING}"
_CHILD = rf"[ \t]++(?:-[ ]\[[^\]\n]\][ ])?{_LINE}"

# Groups: all of an entry, its date, what is said in its line, the lines under it; blank lines.
_BULLETS = lazy_regex(rf"([-*+][ ]{_WHEN_AND_SAID}{_ENDING}((?:{_CHILD})*+)){_BLANKS}")
_HEADINGS = lazy_regex(rf"(#{{1,6}}[ ]{_WHEN_AND_SAID}{_ENDING}((?:\n*+{_LINE})*+)){_BLANKS}")
_TABLE = lazy_regex(r"(\|[ \t]*+[^\W\d_][^\n]*+)\n\|(?:[ \t]*+:?-+:?[ \t]*+\|)++[ \t]*+\n")
# Groups: the whole row, its date, its channel, its text; blank lines.
_ROWS = lazy_regex(
    rf"(\|[ \t]*+{_DAY}[ \t]*+\|([^|\n\\]*+)\|([^|\n\\]*+)\|[ \t]*+{_ENDING}){_BLANKS}"
)
_MARKERS = frozenset("-*+")
# Of the lines under an entry: what may be an open task, and all that may be the day of a task. Two
# of those may share their digits, as in 2026-11-2026-02-30.
_OPEN_BOX = re.compile(r"- \[[^xX\-]\]")
_LIKE_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-)(?=([0-9]{2}))")
# A date that is not in the usual form, or not followed by an end, may be a fault.
_ODD_DATE = re.compile(
    rf"[{DATE_SIGNS}](?!\ufe0f?[ \t]*(?:\[\[)?[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:\]\]|[ \t\n]|\Z))"
)
_ODD_FIELD = re.compile(r"(?:due|scheduled|start)::(?![ \t]*[0-9]{4}-[0-9]{2}-[0-9]{2}[\])])")
_CLOSING = frozenset("# \t")
_COLUMNS = ("date", "channel", "text")
_FIRST = re.compile(_BLANKS)


class Plain(NamedTuple):
    """What a plain log holds."""

    spans: UnreadSpans
    faults: list[Fault]


def read_plain(flat: str, start: int, end: int) -> Plain | None:
    """Read all entries between two offsets of a flattened text; None where it is not plain.

    `start` must be the beginning of a line, and nothing between the offsets be hidden.
    """
    first = _FIRST.match(flat, start, end)
    at = first.end() if first else start
    sign = flat[at] if at < end else ""
    try:
        if sign == "|":
            return _read_table(flat, at, end)
        if sign == "#":
            return _read_blocks(flat, _HEADINGS, at, end, "heading")
        if sign in _MARKERS:
            return _read_blocks(flat, _BULLETS, at, end, "bullet")
    except ValueError:
        pass  # a day that no calendar has is for `read_any` to report
    return None


def _read_blocks(
    flat: str, pattern: re.Pattern[str], at: int, end: int, shape: Shape
) -> Plain | None:
    """Read bullets or dated headings; what the pattern passes over is missed at the end."""
    blocks = pattern.findall(flat, at, end)
    starts, tasks, doubtful = [], [], []
    for place, (block, _, said, under, blanks) in enumerate(blocks):
        starts.append(at)
        at += len(block) + len(blanks)
        if shape == "heading":
            if said[-1:] in _CLOSING and said.rstrip(" \t").endswith("#"):
                return None  # they may close the heading, or be its text
        elif under and "- [" in under:
            if _OPEN_BOX.search(under):
                tasks.append(place)
            if (
                _ODD_DATE.search(under)
                or ("::" in under and _ODD_FIELD.search(under))
                or not all(_is_day(month + day) for month, day in _LIKE_DAYS.findall(under))
            ):
                doubtful.append(place)
    if at != end:
        return None
    days = _days([block[1] for block in blocks])
    spans = UnreadSpans(flat, shape, blocks, days, starts, tasks, _build_block)
    faults: list[Fault] = []
    for place in doubtful:  # a task in it may name a day that no calendar has
        spans.entry(place, faults)
    return Plain(spans, faults)


def _build_block(groups: Groups, day: date, line: int, faults: list[Fault]) -> Entry:
    _, _, said, under, _ = groups
    if not under:
        return build_line(day, said, line)
    return build_entry(day, None, f"{said}\n{under}".rstrip(" \t\n"), line, faults=faults)


def _read_table(flat: str, at: int, end: int) -> Plain | None:
    """Read a table of the usual three columns."""
    head = _TABLE.match(flat, at, end)
    if head is None or read_columns(head[1]) != _COLUMNS:
        return None
    at = head.end()
    rows = _ROWS.findall(flat, at, end)
    starts = []
    for row, _, channel, said, blanks in rows:
        if "<" in said and "<br" in said.casefold():
            return None
        word = channel.strip(" \t")
        if word and (word[0] in ARROWS or word[-1] in ARROWS) and word not in PLACEHOLDERS:
            return None  # a direction in the column of channels
        starts.append(at)
        at += len(row) + len(blanks)
    if at != end:
        return None
    days = _days([row[1] for row in rows])
    return Plain(UnreadSpans(flat, "row", rows, days, starts, (), _build_row), [])


def _build_row(groups: Groups, day: date, line: int, _: list[Fault]) -> Entry:
    word, text = groups[2].strip(" \t"), groups[3].strip(" \t")
    channel = "" if word in PLACEHOLDERS else unescape(word)
    return build_line(day, "" if text in PLACEHOLDERS else text, line, channel)


def _days(whens: Sequence[str]) -> list[date]:
    """Read dates in one of the two forms; raises ValueError where one is no day."""
    try:
        return list(map(date.fromisoformat, whens))
    except ValueError:
        return [date.fromisoformat(_as_iso(when)) for when in whens]


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _as_iso(when: str) -> str:
    return when if when[4] == "-" else f"{when[6:]}-{when[3:5]}-{when[:2]}"
