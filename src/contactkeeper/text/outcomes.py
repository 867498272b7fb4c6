"""Say what came through a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.outcomes import KNOWN
from contactkeeper.text.counts import say_count
from contactkeeper.text.quotes import flat

if TYPE_CHECKING:
    from contactkeeper.core.agenda.outcomes import Outcomes


def say_outcomes(outcomes: Outcomes, name: str) -> str:
    """Say what came through somebody: `Through Катя since 2024: 2 interviews, 1 offer`."""
    said = [
        # The plural of a word that is not ours is anybody's guess.
        say_count(count, word) if word in KNOWN else f"{count} {word}"
        for word, count in outcomes.counts
    ]
    return f"Through {flat(name)} since {outcomes.since.year}: {', '.join(said)}."
