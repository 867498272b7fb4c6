"""Collect what came through a person: interviews, offers and the like, from the fields of the log.

A rejection came from somebody, not through them: it is left out. Must not know what is due.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.log_summary import counted

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Entry

_WORDS = {
    "referral": "referred, recommendation, реферал, рекомендация",
    "interview": "interviews, screening, интервью, собеседование, собес",
    "offer": "offers, оффер, офер, предложение",
    "hire": "hired, найм, приняли, вышел, вышла",
    "rejection": "rejected, reject, no, отказ",
}
_OUTCOMES = {name: name for name in _WORDS} | {
    word.strip(): name for name, words in _WORDS.items() for word in words.split(",")
}
KNOWN = ("referral", "interview", "offer", "hire")
"""As one leads to the next; words of one's own follow them."""


class Outcomes(NamedTuple):
    """The outcomes that came through somebody, up to a day."""

    since: date
    """The day of the first."""
    counts: tuple[tuple[str, int], ...]
    """Each by its word: `("interview", 2)`."""


def outcomes_of(contact: Contact, today: date) -> Outcomes | None:
    """Count what came through somebody; None where nothing did."""
    found = [(entry.date, word) for entry in counted(contact, today) for word in counts_for(entry)]
    if not found:
        return None
    counts = Counter(word for _, word in found)
    own = sorted(word for word in counts if word not in KNOWN)
    words = [*(word for word in KNOWN if word in counts), *own]
    return Outcomes(found[-1][0], tuple((word, counts[word]) for word in words))


def counts_for(entry: Entry) -> list[str]:
    """Return what came through somebody by an entry: its outcomes, but for a rejection."""
    words = (fold_outcome(value) for key, value in entry.fields if key == "outcome")
    return [word for word in words if word and word != "rejection"]


def fold_outcome(word: str) -> str:
    """Return the outcome that a word means (`оффер` is offer); an unknown one in small letters."""
    folded = " ".join(word.split()).casefold()
    return _OUTCOMES.get(folded, folded)
