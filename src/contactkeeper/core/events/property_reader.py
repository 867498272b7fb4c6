"""Read the properties of an event or news note; each fault is a problem with its line.

Nothing raises. The people that it names are not looked up here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, TypeAlias

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.calendar.recurrence import RuleFault, read_rule
from contactkeeper.core.events.schema import (
    EVENT_WORDS,
    NEWS_WORDS,
    property_name,
    read_kind,
    read_yes,
)
from contactkeeper.core.language.dates import read_date
from contactkeeper.core.model import Event, News, Problem
from contactkeeper.core.note.property_values import fold_word, items_of, tags_of, words_of
from contactkeeper.core.people.audience import AudienceFault, read_audience

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from contactkeeper.core.events.schema import Sort
    from contactkeeper.core.model import Fact, NewsKind, Severity
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property, Value
    from contactkeeper.core.settings import Settings

Known: TypeAlias = "Mapping[str, Property]"
"""The properties that have a value, by their meaning."""

DEFAULT_AUDIENCE = "tier:key"
"""The audience of news that names none."""

OURS: dict[Sort, tuple[str, ...]] = {
    "event": ("people", "audience", "attending"),
    "news": ("kind", "audience", "strict"),
}
"""A note needs one of these: press clippings and calendars have the same types."""
_OUTSIDE_LINKS = re.compile(r"[^\[\]]++(?!\]\])")
"""A stretch without brackets whose commas part names; those in a link are part of its name."""
_NAME_END = "\0"
_MD = re.compile(r"\.md\Z", re.IGNORECASE)


def name_of(path: str) -> str:
    """Return the name of a note: its file's, without `.md`, NFC."""
    return unicodedata.normalize("NFC", _MD.sub("", path.rpartition("/")[2]))


def sort_of(known: Known) -> Sort | None:
    """Return whether a note is an event or news; None where it is neither."""
    types = {
        fold_word(word) for item in items_of(_value(known, "type")) for word in item.split(",")
    }
    sort: Sort | None = None
    if not types.isdisjoint(EVENT_WORDS):
        sort = "event"
    elif not types.isdisjoint(NEWS_WORDS):
        sort = "news"
    elif "date" in known:
        tags = {tag.casefold().partition("/")[0] for tag in tags_of(_value(known, "tags"))}
        sort = None if tags.isdisjoint(EVENT_WORDS) else "event"
    return sort if sort and any(name in known for name in OURS[sort]) else None


class Reading:
    """One note, and the problems found in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def report(
        self,
        line: int,
        code: str,
        severity: Severity = "problem",
        case: str = "",
        /,
        **facts: Fact,
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem.of(self.path, line, code, severity, case, **facts))

    def properties(self, block: Frontmatter, settings: Settings) -> Known:
        """Return the properties by their meaning; the first spelling of each counts."""
        known: dict[str, Property] = {}
        for each in block.properties:
            name = property_name(each.name, settings.properties)
            if name is None or not words_of(each.value):
                continue
            if name not in known:
                known[name] = each
            elif known[name].value != each.value:
                first = known[name].line
                self.report(each.line, "twice", "remark", "again", name=name, name_line=first)
        if sort_of(known):
            for doubled, line in block.duplicates:
                self.report(line, "duplicate-key", name=doubled)
        return known

    def event(self, known: Known) -> Event | None:
        """Read an event; None where it has no day."""
        first = self.first_day(known, "event")
        if first is None:
            return None
        last = self.day(known, "end") or first
        if last < first:
            days = {"end": last.isoformat(), "day": first.isoformat()}
            self.report(known["end"].line, "order", "problem", "event", **days)
            last = first
        attending = self.yes(known, "attending", "remark")
        return Event(
            path=self.path,
            name=name_of(self.path),
            date=first,
            end=last,
            place=words_of(_value(known, "place")),
            people=tuple(people_in(_value(known, "people"))),
            audience=self.audience(known),
            attending=attending,
            rule=self.rule(known, first),
            lines=_lines(known, "people", "audience"),
            problems=tuple(self.problems),
        )

    def news(self, known: Known) -> News | None:
        """Read news; None where it has no day."""
        day = self.first_day(known, "news")
        if day is None:
            return None
        kind, audience = self.kind(known), self.audience(known)
        if "audience" not in known:
            if kind == "search-status":
                self.report(1, "no-audience")
            elif kind is not None:
                audience = DEFAULT_AUDIENCE
        until = self.day(known, "until")
        if until and until < day:
            self.report(known["until"].line, "order", "problem", "news", end=until.isoformat())
            until = None
        strict = self.yes(known, "strict", "problem")
        return News(
            path=self.path,
            name=name_of(self.path),
            date=day,
            kind=kind or "other",
            audience=audience,
            strict=strict or False,
            until=until,
            lines=_lines(known, "audience"),
            problems=tuple(self.problems),
        )

    def first_day(self, known: Known, sort: Sort) -> date | None:
        """Read the day that every such note has; one without it is a problem."""
        day = self.day(known, "date")
        if day is None and "date" not in known:
            self.report(1, "no-date", "problem", sort)
        return day

    def day(self, known: Known, name: str) -> date | None:
        """Read a property that holds one day."""
        found = known.get(name)
        if found is None:
            return None
        value = found.value
        raw = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        words = words_of(value)
        try:
            # Not the words: `[[2026-11-23|Monday]]` shows no date.
            day = read_date(raw.strip()) if isinstance(raw, str) else None
        except ImpossibleDate as error:
            self.report(
                found.line, "impossible-date", "problem", "property",
                name=found.name, words=words, day=error.text,
            )  # fmt: skip
            return None
        if day is None:
            facts = {"name": found.name, "words": words}
            self.report(found.line, "property-date", "problem", "day", **facts)
        return day

    def yes(
        self, known: Known, name: Literal["attending", "strict"], severity: Severity
    ) -> bool | None:
        """Read yes or no."""
        found = known.get(name)
        if found is None:
            return None
        words = words_of(found.value)
        answer = read_yes(words)
        if answer is None:
            self.report(found.line, "yes-no", severity, name, name=found.name, words=words)
        return answer

    def audience(self, known: Known) -> str:
        """Read the audience; one that can't be read is nobody."""
        found = known.get("audience")
        if found is None:
            return ""
        text = audience_in(found.value)
        try:
            read_audience(text)
        except AudienceFault as fault:
            self.report(found.line, "audience", words=text, why=str(fault))
            return ""
        return text

    def kind(self, known: Known) -> NewsKind | None:
        """Read the kind of news; None where it can't be read."""
        found = known.get("kind")
        if found is None:
            return "other"
        words = words_of(found.value)
        kind = read_kind(words)
        if kind is None:
            case = "" if "audience" in known else "unheard"
            self.report(found.line, "kind", "problem", case, words=words)
        return kind

    def rule(self, known: Known, start: date) -> str:
        """Read how it recurs: a rule of iCalendar, or `yearly`."""
        found = known.get("rule")
        if found is None:
            return ""
        words = words_of(found.value)
        try:
            return read_recurrence(words, start)
        except RuleFault as fault:
            self.report(found.line, "rule", words=words, why=str(fault))
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


def people_in(value: Value) -> Iterator[str]:
    """Yield the names and links of a list, or of one text with commas, as they are written."""
    for each in value if isinstance(value, tuple) else (value,):
        words = each if isinstance(each, str) else words_of(each)
        parted = _OUTSIDE_LINKS.sub(lambda part: part[0].replace(",", _NAME_END), words)
        for name in parted.split(_NAME_END):
            if bare := name.strip().strip("\"'"):
                yield unicodedata.normalize("NFC", " ".join(bare.split()))


def audience_in(value: Value) -> str:
    """Return an audience as it was written; the parts of a list hold each for itself."""
    parts = [each for each in value if isinstance(each, str)] if isinstance(value, tuple) else []
    if len(parts) > 1:
        return " or ".join(f"({part.strip()})" for part in parts)
    text = parts[0] if parts else value
    return text.strip() if isinstance(text, str) else words_of(text)


def _lines(known: Known, *names: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, known[name].line) for name in names if name in known)


def _value(known: Known, name: str) -> Value:
    return known[name].value if name in known else None
