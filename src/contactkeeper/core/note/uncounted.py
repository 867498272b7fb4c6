"""Find the lines of a note that begin with a date and are no entry, so that they do not count."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import MONTHS, WEEKDAYS, pattern, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.markdown import is_hidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.note.outline import Hidden
    from contactkeeper.core.note.style import EntrySpan

_MONTH = rf"{pattern(sorted({month[:3] for month in MONTHS}))}[^\W\d_]{{0,6}}"
_WEEKDAY = rf"{pattern(WEEKDAYS)}[.,]{{0,2}}[ \t]{{1,3}}"
_DAY = rf"[0-9]{{1,2}}{pattern(words(lambda language: language.day_endings))}?"
_DATE = (
    r"(?:[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}(?:[0-9]{2})?"
    rf"|{_DAY}[ \t]{{1,3}}(?:{_MONTH})[.,]{{0,2}}[ \t]{{1,3}}[0-9]{{4}}"
    rf"|(?:{_MONTH})\.?[ \t]{{1,3}}{_DAY},?[ \t]{{1,3}}[0-9]{{4}})"
    r"(?![0-9/]|[.-][0-9]|[ \t]{0,3}[–—-][ \t]{0,3}[0-9])"
)
"""A day as people write it, and no span of years or days."""
_BEGINS = rf"(?:\*\*|__|[*_(]|\[\[(?:[^\[\]\n|/]++/)*+){{0,3}}(?:{_WEEKDAY})?{_DATE}"
_MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]++"
_CALLOUT = r">[ \t]?\[![^\[\]\n]*+\][+-]?[ \t]*+"
_TEXTS = lazy_regex(rf"\n(?:{_CALLOUT})?{_BEGINS}", re.IGNORECASE)
"""Each line of text at the margin, and each title of a callout, that begins with a date."""
_ANY = lazy_regex(
    rf"\n(?:{_CALLOUT}|{_MARKER}(?:\[x\][ \t]++)?|#{{1,6}}[ \t]++|\|[ \t]*+)?{_BEGINS}",
    re.IGNORECASE,
)
"""The same, and bullets, headings and rows that do."""


def find_uncounted(
    flat: str, start: int, end: int, spans: Sequence[EntrySpan], hidden: Sequence[Hidden]
) -> list[int]:
    """Find the lines of a log that begin with a date and are no entry: text, callouts, HTML.

    What stands under a dated heading is text of that entry. Fenced code and comments are meant to
    hide what is in them.
    """
    known = {span.start for span in spans}
    blocks = [span for span in spans if span.shape == "heading"]
    found = [
        at
        for at in _starts(_TEXTS, flat, start, end)
        if at not in known and not is_hidden(hidden, at)
    ]
    for stretch in hidden:
        if stretch.kind == "html" and start <= stretch.start < end:
            found += _starts(_ANY, flat, stretch.start, min(stretch.end, end))
    return sorted(at for at in found if not _is_in(blocks, at))


def find_dated(
    flat: str, start: int, log: tuple[int, int] | None, hidden: Sequence[Hidden]
) -> list[int]:
    """Find all lines that begin with a date, in a note that has no entry.

    One alone may be anything, unless it stands in the log, or where nothing is read.
    """
    found = _starts(_ANY, flat, start, len(flat))
    first, last = log or (0, 0)
    sure = len(found) > 1 or any(first <= at < last or is_hidden(hidden, at) for at in found)
    return found if sure else []


def _starts(pattern: re.Pattern[str], flat: str, start: int, end: int) -> list[int]:
    """Return where the lines begin that a pattern finds; it begins with the ending above them."""
    if start:
        return [each.start() + 1 for each in pattern.finditer(flat, start - 1, end)]
    return [each.start() for each in pattern.finditer(f"\n{flat}", 0, end + 1)]


def _is_in(blocks: Sequence[EntrySpan], at: int) -> bool:
    above = bisect_left(blocks, at + 1, key=attrgetter("start"))
    return bool(above) and at < blocks[above - 1].end
