"""Detect and read event notes and news notes; each fault is a problem with its line.

Nothing raises. A note of such a type that names no people or audience is ignored, and not reported.
The people that a note names are not looked up here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from contactkeeper.core.calendar.recurrence import RuleFault, read_rule
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.events.schema import (
    EVENT_WORDS,
    NEWS_WORDS,
    property_name,
    read_kind,
    read_yes,
)
from contactkeeper.core.model import Event, EventNotes, News
from contactkeeper.core.note.block_reader import BlockReader
from contactkeeper.core.note.frontmatter import read_frontmatter, read_malformed, read_raw
from contactkeeper.core.note.property_values import fold_word, items_of, words_of
from contactkeeper.core.people.audience import AudienceFault, read_audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from contactkeeper.core.events.schema import Sort
    from contactkeeper.core.model import NewsKind, Problem, Severity
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.settings import Settings

DEFAULT_AUDIENCE = "tier:key"
"""The audience of news that names none."""

_OURS: dict[Sort, tuple[str, ...]] = {
    "event": ("people", "audience", "attending"),
    "news": ("kind", "audience", "strict"),
}
"""A note needs one of these: press clippings and calendars have the same types."""
_OUTSIDE_LINKS = re.compile(r"[^\[\]]++(?!\]\])")
"""A stretch without brackets whose commas part names; those in a link are part of its name."""
_NAME_END = "\0"
_WORDS: tuple[tuple[Sort, frozenset[str]], ...] = (("event", EVENT_WORDS), ("news", NEWS_WORDS))


def parse_event_notes(
    notes: Iterable[tuple[str, str]], settings: Settings
) -> tuple[EventNotes, tuple[Problem, ...]]:
    """Read the notes that may be of events or news: pairs of path and text, in their order.

    Returns the events and news, and all their problems.
    """
    events: list[Event] = []
    news: list[News] = []
    problems: list[Problem] = []
    for path, text in notes:
        found = parse_event_note(path, text, settings)
        if isinstance(found, Event):
            events.append(found)
        elif isinstance(found, News):
            news.append(found)
        problems += found if isinstance(found, list) else found.problems
    return EventNotes(tuple(events), tuple(news)), tuple(problems)


def parse_event_note(path: str, text: str, settings: Settings) -> Event | News | list[Problem]:
    """Read one note; only its problems where it has no day or is neither event nor news."""
    block = read_frontmatter(text) or read_malformed(text)
    if block is None or block.template is not None:
        return []
    if block.error:
        ours = _is_ours_raw(text, block, settings)
        return [block.error.problem(path, "nothing")] if ours else []
    read = _Reader(path, block, settings)
    sort = read.sort()
    if sort is None:
        return []
    return (read.event() if sort == "event" else read.news()) or read.problems


class _Reader(BlockReader):
    """The properties of one note, and the problems found in them; the first spelling counts."""

    def __init__(self, path: str, block: Frontmatter, settings: Settings) -> None:
        super().__init__(
            path, block.properties, lambda name: property_name(name, settings.properties)
        )
        for name, line in block.duplicates:
            self.report(line, "duplicate-key", name=name)

    def sort(self) -> Sort | None:
        """Return whether the note is an event or news; None where it is neither."""
        types = {
            fold_word(word) for item in items_of(self.value("type")) for word in item.split(",")
        }
        sort = next((sort for sort, words in _WORDS if not types.isdisjoint(words)), None)
        if sort is None and "date" in self.known:
            tags = {tag.casefold().partition("/")[0] for tag in self.tags("tags")}
            sort = None if tags.isdisjoint(EVENT_WORDS) else "event"
        return sort if sort and any(name in self.known for name in _OURS[sort]) else None

    def event(self) -> Event | None:
        """Read an event; None where it has no day."""
        first = self.first_day("event")
        if first is None:
            return None
        last = self.day("end") or first
        if last < first:
            days = {"end": last.isoformat(), "day": first.isoformat()}
            self.report(self.line("end"), "order", "problem", "event", **days)
            last = first
        attending = self.yes("attending", "remark")
        return Event(
            path=self.path,
            name=note_name(self.path),
            date=first,
            end=last,
            place=self.text("place"),
            people=tuple(_people_in(self.value("people"))),
            audience=self.audience(),
            attending=attending,
            rule=self.rule(first),
            lines=self.lines("people", "audience"),
            problems=tuple(self.problems),
        )

    def news(self) -> News | None:
        """Read news; None where it has no day."""
        day = self.first_day("news")
        if day is None:
            return None
        kind, audience = self.kind(), self.audience()
        if "audience" not in self.known:
            if kind == "search-status":
                self.report(1, "no-audience")
            elif kind is not None:
                audience = DEFAULT_AUDIENCE
        until = self.day("until")
        if until and until < day:
            self.report(self.line("until"), "order", "problem", "news", end=until.isoformat())
            until = None
        strict = self.yes("strict", "problem")
        return News(
            path=self.path,
            name=note_name(self.path),
            date=day,
            kind=kind or "other",
            audience=audience,
            strict=strict or False,
            until=until,
            lines=self.lines("audience"),
            aliases=tuple(unicodedata.normalize("NFC", each) for each in self.items("aliases")),
            problems=tuple(self.problems),
        )

    def value(self, name: str) -> Value:
        """Return the value of a property, None where the note has none."""
        found = self.first(name)
        return found[0].value if found else None

    def line(self, name: str) -> int:
        """Return the line of a property that the note has."""
        return self.known[name][0][0].line

    def lines(self, *names: str) -> tuple[tuple[str, int], ...]:
        """Return the lines of those of some properties that the note has."""
        return tuple((name, self.line(name)) for name in names if name in self.known)

    def first_day(self, sort: Sort) -> date | None:
        """Read the day that every such note has; one without it is a problem."""
        before = len(self.problems)
        day = self.day("date")
        if day is None and len(self.problems) == before:
            self.report(1, "no-date", "problem", sort)
        return day

    def yes(self, name: Literal["attending", "strict"], severity: Severity) -> bool | None:
        """Read yes or no."""
        found = self.first(name)
        if found is None:
            return None
        each, words = found
        answer = read_yes(words)
        if answer is None:
            self.report(each.line, "yes-no", severity, name, name=each.name, words=words)
        return answer

    def audience(self) -> str:
        """Read the audience; one that can't be read is nobody."""
        if "audience" not in self.known:
            return ""
        text = _audience_in(self.value("audience"))
        try:
            read_audience(text)
        except AudienceFault as fault:
            self.report(
                self.line("audience"), "audience", "problem", fault.case,
                position=fault.position, about=fault.about, words=text,
            )  # fmt: skip
            return ""
        return text

    def kind(self) -> NewsKind | None:
        """Read the kind of news; None where it can't be read."""
        words = self.text("kind")
        kind = read_kind(words) if words else "other"
        if kind is None:
            case = "" if "audience" in self.known else "unheard"
            self.report(self.line("kind"), "kind", "problem", case, words=words)
        return kind

    def rule(self, start: date) -> str:
        """Read how it recurs: a rule of iCalendar, or `yearly`."""
        words = self.text("rule")
        try:
            return read_recurrence(words, start) if words else ""
        except RuleFault as fault:
            facts = {"about": fault.about, "words": words}
            self.report(self.line("rule"), "rule", "problem", fault.case, **facts)
            return ""


def read_recurrence(words: str, start: date) -> str:
    """Read how an event that begins on `start` recurs.

    Raises:
        RuleFault: it is neither such a rule nor `yearly` or the like.
    """
    from contactkeeper.core.language.cadence import read_cadence

    rhythm = None if "=" in words else read_cadence(words)
    if rhythm and rhythm.unit in ("month", "year"):
        return read_rule(f"FREQ={rhythm.unit}LY;INTERVAL={rhythm.count}", start)
    return read_rule(words, start)


def _people_in(value: Value) -> Iterator[str]:
    """Yield the names and links of a list, or of one text with commas, as they are written."""
    for each in value if isinstance(value, tuple) else (value,):
        words = each if isinstance(each, str) else words_of(each)
        parted = _OUTSIDE_LINKS.sub(lambda part: part[0].replace(",", _NAME_END), words)
        for name in parted.split(_NAME_END):
            if bare := name.strip().strip("\"'"):
                yield unicodedata.normalize("NFC", " ".join(bare.split()))


def _audience_in(value: Value) -> str:
    """Return an audience as it was written; the parts of a list hold each for itself."""
    parts = [each for each in value if isinstance(each, str)] if isinstance(value, tuple) else []
    if len(parts) > 1:
        return " or ".join(f"({part.strip()})" for part in parts)
    text = parts[0] if parts else value
    return text.strip() if isinstance(text, str) else words_of(text)


def _is_ours_raw(text: str, block: Frontmatter, settings: Settings) -> bool:
    """Return whether a block that does not parse seems to be one of ours."""
    found: dict[str, str] = {}
    for written, rest in read_raw(text[block.body_start : block.body_end]):
        name = property_name(written, settings.properties)
        if name and rest.strip():
            found[name] = f"{found.get(name, '')} {rest.strip(' -')}".strip()
    types = {fold_word(word) for word in re.split(r"[\s,\[\]\"']+", found.get("type", ""))}
    return any(
        not types.isdisjoint(words) and any(name in found for name in _OURS[sort])
        for sort, words in _WORDS
    )
