"""Read the properties of one note by their meaning; each fault is a problem with its line.

Nothing raises. `schema.py` says which property is read how.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, TypeVar

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.language.dates import read_date, read_partial
from contactkeeper.core.model import PartialDate, Problem
from contactkeeper.core.note.frontmatter import agreeing
from contactkeeper.core.note.property_values import (
    NOTHING,
    fold_word,
    read_address,
    read_focus,
    read_lang,
    read_status,
    read_tier,
)
from contactkeeper.core.note.property_words import (
    emails_of,
    handles_of,
    items_of,
    pairs_of,
    tags_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from contactkeeper.core.model import Address, Cadence, Fact, Lang, Severity, Status, Tier
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property, Value

_Day = TypeVar("_Day", "date", PartialDate)
_Word = TypeVar("_Word", bound=str)
_TRUST = range(1, 6)


class PropertyReader:
    """The properties of one note by their canonical names, and the problems found in them."""

    def __init__(
        self,
        path: str,
        frontmatter: Frontmatter | None,
        canonical: Callable[[str], str | None],
    ) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.known: dict[str, list[tuple[Property, str]]] = {}
        """The properties that have a value, with their words, by canonical name."""
        self.words: list[tuple[str, str]] = []
        self.doubled: set[str] = set()
        if frontmatter is None:
            return
        self._report_block(frontmatter)
        properties = frontmatter.properties
        if frontmatter.duplicates:
            properties = agreeing(properties)
        for each in properties:
            value = each.value
            words = value.strip() if type(value) is str and "[" not in value else words_of(value)
            self.words.append((each.name, words))
            name = canonical(each.name)
            if words and name is not None:
                if name in self.known:
                    self.known[name].append((each, words))
                else:
                    self.known[name] = [(each, words)]

    def _report_block(self, frontmatter: Frontmatter) -> None:
        if frontmatter.template is not None:
            self.report(frontmatter.template, "template", "problem", "unfilled")
        elif frontmatter.error is not None:
            read = "both-sides" if frontmatter.properties else "log"
            self.problems.append(frontmatter.error.problem(self.path, read))
        for name, line in frontmatter.duplicates:
            self.report(line, "duplicate-key", name=name)

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

    def emails(self, name: str) -> tuple[str, ...]:
        """Return the addresses of all spellings."""
        return self.each(name, emails_of)

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of all spellings."""
        return self.each(name, items_of)

    def tags(self, name: str) -> tuple[str, ...]:
        """Return the tags of all spellings."""
        return self.each(name, tags_of)

    def each(self, name: str, read: Callable[[Value], Iterable[str]]) -> tuple[str, ...]:
        """Return what is read from all spellings of a property, each once."""
        return _unique(text for each, _ in self.known.get(name, ()) for text in read(each.value))

    def first(self, name: str) -> tuple[Property, str] | None:
        """Return the first spelling of a property that has a value, and its words."""
        found = self.known.get(name)
        if found is None:
            return None
        if len(found) > 1:
            self._report_twice(name, found, "first")
        return found[0]

    def text(self, name: str) -> str:
        """Return the words of a property."""
        found = self.first(name)
        return found[1] if found else ""

    def last_contact(self, name: str) -> date | None:
        """Read the property `last_contact`; where two spellings name two days, the newest holds."""
        found = self.known[name]
        if len(found) > 1:
            self._report_twice(name, found, "newest")
        days = (self._date(each, read_date, "day") for each, _ in found)
        return max((day for day in days if day), default=None)

    def day(self, name: str, severity: Severity = "problem") -> date | None:
        """Read a property that holds one date."""
        found = self.first(name)
        return found and self._date(found[0], read_date, "day", severity)

    def harmless_day(self, name: str) -> date | None:
        """Read a date whose absence puts nobody in the wrong place: a fault is a remark."""
        return self.day(name, "remark")

    def partial(self, name: str) -> PartialDate | None:
        """Read a day that returns every year, such as a birthday, with or without its year."""
        found = self.first(name)
        return found and self._date(found[0], read_partial, "yearly")

    def met(self) -> tuple[date | None, str]:
        """Read the day we met and the place, each of which may stand in the other's property."""
        day: date | None = None
        place = ""
        for each, words in (*self.known.get("met", ()), *self.known.get("met_at", ())):
            # A date is the day, one that no calendar has is a problem, all else is words.
            found, faulty = self._try(each.line, each.name, each.value, read_date)
            if found:
                day = day or found
            elif not faulty and not place and fold_word(words) not in NOTHING:
                place = words
        return day, place

    def dates(self, name: str) -> tuple[tuple[str, PartialDate], ...]:
        """Read the `dates` map, in the order of the note; a list of `name: date` is one too."""
        days = []
        for each, _ in self.known[name]:
            lines = dict(each.key_lines)
            for key, value in pairs_of(each.value):
                one = each._replace(name=key or each.name, value=value)
                one = one._replace(line=lines.get(key, each.line))
                day = self._date(one, read_partial, "named")
                if day is not None:
                    days.append((nfc(key), day))
        return tuple(days)

    def tier(self, name: str) -> Tier:
        """Read the tier; one that is none of ours counts as no tier."""
        return self._word(name, read_tier, "remark") or ""

    def lang(self, name: str) -> Lang:
        """Read the language in which I write to them."""
        return self._word(name, read_lang, "remark") or ""

    def address(self, name: str) -> Address:
        """Read how I address them in Russian."""
        return self._word(name, read_address, "remark") or ""

    def status(self, paused_until: date | None) -> Status:
        """Read the status; an unknown one counts as active, none at all as what the pause says."""
        found = self.first("status")
        if found is None or not fold_word(found[1]):
            return "paused" if paused_until else "active"
        return self._word("status", read_status, "problem") or "active"

    def cadence(self, name: str) -> Cadence | None:
        """Read the note's own cadence."""
        found = self.first(name)
        if found is None:
            return None
        cadence = read_cadence(found[1])
        if cadence is None:
            self.report(found[0].line, "cadence", words=found[1])
        return cadence

    def focus(self, name: str) -> str:
        """Read what they recruit for, in our own words where there is one."""
        return ", ".join(dict.fromkeys(map(read_focus, self.each(name, items_of))))

    def trust(self, name: str) -> int | None:
        """Read the trust from 1 to 5, also as `4/5`."""
        found = self.first(name)
        if found is None:
            return None
        number = found[1].partition("/")[0].strip()
        if len(number) == 1 and number.isdecimal() and int(number) in _TRUST:
            return int(number)
        self.report(found[0].line, "trust", "remark", words=found[1])
        return None

    def _word(
        self, name: str, read: Callable[[str], _Word | None], severity: Severity
    ) -> _Word | None:
        """Read a property of few values; another one is a problem of the property's name."""
        found = self.first(name)
        if found is None or not fold_word(found[1]):
            return None
        word = read(found[1])
        if word is None:
            self.report(found[0].line, name, severity, words=found[1])
        return word

    def handles(self, names: Collection[str]) -> tuple[str, ...]:
        """Read the properties of these names as ways to reach somebody, in the note's order."""
        return _unique(
            handle
            for name, properties in self.known.items()
            if name in names
            for each, _ in properties
            for handle in handles_of(name, each.value)
        )

    def aliases(self, name: str, h1: str) -> tuple[str, ...]:
        """Read the other names, the first heading's last."""
        known = self.known
        named = [key for key in ("aliases", "title", "name") if key in known]
        if not named:
            h1 = nfc(h1)
            return (h1,) if h1 and h1 != name else ()
        names = [nfc(n) for key in named for n in self.each(key, items_of)]
        return tuple(n for n in _unique([*names, nfc(h1)]) if n != name)

    def _report_twice(
        self, name: str, found: list[tuple[Property, str]], holds: Literal["first", "newest"]
    ) -> None:
        """Remark once that two spellings of a property say different things."""
        (first, words), *others = found
        other = next((each for each, text in others if text != words), None)
        if other is None or name in self.doubled:
            return
        self.doubled.add(name)
        self.report(
            other.line, "twice", "remark", holds,
            other=other.name, other_line=other.line, name=first.name, name_line=first.line,
        )  # fmt: skip

    def _date(
        self,
        found: Property,
        read: Callable[[str], _Day | None],
        form: Literal["day", "yearly", "named"],
        severity: Severity = "problem",
    ) -> _Day | None:
        day, faulty = self._try(found.line, found.name, found.value, read)
        words = words_of(found.value)
        if day is None and not faulty and fold_word(words) not in NOTHING:
            self.report(found.line, "property-date", severity, form, name=found.name, words=words)
        return day

    def _try(
        self, line: int, name: str, value: Value, read: Callable[[str], _Day | None]
    ) -> tuple[_Day | None, bool]:
        """Return the day, and whether the text is an impossible date, which is reported."""
        # Not the words: `[[2026-11-23|Monday]]` shows no date.
        raw = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        if not isinstance(raw, str):
            return None, False
        try:
            return read(raw.strip()), False
        except ImpossibleDate as error:
            self.report(
                line, "impossible-date", "problem", "property",
                name=name, words=words_of(raw), day=error.text,
            )  # fmt: skip
            return None, True


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def nfc(text: str) -> str:
    """Compose a text: macOS hands over й in two characters."""
    return unicodedata.normalize("NFC", text)
