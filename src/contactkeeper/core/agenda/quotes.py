"""Put the name of an occasion on one line."""

from __future__ import annotations


def flat(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
