"""Patterns that are compiled when they are first used: to compile all takes 10 ms of every start.

For those that only unusual text needs. Knows nothing of what they find.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast


def lazy_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does all that the pattern does, and is compiled when it is asked for anything."""
    return cast("re.Pattern[str]", LazyRegex(source, flags))


class LazyRegex:
    """A pattern to be. A method that was asked for stays, and costs nothing the next time."""

    def __init__(self, source: str, flags: int) -> None:
        self._asked_for = source, flags

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            value = getattr(re.compile(*self._asked_for), name)
            setattr(self, name, value)
            return value
