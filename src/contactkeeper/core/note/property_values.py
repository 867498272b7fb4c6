"""Read property values that stand for one of a few words: tier, status, language and the like.

The words are in `core/language/en.py` and `ru.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import table, words
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Address, Lang, Status, Tier

_Word = TypeVar("_Word", bound=str)

_NO_LETTERS = re.compile(r"[\W_]+")
_SEVERAL = lazy_regex(r"[,;/(]|\s(?:и|and)\s")
_HOUSE = lazy_regex(r"[\d,]")
"""In many vaults `address` is a postal address, which is no fault."""

NOTHING: Final = frozenset({"", *words(lambda language: language.no_value)})
"""Folded words that stand for no date at all; a lone dash or question mark is folded to nothing."""


@lru_cache(maxsize=4096)
def fold_word(text: str) -> str:
    """Fold a value to its letters and digits: `🟢 On-Hold` is `onhold`."""
    return _NO_LETTERS.sub("", lowered(text))


def read_tier(text: str) -> Tier | None:
    """Return the tier that a value stands for, or None."""
    return _tiers().get(fold_word(text))


def read_status(text: str) -> Status | None:
    """Return the status that a value stands for, or None."""
    return _statuses().get(fold_word(text))


def read_focus(text: str) -> str:
    """Return `technical` or `managerial` where a value stands for it, else the value itself."""
    return _focuses().get(fold_word(text), text)


def read_lang(text: str) -> Lang | None:
    """Return the first language of a value in which `ck` has text, or None."""
    langs = (_langs().get(fold_word(each)) for each in _SEVERAL.split(text))
    return next(filter(None, langs), None)


def read_address(text: str) -> Address | None:
    """Return the form of address that a value stands for; empty for a postal address."""
    found = _addresses().get(fold_word(text))
    return "" if found is None and _HOUSE.search(text) else found


@lru_cache(maxsize=1)
def _tiers() -> dict[str, Tier]:
    return _folded(table(lambda language: language.tiers))


@lru_cache(maxsize=1)
def _statuses() -> dict[str, Status]:
    return _folded(table(lambda language: language.statuses))


@lru_cache(maxsize=1)
def _focuses() -> dict[str, str]:
    return _folded(table(lambda language: language.focuses))


@lru_cache(maxsize=1)
def _langs() -> dict[str, Lang]:
    return _folded(table(lambda language: language.langs))


@lru_cache(maxsize=1)
def _addresses() -> dict[str, Address]:
    return _folded(table(lambda language: language.addresses))


def _folded(meanings: Mapping[str, _Word]) -> dict[str, _Word]:
    return {fold_word(phrase): meaning for phrase, meaning in meanings.items()}
