"""An entry and where it stands: what a log is read into. Nothing here reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.entries import Shape


class EntrySpan(NamedTuple):
    """An entry and the whole lines of the text that it was read from."""

    entry: Entry
    start: int
    """Where its first line starts."""
    end: int
    """After the ending of its last line, children included, trailing blank lines not."""
    shape: Shape
