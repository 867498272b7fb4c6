"""Choose the people about whom something is to be decided, and say what it is.

Nobody is asked about who is paused, snoozed or not to be contacted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.log_stats import counts_for
from contactkeeper.core.agenda.tasks import appointments
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.statistics.contacts import count_contacts
from contactkeeper.core.statistics.figures import trust_on
from contactkeeper.core.statistics.model import FEW, Period
from contactkeeper.core.statistics.periods import during
from contactkeeper.core.statistics.person import person_statistics
from contactkeeper.core.statistics.rhythm import gap_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.model import Cadence, Contact, Entry
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History, PersonStatistics, Share

QuestionKind = Literal[
    "drifted", "cold", "one-sided", "grown", "no-tier", "trust", "unsorted", "key", "lately"
]
"""The questions, the strongest first. The last two are asked in the review of a quarter alone."""

QUESTIONS: tuple[QuestionKind, ...] = get_args(QuestionKind)
OF_QUARTER: frozenset[QuestionKind] = frozenset({"key", "lately"})

_OUTCOMES = 2
"""Outcomes in a year that make a person one for the key tier, however they answer."""
_ANSWERED = 80
"""Per cent of my messages: with so many answers one outcome is enough."""


class Card(NamedTuple):
    """One person, and what is to be decided about them."""

    history: History
    questions: tuple[QuestionKind, ...]
    """The strongest first; empty: nothing is to be decided."""
    strength: int
    """The weight of the first question, to compare cards that ask the same."""

    @property
    def contact(self) -> Contact:
        """Return the person."""
        return self.history.contact


class Known(NamedTuple):
    """The facts about somebody that a card shows beside its questions."""

    card: Card
    state: ContactState
    person: PersonStatistics
    """The figures of the last twelve months."""
    cadence: Cadence
    """The one of the note, its tier or the default; modes apart."""
    trust: int | None
    """My judgement up to today."""
    goal: str
    """The property `goal` of the note."""


class _Person(NamedTuple):
    """The facts that answer the questions."""

    history: History
    state: ContactState
    today: date
    settings: Settings

    @property
    def contact(self) -> Contact:
        return self.history.contact

    @property
    def year(self) -> Sequence[Entry]:
        return during(self.history.entries, last_year(self.today))

    @property
    def is_agreed(self) -> bool:
        """Say whether an appointment lies ahead: the next step is decided."""
        return any(
            each.due >= self.today for each in appointments(self.contact, self.today) if each.due
        )


def last_year(today: date) -> Period:
    """Return the twelve months up to today, by which a review judges."""
    return Period(add_days(add_months(today, -12), 1), today)


def last_quarter(today: date) -> Period:
    """Return the three months up to today."""
    return Period(add_days(add_months(today, -3), 1), today)


def find_cards(
    histories: Iterable[History], today: date, settings: Settings, *, quarter: bool = False
) -> list[Card]:
    """List a card for everybody about whom something is to be decided, in a total order.

    `quarter`: also all key people, and those with whom something happened in three months.
    """
    cards = (card_of(history, today, settings, quarter=quarter) for history in histories)
    return sorted((card for card in cards if card.questions), key=_order)


def card_of(history: History, today: date, settings: Settings, *, quarter: bool = False) -> Card:
    """Return somebody's card, whether anything is to be decided or not."""
    state = contact_state(history.contact, today, settings)
    if state.hidden:
        return Card(history, (), 0)
    person = _Person(history, state, today, settings)
    asked = QUESTIONS if quarter else [each for each in QUESTIONS if each not in OF_QUARTER]
    found = {kind: strength for kind in asked if (strength := _STRENGTHS[kind](person))}
    return Card(history, tuple(found), next(iter(found.values()), 0))


def known_of(card: Card, today: date, settings: Settings) -> Known:
    """Gather what is known of the person of a card."""
    contact = card.contact
    return Known(
        card,
        contact_state(contact, today, settings),
        person_statistics(card.history, last_year(today), today, settings),
        cadence_of(contact, settings),
        trust_on(card.history, today),
        goal_of(contact, settings),
    )


def goal_of(contact: Contact, settings: Settings) -> str:
    """Return the property `goal` of a note, in whatever spelling."""
    named = (value for key, value in contact.properties if meaning_of(key, settings) == "goal")
    return next(named, "")


def is_one_sided(history: History, today: date) -> bool:
    """Say whether somebody gave me something in a year and got nothing."""
    given = {key for entry in during(history.entries, last_year(today)) for key, _ in entry.fields}
    return "got" in given and "gave" not in given


def count_outcomes(history: History, today: date) -> int:
    """Count what came through somebody in a year."""
    return sum(len(counts_for(entry)) for entry in during(history.entries, last_year(today)))


def answers_of(history: History, today: date, settings: Settings) -> Share:
    """Count how many of my messages of a year somebody answered."""
    return count_contacts([history], last_year(today), today, settings).their_answers.share


def _order(card: Card) -> tuple[object, ...]:
    first, contact = QUESTIONS.index(card.questions[0]), card.contact
    return first, contact.tier != "key", -card.strength, fold(contact.name), contact.path


# Each answers how strongly something is asked about a person; 0: it is not asked.


def _drifted(person: _Person) -> int:
    gap = gap_of(person.history, person.today, person.settings)
    if not gap.drifting or person.is_agreed:
        return 0
    return max(1, 100 * (gap.now or 0) // max(gap.usual or 1, 1))


def _cold(person: _Person) -> int:
    return person.state.clock.attempts if person.state.cold and not person.is_agreed else 0


def _one_sided(person: _Person) -> int:
    if not is_one_sided(person.history, person.today):
        return 0
    return sum(key == "got" for entry in person.year for key, _ in entry.fields)


def _grown(person: _Person) -> int:
    """Say how many outcomes came through somebody of another tier who answers."""
    outcomes = count_outcomes(person.history, person.today)
    if person.contact.tier == "key" or not outcomes:
        return 0
    answers = answers_of(person.history, person.today, person.settings)
    return outcomes if outcomes >= _OUTCOMES or (answers.percent or 0) >= _ANSWERED else 0


def _no_tier(person: _Person) -> int:
    if person.contact.tier or is_unsorted(person.contact):
        return 0
    return 1 + len(person.year)


def _trust(person: _Person) -> int:
    count = len(person.history.entries)
    judged = trust_on(person.history, person.today) is not None
    return count if count >= FEW and not judged else 0


def _unsorted(person: _Person) -> int:
    return int(is_unsorted(person.contact))


def _key(person: _Person) -> int:
    return int(person.contact.tier == "key")


def _lately(person: _Person) -> int:
    return len(during(person.history.entries, last_quarter(person.today)))


_STRENGTHS: dict[QuestionKind, Callable[[_Person], int]] = {
    "drifted": _drifted,
    "cold": _cold,
    "one-sided": _one_sided,
    "grown": _grown,
    "no-tier": _no_tier,
    "trust": _trust,
    "unsorted": _unsorted,
    "key": _key,
    "lately": _lately,
}
