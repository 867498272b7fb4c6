"""Regexes that are compiled on first use: compiling all of them takes 10 ms of every start.

For patterns that only unusual text needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast


def lazy_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regex that is compiled on first use and otherwise behaves like `re.compile`."""
    return cast("re.Pattern[str]", LazyRegex(source, flags))


class LazyRegex:
    """A regex that is compiled on first use. Its methods are kept, so later calls cost nothing."""

    def __init__(self, source: str, flags: int) -> None:
        self._arguments = source, flags

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            value = getattr(re.compile(*self._arguments), name)
            setattr(self, name, value)
            return value
