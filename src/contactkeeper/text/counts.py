"""Numbers of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.wording import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ("list_paths", "say_count", "say_ordinal")

_LAST_TEENTH = 20
_LISTED = 3
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def say_ordinal(number: int) -> str:
    """Say which one in a row: `1st`, `12th`."""
    teenth = number % 100 in range(11, _LAST_TEENTH)
    return f"{number}{'th' if teenth else _ORDINALS.get(number % 10, 'th')}"


def list_paths(paths: Sequence[str]) -> str:
    """List a few paths, and count the others."""
    if len(paths) <= _LISTED + 1:
        return ", ".join(paths)
    return f"{', '.join(paths[:_LISTED])} and {len(paths) - _LISTED:,} more"
