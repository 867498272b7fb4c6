"""Walk through a list of people: who comes next, who was acted on, who is left.

People are named by the paths of their notes. The list may be another one after each step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Walk:
    """The way through a list. Nobody comes twice, but for who steps back."""

    def __init__(self) -> None:
        self._trail: list[str] = []
        """The people who were shown, in that order."""
        self._place = -1

    @property
    def path(self) -> str:
        """Return who is shown; empty before the first and after the last."""
        return self._trail[self._place] if 0 <= self._place < len(self._trail) else ""

    @property
    def number(self) -> int:
        """Return the place of who is shown, from 1."""
        return self._place + 1

    @property
    def is_first(self) -> bool:
        """Say whether nobody was shown before."""
        return self._place <= 0

    def total(self, listed: Collection[str]) -> int:
        """Count who was shown and who is still to come."""
        return len({*self._trail, *listed})

    def step(self, listed: Collection[str], acted_on: Collection[str]) -> None:
        """Go on: after a step back to who was shown then, else to the first who was not.

        Who was acted on is passed over, and who is no longer listed.
        """
        while self._place + 1 < len(self._trail):
            self._place += 1
            if self.path in listed and self.path not in acted_on:
                return
        self._place = len(self._trail)
        left = [each for each in listed if each not in self._trail and each not in acted_on]
        self._trail += left[:1]

    def step_back(self) -> None:
        """Go back to who was shown before, acted on or not."""
        self._place = max(self._place - 1, 0)

    def go_to(self, path: str) -> None:
        """Go back to somebody who was shown."""
        self._place = self._trail.index(path)
