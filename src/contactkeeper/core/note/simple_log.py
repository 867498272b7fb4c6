"""Read a plain log, which most logs are: bullets or dated headings in their usual forms.

It gives exactly what `log_reader.read_any` gives, or nothing at all: it must never guess. That one
looks for every shape in every line and takes 100 microseconds more for a log of 20 entries: that is
a second in the first run over 10,000 contacts.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_dates import ANY_DATES
from contactkeeper.core.note.entry_parser import build_entry
from contactkeeper.core.note.style import EntrySpan

if TYPE_CHECKING:
    from contactkeeper.core.note.entry_dates import DateReader
    from contactkeeper.core.note.entry_parser import Fault
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
_MARKERS = frozenset("-*+")
_CLOSING = frozenset("# \t")
_FIRST = re.compile(_BLANKS)


def read_plain(  # noqa: PLR0913, PLR0917  # a stretch of text and how it is read
    flat: str,
    start: int,
    end: int,
    faults: list[Fault],
    line: int = 1,
    dates: DateReader = ANY_DATES,
) -> list[EntrySpan] | None:
    """Read all entries between two offsets of a flattened text; None where it is not plain.

    `start` must be the beginning of the line with the number `line`, and nothing between the
    offsets be hidden. What is wrong in a task is added to `faults`.
    """
    first = _FIRST.match(flat, start, end)
    at = first.end() if first else start
    line += flat.count("\n", start, at)
    sign = flat[at] if at < end else ""
    try:
        if sign == "#":
            return _read_blocks(flat, _HEADINGS, at, end, "heading", faults, line, dates)
        if sign in _MARKERS:
            return _read_blocks(flat, _BULLETS, at, end, "bullet", faults, line, dates)
    except ValueError:
        pass  # a day that no calendar has is for `read_any` to report
    return None


def _read_blocks(  # noqa: PLR0913, PLR0917  # a stretch of text and how it is read
    flat: str,
    pattern: re.Pattern[str],
    at: int,
    end: int,
    shape: Shape,
    faults: list[Fault],
    line: int,
    dates: DateReader,
) -> list[EntrySpan] | None:
    """Read bullets or dated headings; the caller notices text that the pattern passed over."""
    blocks = pattern.findall(flat, at, end)
    if at + sum(len(each[0]) + len(each[-1]) for each in blocks) != end:
        return None
    if shape == "heading" and any(
        said[-1:] in _CLOSING and said.rstrip(" \t").endswith("#") for _, _, said, *_ in blocks
    ):
        return None  # the signs may close the heading, or be its text
    spans = []
    days = [_read_day(block[1]) for block in blocks]
    for day, (block, _, said, under, blanks) in zip(days, blocks, strict=True):
        text = f"{said}\n{under}".rstrip(" \t\n") if under else said
        entry = build_entry(day, None, text, line, faults=faults, dates=dates)
        spans.append(EntrySpan(entry, at, at + len(block), shape))
        after = at + len(block) + len(blanks)
        line += flat.count("\n", at, after)
        at = after
    return spans


def _read_day(when: str) -> date:
    """Read a date in one of the two forms; raises ValueError where there is no such day."""
    return date.fromisoformat(when if when[4] == "-" else f"{when[6:]}-{when[3:5]}-{when[:2]}")
