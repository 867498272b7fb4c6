"""Lines, headings and hidden lines of a Markdown text.

Knows nothing of contacts or logs. Offsets are those of the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.outline import Heading, Outline, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.note.outline import Hidden


class Line(NamedTuple):
    """One line: `text[start:end]` without its ending, which runs to `next`."""

    start: int
    end: int
    next: int
    number: int
    """From 1."""


class OpenHtml(NamedTuple):
    """A raw HTML block that is open at some place."""

    start: int
    """Of its first line."""
    ends_at_blank_line: bool


_ENDING = lazy_regex(r"\r\n|\n|\r")


def split_lines(text: str, start: int = 0) -> list[Line]:
    r"""Split at LF, CRLF and CR only, as Markdown does; `start` must be the start of a line.

    A text that ends in a line ending has no empty line after it.
    """
    lines = []
    number = line_number(text, start)
    for ending in _ENDING.finditer(text, start):
        lines.append(Line(start, ending.start(), ending.end(), number))
        start = ending.end()
        number += 1
    if start < len(text):
        lines.append(Line(start, len(text), len(text), number))
    return lines


def line_number(text: str, offset: int) -> int:
    """Count the line, from 1, in which an offset stands."""
    number = text.count("\n", 0, offset) + 1
    if "\r" in text:
        number += text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
        if text[offset - 1 : offset + 1] == "\r\n":
            number -= 1  # between the two halves of an ending is still the line before it
    return number


def line_numbers(
    flat: str, offsets: Iterable[int], counted: int = 0, number: int = 1
) -> Iterator[int]:
    """Count the lines of ascending offsets of a flattened text, each stretch once.

    `number` is that of the line in which the offset `counted` stands.
    """
    for offset in offsets:
        number += flat.count("\n", counted, offset)
        counted = offset
        yield number


def line_at(flat: str, offset: int) -> Line:
    """Return the line in which an offset of a flattened text stands."""
    start = flat.rfind("\n", 0, offset) + 1
    ending = flat.find("\n", offset)
    end, after = (len(flat), len(flat)) if ending < 0 else (ending, ending + 1)
    return Line(start, end, after, line_number(flat, start))


def flatten(text: str) -> str:
    r"""Return the text with LF endings only and every offset unchanged.

    CRLF becomes a blank and LF, so what reads the result must not care for trailing blanks.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


_MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])"
_TAG = lazy_regex(r"<[A-Za-z!?/]")
_OPENER = lazy_regex(rf"\n[ \t]*+(?:(?:>|{_MARKER})[ \t]*+)*+(?:```|~~~|<[A-Za-z!?/]|%%)")
_UNDERLINE = re.compile(r"\n(?<!\n\n) {0,3}(?:=++|-++)[ \t]*+(?:\n|\Z)")
_INDENTED = re.compile(
    r"\n(?: {1,3}(#{1,6})(?:[ \t\n]|\Z)"
    rf"|(?: {{4}}| {{0,3}}\t)[ \t]*+(?![ \t\n]|{_MARKER}(?:[ \t\n]|\Z)))"
)
"""A heading that may stand in a list; a line that may be code, if no text stands right above it."""
_NO_TEXT = lazy_regex(
    rf"[ \t]*+(?:(?:>|{_MARKER})[ \t]*+)*+(?:#|[ \t*_-]*+\Z)|(?!{_MARKER}[ \t])[^|]*+\|"
)
"""A line after which code may begin: blank, a heading, a divider, a table's row."""


def read_outline(flat: str, start: int) -> Outline:
    """Read the headings and hidden lines of a flattened text from the start of a line on.

    What is never closed runs to the end. A quote or callout hides nothing: its lines begin with
    `>`, which neither a heading nor an entry does.
    """
    if _is_unusual(flat, start):
        from contactkeeper.core.note.commonmark import read_blocks  # few notes need it

        return read_blocks(flat, start)
    return Outline(find_margin_headings(flat, start), [])


def find_open_html(flat: str, start: int, at: int) -> OpenHtml | None:
    """Find the raw HTML block in which the line that starts at `at` would stand.

    Args:
        flat: the text, with LF endings.
        start: where the text below the properties begins.
        at: the start of a line.
    """
    if "<" not in flat[start:at]:
        return None
    above = flat[:at] if flat[:at].endswith("\n") else f"{flat[:at]}\n"
    hidden = read_outline(f"{above}x\n", start).hidden
    if not hidden or hidden[-1].kind != "html" or hidden[-1].end <= len(above):
        return None
    return OpenHtml(hidden[-1].start, hidden[-1].closed)


def _is_unusual(flat: str, start: int) -> bool:
    """Return False only where a text hides nothing and has headings at the margin alone.

    It runs for every log: a single character is found fast, so most patterns wait for one.
    """
    if not start or flat[start - 1] != "\n":
        flat, start = "\n" + flat[start:], 1
    above = start - 1
    may_hide = (
        ("`" in flat and "```" in flat)
        or ("%" in flat and "%%" in flat)
        or ("~" in flat and "~~~" in flat)
        or ("<" in flat and _TAG.search(flat, start))
    )
    return bool(
        (may_hide and _OPENER.search(flat, above))
        or _UNDERLINE.search(flat, above)
        or any(
            each[1] or _may_be_code(flat, above, each.start())
            for each in _INDENTED.finditer(flat, above)
        )
    )


def _may_be_code(flat: str, body: int, ending: int) -> bool:
    """Return whether an indented line may be code, by the line above it, which ends there."""
    return ending == body or bool(_NO_TEXT.match(flat[flat.rfind("\n", 0, ending) + 1 : ending]))


def match_lines(
    pattern: re.Pattern[str], flat: str, start: int, end: int
) -> Iterator[tuple[int, re.Match[str]]]:
    """Match lines between the start of one and an offset: give the start of each, and the match.

    The pattern begins with a line ending, which makes it ten times faster than `^`.
    """
    shift = 1
    if not start or flat[start - 1] != "\n":
        flat, shift = f"\n{flat[start:end]}", start
        start, end = 1, len(flat)
    for match in pattern.finditer(flat, start - 1, end):
        yield match.start() + shift, match


_HEADING = re.compile(r"\n(#{1,6})(?:[ \t]+([^\n]*))?(?=\n|\Z)")


def find_margin_headings(flat: str, start: int) -> list[Heading]:
    """Find the headings at the margin, marked with `#`, as if the text hid nothing."""
    lines = match_lines(_HEADING, flat, start, len(flat))
    return [_heading(at, match, len(flat)) for at, match in lines]


def is_hidden(hidden: Sequence[Hidden], line_start: int) -> bool:
    """Return whether the line that starts there is hidden; `hidden` is in the order of the text."""
    index = bisect_right(hidden, line_start, key=lambda stretch: stretch.start) - 1
    return index >= 0 and line_start < hidden[index].end


def kinds_of_lines(
    flat: str, hidden: Sequence[Hidden], start: int, end: int, line: int
) -> dict[int, str]:
    """Name the kind of each hidden line between two offsets, by its number.

    `line` is the number of the first line.
    """
    counted = start
    kinds: dict[int, str] = {}
    for place in range(bisect_left(hidden, start, key=attrgetter("end")), len(hidden)):
        stretch = hidden[place]
        if stretch.start >= end:
            break
        first, last = max(stretch.start, start), min(stretch.end, end)
        if first < last:
            line += flat.count("\n", counted, first)
            counted = first
            count = flat.count("\n", first, last) + (flat[last - 1] != "\n")
            kinds.update(dict.fromkeys(range(line, line + count), stretch.kind))
    return kinds


def visible_end(flat: str, start: int, end: int, hidden: Sequence[Hidden]) -> int:
    """Return where a section ends, or where something begins in it that is never closed.

    What is never closed is no part of what is above it, unless it is an indented `%%` comment.
    """
    if not hidden or hidden[-1].closed:
        return end
    last = hidden[-1]
    if last.opened > last.start and flat.startswith("%%", last.opened):
        return end
    return max(start, min(end, last.start))


def _heading(start: int, match: re.Match[str], length: int) -> Heading:
    marks, title = match.groups("")
    end = start + len(match[0])
    return Heading(start, min(end, length), len(marks), title_of(title))
