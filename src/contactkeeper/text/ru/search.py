"""Sentences about what `ck find` has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.ru.phrases import Noun, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = Noun("строка", "строки", "строк")
_IN_NOTES = Noun("заметке", "заметках", "заметках")


def say_matches(words: Sequence[str], lines: int, notes: int) -> str:
    """Say how much was found: `3 строки в 2 заметках`."""
    if not notes:
        return f"Ни в контактах, ни в событиях, ни в новостях нет «{' '.join(words)}»."
    return f"{say_count(lines, _LINE)} в {say_count(notes, _IN_NOTES)}"
