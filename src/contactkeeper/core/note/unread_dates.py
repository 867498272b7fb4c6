"""Find lines that begin with a date but are no entry, and lines meant as entries without a date.

Slow and thorough: what `log_reader.py` has not read is looked at. It is reported, never used.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.date_at import TwoReadings, date_at
from contactkeeper.core.language.dates import ORDINAL, WORD
from contactkeeper.core.language.languages import MONTHS
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_dates import MAY_BE, OPENING, WHEN
from contactkeeper.core.note.entry_parser import Fault, impossible_date
from contactkeeper.core.note.log_marks import rest_of_line
from contactkeeper.core.note.markdown import is_hidden, match_lines
from contactkeeper.core.note.style import AT_MARGIN
from contactkeeper.core.note.tables import split_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.note.entry_dates import DateReader
    from contactkeeper.core.note.log_marks import Mark
    from contactkeeper.core.note.outline import Body, Hidden
    from contactkeeper.core.note.style import EntrySpan

_MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])"
_REST = rf"(?P<rest>{MAY_BE}[^\s][^\n]{{0,80}})"
_ENTRY = rf" ?(?:{_MARKER}[ \t]+(?P<box>\[[xX]\][ \t]+)?|(?P<heading>#{{1,6}}[ \t]+)|\|[ \t]*)"
_TEXT = r"(?:>[ \t]?\[![^\[\]\n]*+\][+-]?[ \t]*+)?(?![-+#|])"
_ENTRIES = lazy_regex(rf"\n{_ENTRY}{_REST}")
"""Each bullet, heading or row that may begin with a date."""
_TEXTS = lazy_regex(rf"\n{_TEXT}{_REST}")
"""Each line of text at the margin, and each callout title, that may begin with a date."""
_LINES = lazy_regex(rf"\n(?:{_ENTRY}|[ \t]+{_MARKER}[ \t]+|{_TEXT}){_REST}")
"""Each line of either kind, and each bullet below another one."""
_UNDATED = lazy_regex(
    rf"\n{_MARKER}[ \t]+(?![0-9]{{4}}-|\[[^\]\n]\](?:[ \t]|\n))"
    r"(?=(?:[^\w\n]|_|Y{4}|M{2}|D{2}|Г{4}|М{2}|Д{2})*+[^\W_\n])\S"
)
"""Each bullet at the margin that is no task, begins with no year, and is no blank form."""
_DATE_COLUMNS = frozenset({"date", "day", "when", "дата", "день", "когда"})
_MARKS = r"[\[*_(`]{0,4}"
_NO_YEAR = lazy_regex(
    rf"{_MARKS}(?P<words>(?P<day>[0-9]{{1,2}})(?:\.(?P<month>[0-9]{{2}})(?![\w.])|"
    rf"(?:{ORDINAL})?[ ](?P<after>{WORD})\b)"
    rf"|(?P<before>{WORD})\.?[ ](?P<last>[0-9]{{1,2}})(?:{ORDINAL})?\b)"
)
_NO_DAY = lazy_regex(
    rf"{_MARKS}(?P<words>(?P<number>[0-9]{{4}}-(?:0[1-9]|1[0-2]))(?![\w-])"
    rf"|(?P<name>{WORD})\.?[ ](?:19|20)[0-9]{{2}}\b)"
)
_ISO_LIKE = lazy_regex(rf"{OPENING}(?P<words>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}[^\s:|\]*]*)")
_LINKED = lazy_regex(r"[*_(]{0,4}\[\[(?:[^\[\]\n|/]++/)*+[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
"""A link that begins with a date: `[[2026-06-15 Coffee with Anna]]`."""
_LAST_DATE = lazy_regex(
    r"[^\W\d_][^\n]{0,80}?(?<![\w./–—-])(?<![0-9][ ][–—-][ ])(?P<date>[\[(*_`]{0,4}"
    r"(?:[0-9]{4}([-./])[0-9]{1,2}\2[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})[\])*_`]{0,4})\Z"
)
_EMOJI = lazy_regex(r"\A([*_]{0,2})[^\w\x00-\x7f«“–—-]{1,4}[ \t]+")
_UNTIL = lazy_regex(r"[ \t]{0,3}[–—-][ \t]{0,3}[0-9]")
"""Text after a date that makes it the beginning of a span of days or years."""


def find_unread(body: Body, start: int, end: int, marks: Sequence[Mark]) -> list[tuple[int, Fault]]:
    """Return the starts and faults of lines that a person would take for entries.

    The faults have the line 0.
    """
    flat = body.flat
    known = {mark.start for mark in marks if mark.shape and mark.shape != "row"}
    starts = [mark.start for mark in marks]
    unread: list[tuple[int, Fault]] = []
    for found in _ENTRIES.finditer(flat, start - 1, end):
        at = found.start() + 1
        if at in known or is_hidden(body.hidden, at):
            continue
        heading = found["heading"] is not None
        fault = near_date(found["rest"], body.dates, heading=heading or flat[at] == "|")
        if fault and not heading:
            # A bullet under a dated heading may well be about another day.
            above = bisect_left(starts, at)
            is_text = above > 0 and marks[above - 1].shape == "heading"
            if is_text and fault.case in ("no-day", "no-year"):
                continue
            if is_text and fault.code == "unread-date":
                fault = fault._replace(code="dated-text")
        if fault and fault.case == "written" and flat[at] == "|":
            continue  # it is read
        if fault and not (found["box"] and fault.case == "nearly"):
            unread.append((at, fault))
    return unread


def find_late_dates(
    flat: str, headers: Sequence[re.Match[str]], end: int
) -> list[tuple[int, Fault]]:
    """Return the starts and faults of rows whose date stands in another column than the first."""
    found: list[tuple[int, Fault]] = []
    for header in headers:
        names = [lowered(name).strip("*_ ") for name in split_cells(header[1])]
        column = next((at for at, name in enumerate(names) if name in _DATE_COLUMNS), 0)
        at = header.end() + 1
        while column and "|" in (row := rest_of_line(flat, at)) and at < end:
            cells = split_cells(row)
            if column < len(cells) and _is_dated(words := cells[column]):
                found.append((at, Fault(0, "unread-date", "column", (("words", words),))))
            at += len(row) + 1
    return found


def near_date(rest: str, dates: DateReader, *, heading: bool = False) -> Fault | None:
    """Return the fault of the date that a line begins with, after its mark; None for none.

    The fault has the line 0. For digits without a year (`23.11`) at the beginning of a bullet there
    is `half-date`.
    """
    if WHEN.match(rest):
        return None
    try:
        found = dates.read(rest)
    except ImpossibleDate as error:
        return impossible_date(0, error)
    except TwoReadings as error:
        return Fault(0, "unread-date", "two-readings", error.facts())
    if found:
        facts = (("words", rest[: found.end]), ("day", found.day.isoformat()))
        return Fault(0, "unread-date", "written", facts)
    return _not_read(rest, heading=heading)


def _not_read(rest: str, *, heading: bool) -> Fault | None:
    """Return the fault of what is only nearly a date, or has no year."""
    if nearly := _ISO_LIKE.match(rest):
        words = nearly["words"]
        facts = (("words", words), ("day", _nearest_day(words)))
        return Fault(0, "impossible-date", "nearly", facts)
    words = _without_year(rest)
    if words and (heading or not words[-1].isdigit() or words[0].isalpha()):
        return Fault(0, "dated-text", "no-year", (("words", words),))
    if (found := _NO_DAY.match(rest)) and (found["number"] or lowered(found["name"]) in MONTHS):
        return Fault(0, "dated-text", "no-day", (("words", found["words"]),))
    return None


def find_uncounted(
    flat: str, start: int, end: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> list[int]:
    """Find the lines of a log that begin with a date and are no entry: text, callouts, HTML.

    What stands under a dated heading is text of that entry. Fenced code and comments are meant to
    hide what is in them.
    """
    known = {span.start for span in spans}
    blocks = [span for span in spans if span.shape == "heading"]
    found = [
        at
        for at in _dated(_TEXTS, flat, start, end)
        if at not in known and not is_hidden(hidden, at)
    ]
    for stretch in hidden:
        if stretch.kind == "html" and start <= stretch.start < end:
            last = min(stretch.end, end)
            found += _dated(_LINES, flat, stretch.start, last)
    return sorted(at for at in found if not _is_in(blocks, at))


def find_dated(
    flat: str,
    start: int,
    logs: Sequence[tuple[int, int]],
    hidden: Sequence[Hidden],
) -> list[int]:
    """Find the lines that begin with a date outside of the sections of a log."""
    found: list[int] = []
    at = start
    for first, last in [*sorted(logs), (len(flat), len(flat))]:
        if at < first:
            found += _dated(_LINES, flat, at, first)
        at = max(at, last)
    return [each for each in found if not is_hidden(hidden, each)]


def find_undated(
    flat: str, start: int, end: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> list[int]:
    """Find the top-level bullets without a date that stand in no entry of another shape.

    What closes the section below its last entry is none of them.
    """
    if spans and spans[-1].shape == "bullet":
        end = spans[-1].end
    known = {span.start for span in spans}
    blocks = [span for span in spans if span.shape in AT_MARGIN]
    starts = (found.start() + 1 for found in _UNDATED.finditer(flat, start - 1, end))
    return [
        at
        for at in starts
        if at not in known and not _is_in(blocks, at) and not is_hidden(hidden, at)
    ]


def _dated(lines: re.Pattern[str], flat: str, start: int, end: int) -> Iterator[int]:
    """Yield the starts of lines that a pattern finds and that begin with a date.

    A heading may lack the year.
    """
    for at, found in match_lines(lines, flat, start, end):
        rest = found["rest"]
        is_heading = lines is _LINES and found["heading"] is not None
        if _is_dated(rest) or (is_heading and _without_year(rest)):
            yield at


def _is_dated(rest: str) -> bool:
    """Return whether a text begins with a single date, real or impossible; an emoji may precede."""
    rest = _EMOJI.sub(r"\1", rest)
    try:
        found = date_at(rest)
    except (ImpossibleDate, TwoReadings):
        return True
    if found:
        return not _UNTIL.match(rest, found.end)
    return _LINKED.match(rest) is not None


def ends_with_date(title: str) -> bool:
    """Return whether words are followed by a single date in digits, real or impossible."""
    found = _LAST_DATE.search(title)
    return found is not None and _is_dated(found["date"])


def _is_in(blocks: Sequence[EntrySpan], at: int) -> bool:
    """Return whether an offset is in one of some spans, which are in order."""
    above = bisect_left(blocks, at + 1, key=attrgetter("start"))
    return bool(above) and at < blocks[above - 1].end


def _without_year(rest: str) -> str:
    """Return the date without a year at the beginning of a heading; empty for none."""
    found = _NO_YEAR.match(rest)
    if found is None:
        return ""
    day = int(found["day"] or found["last"])
    name = found["after"] or found["before"]
    month = MONTHS.get(lowered(name), 0) if name else int(found["month"])
    return str(found["words"]) if is_possible(month, day) else ""


def _nearest_day(words: str) -> str:
    """Return the day that a faulty date probably means; empty for none."""
    try:
        return date(*map(int, re.findall(r"[0-9]+", words)[:3])).isoformat()
    except ValueError:
        return ""
