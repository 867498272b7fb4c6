"""All contacts' names as one folded text, so that one pattern is asked of thousands at once.

A line for each contact, a segment for each key. Knows separators and positions; `find_contact`
decides which patterns to ask for, and in what order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold_words, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.model import Contact

# ASCII's own separators, which `spaced` keeps.
_LINE = "\x1e"
_NAME = "\x1f"
_ADDRESS = "\x1d"
_COMPANY = "\x1c"
_BEFORE_COMPANY = f" {_COMPANY}"
_SEPARATORS = re.compile("[\x1c-\x1f]")


class NameIndex:
    """The folded keys of contacts, asked for by regular expressions of folded words.

    Every answer is a set of places in the sequence of keys that it was made from.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys of each contact, as `keys_of` gives them."""
        self._keys = keys
        self._names = _Lines([line.partition(_BEFORE_COMPANY)[0] for line in keys])
        self._companies: _Lines | None = None

    @property
    def text(self) -> str:
        """All names, folded, to see which scripts occur."""
        return self._names.text

    def exact(self, words: Iterable[str]) -> set[int]:
        """Return the places of contacts with a name of just these words."""
        return self._names.where(f"{_NAME} {' '.join(words)} (?=[\x1d-\x1f])")

    def address(self, words: Iterable[str]) -> set[int]:
        """Return the places of contacts with a handle or e-mail user of just these words."""
        return self._names.where(f"{_ADDRESS} {' '.join(words)} (?=[\x1d-\x1f])")

    def whole(self, word: str) -> set[int]:
        """Return the places of contacts with this word in a name, a handle or an e-mail user."""
        return self._names.where(f" {word}(?= )")

    def beginning(self, word: str) -> set[int]:
        """Return the places of contacts with a word that begins like this."""
        return self._names.where(f" {word}")

    def part(self, word: str) -> set[int]:
        """Return the places of contacts with this anywhere in a word."""
        return self._names.where(word)

    def company(self, word: str, *, whole: bool) -> set[int]:
        """Return the places of contacts whose company has this word or one that begins like it."""
        if self._companies is None:
            self._companies = _Lines([line.partition(_BEFORE_COMPANY)[2] for line in self._keys])
        return self._companies.where(f" {word}(?= )" if whole else f" {word}")


def keys_of(contact: Contact) -> str:
    """Return all that a contact is found by, folded, for an index to be made of."""
    parts = [(_NAME, contact.name), *((_NAME, alias) for alias in contact.aliases)]
    parts += ((_ADDRESS, mail.partition("@")[0]) for mail in contact.emails)
    parts += ((_ADDRESS, each.partition(":")[2] or each) for each in contact.handles)
    # The form of a greeting is a name by its words only: whoever is called just so goes before.
    parts += ((_ADDRESS, contact.greeting), (_COMPANY, contact.company))
    line = " ".join(f"{sign} {_SEPARATORS.sub(' ', key)}" for sign, key in parts)
    return spaced(line).strip(" ")


def names_in(keys: str) -> list[tuple[str, ...]]:
    """Return the names among the keys of a contact, each as its folded words."""
    names = keys.partition(_ADDRESS)[0].split(_NAME)
    return [words for name in names if (words := tuple(name.split()))]


def addresses_of(contact: Contact) -> str:
    """Return what is compared to the letter: e-mails, handles, names without letters; a line each.

    In lower case. Handles have their key before them (`telegram:anna`), names a tab.
    """
    lines = [*contact.emails, *contact.handles]
    lines += [f"\t{alias.strip()}" for alias in contact.aliases if not fold_words(alias)]
    return "\n".join(line.casefold().replace("\n", " ") for line in lines)


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self.text = f"{_LINE} {f' {_LINE} '.join(lines)} {_LINE}"
        self._starts = list(accumulate((len(line) + 3 for line in lines), initial=0))

    def where(self, pattern: str) -> set[int]:
        starts = self._starts
        return {
            bisect_right(starts, match.start()) - 1 for match in re.finditer(pattern, self.text)
        }
