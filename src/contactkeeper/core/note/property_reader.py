"""Read the properties of a contact by their meaning; each fault is a problem with its line.

Nothing raises. `schema.py` says which property is read how.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.language.date_at import DATE_RULES
from contactkeeper.core.language.dates import read_partial
from contactkeeper.core.model import PartialDate
from contactkeeper.core.note.block_reader import BlockReader, unique
from contactkeeper.core.note.frontmatter import agreeing
from contactkeeper.core.note.property_values import (
    NOTHING,
    emails_of,
    fold_word,
    handles_of,
    items_of,
    pairs_of,
    read_address,
    read_focus,
    read_lang,
    read_status,
    read_switch,
    read_tier,
    read_trust,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from contactkeeper.core.language.date_at import DateRules
    from contactkeeper.core.model import Address, Cadence, Lang, Severity, Status, Tier
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property

_Word = TypeVar("_Word", bound=str)


class PropertyReader(BlockReader):
    """The properties of one contact, and the problems found in them."""

    def __init__(
        self,
        path: str,
        frontmatter: Frontmatter | None,
        canonical: Callable[[str], str | None],
        rules: DateRules = DATE_RULES,
        inline: Sequence[Property] = (),
    ) -> None:
        properties = frontmatter.properties if frontmatter else ()
        if frontmatter and frontmatter.duplicates:
            properties = agreeing(properties)
        super().__init__(path, (*properties, *inline), canonical, rules)
        if frontmatter:
            self._report_block(frontmatter)

    def _report_block(self, frontmatter: Frontmatter) -> None:
        if frontmatter.template is not None:
            self.report(frontmatter.template, "template", "problem", "unfilled")
        elif frontmatter.error is not None:
            read = "both-sides" if frontmatter.properties else "log"
            self.problems.append(frontmatter.error.problem(self.path, read))
        for name, line in frontmatter.duplicates:
            self.report(line, "duplicate-key", name=name)

    def emails(self, name: str) -> tuple[str, ...]:
        """Return the addresses of all spellings."""
        return self.each(name, emails_of)

    def last_contact(self, name: str) -> date | None:
        """Read the property `last_contact`; where two spellings name two days, the newest holds."""
        found = self.known[name]
        if len(found) > 1:
            self.report_twice(name, found, "newest")
        days = (self.read_day(each, self.read_date, "day") for each, _ in found)
        return max((day for day in days if day), default=None)

    def harmless_day(self, name: str) -> date | None:
        """Read a date whose absence puts nobody in the wrong place: a fault is a remark."""
        return self.day(name, "remark")

    def day_if_any(self, name: str) -> date | None:
        """Read a date; in other notes the property may well hold words, which are no fault."""
        found = self.first(name)
        return (
            found and self.try_day(found[0].line, found[0].name, found[0].value, self.read_date)[0]
        )

    def partial(self, name: str) -> PartialDate | None:
        """Read a day that returns every year, such as a birthday, with or without its year."""
        found = self.first(name)
        return found and self.read_day(found[0], self.read_yearly, "yearly")

    def read_yearly(self, text: str) -> PartialDate | None:
        """Read a day that returns every year, in each form that a date of the log may have."""
        if (day := read_partial(text)) is None and (whole := self.read_date(text)):
            return PartialDate(whole.month, whole.day, whole.year)
        return day

    def met(self) -> tuple[date | None, str]:
        """Read the day we met and the place, each of which may stand in the other's property."""
        day: date | None = None
        place = ""
        for each, words in (*self.known.get("met", ()), *self.known.get("met_at", ())):
            # A date is the day, one that no calendar has is a problem, all else is words.
            found, faulty = self.try_day(each.line, each.name, each.value, self.read_date)
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
                day = self.read_day(one, self.read_yearly, "named")
                if day is not None:
                    days.append((nfc(key), day))
        return tuple(days)

    def tier(self, name: str) -> Tier:
        """Read the tier; an unknown one counts as no tier."""
        return self._word(name, read_tier, "remark") or ""

    def lang(self, name: str) -> Lang:
        """Read the language in which I write to them."""
        return self._word(name, read_lang, "remark") or ""

    def address(self) -> tuple[Address, str]:
        """Read how I address them in Russian, and the name to greet them by."""
        found = self.first("address")
        if found is None or not fold_word(found[1]):
            return "", ""
        prop, words = found
        read = read_address(words, may_be_house=fold_word(prop.name) == "address")
        if read is None:
            self.report(prop.line, "address", "remark", words=words)
        return read or ("", "")

    def status(self, paused_until: date | None) -> Status:
        """Read the status; an unknown one counts as active, none at all as what the pause says."""
        found = self.first("status")
        if found is None or not fold_word(found[1]):
            paused = self.first("paused")
            if paused and read_switch(paused[1]):
                return "paused"
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

    def talk(self, name: str) -> Cadence | None:
        """Read how often to talk: a rhythm or `none`."""
        found = self.first(name)
        if found is None:
            return None
        rhythm = read_cadence(found[1])
        if rhythm is None or rhythm.unit == "event":
            self.report(found[0].line, "talk", words=found[1])
            return None
        return rhythm

    def focus(self, name: str) -> str:
        """Read what they recruit for; `technical` or `managerial` where the text means that."""
        return ", ".join(dict.fromkeys(map(read_focus, self.each(name, items_of))))

    def trust(self, name: str) -> int | None:
        """Read the trust from 1 to 5, also as `4/5`."""
        found = self.first(name)
        if found is None:
            return None
        trust = read_trust(found[1])
        if trust is None:
            self.report(found[0].line, "trust", "remark", words=found[1])
        return trust

    def _word(
        self, name: str, read: Callable[[str], _Word | None], severity: Severity
    ) -> _Word | None:
        """Read a property that has a few values; any other value is a problem."""
        found = self.first(name)
        if found is None or not fold_word(found[1]):
            return None
        word = read(found[1])
        if word is None:
            self.report(found[0].line, name, severity, words=found[1])
        return word

    def handles(self, names: Collection[str]) -> tuple[str, ...]:
        """Read the properties of these names as ways to reach somebody, in the note's order."""
        return unique(
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
        return tuple(n for n in unique([*names, nfc(h1)]) if n != name)


def nfc(text: str) -> str:
    """Compose a text: macOS hands over й in two characters."""
    return unicodedata.normalize("NFC", text)
