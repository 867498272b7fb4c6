"""Report what of a note's text is not read: below an open fence, beside the log, without a date."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from contactkeeper.core.note.entry_parser import BULLETS, HEADING
from contactkeeper.core.note.log import HEADINGS, MORE_HEADINGS, fold_title
from contactkeeper.core.note.markdown import find_margin_headings, is_hidden, line_at, line_numbers
from contactkeeper.core.note.tables import ROWS
from contactkeeper.core.note.unread_dates import ends_with_date, find_dated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.model import Severity
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.markdown import Line
    from contactkeeper.core.note.outline import Body, Hidden

    Report = Callable[..., None]
    """Called with line, code, severity, case, and the facts by name."""


def find_unclosed(
    flat: str, body: int, hidden: Sequence[Hidden], titles: AbstractSet[str], report: Report
) -> Line | None:
    """Find and report the line that begins a fence or comment which is never closed."""
    if not hidden or hidden[-1].closed:
        return None
    last = hidden[-1]
    line = line_at(flat, last.opened)
    severity: Severity = "problem" if _hides_much(flat, body, last.start, titles) else "remark"
    report(line.number, "unclosed", severity, kind=last.kind)
    return line


def _hides_much(flat: str, body: int, begins: int, titles: AbstractSet[str]) -> bool:
    """Return whether a fence or comment that is never closed hides most of a note, or its log.

    The log is recognised by a date where entries have one, or by the heading of a log.
    """
    rest = flat[begins - 1 if begins else 0 :]
    if 2 * (len(flat) - begins) > len(flat) - body or BULLETS.search(rest) or ROWS.search(rest):
        return True
    headings = find_margin_headings(rest, 0)
    dated = any(HEADING.match(rest, heading.start) for heading in headings)
    known = HEADINGS | MORE_HEADINGS | titles
    return dated or any(fold_title(heading.title) in known for heading in headings)


def report_uncounted(body: Body, start: int, log: Log | None, title: str, report: Report) -> None:
    """Report each line with a date that counts for nothing.

    It is a problem where no entry is read of the note; a single line outside of the log may then be
    anything.
    """
    flat = body.flat
    inside = sorted([(log.start, log.end), *log.others]) if log else []
    if log and log.all_spans:
        starts = find_dated(flat, start, inside, body.hidden)
        starts = sorted([*log.uncounted, *starts])
    elif body.hidden and not body.hidden[-1].closed:
        return
    else:
        starts = find_dated(flat, start, [], ())
    _report_late_dates(body, start, log, report)
    if not starts:
        return
    void = {fault.line for fault in log.faults} if log else set()
    lines = [
        (at, number, _is_inside(inside, at))
        for at, number in zip(starts, line_numbers(flat, starts), strict=True)
        if number not in void
    ]
    is_sure = len(lines) > 1 or any(each or is_hidden(body.hidden, at) for at, _, each in lines)
    severity: Severity = "remark" if (log and log.all_spans) or not is_sure else "problem"
    for _, number, is_inside in lines:
        case = "inside" if is_inside else "outside" if log and log.title else "nowhere"
        report(number, "uncounted", severity, case, heading=log.title if log else title)


def _report_late_dates(body: Body, start: int, log: Log | None, report: Report) -> None:
    """Report the headings outside of entries that end with a date: `### A call 05.10.2026`."""
    spans = sorted((span.start, span.end) for span in log.all_spans) if log else []
    starts = [
        heading.start
        for heading in body.headings_between(start, len(body.flat))
        if heading.level > 1
        and ends_with_date(heading.title)
        and not _is_inside(spans, heading.start)
    ]
    for number in line_numbers(body.flat, starts):
        report(number, "uncounted", "remark", "ending")


def report_undated(flat: str, log: Log, report: Report) -> None:
    """Report the first of the lines that have no date, and their number."""
    is_text = bool(log.spans and log.undated) and log.spans[0].start < log.undated[-1]
    case = "" if is_text else "alone"
    void = {fault.line for fault in log.faults}
    lines = [line for line in line_numbers(flat, log.undated) if line not in void]
    if lines:
        report(lines[0], "undated", "remark", case, count=len(lines))


def _is_inside(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Return whether an offset is in one of some stretches, which are in order."""
    place = bisect_right(stretches, at, key=itemgetter(0)) - 1
    return place >= 0 and at < stretches[place][1]
