"""Compare what the rhythms ask for with what I do, and propose whose rhythm to make slower."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.language.cadence import cadence_of, days_in
from contactkeeper.core.model import Cadence
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.review.cards import answers_of, count_outcomes
from contactkeeper.core.statistics.figures import trust_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History

SLOW: Final = Cadence("month", 6)
"""The rhythm that is proposed."""
WEEKS: Final = 8
"""Weeks in which what I did is counted."""
_WEEK = 7
_ROUNDED = 1
"""A difference of less than an act a week is none."""


class Load(NamedTuple):
    """Acts a week: what the rhythms ask for, and what I do."""

    asked: float
    """By the cadences of all who have a timer and are not hidden today; modes apart."""
    done: float
    """Days on which I wrote to one of these people or talked to them, in the last weeks."""
    slower: tuple[Contact, ...] = ()
    """Those who would need the rhythm `SLOW` for me to keep all; nobody of the key tier."""
    then: float = 0
    """The acts a week that the rhythms would ask for then."""


def load_of(histories: Iterable[History], today: date, settings: Settings) -> Load:
    """Compare what is asked with what is done.

    Slower becomes first through whom nothing came, who answers least, whom I trust least. Nothing
    is proposed where I did nothing in these weeks, or the log is younger than they are.
    """
    kept = [each for each in histories if _is_asked(each, today, settings)]
    since = add_days(today, 1 - WEEKS * _WEEK)
    asked = sum(_per_week(cadence_of(each.contact, settings)) for each in kept)
    own_days = [each.own_days for each in kept]
    done = sum(len(days) - bisect_left(days, since) for days in own_days) / WEEKS
    known_longer = any(days[:1] and days[0] < since for days in own_days)
    if not done or not known_longer:
        return Load(asked, done, then=asked)
    slower, then = _make_slower(kept, asked, done, today, settings)
    return Load(asked, done, tuple(slower), then)


def _make_slower(
    kept: Sequence[History], asked: float, done: float, today: date, settings: Settings
) -> tuple[list[Contact], float]:
    """Choose people until what is asked is what is done; return them and what is asked then."""

    def rank(history: History) -> tuple[object, ...]:
        answers = answers_of(history, today, settings)
        return (
            count_outcomes(history, today),
            answers.count / answers.of if answers.of else 0.0,
            trust_on(history, today) or 0,
            fold(history.contact.name),
            history.contact.path,
        )

    slower: list[Contact] = []
    for history in sorted((each for each in kept if each.contact.tier != "key"), key=rank):
        saved = _per_week(cadence_of(history.contact, settings)) - _per_week(SLOW)
        if asked < done + _ROUNDED:
            break
        if saved > 0:
            slower.append(history.contact)
            asked -= saved
    return slower, asked


def _is_asked(history: History, today: date, settings: Settings) -> bool:
    """Say whether a rhythm asks for acts with somebody."""
    contact = history.contact
    return (
        cadence_of(contact, settings).has_timer
        and not is_unsorted(contact)
        and not contact_state(contact, today, settings).hidden
    )


def _per_week(cadence: Cadence) -> float:
    return _WEEK / days_in(cadence)
