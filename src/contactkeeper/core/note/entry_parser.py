"""Read an entry from the lines of a note; the inverse of `entry_format.py`.

`- DATE [TIME] [DIRECTION] [CHANNEL]: TEXT` with indented children, and the looser forms that other
tools write; a `### DATE` heading with text under it and a table row say the same. `log_reader.py`
decides which lines belong to which entry.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.language.languages import CHANNELS, DIRECTIONS, pattern
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Direction, Entry, Problem, Task
from contactkeeper.core.note.entry_dates import ANY_DATES, BOLD, OPENING, WHEN_PATTERN, DateReader
from contactkeeper.core.note.escapes import take_fields, unescape
from contactkeeper.core.note.property_values import read_trust
from contactkeeper.core.note.tasks import read_task_line

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from contactkeeper.core.calendar.days import ImpossibleDate
    from contactkeeper.core.model import Facts, Severity


class Fault(NamedTuple):
    """A fault in an entry: its line, and the code, case and facts of a problem."""

    line: int
    code: Literal["impossible-date", "half-date", "task-date", "unread-date", "dated-text", "trust"]
    case: str
    facts: Facts

    def problem(self, path: str) -> Problem:
        """Return the fault as a problem of a note."""
        severity: Severity = "remark" if self.code in ("dated-text", "trust") else "problem"
        return Problem(path, self.line, self.code, severity, self.case, self.facts)


def impossible_date(line: int, error: ImpossibleDate) -> Fault:
    """Return the fault of a date that the calendar does not have."""
    return Fault(line, "impossible-date", "entry", (("day", error.text),))


_MARKER = r"([ \t]*)([-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[([^\]\n])\][ \t]+)?"
_HALF = rf"{OPENING}([0-9]{{1,2}}\.[0-9]{{2}})(?![0-9]|\.[0-9])"

BULLET = lazy_regex(_MARKER + WHEN_PATTERN)
"""A bullet with a date: indent, marker, box, the groups of `WHEN`."""
BULLETS = lazy_regex(rf"\n{_MARKER}(?:{WHEN_PATTERN}|{_HALF})")
"""Each bullet with a date, after a line ending: the groups of `BULLET`, half a date."""
HEADING = lazy_regex(rf" {{0,3}}(#{{1,6}})[ \t]+{WHEN_PATTERN}")
"""A heading with a date in one of these forms: its `#`s, the groups of `WHEN`."""
_ARROWS = pattern(sign for sign in DIRECTIONS if sign != "~")
SIGNS = rf"(?:{_ARROWS}|~(?=[ \t\n]|\Z))"
"""Each sign of a direction; `~5 offers` is text."""
_FIRST_OF_SIGN = frozenset(sign[0] for sign in DIRECTIONS)
ARROW = lazy_regex(rf"({SIGNS})(?::(?!:))?[ \t]*")
_LATE_ARROW = lazy_regex(
    rf"([^\W\d_][^\n:<→←↔]{{0,23}}?)[ \t]+({_ARROWS})(?=[ \t:\n]|\Z)(?::(?!:))?[ \t]*"
)
BREAK = lazy_regex(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z|={2,}\Z")
"""A line that is only a divider."""
CLOSING_MARKS = lazy_regex(r"(?<![^ \t])#+\Z")
"""The `#`s that may end a heading."""

BLANKS = " \t"
_LONGEST_CHANNEL = 24
_BARE_MARKER = lazy_regex(r"(?:[-*+]|[0-9]{1,9}[.)])?\Z")


def is_ticked(box: str | None) -> bool:
    """Return whether a bullet with a date has no box, or a ticked one: then it is an entry."""
    return box is None or box in "xX"


def pair_marks(opening: str, closing: str) -> tuple[str, str]:
    """Return the marks around a date without those that stand at one of its ends only."""
    link = "[[" in opening and "]]" in closing
    bold = opening[:2] if opening[:2] in BOLD and closing.endswith(opening[:2]) else ""
    inner = closing[: closing.index("]]") + 2] if link else ""
    colon = ":" if bold and closing[-3:-2] == ":" else ""
    return bold + (opening[opening.index("[[") :] if link else ""), inner + colon + bold


def keep_marks(opening: str, closing: str, when: str, body: str) -> str:
    """Return what follows a date, with the marks that stand at one end of the date only.

    Of `[[2026-06-15 Coffee with Anna]] talked` the whole link is text, of `**2026-08-19 Offer** x`
    the bold words are. `when` runs from the opening to where `body` begins.
    """
    pair = pair_marks(opening, closing)
    if pair == (opening, closing):
        return body
    if ("[[" in opening) != ("[[" in pair[0]):
        return when + body
    if "]]" in closing and "]]" not in pair[1]:
        return closing + body
    mark = opening[:2] if opening[:2] in BOLD else closing[-2:]
    head, newline, under = body.partition("\n")
    inside, end, after = head.partition(mark)
    if end and not inside.strip(BLANKS):
        return after.removeprefix(":") + newline + under  # bold to the end of the time
    if end:
        word, rest = (f"{inside}:", after[1:]) if after[:1] == ":" else (inside, after)
        direction, channel, text = read_content(word)
        if (direction or channel) and not text:
            return f"{word} {rest}{newline}{under}"  # bold to the end of the channel
    return f"{mark}{head.lstrip(BLANKS)}{newline}{under}"


def read_content(line: str) -> tuple[Direction, str, str]:
    """Read `[DIRECTION] [CHANNEL]: TEXT`, what follows the date: direction, channel, text."""
    line = line.strip(" \t")
    direction: Direction = ""
    if line and line[0] in _FIRST_OF_SIGN and (arrow := ARROW.match(line)):
        direction = DIRECTIONS[arrow[1]]
        line = line[arrow.end() :]
    elif ("-" in line or not line.isascii()) and (found := read_late_arrow(line)):
        return DIRECTIONS[found[2]], found[1], line[found.end() :]
    colon = line.find(":", 0, _LONGEST_CHANNEL)
    if colon > 0 and line[colon : colon + 2] != "::":
        word = line[:colon].rstrip(" \t")
        if word.casefold() in CHANNELS:
            return direction, word, line[colon + 1 :].lstrip(" \t")
    return direction, "", line


def is_bare_channel(text: str) -> bool:
    """Return whether a first line says nothing but how it happened: `### 2026-11-20 Call`.

    `- 2026-11-23: text` is how people show the form.
    """
    word = text.rstrip(BLANKS).casefold() if len(text) <= _LONGEST_CHANNEL else ""
    return word in CHANNELS and word != "text"


def read_late_arrow(line: str) -> re.Match[str] | None:
    """Match a known channel with a direction after it, `email <- text`: the word, the arrow."""
    found = _LATE_ARROW.match(line)
    return found if found and found[1].casefold() in CHANNELS else None


def build_entry(  # noqa: PLR0913 - the parts of an entry that each shape reads its own way
    day: date,
    clock: str | None,
    body: str,
    line: int,
    *,
    faults: list[Fault],
    channel: str = "",
    hidden: Mapping[int, str] | None = None,
    dates: DateReader = ANY_DATES,
) -> Entry:
    """Make an entry of what follows its date: the rest of the line, and the lines under it.

    `line` is the number of its first line. `hidden` names the numbers of lines that are fenced
    code or HTML (text and nothing else) or a comment (nothing at all). `dates` reads the dates of
    tasks; a faulty one is added to `faults`.
    """
    head, newline, under = body.partition("\n")
    direction, word, text = read_content(head)
    fields: list[tuple[str, str]] = []
    tasks: list[Task] = []
    if "::" in text:
        text, fields = take_fields(text)
    if not (channel or word) and is_bare_channel(text):
        text, word = "", text.rstrip(BLANKS)
    if newline:
        texts = _read_children(under, line, hidden or {}, fields, tasks, faults, dates)
        text = "\n".join([text, *texts] if text else texts).strip("\n")
    channel = channel or word
    keys = dict(fields)
    if "trust" in keys:
        faults += _find_no_trust(fields, line)
    if "channel" in keys and not channel:
        channel, fields = _take_channel(fields)
    at = None
    if clock:
        at = time.fromisoformat(f"0{clock}" if clock[1] == ":" else clock)
    return Entry(day, unescape(text), direction, channel, at, tuple(fields), tuple(tasks), line)


def strip_closing_marks(body: str) -> str:
    """Remove the closing `#`s from the first line, which is a heading's."""
    head, newline, rest = body.partition("\n")
    head = head.rstrip(" \t")
    return CLOSING_MARKS.sub("", head) + newline + rest if head.endswith("#") else body


def _read_children(  # noqa: PLR0913, PLR0917 - what is read goes to three places
    under: str,
    line: int,
    hidden: Mapping[int, str],
    fields: list[tuple[str, str]],
    tasks: list[Task],
    faults: list[Fault],
    dates: DateReader,
) -> list[str]:
    """Read the lines under an entry's first: return the text, gather fields and tasks."""
    texts = []
    for number, child in enumerate(under.split("\n"), line + 1):
        text = child.strip(" \t")
        if kind := hidden.get(number):
            if kind != "comment":
                texts.append(text)
            continue
        if "[" in text and (read := read_task_line(text, number, dates)):
            tasks.append(read[0])
            if read[1]:
                faults.append(Fault(number, *read[1]))
            continue
        if text[:1] in "-*_=" and BREAK.match(text):
            continue
        if "::" in text:
            text, more = take_fields(text)
            fields += more
            if more and _BARE_MARKER.match(text):
                continue
        texts.append(text)
    return texts


def _find_no_trust(fields: list[tuple[str, str]], line: int) -> list[Fault]:
    """Return a fault for each field `trust` that is none from 1 to 5."""
    return [
        Fault(line, "trust", "", (("words", value),))
        for key, value in fields
        if key == "trust" and read_trust(value) is None
    ]


def _take_channel(fields: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """Remove and return the field that holds a channel which is not a known word."""
    channel = next((value for key, value in fields if key == "channel"), "")
    return channel, [each for each in fields if each[0] != "channel"] if channel else fields
