"""Keep the rows of the list that each terminal showed last, so that a number can stand for a note.

Lies outside the vault, and may be lost at any time: then a number means nobody.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = "rows"
_BETWEEN = b"\0"
"""A character that no path holds."""


class ShownRows(NamedTuple):
    """The last list of a terminal."""

    day: date
    paths: tuple[str, ...]
    """The note of each row, from the first."""

    def number_of(self, path: str) -> int | None:
        """Return the number that stands for a note; None where none does."""
        return self.paths.index(path) + 1 if path in self.paths else None


def save_rows(folder: str, window: str, day: date, paths: Iterable[str]) -> None:
    """Keep the rows that the terminal `window` shows now; lists of other days are forgotten.

    `folder` is an `own_folder`. Where nothing can be written the last list is forgotten at least.
    """
    folder = os.path.join(folder, _FOLDER)
    place = os.path.join(folder, window)
    try:
        os.makedirs(folder, exist_ok=True)
        _forget_others(folder, day)
        with open(f"{place}.tmp", "wb") as file:
            file.write(_BETWEEN.join([day.isoformat().encode(), *map(os.fsencode, paths)]))
        os.replace(f"{place}.tmp", place)
    except OSError:
        with suppress(OSError):
            os.remove(place)


def load_rows(folder: str, window: str) -> ShownRows | None:
    """Return the rows that a terminal showed last, on whatever day; None where it showed none."""
    try:
        day, *paths = _read(os.path.join(folder, _FOLDER, window))
        return ShownRows(date.fromisoformat(day.decode()), tuple(map(os.fsdecode, paths)))
    except (OSError, ValueError):
        return None


def _forget_others(folder: str, day: date) -> None:
    for name in os.listdir(folder):
        place = os.path.join(folder, name)
        if _read(place)[0] != day.isoformat().encode():
            os.remove(place)


def _read(place: str) -> list[bytes]:
    with open(place, "rb") as file:
        return file.read().split(_BETWEEN)
