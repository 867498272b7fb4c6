"""Read audiences: the people that something is for, in one small language.

`all`, `unsorted`, `tier:key`, `focus:technical`, `tag:it`, `company:Ozon`, `cadence:event`, names
and links, put together with `and`, `or`, `not` and parentheses; `и`, `или`, `не` and the
properties' Russian names are read too. Must not know what an audience is for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from contactkeeper.core.language.cadence import cadence_of, read_cadence, say_cadence
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.property_values import open_links, read_focus, read_tier
from contactkeeper.core.people.folding import fold, fold_words
from contactkeeper.core.people.matching import has_tag, holds
from contactkeeper.core.people.unsorted import is_unsorted

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_KINDS = {"all": "all", "все": "all", "unsorted": "unsorted", "неразобранные": "unsorted"}
"""The words that mean people by what is known of them all, folded, and the kinds of these terms."""
_AND = frozenset({"and", "и"})
_OR = frozenset({"or", "или"})
_NOT = frozenset({"not", "не"})
"""The words of the language, folded; a person called so stands in quotes."""
_RESERVED = _KINDS.keys() | _AND | _OR | _NOT

_TERM = re.compile(
    r"""(?:(?P<key>[^\s()"«»\[\]:]+):\s*)?
        (?:"(?P<quoted>[^"]*)" | «(?P<marked>[^»]*)» | \[\[(?P<link>[^\[\]"]*)\]\]
         | (?P<bare>[^\s()"«»\[\]]+))""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s*")
_BARE = re.compile(r"[^\s()\"«»\[\]]+")
_DEEPEST = 50  # parentheses in each other
_UNQUOTED = re.compile(r"[^\s()\"«»\[\]:]+")

_words = lru_cache(maxsize=4096)(fold_words)  # the same companies stand in many notes

_TESTS: dict[str, Callable[[str, Contact, Settings], bool]] = {
    "all": lambda _, __, ___: True,
    "unsorted": lambda _, contact, __: is_unsorted(contact),
    # No tier counts as supporting.
    "tier": lambda tier, contact, _: (contact.tier or "supporting") == tier,
    # A part is enough, as in the filters of lists: `Яндекс Go` is taken by `company:yandex`.
    "focus": lambda focus, contact, _: holds(contact.focus, focus),
    "company": lambda company, contact, _: holds(contact.company, company),
    # `tag:recruiter` takes `recruiter/it` too.
    "tag": lambda tag, contact, _: has_tag(contact.tags, tag),
    # The cadence that applies to them, whoever set it.
    "cadence": lambda words, contact, settings: say_cadence(cadence_of(contact, settings)) == words,
    # The whole name or another name of theirs; nobody is guessed.
    "name": lambda name, contact, _: any(
        _is_same(name, each) for each in (contact.name, *contact.aliases)
    ),
    # The note that a link leads to, by its path or its name.
    "link": lambda target, contact, _: f"/{fold(contact.path).removesuffix('.md')}".endswith(
        f"/{fold(target).removesuffix('.md')}"
    ),
}
"""Whether a contact is meant by a term, by what its note says."""

_PROPERTIES: dict[str, tuple[str, Callable[[str], str | None], str]] = {
    "tier": ("tier", read_tier, "no-tier"),
    "focus": ("focus", read_focus, ""),
    "tags": ("tag", lambda value: value.lstrip("#"), "no-tag"),
    "company": ("company", str, ""),
    "cadence": (
        "cadence",
        lambda value: (cadence := read_cadence(value)) and say_cadence(cadence),
        "no-cadence",
    ),
}
"""The kind of a term `key:value`, its reader, and the fault where it reads nothing."""


class Audience(NamedTuple):
    """Some of the contacts: a term, or parts put together; `hears` leaves out who is paused."""

    kind: str
    """Of `_TESTS`; or `and`, `or`, `not`."""
    value: str = ""
    parts: tuple[Audience, ...] = ()

    def takes(self, contact: Contact, settings: Settings) -> bool:
        """Return whether the contact is one of them by what its note says."""
        if not self.parts:
            return _TESTS[self.kind](self.value, contact, settings)
        found = (part.takes(contact, settings) for part in self.parts)
        return all(found) if self.kind == "and" else any(found) != (self.kind == "not")

    def __str__(self) -> str:
        """Write it so that it reads back the same."""
        if self.kind in _KINDS:
            return self.kind
        if self.kind == "not":
            return f"not {_enclosed(self.parts[0])}"
        if self.parts:
            return f" {self.kind} ".join(map(_enclosed, self.parts))
        if self.kind == "link":
            return f"[[{self.value}]]"
        if self.kind == "name":
            return f'"{self.value}"' if fold(self.value) in _RESERVED else _quoted(self.value)
        return f"{self.kind}:{_quoted(self.value)}"


def _is_same(one: str, other: str) -> bool:
    """Compare names as people write them: folded, which is looser than `find_contact.same_name`."""
    if words := _words(one):
        return words == _words(other)
    return fold(one).strip() == fold(other).strip()  # a note may be called 🙂


def _quoted(value: str) -> str:
    if _UNQUOTED.fullmatch(value):
        return value
    return f"«{value}»" if '"' in value else f'"{value}"'


def _enclosed(part: Audience) -> str:
    return f"({part})" if part.kind in ("and", "or") else str(part)


class AudienceFault(ValueError):
    """A text that is no audience; `text/faults.py` has the sentence of each case."""

    def __init__(self, position: int, case: str, about: str = "") -> None:
        """Keep the position, in characters from 1, the case, and the word it is about."""
        self.position, self.case, self.about = position, case, about
        super().__init__(f"{case} at character {position}")


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
                self._refuse("unopened")
            self._refuse("two-terms")
        return audience

    def _any_of(self) -> Audience:
        return self._joined(lambda: self._joined(self._one, "and", _AND), "or", _OR)

    def _joined(self, read: Callable[[], Audience], kind: str, words: AbstractSet[str]) -> Audience:
        parts = [read()]
        while self._takes(words):
            parts.append(read())
        return parts[0] if len(parts) == 1 else Audience(kind, parts=tuple(parts))

    def _one(self) -> Audience:
        negated = False
        while self._takes(_NOT):
            negated = not negated
        part = self._enclosed() if self._peek("(") else self._term()
        if not negated:
            return part
        return part.parts[0] if part.kind == "not" else Audience("not", parts=(part,))

    def _enclosed(self) -> Audience:
        opened = self._at
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse("too-deep")
        self._at += 1
        inside = self._any_of()
        if not self._peek(")"):
            self._refuse("unclosed", opened)
        self._at += 1
        self._skip_blanks()
        self._depth -= 1
        return inside

    def _term(self) -> Audience:
        start = self._at
        found = _TERM.match(self._text, start)
        if found is None:
            self._refuse_term(start)
        self._at = found.end()
        self._skip_blanks()
        key, link = found["key"], found["link"]
        if key is None and (found["bare"] or "").endswith(":"):
            self._refuse_term(self._at)
        if link is not None and key is None:
            target = _flat(re.split(r"[|#]", link, maxsplit=1)[0])
            return Audience("link", target) if target else self._refuse("empty-link", start)
        value = open_links(f"[[{link}]]") if link is not None else found[found.lastgroup or 0]
        value = _flat(value)
        if not value:
            self._refuse("empty-quotes", start)
        if key is not None:
            return self._property(key, value, start, found.start(found.lastgroup or 0))
        if found["bare"] and (kind := _KINDS.get(fold(value))):
            return Audience(kind)
        if found["bare"] and fold(value) in _AND | _OR:
            self._refuse("nothing-before", start, value)
        return Audience("name", value)

    def _property(self, key: str, value: str, start: int, at: int) -> Audience:
        """Read `key:value`, which begin at these two places."""
        row = _PROPERTIES.get(canonical_name(key) or "")
        if row is None:
            self._refuse("unknown-key", start, key)
        kind, read, fault = row
        found = read(value) or ""
        if fault and not found:
            self._refuse(fault, at)
        return Audience(kind, found)

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

    def _refuse(self, case: str, at: int | None = None, about: str = "") -> NoReturn:
        raise AudienceFault((self._at if at is None else at) + 1, case, about)

    def _refuse_term(self, at: int) -> NoReturn:
        """Refuse what begins no term."""
        first = self._text[at : at + 1]
        case = {"": "missing", '"': "unclosed-quote", "«": "unclosed-quote", "[": "bad-link"}
        self._refuse(case.get(first, "stray"), about=first)


def _flat(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).split())
