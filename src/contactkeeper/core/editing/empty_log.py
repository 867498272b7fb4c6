"""Find the place of the first lines in a log without entries, or in a note without a log.

Goes above whatever ends the section, and keeps clear of what is never closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, ending_before, insert_lines
from contactkeeper.core.editing.note_language import is_russian, log_heading
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.markdown import (
    find_open_html,
    flatten,
    is_hidden,
    line_number,
    read_outline,
)
from contactkeeper.core.note.tables import HEADERS, read_columns
from contactkeeper.core.note.trailing_text import counts_besides_words
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.outline import Outline

_BLANKS = " \t\r\n"
_BULLET = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
BLANK_LINE = lazy_regex(r"[ \t]*(?:\n|\Z)")
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


def insert_first(note: Note, lines: list[str]) -> Edit:
    """Return the edit that adds the first lines of a log, or creates the log with them.

    Raises:
        WriteRefused: there is no safe place.
    """
    return _first_lines(note, note.log, lines) if note.log else _new_section(note, lines)


def _new_section(note: Note, body: list[str]) -> Edit:
    """Return the edit for a new log at the end of the note, under the heading of its language."""
    text = note.text
    if note.unclosed:
        raise WriteRefused(
            note.path,
            note.unclosed.number,
            Wording(
                "A fence, comment or HTML begins here and is never closed, so the log would "
                "fall inside it: close it."
            ),
        )
    flat = flatten(text)
    refuse_raw_html(note, flat, len(text))
    ending = ending_before(text, len(text))
    lines = [f"{_LEVEL} {log_heading(note.settings, in_russian=is_russian(note))}"]
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
    in_html = refuse_raw_html(note, log.source, at)
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


def refuse_raw_html(note: Note, flat: str, at: int) -> bool:
    """Say whether a line at an offset needs a blank line above it, to be outside of raw HTML.

    Raises:
        WriteRefused: a blank line does not end that HTML, such as `<pre>`.
    """
    found = find_open_html(flat, _body_start(note), at)
    if found and not found.ends_at_blank_line:
        raise WriteRefused(
            note.path,
            line_number(note.text, found.start),
            Wording("Raw HTML begins here and is not closed above the new entry."),
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
        if BLANK_LINE.match(flat, at, stop) and not is_hidden(hidden, names.start() + 1):
            return at, read_columns(names[1]), not names[1].startswith("|")
    return None


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
            Wording(
                "A fence, comment or HTML begins here and is never closed; the entry would run "
                "into it: close it."
            ),
        )
    return start.start
