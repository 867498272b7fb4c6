"""The steps in which typed words are looked for among all names; `find_contact` orders them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from contactkeeper.core.language.declension import BEFORE_NAME, is_patronymic, nominatives
from contactkeeper.core.people.spellings import (
    given_names,
    has_cyrillic,
    has_latin,
    other_forms,
    word_pattern,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.people.search_keys import NameIndex


def has_both_scripts(folded: str) -> bool:
    """Return whether there are Latin and Cyrillic letters in a folded text."""
    return has_latin(folded) and has_cyrillic(folded)


class Search:
    """The steps for the words of one typed text."""

    def __init__(self, index: NameIndex, words: Sequence[str], *, crossing: bool) -> None:
        self._index = index
        self._words = words
        self._crossing = crossing

    def best(self, literal: set[int]) -> set[int]:
        """Return the best step's places; `literal` are those whose e-mail or handle was typed."""
        return (
            self.exact() | literal
            or self.whole()
            # Together, so that neither hides the other: chan begins Chandra and may be Хан.
            or self.beginning() | self.whole(loose=True) | self.declined()
            or self.beginning(loose=True)
            or self._all(self._index.part, whole_company=False)
        )

    def named(self) -> set[int]:
        """Return the places of contacts whose names have these words, in a case or begun too."""
        beginning = self.beginning() | self.beginning(loose=True)
        return self.whole(loose=True) | beginning | self.declined()

    def namesakes(self) -> set[int]:
        """Return the places of contacts whose names have all these words, in any form."""
        patterns = [self._pattern(word) for word in self._words]
        found = [self._whole_or_short(pattern) for pattern in patterns]
        return set[int].intersection(*found) if found else set()

    def exact(self) -> set[int]:
        """Return the places of contacts with a name of just these words."""
        return self._index.exact(self._pattern(word) for word in self._words)

    def whole(self, *, loose: bool = False) -> set[int]:
        """Return the places of contacts with these words in the name, or the company."""
        return self._all(self._index.whole, whole_company=True, loose=loose)

    def beginning(self, *, loose: bool = False) -> set[int]:
        """Return the places of contacts with words that begin so, or that are short for a name."""
        return self._all(self._beginning_or_short, whole_company=False, loose=loose)

    def declined(self) -> set[int]:
        """Return the places of contacts whose names these words are in a Russian case.

        A preposition may stand before one: «с анной». Without one, and without a patronymic in a
        case (Александра Петровича), a word that is a name itself is no case of another: Александра
        is not meant for Александр.
        """
        words = [word for word in self._words if word not in BEFORE_NAME]
        has_preposition = len(words) < len(self._words)
        forms = list(map(nominatives, words))
        if not has_preposition and not any(map(is_patronymic, chain.from_iterable(forms))):
            forms = [
                () if _is_given_name(word) else each
                for word, each in zip(words, forms, strict=True)
            ]
        if not words or not (has_preposition or any(forms)):
            return set()
        patterns = [
            f"(?:{'|'.join(map(self._pattern, (word, *others)))})"
            for word, others in zip(words, forms, strict=True)
        ]
        return self._match_all(self._index.whole, patterns, whole_company=True) or self._match_all(
            self._whole_or_short, patterns, whole_company=True
        )

    def _all(
        self, ask: Callable[[str], set[int]], *, whole_company: bool, loose: bool = False
    ) -> set[int]:
        if loose and not self._crossing:
            return set()
        patterns = [self._pattern(word, loose=loose) for word in self._words]
        return self._match_all(ask, patterns, whole_company=whole_company)

    def _match_all(
        self, ask: Callable[[str], set[int]], patterns: Sequence[str], *, whole_company: bool
    ) -> set[int]:
        """Return the places of contacts that match every word, and at least one by name."""
        by_name = [ask(pattern) for pattern in patterns]
        if len(patterns) == 1:
            return by_name[0]
        by_any = [
            places | self._index.company(pattern, whole=whole_company)
            for pattern, places in zip(patterns, by_name, strict=True)
        ]
        return set[int].intersection(*by_any) & set[int]().union(*by_name)

    def _beginning_or_short(self, pattern: str) -> set[int]:
        # In one step: Юра may be Юрий or begin Юрасов, and which of them is not ours to say.
        return self._index.beginning(pattern) | self._short(pattern)

    def _whole_or_short(self, pattern: str) -> set[int]:
        return self._index.whole(pattern) | self._short(pattern)

    def _short(self, pattern: str) -> set[int]:
        """Return the places of contacts with another form of a name: Юрий for Юра."""
        forms = other_forms(pattern)
        return self._index.whole(f"(?:{'|'.join(map(self._pattern, forms))})") if forms else set()

    def _pattern(self, word: str, *, loose: bool = False) -> str:
        return word_pattern(word, loose=loose, crossing=self._crossing)


def _is_given_name(word: str) -> bool:
    return word in given_names() or bool(other_forms(re.escape(word)))
