"""The grammar of one entry: parse and format, inverse of each other.

`- DATE [TIME] [DIRECTION] [CHANNEL]: TEXT` with indented children, and the looser forms that
other tools write; a `### DATE` heading with text under it and a table row say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.language.dates import ImpossibleDate, UnreadableDate
from contactkeeper.core.note.channels import is_channel
from contactkeeper.core.note.entry_parser import (
    ARROW,
    BREAK,
    BULLET,
    CLOSING_MARKS,
    HEADING,
    OPENING,
    SEPARATOR,
    WHEN,
    Fault,
    build_entry,
    is_open_task,
    keep_marks,
    read_date_groups,
    read_late_arrow,
    read_said,
    strip_closing_marks,
)
from contactkeeper.core.note.escapes import escape, format_field, reference
from contactkeeper.core.note.tasks import format_promise

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Entry

Shape = Literal["bullet", "heading", "row"]


class Style(NamedTuple):
    """The hand in which an entry is written; the defaults are `ck`'s own."""

    shape: Shape = "bullet"
    marker: str = "-"
    """Of a bullet: `-`, `*`, `+`, or a number with its dot (`3.`); with the blanks before it."""
    indent: str = "\t"
    """Before a bullet's children; begins with the blanks before its marker."""
    opening: str = ""
    """Before the date: `[[`, `**`, `**[[`."""
    closing: str = ""
    """After the date: `]]`, `**`, `]]**`, `:**`."""
    dotted: bool = False
    """`23.11.2026` instead of `2026-11-23`."""
    separator: str = ":"
    """Between the date and the text where neither direction nor channel stands: `:`, ` —`, ` |`."""
    level: int = 3
    """Of a `### DATE` heading."""
    titled: bool = True
    """Of a heading: the text begins in the heading's own line."""
    bare: bool = False
    """Of a table row: without the pipes at both its ends."""
    columns: tuple[str, ...] = ("date", "channel", "text")
    """Of a table row: what each column holds; anything else is left empty."""
    widths: tuple[int, ...] = ()
    """Of a table whose columns are aligned: the characters of each cell, without a blank around."""
    gap: int = 0
    """Blank lines between two entries of the section; the splicer's affair."""


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
        said = keep_marks(groups[0], groups[7], found[0], bare[found.end() :])
    else:
        day, clock, said = today, None, body
        if found := re.match(r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9])[ \t]+", body):
            direction, channel, _ = read_said(body[found.end() :].partition("\n")[0])
            if direction or channel:
                clock, said = found[1], body[found.end() :]
    entry = build_entry(day, clock, said, 0, faults=faults)
    if faults:
        raise _error(faults[0])
    return entry


def _error(fault: Fault) -> ImpossibleDate:
    """Return what to raise for a faulty date of a task."""
    return UnreadableDate(fault.words) if fault.code == "task-date" else ImpossibleDate(fault.words)


def _as_typed(line: str, number: int) -> str:
    """Protect what reading a note would take away: backslashes, references, lines like `---`."""
    if number and BREAK.match(line):
        return reference(line[0]) + line[1:]
    return _TAKEN_AWAY.sub(r"\\\g<0>", line)


def format_entry(entry: Entry, style: Style | None = None) -> str:
    """Write an entry, lines joined by LF and none after the last, so that parsing gives it back.

    Text is text: what would be syntax in it is escaped, its line endings become children. A
    channel that the grammar does not know is written as a field, or into its column. The keys of
    fields are taken to be keys: letters, digits, `_`, `-` and blanks.
    """
    style = style or Style()
    if style.shape == "row":
        from contactkeeper.core.note.table_rows import format_row

        return format_row(entry, style)
    heading = style.shape == "heading"
    lines = escape_lines(entry.text, top_level=heading)
    if heading and not style.titled:
        lines = ["", *lines] if entry.text else [""]
        lines[1:2] = [_guard_line(line, top_level=True) for line in lines[1:2]]
    # After a comma a time may stand, as after nothing.
    said = format_said(entry, lines[0], bare=style.separator in {"", ","})
    plain = not (entry.direction or (entry.channel and is_channel(entry.channel)))
    fields = format_fields(entry)
    head = format_when(entry, style)
    if plain and (said or fields):
        head += style.separator
    head = " ".join(part for part in (head, said, fields) if part)
    if heading:
        head = f"{'#' * style.level} {CLOSING_MARKS.sub(_with_backslash, head)}"
    else:
        head = f"{style.marker} {head}"
    indent = "" if heading else style.indent
    children = [indent + line if line else "" for line in lines[1:]]
    tasks = [format_promise(promise) for promise in entry.promises]
    if heading:
        tasks = [_guard_ticked(task) for task in tasks]
    return "\n".join([head, *children, *(indent + task for task in tasks)])


def format_when(entry: Entry, style: Style) -> str:
    """Write the date in the section's form, and the time where there is one."""
    day = entry.date
    words = f"{day:%d.%m}.{day.year:04}" if style.dotted else day.isoformat()
    when = f"{style.opening}{words}{style.closing}"
    if entry.time is None:
        return when
    return f"{when} {entry.time.isoformat('seconds' if entry.time.second else 'minutes')}"


def format_said(entry: Entry, first: str, *, bare: bool, column: bool = False) -> str:
    """Write `[DIRECTION] [CHANNEL]: TEXT`, with the first line of the escaped text.

    `bare`: nothing but the date may stand before it. `column`: the channel stands elsewhere.
    """
    words: list[str] = [entry.direction] if entry.direction else []
    if entry.channel and not column and is_channel(entry.channel):
        words.append(f"{entry.channel}:")
    elif first:
        first = _guard_start(first, entry.direction, bare=bare)
    if first:
        words.append(first)
    return " ".join(words)


def format_fields(entry: Entry, *, column: bool = False) -> str:
    """Write all inline fields; an unknown channel is one, unless it stands in a column."""
    fields = list(entry.fields)
    if entry.channel and not column and not is_channel(entry.channel):
        fields.append(("channel", entry.channel))
    return " ".join(format_field(key, value) for key, value in fields)


def nesting_indent(lead: str, marker: str, indent: str) -> str:
    """Return blanks before a bullet's children with which Markdown nests them, `indent` if it does.

    Args:
        lead: the blanks before the bullet; the result begins behind them.
        marker: of the bullet.
        indent: how others in the log are indented.
    """
    depth = len(lead.expandtabs(_TAB))
    content = len(marker) + 1
    for blanks in (indent, "\t"):
        if content <= len((lead + blanks).expandtabs(_TAB)) - depth < content + _TAB:
            return blanks
    return " " * content


def escape_lines(text: str, *, top_level: bool = False) -> list[str]:
    """Split a text into escaped lines, of which the first may follow other words in its line.

    `top_level`: the lines are not indented, so one that begins with a date would be an entry.
    """
    body = text.strip("\n")
    if not body:
        return [reference(text)]
    lines = body.split("\n")
    before = len(text) - len(text.lstrip("\n"))
    lines[0] = "\n" * before + lines[0]
    lines[-1] += "\n" * (len(text) - len(body) - before)
    first, *rest = map(escape, lines)
    return [first, *(_guard_line(line, top_level=top_level) for line in rest)]


_TAB = 4
"""Columns; as deep below the text of an item begins code."""
_TAKEN_AWAY = re.compile(r"\\|&(?=#[0-9]+;)")  # of typed text, by reading a note
_LINE_START = re.compile(
    r"((?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[[^\]\n]?\]"
    r"|((?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(?:```|~~~|<(?:[/!?]|[A-Za-z](?![A-Za-z0-9+.-]*:)))"
    rf"|()(?:#{{1,6}}(?:[ \t]|\Z)|=+\Z|-+[ \t]*\Z|\|[ \t]*{OPENING}[0-9]|\|\|\|\|\|\|\|"
    r"|<<<<<<<|>>>>>>>)"
)
_DATED_ROW = re.compile(r"[\[*_]*[0-9]+(?=[-.][0-9][^\n]*\|)")
_DATED_BULLET = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+[\[*_]*[0-9]+(?=[-.][0-9])")
_TICKED_START = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[xX]\][ \t]+(?=\S)")
_BULLET_START = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?=\S)")
_TIME_START = re.compile(r"[0-9]{1,2}(?=:[0-9]{2})")
_SEPARATOR_START = re.compile(SEPARATOR)


def _guard_line(line: str, *, top_level: bool) -> str:
    """Keep an escaped line from being a task, a heading, a fence, HTML, a row, a break."""
    if BREAK.match(line):
        return _guard_first(line)
    if start := _LINE_START.match(line):
        at = start.end(start.lastindex or 0)
        return f"{line[:at]}\\{line[at:]}"
    if top_level and (bullet := _BULLET_START.match(line)):
        guarded = _guard_near_date(line, bullet.end())
        if guarded != line:
            return guarded
    dated = _DATED_ROW.match(line) or (_DATED_BULLET.match(line) if top_level else None)
    if dated:
        return f"{line[: dated.end()]}\\{line[dated.end() :]}"
    return line


def _guard_ticked(line: str) -> str:
    """Keep a ticked task that is not indented from being reported as an entry that is not read."""
    box = _TICKED_START.match(line)
    return _guard_near_date(line, box.end()) if box else line


def _guard_near_date(line: str, at: int) -> str:
    """Write the character at an offset as a reference if what is nearly a date begins there."""
    from contactkeeper.core.note.unread_dates import near_date  # few texts have bullets

    return line[:at] + reference(line[at]) + line[at + 1 :] if near_date(line[at:]) else line


def _guard_start(text: str, direction: str, *, bare: bool) -> str:
    """Keep an escaped text from beginning with a direction, a channel, a time, a separator."""
    if direction:
        if text.startswith(":"):
            return _guard_first(text)
    elif ARROW.match(text) or (bare and _SEPARATOR_START.match(text)):
        return _guard_first(text)
    elif bare and (hour := _TIME_START.match(text)):
        return f"{text[: hour.end()]}\\{text[hour.end() :]}"
    if not direction and (late := read_late_arrow(text)):
        at = late.start(2)
        return text[:at] + _guard_first(text[at:])
    return text.replace(":", "\\:", 1) if read_said(text)[1] else text


def _guard_first(text: str) -> str:
    """Escape the first character, as a reference where a backslash is not taken back."""
    return ("\\" + text[0] if text[0] in "-<:|.=" else reference(text[0])) + text[1:]


def _with_backslash(found: re.Match[str]) -> str:
    return "\\" + found[0]
