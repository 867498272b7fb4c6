"""Gather what a report shows beside the figures: each day, each person's months, goals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.review.cards import find_cards, known_of
from contactkeeper.core.review.progress import progress_of
from contactkeeper.core.statistics.contacts import months_of
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.model import Period, add_up
from contactkeeper.core.statistics.periods import during
from contactkeeper.core.statistics.rhythm import gap_of, rhythms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, News
    from contactkeeper.core.review.cards import Known
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import Gap, History, Month, Share, Statistics


MOST_MONTHS: Final = 36
"""Months of a picture; before them nobody looks at single months."""

MOST_CARDS: Final = 40
"""People who are listed because they ask for a decision."""


class PersonMonths(NamedTuple):
    """One person in the months of the period."""

    contact: Contact
    gap: Gap
    held: Share
    """The months at whose ends the rhythm held."""
    months: tuple[Month, ...]
    """The last `MOST_MONTHS` of the period."""


class Report(NamedTuple):
    """The contents of a report."""

    statistics: Statistics
    by_day: Mapping[date, int]
    """The number of entries of each day; their sum is that of the statistics."""
    people: tuple[PersonMonths, ...]
    """Those with a rhythm or an entry in the period: the key tier first, the best kept first."""
    goals: Sequence[Progress]
    """Of the present week, month, quarter or year."""
    cards: Sequence[Known]
    """The first `MOST_CARDS` cards of `ck review`."""
    more_cards: int
    """The number of the other cards."""


def report_of(
    histories: Sequence[History],
    period: Period,
    today: date,
    settings: Settings,
    news: Sequence[News] = (),
) -> Report:
    """Gather a report; the arguments are those of `statistics_of`."""
    people = [
        _person_months(history, period, settings)
        for history in histories
        if during(history.acts, period) or not is_unsorted(history.contact)
    ]
    cards = find_cards(histories, today, settings)
    return Report(
        statistics_of(histories, period, today, settings, news),
        Counter(act.day for history in histories for act in during(history.acts, period)),
        tuple(sorted(people, key=_order)),
        progress_of(settings.goals, histories, today, settings),
        [known_of(card, today, settings) for card in cards[:MOST_CARDS]],
        len(cards[MOST_CARDS:]),
    )


def _person_months(history: History, period: Period, settings: Settings) -> PersonMonths:
    first = add_months(period.last.replace(day=1), 1 - MOST_MONTHS)
    months = months_of(
        [history], Period(max(first, period.first), period.last), rhythms_of([history], settings)
    )
    return PersonMonths(
        history.contact,
        gap_of(history, period.last, settings),
        add_up(month.in_rhythm for month in months),
        months,
    )


def _order(person: PersonMonths) -> tuple[object, ...]:
    contact, held = person.contact, person.held
    return (contact.tier != "key", -held.count, held.of, fold(contact.name), contact.path)
