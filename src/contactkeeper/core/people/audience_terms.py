"""The terms of an audience: each tests whether a contact belongs to it, and writes itself.

`audience.py` reads audiences and knows who is paused.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.language.cadence import cadence_of, say_cadence
from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from contactkeeper.core.model import Cadence, Contact, Tier
    from contactkeeper.core.settings import Settings

EVERYBODY = frozenset({"all", "все"})
AND = frozenset({"and", "и"})
OR = frozenset({"or", "или"})
NOT = frozenset({"not", "не"})
"""The words of the language, folded; a person called so stands in quotes."""

_RESERVED = EVERYBODY | AND | OR | NOT
_BARE = re.compile(r"[^\s()\"«»\[\]:]+")

_words = lru_cache(maxsize=4096)(fold_words)  # the same companies stand in many notes


class Audience(ABC):
    """Some of the contacts; an immutable value. `audience.hears` leaves out who is paused.

    No dataclass: to import that, and to make nine, takes 8 ms of a start.
    """

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._values()}"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    @abstractmethod
    def takes(self, contact: Contact, settings: Settings) -> bool:
        """Return whether the contact is one of them by what its note says."""

    @abstractmethod
    def __str__(self) -> str:
        """Write it so that it reads back the same."""


class Everybody(Audience):
    """`all`."""

    __slots__ = ()

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        return True

    def __str__(self) -> str:
        return "all"


class OfTier(Audience):
    """`tier:key`; no tier counts as supporting."""

    __slots__ = ("tier",)

    def __init__(self, tier: Tier) -> None:
        self.tier = tier

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        return (contact.tier or "supporting") == self.tier

    def __str__(self) -> str:
        return f"tier:{self.tier}"


class OfFocus(Audience):
    """`focus:technical`: a part of what they recruit for is enough, as in the filters of lists."""

    __slots__ = ("focus",)

    def __init__(self, focus: str) -> None:
        self.focus = focus

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        return fold(self.focus) in fold(contact.focus)

    def __str__(self) -> str:
        return f"focus:{_quoted(self.focus)}"


class OfTag(Audience):
    """`tag:recruiter`, which takes `recruiter/it` too."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        tag = fold(self.tag)
        return any(f"{fold(each)}/".startswith(f"{tag}/") for each in contact.tags)

    def __str__(self) -> str:
        return f"tag:{_quoted(self.tag)}"


class OfCompany(Audience):
    """`company:яндекс`; a part is enough, so `Яндекс Go` is taken too."""

    __slots__ = ("company",)

    def __init__(self, company: str) -> None:
        self.company = company

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        return fold(self.company) in fold(contact.company)

    def __str__(self) -> str:
        return f"company:{_quoted(self.company)}"


class OfCadence(Audience):
    """`cadence:event`: the cadence that applies to them, whoever set it."""

    __slots__ = ("cadence",)

    def __init__(self, cadence: Cadence) -> None:
        self.cadence = cadence

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: D102
        return cadence_of(contact, settings) == self.cadence

    def __str__(self) -> str:
        return f"cadence:{_quoted(say_cadence(self.cadence))}"


class Named(Audience):
    """One person, by the whole name or another name of theirs; nobody is guessed."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        return any(_same(self.name, each) for each in (contact.name, *contact.aliases))

    def __str__(self) -> str:
        return f'"{self.name}"' if fold(self.name) in _RESERVED else _quoted(self.name)


class Linked(Audience):
    """`[[Анна Каренина]]`: the note that a link leads to, by its path or its name."""

    __slots__ = ("target",)

    def __init__(self, target: str) -> None:
        self.target = target

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: ARG002, D102
        target = fold(self.target).removesuffix(".md")
        path = fold(contact.path).removesuffix(".md")
        return path == target or (f"/{path}".endswith(f"/{target}"))

    def __str__(self) -> str:
        return f"[[{self.target}]]"


class Others(Audience):
    """`not …`."""

    __slots__ = ("audience",)

    def __init__(self, audience: Audience) -> None:
        self.audience = audience

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: D102
        return not self.audience.takes(contact, settings)

    def __str__(self) -> str:
        return f"not {_enclosed(self.audience)}"


class AllOf(Audience):
    """`… and …`."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Audience, ...]) -> None:
        self.parts = parts

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: D102
        return all(part.takes(contact, settings) for part in self.parts)

    def __str__(self) -> str:
        return " and ".join(map(_enclosed, self.parts))


class AnyOf(Audience):
    """`… or …`."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Audience, ...]) -> None:
        self.parts = parts

    def takes(self, contact: Contact, settings: Settings) -> bool:  # noqa: D102
        return any(part.takes(contact, settings) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(map(_enclosed, self.parts))


def _same(one: str, other: str) -> bool:
    """Compare names as people write them: folded, which is looser than `find_contact.same_name`."""
    if words := _words(one):
        return words == _words(other)
    return fold(one).strip() == fold(other).strip()  # a note may be called 🙂


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return f"«{value}»" if '"' in value else f'"{value}"'


def _enclosed(part: Audience) -> str:
    return f"({part})" if isinstance(part, AllOf | AnyOf) else str(part)
