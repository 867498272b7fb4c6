"""Format an entry as a bullet, a dated heading or a table row; the inverse of `entry_parser.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import is_channel
from contactkeeper.core.note.entry_dates import ANY_DATES, OPENING, SEPARATOR, WHEN
from contactkeeper.core.note.entry_parser import (
    ARROW,
    BREAK,
    CLOSING_MARKS,
    is_bare_channel,
    read_content,
    read_late_arrow,
)
from contactkeeper.core.note.escapes import escape, format_field, reference
from contactkeeper.core.note.style import AT_MARGIN, Style
from contactkeeper.core.note.tables import ARROWS, PLACEHOLDERS
from contactkeeper.core.note.tasks import format_task_line

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry

_TAB = 4
"""Columns of a tab; text indented by as many below the text of an item is code."""
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


def format_entry(entry: Entry, style: Style | None = None) -> str:
    """Write an entry, lines joined by LF and none after the last, so that parsing gives it back.

    Text is text: what would be syntax in it is escaped, its line endings become children. A
    channel that the grammar does not know is written as a field, or into its column. The keys of
    fields are taken to be keys: letters, digits, `_`, `-` and blanks.
    """
    style = style or Style()
    if style.shape == "row":
        return format_row(entry, style)
    heading, at_margin = style.shape == "heading", style.shape in AT_MARGIN
    lines = escape_lines(entry.text, top_level=at_margin)
    if style.shape == "paragraph":
        lines = [lines[0], *(_guard_paragraph(line) for line in lines[1:])]
    if heading and not style.titled:
        lines = ["", *lines] if entry.text else [""]
        lines[1:2] = [_guard_line(line, top_level=True) for line in lines[1:2]]
    # After a comma a time may stand, as after nothing.
    content = format_content(entry, lines[0], bare=style.separator in {"", ","})
    plain = not (entry.direction or (entry.channel and is_channel(entry.channel)))
    fields = format_fields(entry)
    head = format_when(entry, style)
    if plain and (content or fields):
        head += style.separator
    head = " ".join(part for part in (head, content, fields) if part)
    if heading:
        head = f"{'#' * style.level} {CLOSING_MARKS.sub(_with_backslash, head)}"
    elif not at_margin:
        head = f"{style.marker} {head}"
    indent = "" if at_margin else style.indent
    children = [indent + line if line else "" for line in lines[1:]]
    tasks = [format_task_line(task, waiting=style.waiting) for task in entry.tasks]
    if at_margin:
        tasks = [_guard_ticked(task) for task in tasks]
    return "\n".join([head, *children, *(indent + task for task in tasks)])


def format_row(entry: Entry, style: Style) -> str:
    """Write an entry as one row; whatever has no column of its own goes into the text cell."""
    column = "channel" in style.columns
    first, *rest = escape_lines(entry.text)
    content = format_content(entry, first, bare=False, column=column)
    fields = format_fields(entry, column=column)
    lines = [" ".join(part for part in (content, fields) if part), *rest]
    lines += [format_task_line(task, waiting=style.waiting) for task in entry.tasks]
    text = "<br>".join(_escape_breaks(line) for line in lines)
    channel = _format_channel(entry.channel)
    held = {"date": format_when(entry, style), "channel": channel, "text": text}
    if text in PLACEHOLDERS:
        held["text"] = reference(text)
    cells = [held.get(name, "").replace("|", "\\|") for name in style.columns]
    for at, width in enumerate(style.widths[: len(cells)]):
        cells[at] = cells[at].ljust(width)
    row = " | ".join(cells)
    return row.rstrip(" ") if style.bare else f"| {row} |"


def format_when(entry: Entry, style: Style) -> str:
    """Write the date in the section's form, and the time where there is one."""
    day = entry.date
    words = f"{day:%d.%m}.{day.year:04}" if style.dotted else day.isoformat()
    when = f"{style.opening}{words}{style.closing}"
    if entry.time is None:
        return when
    return f"{when} {entry.time.isoformat('seconds' if entry.time.second else 'minutes')}"


def format_content(entry: Entry, first: str, *, bare: bool, column: bool = False) -> str:
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
    """Return the blanks with which Markdown nests a bullet's children; `indent` if that is enough.

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


def _guard_paragraph(line: str) -> str:
    """Keep an escaped line from being a paragraph that begins with a date."""
    return reference(line[0]) + line[1:] if WHEN.match(line) else _guard_near_date(line, 0)


def _guard_ticked(line: str) -> str:
    """Keep a ticked task without indentation from being reported as an unread entry."""
    box = _TICKED_START.match(line)
    return _guard_near_date(line, box.end()) if box else line


def _guard_near_date(line: str, at: int) -> str:
    """Write the character at an offset as a reference if text like a date begins there."""
    from contactkeeper.core.note.unread_dates import near_date

    fault = near_date(line[at:], ANY_DATES)
    if fault is None or fault.case == "nearly":
        return line
    return line[:at] + reference(line[at]) + line[at + 1 :]


def _guard_start(text: str, direction: str, *, bare: bool) -> str:
    """Keep an escaped text from beginning with a direction, a channel, a time, a separator."""
    if direction:
        if text.startswith(":"):
            return _guard_first(text)
    elif ARROW.match(text) or (bare and _SEPARATOR_START.match(text)):
        return _guard_first(text)
    elif bare and (hour := _TIME_START.match(text)):
        return f"{text[: hour.end()]}\\{text[hour.end() :]}"
    if not direction and (found := read_late_arrow(text)):
        at = found.start(2)
        return text[:at] + _guard_first(text[at:])
    if is_bare_channel(text):
        return _guard_first(text)
    return text.replace(":", "\\:", 1) if read_content(text)[1] else text


def _guard_first(text: str) -> str:
    """Escape the first character, as a reference where reading would keep a backslash."""
    return ("\\" + text[0] if text[0] in "-<~:|.=" else reference(text[0])) + text[1:]


def _with_backslash(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _format_channel(channel: str) -> str:
    """Write a channel into its cell; escape one that would be read as a direction."""
    if not channel:
        return ""
    if channel in PLACEHOLDERS:
        return reference(channel)
    text = escape(channel)
    if channel[-1] in ARROWS:
        # With the `&` of the reference after it, so that a backslash before it is escaped too.
        text = escape(f"{channel[:-1]}&")[:-1] + reference(channel[-1])
    if text[0] in ARROWS:
        text = reference(text[0]) + text[1:]
    return text


def _escape_breaks(line: str) -> str:
    """Keep a `<br>` in the text, and a backslash before the one that ends the line."""
    line = re.sub(r"(?<!\\)<(?=br[ \t]*/?>)", r"\\<", line, flags=re.IGNORECASE)
    return f"{line} " if line.endswith("\\") else line
