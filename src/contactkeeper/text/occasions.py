"""The sentences that each language has for a kind of occasion, and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.text.phrases import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion

SOON = 14
"""Days in which an event is told by how far off it is."""
_MONTHS_A_YEAR = 12


class OccasionText(NamedTuple):
    """The sentences of one kind."""

    on_list: Callable[[Occasion, date], tuple[str, str]]
    """For the list, with the end that a narrow window leaves out:
    `("new job at Ozon", " since Mon 2 Nov")`."""
    ahead: Callable[[Occasion, date], str]
    """For what lies ahead, up to a year: `placement, 3 years: Mon 15 Mar`."""
    upcoming: str
    """For who is next on a quiet day: `(birthday)`."""
    back: str
    """For what brings a person back: `Back Mon 30 Nov for the birthday`."""
    settled: Callable[[Occasion, date], str]
    """For what an entry has closed: `the follow-up on HighLoad++`."""
    suggestion: str = ""
    """For how to be in touch, where the kind suggests it; `{about}` is the occasion's name."""

    def say(self, occasion: Occasion, today: date, *, ahead: bool) -> Sentence:
        """Say an occasion as a reason: `new job at Ozon since Mon 2 Nov`."""
        if ahead:
            return Sentence(self.ahead(occasion, today))
        said, end = self.on_list(occasion, today)
        return Sentence(said + end, said if end else "")


def find_text(texts: Mapping[str, OccasionText], kind: str, language: str) -> OccasionText:
    """Return the sentences of an occasion kind in the language whose rows are given.

    Raises:
        LookupError: there are none; it names the module for whoever adds a kind.
    """
    if kind in texts:
        return texts[kind]
    module = f"text/{language}/occasions.py"
    message = f"{module} has no row for the occasion kind {kind!r} in TEXTS"
    raise LookupError(message)


def short_name(name: str, begins: date) -> str:
    """Return an event's name without the year in which it takes place: `HighLoad++`."""
    return name.removesuffix(f" {begins.year}").strip() or name


def months_and_years(occasion: Occasion) -> tuple[int, int]:
    """Return how long ago an anniversary's day was: whole years, else months; the other is 0."""
    begins, day = occasion.begins or occasion.day, occasion.day
    months = (day.year - begins.year) * _MONTHS_A_YEAR + day.month - begins.month
    if (begins.month, begins.day, day.month, day.day) == (2, 29, 3, 1):
        months -= 1  # the anniversary of 29 February, where it falls on 1 March
    years, rest = divmod(months, _MONTHS_A_YEAR)
    return (months, 0) if rest else (0, years)
