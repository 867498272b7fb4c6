"""One contact note: spans of its frontmatter, its log and each entry, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contactkeeper.core.entries import Shape, Style
    from contactkeeper.core.frontmatter import Frontmatter
    from contactkeeper.core.markdown import Line
    from contactkeeper.core.model import Entry, Problem
    from contactkeeper.core.settings import Settings


class EntrySpan(NamedTuple):
    """An entry and the whole lines of the text that it was read from."""

    entry: Entry
    start: int
    """Where its first line starts."""
    end: int
    """After the ending of its last line, children included, trailing blank lines not."""
    shape: Shape


@dataclass(frozen=True, slots=True)
class Log:
    """The section with the entries."""

    heading_start: int
    heading_end: int
    """After the ending of the heading's line; where the section's text starts."""
    level: int
    title: str
    """As it is written, without `#` and blanks."""
    end: int
    """Where the next heading of the same or a higher level starts, or the text's end."""
    spans: tuple[EntrySpan, ...]
    """In the order of the file."""
    newest_first: bool | None
    """None: the section doesn't show it (fewer than two dates, or a tie)."""
    style: Style
    """The hand of the newest entry; `Style()` where there is none."""

    @property
    def start(self) -> int:
        """Return where the section's text starts."""
        return self.heading_end


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read; `Note.parse` makes it and never raises for what the text holds."""

    path: str
    text: str
    settings: Settings
    frontmatter: Frontmatter | None
    is_contact: bool
    h1: str
    """The first heading of level 1; empty where there is none."""
    log: Log | None
    unclosed: Line | None
    """Where a fence or comment begins that is never closed."""
    problems: tuple[Problem, ...]
    """Those of the log and the text; the properties' own are added by `contact`."""
