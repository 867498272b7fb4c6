"""Parts of sentences in any language: the user's own words, and what a narrow window may leave out.

The user's words stay as they are; the screen cuts what is too long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Contact

_LISTED = 3
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_QUOTED = re.compile(r"\"[^\"]+\"\Z|«[^«»]+»\Z|“[^“”]+”\Z|„[^„“”]+[“”]\Z")


def list_few(names: Sequence[str], few: int = _LISTED) -> Wording:
    """List a few names or paths, and count the others."""
    if len(names) <= few + 1:
        return Wording.joined(", ", names)
    more = len(names) - few
    return Wording("{names} and {more:,} more", names=tuple(names[:few]), more=more)


def list_all(names: Sequence[str]) -> Wording:
    """List names, the last after an `and`."""
    *first, last = names
    return (
        Wording("{names} and {last}", names=first, last=last)
        if first
        else Wording.joined("", names)
    )


def upper_first(words: str) -> str:
    """Return words as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def lower_first(sentence: str) -> str:
    """Return a sentence as it stands after a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def flat(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())


def without_day(text: str, day: date | None) -> str:
    """Return the words of a task without the day that they begin with, which is said beside them.

    `2026-11-27 15:00 coffee` is `15:00 coffee`.
    """
    words = flat(text)
    if day is None or not words.startswith(day.isoformat()):
        return words
    rest = words.removeprefix(day.isoformat())
    return rest.lstrip(" :,—–-") if rest[:1] in {" ", ":", ","} else words


def is_quoted(words: str) -> bool:
    """Say whether words stand in quotation marks already, of whatever script."""
    return bool(_QUOTED.match(words))


def quote(text: str) -> str:
    """Quote somebody's words in the marks of their script: `"two references"`, `«релиз»`.

    Words that are quoted already stay as they are; around a `"` stand other marks.
    """
    words = flat(text)
    if is_quoted(words):
        return words
    if _CYRILLIC.search(words):
        return f"«{words}»"
    return f"“{words}”" if '"' in words else f'"{words}"'


def name_with_company(contact: Contact) -> str:
    """Name a person and the company: `Anna Petrova, Ozon`."""
    return ", ".join(filter(None, (contact.name, contact.company)))


def with_undo(sentence: str) -> str:
    """Add how a change is undone: `Back Wed 23 Dec · ck undo`."""
    return f"{sentence} · ck undo"


class Sentence(NamedTuple):
    """A sentence that a screen shows whole where it has room; it never takes the text apart."""

    text: str
    short: str = ""
    """The same in fewer words; empty: `text` is as short as it gets."""
    end: str = ""
    """The end of `text` that is to stay: the words before it are cut instead."""

    @property
    def words(self) -> str:
        """Return what stands before the end that is to stay."""
        return self.text.removesuffix(self.end)

    def after(self, opening: str) -> Sentence:
        """Return the sentence with an opening before it."""
        short = f"{opening} · {self.short}" if self.short else ""
        return Sentence(f"{opening} · {self.text}", short, self.end)
