"""Find the end of a log's last entry, where text begins that only closes the section.

A divider, a footer, a callout, a query block, `%% end %%`, `</details>` or closing words after a
list do not belong to the last entry. Nothing that could be a task or a field is skipped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.escapes import take_fields
from contactkeeper.core.note.html import CLOSING_TAG
from contactkeeper.core.note.tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.note.outline import Hidden

DIVIDER = lazy_regex(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
"""A thematic break, at the margin."""
_START = attrgetter("start")
_CALLOUT = lazy_regex(r">[ \t]*\[!")
_MARKER = lazy_regex(r"([-*+]|[0-9]{1,9}[.)])(?:[ \t]|\Z)")
_QUERY = lazy_regex(r"(?:`{3,}|~{3,})[ \t]*(?:dataview|dataviewjs|tasks|query|base|button)\b")


class _Line(NamedTuple):
    start: int
    text: str
    """Without trailing blanks."""
    after_blank: bool
    hidden: str
    """The kind of the hidden stretch that begins here, else empty."""


def end_of_item(flat: str, start: int, until: int, hidden: Sequence[Hidden]) -> int:
    """Return where the text begins that follows the list whose last entry is at `start`.

    Args:
        flat: the text, with LF endings.
        start: of the entry's first line.
        until: where the next entry or heading starts, or the section ends.
        hidden: the fences and comments of the text.

    Returns:
        The start of a line, or `until` where all of it belongs to the entry.
    """
    first = _MARKER.match(flat[start : flat.find("\n", start) % (len(flat) + 1)].lstrip(" \t"))
    own = first[1][-1] if first else ""
    cut = until
    only_comments = False
    for line in _lines(flat, start, until, hidden):
        if line.hidden:
            if cut == until and _ends_list(line):
                cut, only_comments = line.start, line.hidden == "comment"
            continue
        indented = line.text[0] in " \t"
        if counts_besides_words(line.text) or (
            only_comments and (indented or not line.after_blank)
        ):
            cut = until
        elif cut == until and not indented and _closes(line, own):
            cut = line.start
        only_comments = False
    return cut


def end_of_block(
    flat: str, start: int, until: int, hidden: Sequence[Hidden], *, divided: bool
) -> int:
    """Return where the text begins that closes the section, below the last dated heading.

    `divided`: whether dividers are part of an entry's text in this log. The other arguments are
    those of `end_of_item`.
    """
    cut = until
    only_comments = False
    divider = False
    for line in _lines(flat, start, until, hidden):
        if line.hidden:
            closes = line.hidden == "comment" or CLOSING_TAG.match(line.text)
            if cut == until and (closes or _QUERY.match(line.text)):
                cut, only_comments = line.start, line.hidden == "comment"
            continue
        if counts_besides_words(line.text) or only_comments:
            cut = until
        if cut == until:
            divider = bool(DIVIDER.match(line.text)) and not divided
            if divider or CLOSING_TAG.match(line.text):
                cut = line.start
        elif not DIVIDER.match(line.text):
            divider = False
        only_comments = False
    return until if divider else cut  # a last divider stands between this entry and the next


def holds_divided_text(flat: str, start: int, end: int, hidden: Sequence[Hidden]) -> bool:
    """Return whether a dated heading has text under it that goes on below a divider."""
    seen = False
    for line in _lines(flat, start, end, hidden):
        if seen and not DIVIDER.match(line.text):
            return True
        seen = seen or bool(DIVIDER.match(line.text))
    return False


def _ends_list(line: _Line) -> bool:
    """Return whether hidden lines are outside of the list item above them."""
    if line.text[0] in " \t":
        return False
    if line.hidden in {"comment", "html"} or line.after_blank:
        return True
    return bool(_QUERY.match(line.text))


def _closes(line: _Line, own: str) -> bool:
    """Return whether a line at the margin is no part of the item above it; `own` is its marker."""
    text = line.text
    if DIVIDER.match(text) or _CALLOUT.match(text) or CLOSING_TAG.match(text):
        return True
    marker = _MARKER.match(text)
    return line.after_blank and not (marker and marker[1][-1] == own)


def counts_besides_words(text: str) -> bool:
    """Return whether a line holds more than words: a task or a field."""
    return bool(TASK.match(text)) or ("::" in text and bool(take_fields(text)[1]))


def _lines(flat: str, start: int, until: int, hidden: Sequence[Hidden]) -> Iterator[_Line]:
    """Yield the lines below the first one that are not blank; of a hidden stretch, its first."""
    first = bisect_right(hidden, start, key=_START)
    last = bisect_left(hidden, until, first, key=_START)
    starts = {stretch.start: stretch for stretch in hidden[first:last]}
    at = flat.find("\n", start, until) + 1
    after_blank = False
    while 0 < at < until:
        ending = flat.find("\n", at, until)
        end, following = (until, until) if ending < 0 else (ending, ending + 1)
        text = flat[at:end].rstrip(" \t")
        stretch = starts.get(at)
        if stretch:
            # A comment that begins within a line belongs to that line.
            if stretch.opened == stretch.start:
                yield _Line(at, text, after_blank, stretch.kind)
            after_blank = False
            at = stretch.end
            continue
        if text:
            yield _Line(at, text, after_blank, "")
        after_blank = not text
        at = following
