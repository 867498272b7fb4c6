"""Find the insertion point of a new entry in a note, and return the edit.

Follows the log's own order, shape and blank lines; knows nothing of properties.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, ending_before, insert_lines
from contactkeeper.core.editing.verify import refuse_unknown_log
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_format import format_entry, format_row, nesting_indent
from contactkeeper.core.note.markdown import (
    find_open_html,
    flatten,
    is_hidden,
    line_number,
    read_outline,
)
from contactkeeper.core.note.style import AT_MARGIN, Style
from contactkeeper.core.note.tables import HEADERS, read_columns
from contactkeeper.core.note.trailing_text import counts_besides_words, end_of_item
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.outline import Outline
    from contactkeeper.core.note.style import EntrySpan

_BLANKS = " \t\r\n"
_NUMBER = re.compile(r"[ \t]*([0-9]{1,9})([.)])")
_LEAD = re.compile(r"[ \t]*(?=[-*+0-9])")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_BLANK_LINE = lazy_regex(r"[ \t]*(?:\n|\Z)")
_CLOSING = lazy_regex(
    r"\n(?=(?:\*[ \t]*){3,}(?:\n|\Z)|(?:_[ \t]*){3,}(?:\n|\Z)|</(?P<tag>[a-z0-9]+)|%%[ \t]*kanban:)"
    r"|(?<=\n)[ \t]*\n(?=(?:-[ \t]*){3,}(?:\n|\Z))"
)
"""The end of a section without entries: a divider, a closing tag, or a plug-in's settings."""
_AT_MARGIN = re.compile(r"(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:```|~~~)|<|%%")
"""An unclosed fence, tag or comment that is not part of the entry above it."""
_TO_BLANK_LINE = 2
"""Line endings at the end of a text whose last line is blank."""
_LEVEL = "##"
"""The level of a new section, below the note's title."""


def append_edit(note: Note, entry: Entry) -> Edit:
    """Return the edit that adds an entry to a note's log, or creates the log with it.

    Raises:
        UnknownLog: only the dates of the section show that it is the log, or those of several.
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    refuse_unknown_log(note)
    if note.log and note.log.spans:
        return _insert_among(note, note.log, entry)
    if note.log and (table := empty_table(note, note.log)):
        at, columns, bare = table
        style = Style(shape="row", columns=columns, bare=bare)
        return insert_lines(note.text, at, [format_row(entry, style)])
    return insert_first(note, format_entry(entry, Style()).split("\n"))


def insert_first(note: Note, lines: list[str]) -> Edit:
    """Return the edit that adds the first lines of a log, or creates the log with them.

    Raises:
        WriteRefused: there is no safe place.
    """
    return _first_lines(note, note.log, lines) if note.log else _new_section(note, lines)


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


def _new_section(note: Note, body: list[str]) -> Edit:
    """Return the edit for a new log at the end of the note, with the configured heading."""
    text = note.text
    if note.unclosed:
        raise WriteRefused(
            note.path,
            note.unclosed.number,
            "A fence, comment or HTML begins here and is never closed, so the log would fall "
            "inside it: close it.",
        )
    flat = flatten(text)
    _refuse_raw_html(note, flat, len(text))
    ending = ending_before(text, len(text))
    lines = [f"{_LEVEL} {note.settings.log.heading}"]
    content = text.rstrip(_BLANKS)
    ended = text.endswith(("\n", "\r"))
    if content and len(ENDING.findall(text, len(content))) + (not ended) < _TO_BLANK_LINE:
        lines.insert(0, "")
    edit = insert_lines(text, len(text), lines)
    if text and not ended:
        return edit._replace(text="".join(ending + line for line in body), opening=edit.text)
    return edit._replace(text="".join(line + ending for line in body), opening=edit.text)


def _first_lines(note: Note, log: Log, lines: list[str]) -> Edit:
    """Return the edit for the first lines of a section: below a hint or comment at its beginning.

    It goes above a sub-heading, a divider, or anything else that ends the section.
    """
    text = note.text
    stop = _closing_start(log, _stop(note, log), read_note_outline(note, log.source))
    content = text[log.start : stop].rstrip(_BLANKS)
    at = log.start
    if content.strip(_BLANKS):
        end = log.start + len(content)
        found = ENDING.search(text, end)
        at = found.end() if found else len(text)
    in_html = _refuse_raw_html(note, log.source, at)
    if in_html or (content.strip(_BLANKS) and not _BULLET.match(ENDING.split(content)[-1])):
        lines = ["", *lines]
    return insert_lines(text, at, lines)


def _closing_start(log: Log, stop: int, outline: Outline) -> int:
    """Return the offset of the sub-heading or divider that ends a section without entries."""
    flat = log.source
    for heading in outline.headings:
        if log.start <= heading.start < stop and not heading.may_divide:
            stop = heading.start
            break
    for found in _CLOSING.finditer(flat, log.start - 1, stop):
        at = found.end()
        if is_hidden(outline.hidden, at) and not flat.startswith("%%", at) and not found["tag"]:
            continue
        tag = found["tag"]
        # A tag opened in the section is closed within it; but <details> may hold the whole log.
        if tag and tag != "details" and f"<{tag}" in flat[log.start : at]:
            continue
        # A task or field below it would be taken for the entry's own.
        return stop if any(map(counts_besides_words, flat[at:stop].split("\n"))) else at
    return stop


def _refuse_raw_html(note: Note, flat: str, at: int) -> bool:
    """Say whether a line at an offset needs a blank line above it, to be outside of raw HTML.

    Raises:
        WriteRefused: a blank line does not end that HTML, such as `<pre>`.
    """
    found = find_open_html(flat, _body_start(note), at)
    if found and not found.ends_at_blank_line:
        raise WriteRefused(
            note.path,
            line_number(note.text, found.start),
            "Raw HTML begins here and is not closed above the new entry.",
        )
    return found is not None


def read_note_outline(note: Note, flat: str) -> Outline:
    """Read the headings and the hidden lines of a note; `flat` is its flattened text."""
    return read_outline(flat, _body_start(note))


def _body_start(note: Note) -> int:
    return note.frontmatter.end if note.frontmatter else int(note.text.startswith("\ufeff"))


def empty_table(note: Note, log: Log) -> tuple[int, tuple[str, ...], bool] | None:
    """Find a table without rows; return where a row goes, the columns, and whether it is bare."""
    flat, outline = log.source, read_note_outline(note, log.source)
    hidden, stop = outline.hidden, _closing_start(log, _stop(note, log), outline)
    for names in HEADERS.finditer(flat, log.start - 1, stop):
        ending = flat.find("\n", names.end(), stop)
        at = stop if ending < 0 else ending + 1
        if _BLANK_LINE.match(flat, at, stop) and not is_hidden(hidden, names.start() + 1):
            return at, read_columns(names[1]), not names[1].startswith("|")
    return None


def _insert_among(note: Note, log: Log, entry: Entry) -> Edit:
    """Return the edit for an entry among others, in the log's order and the newest one's shape."""
    text, style = note.text, log.style
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
        above = [""] if _refuse_raw_html(note, log.source, anchor.start) else []
        return insert_lines(text, anchor.start, [*above, *lines, *blank])
    if not blank and style.shape != "row":
        in_html = _refuse_raw_html(note, log.source, anchor.end)
        # The text of an entry may end in a paragraph below its list item.
        end = end_of_item(log.source, anchor.start, anchor.end, hidden)
        if in_html or (style.shape == "bullet" and end < anchor.end):
            blank = [""]
    if style.shape == "heading" and _is_text(log.source, anchor.end):
        lines.append("")  # a divider right below a line would make it a heading
    return insert_lines(text, anchor.end, [*blank, *lines])


def _is_text(flat: str, at: int) -> bool:
    """Say whether the line at an offset is neither blank nor a heading."""
    return flat[at : at + 1] not in ("", "#") and not _BLANK_LINE.match(flat, at)


def refuse_header_row(note: Note, log: Log, row: EntrySpan) -> None:
    """Refuse to write at a row that is the header of its table, although it begins with a date.

    Raises:
        WriteRefused: it is a header.
    """
    if HEADERS.match(log.source, row.start - 1):
        raise WriteRefused(note.path, row.entry.line, "The name of a column is a date here.")


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
    earlier = [index for index, span in enumerate(spans) if not _is_later(span.entry, entry)]
    if newest_first:
        return (earlier[0], True) if earlier else (last, False)
    return (earlier[-1], False) if earlier else (0, True)


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


def _stop(note: Note, log: Log) -> int:
    """Return the end of the section, or the offset of an unclosed fence or comment in it."""
    start = note.unclosed
    if start is None or not log.start <= start.start < log.end:
        return log.end
    if not _AT_MARGIN.match(note.text, start.start):
        # Its first line would be read as text of the new entry.
        raise WriteRefused(
            note.path,
            start.number,
            "A fence, comment or HTML begins here and is never closed; the entry would run into "
            "it: close it.",
        )
    return start.start
