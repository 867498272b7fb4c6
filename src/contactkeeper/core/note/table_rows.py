"""How an entry is written as one row of a table. Reading rows is the affair of `tables.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.note.entries import escape_lines, format_fields, format_said, format_when
from contactkeeper.core.note.escapes import escape, reference
from contactkeeper.core.note.tables import ARROWS, PLACEHOLDERS
from contactkeeper.core.note.tasks import format_promise

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entries import Style


def format_row(entry: Entry, style: Style) -> str:
    """Write an entry as one row: what no column holds stands in the cell of the text."""
    column = "channel" in style.columns
    first, *rest = escape_lines(entry.text)
    said = format_said(entry, first, bare=False, column=column)
    fields = format_fields(entry, column=column)
    lines = [" ".join(part for part in (said, fields) if part), *rest]
    lines += [format_promise(promise) for promise in entry.promises]
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


def _format_channel(channel: str) -> str:
    """Write a channel into its cell; one that would be read as a direction as text."""
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
