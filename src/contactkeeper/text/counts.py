"""Numbers of things."""

from __future__ import annotations

from contactkeeper.core.language.wording import say_count

__all__ = ("say_count", "say_ordinal")

_LAST_TEENTH = 20
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def say_ordinal(number: int) -> str:
    """Say which one in a row: `1st`, `12th`."""
    teenth = number % 100 in range(11, _LAST_TEENTH)
    return f"{number}{'th' if teenth else _ORDINALS.get(number % 10, 'th')}"
