"""Texts about people as all readers give them: on one line, composed, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from contactkeeper.core.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

DOUBTFUL_BIRTHDAYS = frozenset({PartialDate(1, 1, 1900), PartialDate(1, 1, 1970)})
"""Days that programs write where they know no birthday."""


def one_line(text: str) -> str:
    """Return a text in one line, without blanks around it, NFC."""
    return " ".join(normalize("NFC", text).split())


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in their order; empty ones are left out."""
    return tuple(dict.fromkeys(filter(None, texts)))
