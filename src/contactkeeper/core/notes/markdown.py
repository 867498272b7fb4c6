"""Lines, headings, and what of a Markdown text is hidden from a reader of headings and entries.

Knows nothing of contacts or logs. Offsets are those of the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Line(NamedTuple):
    """One line: `text[start:end]` without its ending, which runs to `next`."""

    start: int
    end: int
    next: int
    number: int
    """From 1."""


class Heading(NamedTuple):
    """A visible heading: its whole lines (two for a setext one) with their ending."""

    start: int
    end: int
    level: int
    title: str


class Hidden(NamedTuple):
    """Whole lines that hold neither headings nor entries; the first starts at `start`."""

    start: int
    end: int
    """After the ending of the last line."""
    kind: Literal["fence", "comment"]
    opened: int
    """Where the fence or comment begins; before `start` if a comment begins within a line."""
    closed: bool


_ENDING = late(r"\r\n|\n|\r")


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


def line_numbers(flat: str, offsets: Iterable[int]) -> Iterator[int]:
    """Count the lines of ascending offsets of a flattened text, each stretch once."""
    number, counted = 1, 0
    for offset in offsets:
        number += flat.count("\n", counted, offset)
        counted = offset
        yield number


def flatten(text: str) -> str:
    r"""Return the text with LF endings only and every offset unchanged.

    CRLF becomes a blank and LF, so what reads the result must not care for trailing blanks.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


_FENCE = late(
    r"(?P<indent>[ \t]*)(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?P<run>`{3,}(?=[^`\n]*$)|~{3,})",
    re.MULTILINE,
)
_OPENER = late(r"```|~~~|<!--|%%")
_IN_WORD = late(r"[0-9]%%|[^\W_]%%[^\W_]")
"""`100%% sure`, `a%%20b`: no comment, unless it closes on its line."""
_CLOSER = {"<!--": "-->", "%%": "%%"}
_LIST_OR_INDENTED = late(r"[ \t]|[-*+][ \t]|[0-9]{1,9}[.)][ \t]")
_TEXT = late(r"[ \t]*")
_FENCE_INDENT = 3
_LOOK_BACK = 2000
"""Characters: how far above an indented fence its list is looked for."""


def may_hide(flat: str) -> bool:
    """Say no where a text holds nothing that could hide a line: one character is found fast."""
    return (
        ("`" in flat and "```" in flat)
        or ("%" in flat and "%%" in flat)
        or ("~" in flat and "~~~" in flat)
        or ("!" in flat and "<!--" in flat)
    )


def find_hidden(flat: str, start: int) -> list[Hidden]:
    """Find fenced code, HTML comments and `%%` comments from `start` on, in a flattened text.

    What is never closed runs to the end. A quote or callout needs no finding: its lines begin
    with `>`, which neither a heading nor an entry does.
    """
    found: list[Hidden] = []
    position = start
    line = _OpenLine(flat, start)
    while opener := _OPENER.search(flat, position):
        line.go_to(opener.start())
        read = _read_fence if opener[0] in ("```", "~~~") else _read_comment
        hidden, position = read(flat, line, opener)
        if hidden:
            found.append(hidden)
    return found


class _OpenLine:
    """The line in which marks are looked at, one after the other; each stretch is read once."""

    def __init__(self, flat: str, start: int) -> None:
        self._flat = flat
        self._at = start
        self._begin(start)

    def _begin(self, start: int) -> None:
        self.start = start
        ending = self._flat.find("\n", start)
        self.next = len(self._flat) if ending < 0 else ending + 1
        """Where the next line starts."""
        text = _TEXT.match(self._flat, start)
        self.text = text.end() if text else start
        """Where its text starts, after the blanks."""
        self.ticks = 0
        """How many backticks stand before the mark."""
        self.has_fence: bool | None = None
        """Whether it opens a fence; None: that was not looked at."""
        self.unclosed: set[str] = set()
        """What is not closed in it, of a line that is a quote."""

    def go_to(self, mark: int) -> None:
        """Go on to a mark, in this line or below it."""
        if mark >= self.next:
            self._at = self._flat.rfind("\n", self.start, mark) + 1
            self._begin(self._at)
        self.ticks += self._flat.count("`", self._at, mark)
        self._at = mark


def _read_fence(flat: str, line: _OpenLine, mark: re.Match[str]) -> tuple[Hidden | None, int]:
    """Read the fence that opens at a mark, if one does, and say where to go on."""
    if line.has_fence is not None:
        return None, mark.end()
    opener = _FENCE.match(flat, line.start)
    line.has_fence = False
    if not opener or opener.start("run") != mark.start():
        return None, mark.end()
    indent = opener["indent"]
    if ("\t" in indent or len(indent) > _FENCE_INDENT) and not _continues_list(flat, line.start):
        return None, mark.end()  # indented code
    line.has_fence = True
    run = opener["run"]
    closer = re.compile(rf"\n[ \t]*{run[0]}{{{len(run)},}}[ \t]*(?=\n|\Z)").search(
        flat, opener.end()
    )
    end = min(closer.end() + 1, len(flat)) if closer else len(flat)
    return Hidden(line.start, end, "fence", line.start, closer is not None), end


def _continues_list(flat: str, line: int) -> bool:
    """Say whether the last line with text above belongs to a list."""
    above = flat[max(0, line - _LOOK_BACK) : line].rstrip()
    return bool(_LIST_OR_INDENTED.match(above, above.rfind("\n") + 1))


def _read_comment(flat: str, line: _OpenLine, mark: re.Match[str]) -> tuple[Hidden | None, int]:
    """Read the comment that opens at a mark, if one does, and say where to go on."""
    before = line.text < mark.start()  # whether there is text before it
    if line.ticks % 2 or (before and _is_escaped(flat, mark.start())):
        return None, mark.end()
    # A comment in a quote ends with it at the latest; one line of it is all that is looked at.
    in_quote = before and flat[line.text] == ">"
    limit = line.next if in_quote else len(flat)
    closer = -1
    if mark[0] not in line.unclosed:
        closer = flat.find(_CLOSER[mark[0]], mark.end(), limit)
    if mark[0] == "%%" and not 0 <= closer < line.next and _IN_WORD.match(flat, mark.start() - 1):
        return None, mark.end()
    if closer < 0:
        if limit < len(flat):
            line.unclosed.add(mark[0])
            return None, mark.end()
        start = line.next if before else line.start
        return Hidden(start, limit, "comment", mark.start(), closed=False), limit
    go_on = closer + len(_CLOSER[mark[0]])
    if before and closer < line.next:
        return None, go_on  # within a line of text: it hides no line
    last = flat.find("\n", go_on)
    end = len(flat) if last < 0 else last + 1
    start = line.next if before else line.start
    return Hidden(start, end, "comment", mark.start(), closed=True), end


def _is_escaped(flat: str, mark: int) -> bool:
    """Say whether the last character before a mark that is no blank is a backslash."""
    at = mark - 1
    while flat[at] in " \t":
        at -= 1
    return flat[at] == "\\"


_HEADING = re.compile(r"\n {0,3}(#{1,6})(?:[ \t]+([^\n]*))?(?=\n|\Z)")
_UNDERLINED = r" {0,3}(?![-*+>|#=\s]|[0-9]{1,9}[.)])([^\n]*)\n {0,3}(={2,}|-{2,})[ \t]*(?=\n|\Z)"
_SETEXT = late(rf"\n[ \t]*\n(?={_UNDERLINED})")
_FIRST_SETEXT = late(rf"(?:[ \t]*\n)?(?={_UNDERLINED})")
_CLOSING_MARKS = late(r"(?:^|(?<![ \t])[ \t]++)#++$")


def find_headings(flat: str, start: int, hidden: Sequence[Hidden]) -> list[Heading]:
    """Find the visible headings from `start` on, in a flattened text.

    A setext heading counts where a blank line stands above its one line of text; otherwise a
    divider under an entry's last line would make a heading of it.
    """
    body = start
    # The patterns begin with a line ending, which makes them ten times faster than `^`.
    if start == 0 or flat[start - 1] != "\n":
        head = flat[start : flat.find("\n", start) % (len(flat) + 1)]
        first = [_heading(found, start - 1, len(flat)) for found in _HEADING.finditer("\n" + head)]
    else:
        first = []
        start -= 1
    found = first + [_heading(match, 0, len(flat)) for match in _HEADING.finditer(flat, start)]
    if flat.find("--", start) >= 0 or ("=" in flat and flat.find("==", start) >= 0):
        found = sorted([*found, *_find_setext(flat, body)])
    if hidden:
        found = [heading for heading in found if not is_hidden(hidden, heading.start)]
    return found


def _find_setext(flat: str, start: int) -> Iterator[Heading]:
    first = _FIRST_SETEXT.match(flat, start)
    matches = _SETEXT.finditer(flat, start)
    for match in chain((first,), matches) if first else matches:
        level = 1 if match[2][0] == "=" else 2
        ending = flat.find("\n", match.end(2))
        end = len(flat) if ending < 0 else ending + 1
        yield Heading(match.end(), end, level, match[1].strip(" \t"))


def is_hidden(hidden: Sequence[Hidden], line_start: int) -> bool:
    """Say whether the line that starts there is hidden; `hidden` is in the order of the text."""
    index = bisect_right(hidden, line_start, key=lambda stretch: stretch.start) - 1
    return index >= 0 and line_start < hidden[index].end


def _heading(match: re.Match[str], shift: int, length: int) -> Heading:
    start, end = match.span()
    marks, title = match.groups("")
    title = title.strip(" \t")
    if title[-1:] == "#":
        title = _CLOSING_MARKS.sub("", title)
    after = end + 1 + shift
    # As `Heading(…)`, in half the time: a log may have a heading for each entry.
    parts = (start + 1 + shift, min(after, length), len(marks), title)
    return tuple.__new__(Heading, parts)
