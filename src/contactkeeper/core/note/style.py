"""The form of a log's entries, as its newest entry shows it: shape, marker, form of dates.

`editing/insertion_point.py` decides where a new entry goes, and its number in a numbered list.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import DateRules
from contactkeeper.core.note import entry_parser, tables
from contactkeeper.core.note.entry_dates import DateReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entry_dates import When

Shape = Literal["bullet", "heading", "row", "paragraph"]
AT_MARGIN: frozenset[Shape] = frozenset({"heading", "paragraph"})
"""The shapes of entries whose text stands at the margin, not indented."""
_BULLET = re.compile(r"([ \t]*)([-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[^\]\n]\][ \t]+)?")
_MARK = re.compile(r" {0,3}(?:#{1,6}[ \t]+|\|[ \t]*)?")
_CHILD = re.compile(r"\n([ \t]+)[^\s]")


class Style(NamedTuple):
    """The form in which an entry is written; the defaults are `ck`'s own."""

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
    """Blank lines between two entries of the section."""
    waiting: str = "waiting"
    """The word before a task that I wait for; `style_of` does not look for it."""


class EntrySpan(NamedTuple):
    """An entry and the whole lines of the text that it was read from."""

    entry: Entry
    start: int
    """The offset of its first line."""
    end: int
    """After the ending of its last line, children included, trailing blank lines not."""
    shape: Shape


def style_of(flat: str, spans: Sequence[EntrySpan], *, newest_first: bool) -> Style:
    """Read the style of the newest entry of a section; of those of one day, the last written.

    What it does not show (the indent of children) is taken from its neighbours.
    """
    if not spans:
        return Style()
    ordered = spans if newest_first else spans[::-1]
    newest = max(ordered, key=lambda span: span.entry.date)
    alike = [span for span in ordered if span.shape == newest.shape]
    text = flat[newest.start : newest.end]
    style = date_form(text)._replace(shape=newest.shape)
    if newest.shape == "row":
        columns, widths = tables.table_at(flat, newest.start)
        if text.lstrip(" ")[:1] != "|":
            return style._replace(separator=":", columns=columns, bare=True)
        return style._replace(separator=":", columns=columns, widths=widths)
    style = style._replace(gap=_gap(flat, alike))
    if newest.shape == "heading":
        titled = any(_has_title(flat, span) for span in alike)
        marks = _MARK.match(text)
        return style._replace(level=marks[0].count("#") if marks else 0, titled=titled)
    found = _BULLET.match(text)
    if not found:
        return style
    return style._replace(marker=found[1] + found[2], indent=_indent(flat, alike, found[1]))


def _when_of(text: str) -> When | None:
    """Read the date of an entry again; which of two days it is makes no difference here."""
    mark = _BULLET.match(text) or _MARK.match(text)
    try:
        return DateReader("", DateRules(day_first=True)).read(text, mark.end() if mark else 0)
    except ImpossibleDate:
        return None


def date_form(text: str) -> Style:
    """Read what stands around the date in an entry's first line."""
    when = _when_of(text)
    if not when:
        return Style()
    # The words of an alias (`[[2026-11-23|Monday]]`) are not repeated for another day.
    opening, closing = entry_parser.pair_marks(when.opening, when.closing)
    closing = re.sub(r"[#|].*\]\]", "]]", closing)
    separator = when.separator
    rest = text[when.end :].lstrip(" \t")
    if not separator and (
        rest[:1] in ("", "\n")
        or entry_parser.ARROW.match(rest)
        or entry_parser.read_content(rest)[1]
    ):
        separator = ":"  # none stands before a direction or a channel, and none after a bare date
    return Style(opening=opening, closing=closing, dotted=when.dotted, separator=separator)


def _gap(flat: str, spans: Sequence[EntrySpan]) -> int:
    """Count the blank lines between the entries: the number that most neighbours have."""
    between = [
        flat.count("\n", above.end, below.start)
        for above, below in pairwise(sorted(spans, key=lambda span: span.start))
        if not flat[above.end : below.start].strip()
    ]
    return Counter(between).most_common(1)[0][0] if between else 0


def _has_title(flat: str, span: EntrySpan) -> bool:
    """Return whether more than the date stands in a dated heading's line."""
    line = flat[span.start : span.end].partition("\n")[0]
    when = _when_of(line)
    return bool(when and line[when.end :].strip(" \t#"))


def _indent(flat: str, spans: Sequence[EntrySpan], lead: str) -> str:
    """Return the blanks before children, as the newest entry that has some writes them.

    They begin with the blanks before the entry itself (`lead`).
    """
    for span in spans:
        child = _CHILD.search(flat, span.start, span.end)
        if child and child[1].startswith(lead) and child[1] != lead:
            return child[1]
    return lead + "\t"
