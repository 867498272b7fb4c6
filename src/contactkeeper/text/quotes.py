"""How a user's own words stand inside a sentence of ours: on one line, quoted, with an article."""

from __future__ import annotations

from contactkeeper.core.agenda.quotes import at, flat, quote, the

__all__ = ("at", "flat", "quote", "the")
