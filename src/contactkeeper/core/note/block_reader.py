"""Read the properties of any note by their meaning; each fault is a problem with its line.

Nothing raises. `property_reader.py` reads contacts with it, `events/parser.py` events and news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import DATE_RULES, TwoReadings, read_whole
from contactkeeper.core.language.dates import read_date
from contactkeeper.core.model import PartialDate, Problem
from contactkeeper.core.note.property_values import NOTHING, fold_word, items_of, tags_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from contactkeeper.core.language.date_at import DateRules
    from contactkeeper.core.model import Fact, Severity
    from contactkeeper.core.note.frontmatter_values import Property, Value

_Day = TypeVar("_Day", "date", PartialDate)


class BlockReader:
    """The properties of one note by their canonical names, and the problems found in them."""

    def __init__(
        self,
        path: str,
        properties: Iterable[Property],
        canonical: Callable[[str], str | None],
        rules: DateRules = DATE_RULES,
    ) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.known: dict[str, list[tuple[Property, str]]] = {}
        """The properties that have a value, with their words, by canonical name."""
        self.words: list[tuple[str, str]] = []
        self._doubled: set[str] = set()
        self._rules = rules
        for each in properties:
            value = each.value
            words = value.strip() if type(value) is str and "[" not in value else words_of(value)
            self.words.append((each.name, words))
            name = canonical(each.name)
            if name == "last_contact" and not may_be_last_contact(each):
                name = None
            if words and name is not None:
                self.known.setdefault(name, []).append((each, words))

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

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of all spellings."""
        return self.each(name, items_of)

    def tags(self, name: str) -> tuple[str, ...]:
        """Return the tags of all spellings."""
        return self.each(name, tags_of)

    def each(self, name: str, read: Callable[[Value], Iterable[str]]) -> tuple[str, ...]:
        """Return what is read from all spellings of a property, each once."""
        return unique(text for each, _ in self.known.get(name, ()) for text in read(each.value))

    def first(self, name: str) -> tuple[Property, str] | None:
        """Return the first spelling of a property that has a value, and its words."""
        found = self.known.get(name)
        if found is None:
            return None
        if len(found) > 1:
            self.report_twice(name, found, "first")
        return found[0]

    def text(self, name: str) -> str:
        """Return the words of a property."""
        found = self.first(name)
        return found[1] if found else ""

    def day(self, name: str, severity: Severity = "problem") -> date | None:
        """Read a property that holds one date."""
        found = self.first(name)
        return found and self.read_day(found[0], self.read_date, "day", severity)

    def read_date(self, text: str) -> date | None:
        """Read one date in any form that means one day; raises ImpossibleDate, TwoReadings."""
        return read_date(text) or read_whole(text, self._rules)

    def report_twice(
        self, name: str, found: list[tuple[Property, str]], holds: Literal["first", "newest"]
    ) -> None:
        """Report once, as a remark, that two spellings of a property have different values."""
        (first, words), *others = found
        other = next((each for each, text in others if text != words), None)
        if other is None or name in self._doubled:
            return
        self._doubled.add(name)
        self.report(
            other.line, "twice", "remark", holds,
            other=other.name, other_line=other.line, name=first.name, name_line=first.line,
        )  # fmt: skip

    def read_day(
        self,
        found: Property,
        read: Callable[[str], _Day | None],
        form: Literal["day", "yearly", "named"],
        severity: Severity = "problem",
    ) -> _Day | None:
        """Read the value of a property as a day; report a value that is no day."""
        day, faulty = self.try_day(found.line, found.name, found.value, read)
        words = words_of(found.value)
        if day is None and not faulty and fold_word(words) not in NOTHING:
            self.report(found.line, "property-date", severity, form, name=found.name, words=words)
        return day

    def try_day(
        self, line: int, name: str, value: Value, read: Callable[[str], _Day | None]
    ) -> tuple[_Day | None, bool]:
        """Return the day, and whether the text is an impossible date, which is reported."""
        # Not the words: `[[2026-11-23|Monday]]` shows no date.
        raw = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        if not isinstance(raw, str):
            return None, False
        try:
            return read(raw.strip()), False
        except TwoReadings as two:
            first, second = (day.isoformat() for day in two.days)
            self.report(
                line, "property-date", "problem", "two-readings",
                name=name, words=two.text, first=first, second=second,
            )  # fmt: skip
            return None, True
        except ImpossibleDate as error:
            self.report(
                line, "impossible-date", "problem", "property",
                name=name, words=words_of(raw), day=error.text,
            )  # fmt: skip
            return None, True


def may_be_last_contact(found: Property) -> bool:
    """Return whether a property holds a date that may have another meaning in other notes.

    `last` is a surname, `last_interaction: call` what it was.
    """
    if fold_word(found.name) not in {"last", "lastinteraction"}:
        return True
    words = words_of(found.value)
    try:
        return (read_date(words) or read_whole(words)) is not None
    except (ImpossibleDate, TwoReadings):
        return True


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, without empty ones."""
    return tuple(dict.fromkeys(filter(None, texts)))
