"""Keep until which day somebody's card was put off in a review.

Lies outside the vault, and may be lost at any time: then the card is shown again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from typing import Literal, TypeAlias

Review: TypeAlias = Literal["week", "quarter"]
"""Each has cards of its own that were put off."""

_FOLDER = "review"
_BETWEEN = b"\0"
"""A character that no path holds."""


def load_put_off(folder: str, review: Review, today: date) -> dict[str, date]:
    """Return the notes whose cards are put off, each with the day on which it is shown again.

    `folder` is an `own_folder`.
    """
    return {path: day for path, day in _load(folder, review).items() if day > today}


def put_off(folder: str, review: Review, path: str, until: date | None) -> None:
    """Put off the card of a note until a day; None: it is shown again.

    Where nothing can be written, it is shown again too.
    """
    kept = _load(folder, review)
    if kept.pop(path, None) == until:
        return
    if until:
        kept[path] = until
    folder = os.path.join(folder, _FOLDER)
    place = os.path.join(folder, review)
    parts = [part for path, day in kept.items() for part in (day.isoformat(), path)]
    with suppress(OSError):
        os.makedirs(folder, exist_ok=True)
        with open(f"{place}.tmp", "wb") as file:
            file.write(_BETWEEN.join(map(os.fsencode, parts)))
        os.replace(f"{place}.tmp", place)


def _load(folder: str, review: Review) -> dict[str, date]:
    try:
        with open(os.path.join(folder, _FOLDER, review), "rb") as file:
            parts = file.read().split(_BETWEEN)
        days = [date.fromisoformat(part.decode()) for part in parts[::2]]
        return dict(zip(map(os.fsdecode, parts[1::2]), days, strict=True))
    except (OSError, ValueError):
        return {}
