"""Sentences about occasions: birthdays, placements, events, news and the like. One row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.text.quotes import flat
from contactkeeper.text.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.core.model import Reason


class OccasionText(NamedTuple):
    """The sentences of one kind."""

    upcoming: str
    """For who is next on a quiet day: `(birthday)`."""
    back: str
    """For what brings a person back: `Back Mon 30 Nov for the birthday`."""
    settled: Callable[[Reason], str]
    """For what an entry has closed: `the follow-up on HighLoad++`."""
    suggestion: str = ""
    """For how to be in touch, where the kind suggests it; `{about}` is the occasion's name."""
    end: str = ""
    """Where the end of the reason begins that a narrow window leaves out."""


def say_occasion(reason: Reason) -> Sentence:
    """Say an occasion as a reason: `new job at Ozon since Mon 2 Nov`."""
    end = text_of(reason.kind).end
    return Sentence(reason.text, reason.text.rpartition(end)[0] if end else "")


def text_of(kind: str) -> OccasionText:
    """Return the sentences of an occasion kind.

    Raises:
        LookupError: there are none; it names this module for whoever adds a kind.
    """
    if kind in TEXTS:
        return TEXTS[kind]
    message = f"text/occasions.py has no row for the occasion kind {kind!r} in TEXTS"
    raise LookupError(message)


TEXTS: dict[str, OccasionText] = {
    "birthday": OccasionText(
        upcoming="birthday",
        back="for the birthday",
        settled=lambda _: "the birthday",
        suggestion="congratulations on the birthday",
    ),
    "placed": OccasionText(
        upcoming="placement",
        back="for the placement",
        settled=lambda _: "the placement anniversary",
        suggestion="congratulations and thanks: they placed you",
        end=", on ",
    ),
    "date": OccasionText(
        upcoming="their date",
        back="for a date of theirs",
        settled=lambda reason: f'"{reason.text}"',
        suggestion="congratulations on {about}",
    ),
    "new-job": OccasionText(
        upcoming="new job",
        back="for the new job",
        settled=lambda _: "the new job",
        suggestion="congratulations on the new job",
        end=" since ",
    ),
    "event-after": OccasionText(
        upcoming="follow-up",
        back="for the follow-up",
        settled=lambda reason: f"the follow-up on {flat(reason.about)}",
        suggestion="a follow-up on {about}",
        end=": ",
    ),
    "event-before": OccasionText(
        upcoming="an event",
        back="before an event",
        settled=lambda reason: f"the question about {flat(reason.about)}",
        end=": ",
    ),
    "holiday": OccasionText(
        upcoming="a holiday",
        back="for a holiday",
        settled=lambda reason: flat(reason.about),
        suggestion="congratulations on {about}",
    ),
    "news": OccasionText(
        upcoming="your news",
        back="with your news",
        settled=lambda reason: f"news {flat(reason.about)}",
        end=" (",
    ),
}
"""By the name of the kind."""
