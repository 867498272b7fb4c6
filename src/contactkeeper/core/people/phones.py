"""Tell which ways of writing a phone number are one number."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_EXTENSION: Final = re.compile(r"(?:;?ext[.=]?|доб\.?|вн\.?|[#,;x])\s*(\d+)\D*\Z", re.IGNORECASE)
_ABROAD: Final = re.compile(r"\s*(?:tel:)?[\s(]*\+", re.IGNORECASE)
_END: Final = 7
"""Digits at the end that all ways to write a number share; shorter numbers identify nobody."""
_MOST_ALIKE: Final = 40
"""Numbers with one end that are compared; of more, each is a number of its own."""


@lru_cache(maxsize=65536)
def bare_number(phone: str) -> str:
    """Return a number as its digits, `+` before a country's code; empty where it is none."""
    extension = _EXTENSION.search(phone)
    main = phone[: extension.start()] if extension else phone
    digits = "".join(letter for letter in main if letter in "0123456789")
    if not _END <= len(digits) <= 2 * _END + 2:
        return ""
    if _ABROAD.match(main):
        digits = f"+{digits}"
    elif digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return f"{digits}x{extension[1]}" if extension else digits


def same_numbers(phones: Iterable[str]) -> Mapping[str, str]:
    """Return for each number, as `bare_number` has it, the one that stands for all that are equal.

    A number without the code of its country is the one that has it, unless two countries have it.
    """
    by_end: dict[str, set[str]] = defaultdict(set)
    for number in set(map(bare_number, phones)):
        by_end[_end_of(number)].add(number)
    found: dict[str, str] = {}
    for end, numbers in by_end.items():
        several = end and 1 < len(numbers) <= _MOST_ALIKE
        found.update(_join(sorted(numbers)) if several else zip(numbers, numbers, strict=True))
    return found


def _end_of(number: str) -> str:
    main, sign, extension = number.partition("x")
    return f"{main[-_END:]}{sign}{extension}"


def _join(numbers: Sequence[str]) -> dict[str, str]:
    """Join numbers of one end. Those with a country's code, which begin with `+`, come first."""
    found: dict[str, str] = {}
    for number in numbers:
        alike = {found[each] for each in found if _is_same(each, number)}
        found[number] = alike.pop() if len(alike) == 1 else number
    return found


def _is_same(one: str, other: str) -> bool:
    import phonenumbers
    from phonenumbers import MatchType

    same = (MatchType.EXACT_MATCH, MatchType.NSN_MATCH)
    return phonenumbers.is_number_match(one.partition("x")[0], other.partition("x")[0]) in same
