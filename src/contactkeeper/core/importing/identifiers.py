"""Identifiers of people: profile, e-mails, phones, handles, alike for a file and for a note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from contactkeeper.core.interchange import Person
from contactkeeper.core.people.phones import bare_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from contactkeeper.core.importing.model import MatchedBy
    from contactkeeper.core.model import Contact

KINDS: Final[tuple[MatchedBy, ...]] = ("linkedin", "email", "phone", "handle", "name")
"""Surest first."""
_WITH_NUMBERS: Final = frozenset({"phone", "whatsapp", "signal", "viber"})
"""Handles that are a phone number, most often."""
_INTERNAL: Final = re.compile(r"acoaa[\w-]{20,}")
"""LinkedIn's own number of somebody, who has a profile with another name too."""
_SHARED: Final = re.compile(
    r"(?:info|hr|it|jobs?|careers?|hello|hi|team|contact|office|mail|post|recruit\w*|talents?"
    r"|support|sales|admin|cv|resume|work|rabota|vacanc\w*|people|staff|bewerbung|karriere"
    r"|no-?reply|do-?not-?reply|notifications?)(?:[._+-](?:hr|it|team|[a-z]{2}))?@.*"
)
"""Mailboxes that several people read, most often."""


class Identifier(NamedTuple):
    """One of the things that identify somebody."""

    kind: MatchedBy
    value: str
    """Comparable: the profile's name, an e-mail in lower case, a number, `telegram:anna`."""

    @property
    def group(self) -> str:
        """Return what somebody has only one of, as a rule: a profile, a name on one service."""
        return self.value.partition(":")[0] if self.kind == "handle" else self.kind

    @property
    def may_be_shared(self) -> bool:
        """Say whether several people may have it, as `info@example.com`."""
        return self.kind == "email" and _SHARED.fullmatch(self.value) is not None


Identifiers = frozenset[Identifier]


def identifiers_of(someone: Person | Contact, numbers: Mapping[str, str]) -> Identifiers:
    """Return all that identifies somebody but their names.

    `numbers` has for each phone, as `bare_number` returns it, the one that stands for it.
    """
    phones = map(bare_number, phones_of(someone))
    found = [Identifier("phone", numbers.get(each, each)) for each in phones if each]
    return frozenset((*_find(someone), *found))


def phones_of(someone: Person | Contact) -> Iterator[str]:
    """Return the phones of somebody, as they are written."""
    if isinstance(someone, Person):
        yield from someone.phones
    for handle in someone.handles:
        service, _, value = handle.partition(":")
        if service in _WITH_NUMBERS:
            yield value


def _find(someone: Person | Contact) -> Iterator[Identifier]:
    for email in someone.emails:
        yield Identifier("email", email.casefold())
    for handle in someone.handles:
        service, _, value = handle.partition(":")
        if service == "linkedin":
            yield Identifier("linkedin", slug_of(value))
        elif value and not (service in _WITH_NUMBERS and bare_number(value)):
            yield Identifier("handle", f"{service}:{value.casefold().removeprefix('@')}")


@lru_cache(maxsize=65536)
def slug_of(value: str) -> str:
    """Return the name of a profile as it is compared."""
    return normalize("NFC", unquote(value)).casefold()


def by_group(identifiers: Iterable[Identifier]) -> dict[str, set[str]]:
    """Return what somebody has of each group; not what may be another name of the same profile."""
    groups: dict[str, set[str]] = {}
    for each in identifiers:
        if not (each.kind == "linkedin" and _INTERNAL.fullmatch(each.value)):
            groups.setdefault(each.group, set()).add(each.value)
    return groups


def contradict(one: Identifiers, other: Identifiers, *, in_group: str = "") -> bool:
    """Say whether both have what one person has once, and it is another for each."""
    mine, theirs = by_group(one), by_group(other)
    return any(
        values.isdisjoint(theirs[group])
        for group, values in mine.items()
        if group in theirs and in_group in ("", group)
    )


def words_to_ignore(person: Person) -> tuple[str, ...]:
    """Return what a person is known by in later imports, for the list of whom to leave out.

    Profile, e-mails, phones and handles; the name of whoever has none of them. A mailbox that
    others read as well is no word of theirs, but for somebody who has nothing else.
    """
    found = identifiers_of(person, {})
    ordered = sorted(found, key=lambda each: (KINDS.index(each.kind), each.value))
    words = [f"linkedin:{x.value}" if x.kind == "linkedin" else x.value for x in ordered]
    own = tuple(word for word, x in zip(words, ordered, strict=True) if not x.may_be_shared)
    return own or ((person.name,) if person.name else tuple(words))


def read_word_to_ignore(word: str, numbers: Mapping[str, str]) -> Identifiers:
    """Return what such a word may identify: `anna-k` is a profile, and may be a name as well."""
    bare = word.strip().casefold()
    service, sign, value = bare.partition(":")
    number = bare_number(value if sign and service in _WITH_NUMBERS else bare)
    handle = f"telegram:{bare[1:]}" if bare.startswith("@") else bare if sign else ""
    found = (
        Identifier("linkedin", slug_of(value if sign and service == "linkedin" else bare)),
        Identifier("email", bare),
        Identifier("phone", numbers.get(number, number)),
        Identifier("handle", handle),
    )
    return frozenset(each for each in found if each.value)
