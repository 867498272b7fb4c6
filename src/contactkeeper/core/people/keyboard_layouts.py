"""Read what was typed in the other keyboard layout: `fyyf` for анна."""

from __future__ import annotations

from contactkeeper.core.lazy_regex import lazy_regex

_ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)
_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_LATIN = lazy_regex(r"[A-Za-z]")
_CYRILLIC = lazy_regex(r"[А-Яа-яЁё]")


def other_layout(typed: str) -> str:
    """Return what the same keys give in the other layout; empty where the text is of no layout."""
    latin, cyrillic = bool(_LATIN.search(typed)), bool(_CYRILLIC.search(typed))
    if latin == cyrillic:
        return ""
    return typed.translate(_TO_RUSSIAN if latin else _TO_ENGLISH)
