"""Sentences about what `ck find` has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence


def say_matches(words: Sequence[str], lines: int, notes: int) -> str:
    """Say how much was found: `3 lines in 2 notes`."""
    if not notes:
        return f"No contact, event or news has “{' '.join(words)}”."
    return f"{say_count(lines, 'line')} in {say_count(notes, 'note')}"
