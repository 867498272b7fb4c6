"""Read audiences: the people that something is for, in one small language.

`all`, `tier:key`, `focus:technical`, `tag:it`, `company:Ozon`, `cadence:event`, names and links,
put together with `and`, `or`, `not` and parentheses; `и`, `или`, `не` and the properties' Russian
names are read too. Must not know what an audience is for.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NoReturn

from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.property_values import read_focus, read_tier
from contactkeeper.core.note.property_words import open_links
from contactkeeper.core.people.audience_terms import (
    AND,
    EVERYBODY,
    NOT,
    OR,
    AllOf,
    AnyOf,
    Everybody,
    Linked,
    Named,
    OfCadence,
    OfCompany,
    OfFocus,
    OfTag,
    OfTier,
    Others,
)
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.people.audience_terms import Audience
    from contactkeeper.core.settings import Settings

_TERM = re.compile(
    r"""(?:(?P<key>[^\s()"«»\[\]:]+):\s*)?
        (?:"(?P<quoted>[^"]*)" | «(?P<marked>[^»]*)» | \[\[(?P<link>[^\[\]"]*)\]\]
         | (?P<bare>[^\s()"«»\[\]]+))""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s*")
_BARE = re.compile(r"[^\s()\"«»\[\]]+")
_DEEPEST = 50  # parentheses in each other


class AudienceFault(ValueError):
    """A text that is no audience: the position, in characters from 1, and a sentence."""

    def __init__(self, position: int, message: str) -> None:
        self.position = position
        self.message = message
        super().__init__(f"character {position}: {message}")


def is_reachable(contact: Contact, day: date) -> bool:
    """Return whether somebody may be in an audience on a day: not paused or `do-not-contact`."""
    if contact.status == "paused":
        return contact.paused_until is not None and contact.paused_until <= day
    return contact.status == "active"


def hears(audience: Audience, contact: Contact, settings: Settings, day: date) -> bool:
    """Return whether somebody is in an audience on a day."""
    return is_reachable(contact, day) and audience.takes(contact, settings)


def read_audience(text: str) -> Audience:
    """Read an audience.

    Raises:
        AudienceFault: it can't be read; it names the position and what is allowed there.
    """
    return _Reader(text).read()


class _Reader:
    """One text, read from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def read(self) -> Audience:
        """Read all of it."""
        audience = self._any_of()
        if self._at < len(self._text):
            if self._text[self._at] == ")":
                self._refuse("this parenthesis was never opened")
            self._refuse('put "and" or "or" before this, or quotes around a name of several words')
        return audience

    def _any_of(self) -> Audience:
        parts = self._joined(self._all_of, OR)
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self) -> Audience:
        parts = self._joined(self._one, AND)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _joined(self, read: Callable[[], Audience], word: AbstractSet[str]) -> list[Audience]:
        parts = [read()]
        while self._takes(word):
            parts.append(read())
        return parts

    def _one(self) -> Audience:
        negated = False
        while self._takes(NOT):
            negated = not negated
        part = self._enclosed() if self._peek("(") else self._term()
        if not negated:
            return part
        return part.audience if isinstance(part, Others) else Others(part)

    def _enclosed(self) -> Audience:
        opened = self._at
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse("so many parentheses in each other are not read")
        self._at += 1
        inside = self._any_of()
        if not self._peek(")"):
            self._refuse("this parenthesis is never closed", opened)
        self._at += 1
        self._skip_blanks()
        self._depth -= 1
        return inside

    def _term(self) -> Audience:
        start = self._at
        found = _TERM.match(self._text, start)
        if found is None:
            self._refuse(_say_missing(self._text[start:]))
        self._at = found.end()
        self._skip_blanks()
        key, link = found["key"], found["link"]
        if key is None and (found["bare"] or "").endswith(":"):
            self._refuse(_say_missing(self._text[self._at :]))
        if link is not None and key is None:
            target = _flat(re.split(r"[|#]", link, maxsplit=1)[0])
            return Linked(target) if target else self._refuse("this link leads nowhere", start)
        value = open_links(f"[[{link}]]") if link is not None else found[found.lastgroup or 0]
        value = _flat(value)
        if not value:
            self._refuse("there is nothing in these quotes", start)
        if key is not None:
            return self._property(key, value, start, found.start(found.lastgroup or 0))
        if found["bare"] and fold(value) in EVERYBODY:
            return Everybody()
        if found["bare"] and fold(value) in AND | OR:
            self._refuse(f'something has to stand before "{value}"', start)
        return Named(value)

    def _property(self, key: str, value: str, start: int, at: int) -> Audience:
        """Read `key:value`, which begin at these two places."""
        meaning = canonical_name(key)
        if meaning == "tier":
            tier = read_tier(value)
            return OfTier(tier) if tier else self._refuse("a tier is key or supporting", at)
        if meaning == "tags":
            tag = value.lstrip("#")
            return OfTag(tag) if tag else self._refuse("this tag has no name", at)
        if meaning == "cadence":
            cadence = read_cadence(value)
            fault = 'a cadence is monthly, event, "every 6 weeks" or the like'
            return OfCadence(cadence) if cadence else self._refuse(fault, at)
        if meaning == "focus":
            return OfFocus(read_focus(value))
        if meaning != "company":
            self._refuse(f'"{key}" is none of tier, focus, tag, company and cadence', start)
        return OfCompany(value)

    def _takes(self, words: AbstractSet[str]) -> bool:
        """Go past one of these words, if it comes next."""
        self._skip_blanks()
        found = _BARE.match(self._text, self._at)
        if found is None or fold(found[0]) not in words:
            return False
        self._at = found.end()
        self._skip_blanks()
        return True

    def _peek(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)

    def _skip_blanks(self) -> None:
        blanks = _BLANKS.match(self._text, self._at)
        self._at = blanks.end() if blanks else self._at

    def _refuse(self, message: str, at: int | None = None) -> NoReturn:
        raise AudienceFault((self._at if at is None else at) + 1, message)


def _say_missing(rest: str) -> str:
    match rest[:1]:
        case "":
            return "something is missing here: all, tier:key, a name or the like"
        case '"' | "«":
            return "this quote is never closed"
        case "[":
            return "a link is written as [[name of the note]]"
    return f'"{rest[:1]}" can\'t stand here'


def _flat(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).split())
