"""Find the insertion point of a new entry in a note, and return the edit.

Follows the log's own order, shape and blank lines; `empty_log` is for logs without entries.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, insert_lines
from contactkeeper.core.editing.empty_log import (
    BLANK_LINE,
    empty_table,
    insert_first,
    read_note_outline,
    refuse_raw_html,
)
from contactkeeper.core.editing.note_language import in_language
from contactkeeper.core.editing.verify import refuse_unknown_log
from contactkeeper.core.note.entry_format import format_entry, format_row, nesting_indent
from contactkeeper.core.note.style import AT_MARGIN, Style
from contactkeeper.core.note.tables import HEADERS
from contactkeeper.core.note.trailing_text import end_of_item
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan

_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})([.)])")
_LEAD = re.compile(r"[ \t]*(?=[-*+0-9])")


def append_edit(note: Note, entry: Entry, usual: Style | None = None) -> Edit:
    """Return the edit that adds an entry to a note's log, or creates the log with it.

    `usual` is the style of a log that has no entry yet, and no table; None: `ck`'s own.

    Raises:
        UnknownLog: only the dates of the section show that it is the log, or those of several.
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    refuse_unknown_log(note)
    if note.log and note.log.spans:
        return _insert_among(note, note.log, entry)
    if note.log and (table := empty_table(note, note.log)):
        at, columns, bare = table
        style = in_language(note, Style(shape="row", columns=columns, bare=bare))
        return insert_lines(note.text, at, [format_row(entry, style)])
    style = in_language(note, usual or Style())
    return insert_first(note, format_entry(entry, style).split("\n"))


def write_beside(text: str, neighbour: int, entry: Entry, style: Style) -> list[str]:
    """Return the lines of an entry, indented as the bullet that starts at `neighbour`."""
    if style.shape != "bullet":
        return format_entry(entry, style).split("\n")
    # The style is that of the newest entry, which may be indented more.
    marker = style.marker.lstrip(" \t")
    depth = style.marker.removesuffix(marker)
    found = _LEAD.match(text, neighbour)
    lead = found.group() if found else ""
    indent = nesting_indent(lead, marker, style.indent.removeprefix(depth))
    style = style._replace(marker=marker, indent=indent)
    return [lead + line if line else "" for line in format_entry(entry, style).split("\n")]


def _insert_among(note: Note, log: Log, entry: Entry) -> Edit:
    """Return the edit for an entry among others, in the log's order and the newest one's shape."""
    text, style = note.text, in_language(note, log.style)
    spans = [span for span in log.spans if span.shape == style.shape]
    if style.shape == "bullet" and log.planned:
        spans = sorted([*spans, *log.planned], key=attrgetter("start"))
    index, goes_before = find_place(note, log, spans, entry)
    anchor = spans[index]
    if note.unclosed and anchor.start <= note.unclosed.start < anchor.end:
        goes_before = True  # otherwise the new entry would be inside the unclosed fence or comment
    if style.shape == "row":
        refuse_header_row(note, log, anchor)
    if style.shape == "bullet":
        style = numbered(text, spans, index, style, goes_before=goes_before)
    lines = write_beside(text, anchor.start, entry, style)
    return insert_beside(note, log, anchor, lines, style, goes_before=goes_before)


def insert_beside(  # noqa: PLR0913  # what is inserted, and where
    note: Note, log: Log, anchor: EntrySpan, lines: list[str], style: Style, *, goes_before: bool
) -> Edit:
    """Return the edit for the lines of an entry above or below another."""
    text = note.text
    # A single block shows no spacing; a heading needs a blank line above it.
    blocks = sum(span.shape == style.shape for span in log.spans)
    lone_block = style.shape in AT_MARGIN and blocks == 1
    blank = [""] * (1 if lone_block else style.gap)
    hidden = read_note_outline(note, log.source).hidden if style.shape != "row" else []
    if goes_before:
        above = [""] if refuse_raw_html(note, log.source, anchor.start) else []
        return insert_lines(text, anchor.start, [*above, *lines, *blank])
    if not blank and style.shape != "row":
        in_html = refuse_raw_html(note, log.source, anchor.end)
        # The text of an entry may end in a paragraph below its list item.
        end = end_of_item(log.source, anchor.start, anchor.end, hidden)
        if in_html or (style.shape == "bullet" and end < anchor.end):
            blank = [""]
    if style.shape == "heading" and _is_text(log.source, anchor.end):
        lines.append("")  # a divider right below a line would make it a heading
    return insert_lines(text, anchor.end, [*blank, *lines])


def _is_text(flat: str, at: int) -> bool:
    """Say whether the line at an offset is neither blank nor a heading."""
    return flat[at : at + 1] not in ("", "#") and not BLANK_LINE.match(flat, at)


def refuse_header_row(note: Note, log: Log, row: EntrySpan) -> None:
    """Refuse to write at a row that is the header of its table, although it begins with a date.

    Raises:
        WriteRefused: it is a header.
    """
    if HEADERS.match(log.source, row.start - 1):
        raise WriteRefused(
            note.path, row.entry.line, Wording("The name of a column is a date here.")
        )


def find_place(note: Note, log: Log, spans: Sequence[EntrySpan], entry: Entry) -> tuple[int, bool]:
    """Return the index of the neighbour, and whether the entry goes before it.

    Oldest first: after the last entry that is not later; newest first: before the first that is not
    later. A log without a visible order gets the entry at the configured end.
    """
    newest_first = log.newest_first
    last = len(spans) - 1
    if newest_first is None:
        newest_first = note.settings.log.order == "newest-first"
        if len({span.entry.date for span in log.spans}) > 1:
            return (0, True) if newest_first else (last, False)
    places = range(len(spans)) if newest_first else reversed(range(len(spans)))
    earlier = (index for index in places if not _is_later(spans[index].entry, entry))
    missing = (last, False) if newest_first else (0, True)
    return next(((index, newest_first) for index in earlier), missing)


def _is_later(one: Entry, other: Entry) -> bool:
    """Compare by day, on one day by time if both have one."""
    if one.date != other.date or one.time is None or other.time is None:
        return one.date > other.date
    return one.time > other.time


def numbered(
    text: str, spans: Sequence[EntrySpan], index: int, style: Style, *, goes_before: bool
) -> Style:
    """Set the number of a numbered entry: one more than the entry above, unless all are equal."""
    numbers = [_NUMBER.match(text, span.start) for span in spans]
    here = numbers[index]
    if here is None:
        return style
    alike = len(spans) > 1 and len({found[1] for found in numbers if found}) == 1
    number = int(here[1]) + (0 if goes_before or alike else 1)
    depth = style.marker.removesuffix(style.marker.lstrip(" \t"))
    return style._replace(marker=f"{depth}{number}{here[2]}")
