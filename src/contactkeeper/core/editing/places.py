"""Where in a note a new entry goes, and the edit that puts it there.

Follows the log's own order, shape and blank lines; knows nothing of properties.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, ending_before, insert_lines
from contactkeeper.core.notes.entries import Style, format_entry
from contactkeeper.core.notes.rows import format_row
from contactkeeper.core.notes.tables import HEADERS, read_columns
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.notes.note import EntrySpan, Log, Note

_BLANKS = " \t\r\n"
_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})([.)])")
_LEAD = re.compile(r"[ \t]*(?=[-*+0-9])")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_AT_MARGIN = re.compile(r"(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:```|~~~)|<|%%")
"""What never closes and is no part of the entry above it."""
_TO_BLANK_LINE = 2
"""Line endings after which the last line is a blank one."""
_LEVEL = "##"
"""Of a new section: its own under the note's title."""


def append_edit(note: Note, entry: Entry) -> Edit:
    """Return the edit that adds an entry to a note's log, or makes the log with it.

    Raises:
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    if note.log is None:
        return _new_section(note, entry)
    if not note.log.spans:
        return _first_entry(note, note.log, entry)
    return _among(note, note.log, entry)


def write_beside(text: str, neighbour: int, entry: Entry, style: Style) -> list[str]:
    """Return the lines of an entry, as deep as the bullet that starts at `neighbour`."""
    if style.shape != "bullet":
        return format_entry(entry, style).split("\n")
    # The style is that of the newest entry, which may stand deeper.
    marker = style.marker.lstrip(" \t")
    depth = style.marker.removesuffix(marker)
    style = style._replace(marker=marker, indent=style.indent.removeprefix(depth))
    found = _LEAD.match(text, neighbour)
    lead = found.group() if found else ""
    return [lead + line if line else "" for line in format_entry(entry, style).split("\n")]


def _new_section(note: Note, entry: Entry) -> Edit:
    """Make the log at the end of the note, under the configured heading."""
    text = note.text
    if note.unclosed:
        raise WriteRefused(
            note.path,
            note.unclosed.number,
            "A fence or comment begins here and is never closed, so the log would fall inside it.",
        )
    ending = ending_before(text, len(text))
    lines = [f"{_LEVEL} {note.settings.log.heading}"]
    said = text.rstrip(_BLANKS)
    ended = text.endswith(("\n", "\r"))
    if said and len(ENDING.findall(text, len(said))) + (not ended) < _TO_BLANK_LINE:
        lines.insert(0, "")
    edit = insert_lines(text, len(text), lines)
    body = format_entry(entry, Style()).split("\n")
    if text and not ended:
        return edit._replace(text="".join(ending + line for line in body), opening=edit.text)
    return edit._replace(text="".join(line + ending for line in body), opening=edit.text)


def _first_entry(note: Note, log: Log, entry: Entry) -> Edit:
    """Put the first entry under what the section begins with: a hint, a comment, nothing."""
    text = note.text
    stop = _stop(note, log)
    said = text[log.start : stop].rstrip(_BLANKS)
    if not said.strip(_BLANKS):
        return insert_lines(text, log.start, format_entry(entry, Style()).split("\n"))
    end = log.start + len(said)
    found = ENDING.search(text, end)
    at = found.end() if found else len(text)
    if names := _empty_table(log, stop):
        style = Style(shape="row", columns=read_columns(names), bare=not names.startswith("|"))
        return insert_lines(text, at, [format_row(entry, style)])
    lines = format_entry(entry, Style()).split("\n")
    if not _BULLET.match(ENDING.split(said)[-1]):
        lines.insert(0, "")
    return insert_lines(text, at, lines)


def _empty_table(log: Log, stop: int) -> str:
    """Return the line of names of a table that ends there and has no row yet, or nothing."""
    for names in HEADERS.finditer(log.source, log.start - 1, stop):
        if not log.source[names.end() : stop].strip(_BLANKS):
            return names[1]
    return ""


def _among(note: Note, log: Log, entry: Entry) -> Edit:
    """Put an entry among others of the newest one's shape, where the log's order wants it."""
    text, style = note.text, log.style
    spans = [span for span in log.spans if span.shape == style.shape]
    index, goes_before = _find_place(note, log, spans, entry)
    anchor = spans[index]
    if note.unclosed and anchor.start <= note.unclosed.start < anchor.end:
        goes_before = True  # what begins in the anchor and never ends would swallow the new entry
    if style.shape == "row":
        refuse_names(note, log, anchor)
    if style.shape == "bullet":
        style = _counted(text, spans, index, style, goes_before=goes_before)
    lines = write_beside(text, anchor.start, entry, style)
    # One block alone shows no distance; a heading wants a blank line above it.
    lone_block = style.shape == "heading" and len(spans) == 1
    blank = [""] * (1 if lone_block else style.gap)
    if goes_before:
        return insert_lines(text, anchor.start, [*lines, *blank])
    return insert_lines(text, anchor.end, [*blank, *lines])


def refuse_names(note: Note, log: Log, row: EntrySpan) -> None:
    """Refuse to write at a row that is the names of its table, for all that it begins with a date.

    Raises:
        WriteRefused: it is.
    """
    if HEADERS.match(log.source, row.start - 1):
        raise WriteRefused(note.path, row.entry.line, "A date stands here for a column's name.")


def _find_place(note: Note, log: Log, spans: Sequence[EntrySpan], entry: Entry) -> tuple[int, bool]:
    """Return the neighbour's index, and whether the entry goes before it.

    Oldest first: after the last that is not later; newest first: before the first that is not
    later. A log that shows no order takes the entry at the end that the configuration says.
    """
    newest_first = log.newest_first
    last = len(spans) - 1
    if newest_first is None:
        newest_first = note.settings.log.order == "newest-first"
        if len({span.entry.date for span in log.spans}) > 1:
            return (0, True) if newest_first else (last, False)
    earlier = [index for index, span in enumerate(spans) if not _is_later(span.entry, entry)]
    if newest_first:
        return (earlier[0], True) if earlier else (last, False)
    return (earlier[-1], False) if earlier else (0, True)


def _is_later(one: Entry, other: Entry) -> bool:
    """Compare by day, on one day by time if both have one."""
    if one.date != other.date or one.time is None or other.time is None:
        return one.date > other.date
    return one.time > other.time


def _counted(
    text: str, spans: Sequence[EntrySpan], index: int, style: Style, *, goes_before: bool
) -> Style:
    """Give a numbered entry its number: one more than the entry before, unless all are alike."""
    numbers = [_NUMBER.match(text, span.start) for span in spans]
    here = numbers[index]
    if here is None:
        return style
    alike = len(spans) > 1 and len({found[1] for found in numbers if found}) == 1
    number = int(here[1]) + (0 if goes_before or alike else 1)
    depth = style.marker.removesuffix(style.marker.lstrip(" \t"))
    return style._replace(marker=f"{depth}{number}{here[2]}")


def _stop(note: Note, log: Log) -> int:
    """Return where the section's usable part ends: at its end, or at what never closes."""
    start = note.unclosed
    if start is None or not log.start <= start.start < log.end:
        return log.end
    if not _AT_MARGIN.match(note.text, start.start):
        # Its first line would be read as text of the new entry.
        why = "A fence or comment begins here and is never closed; the entry would run into it."
        raise WriteRefused(note.path, start.number, why)
    return start.start
