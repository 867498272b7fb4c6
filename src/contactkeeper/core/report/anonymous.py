"""Take out of a report what could tell who is meant: names, companies, and the user's own words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from contactkeeper.core.agenda.log_stats import KNOWN, in_order
from contactkeeper.core.language.languages import is_channel
from contactkeeper.core.model import Contact, Entry
from contactkeeper.core.statistics.model import Share, add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contactkeeper.core.report.report import Report
    from contactkeeper.core.review.cards import Known
    from contactkeeper.core.settings import Goal
    from contactkeeper.core.statistics.model import Answers, Counts, Statistics


OTHER: Final = "other"
_PLAIN: Final = frozenset({"all", "tier:key", "tier:supporting"})
"""Audiences that name nobody."""


def anonymous(report: Report, name: Callable[[int], str]) -> Report:
    """Return a report in which people have numbers, and words are those that `ck` knows alone.

    A channel or an outcome of the user's own is `other`; a goal has no text, and an audience only
    if that names nobody. `name` makes a name of a number.
    """
    unnamed = _Numbers(name)
    return report._replace(
        people=tuple(each._replace(contact=unnamed.of(each.contact)) for each in report.people),
        goals=[each._replace(goal=_known_goal(each.goal)) for each in report.goals],
        cards=[_unnamed_card(each, unnamed) for each in report.cards],
        statistics=_unnamed_figures(report.statistics, unnamed),
    )


class _Numbers:
    """The numbers of people, in the order in which they are asked for."""

    def __init__(self, name: Callable[[int], str]) -> None:
        self._name = name
        self._numbers: dict[str, int] = {}

    def of(self, contact: Contact) -> Contact:
        """Return a contact without anything that tells who it is."""
        number = self._numbers.setdefault(contact.path, len(self._numbers) + 1)
        name = self._name(number)
        return Contact(f"{number}", name, tier=contact.tier, imported=contact.imported)


def _unnamed_figures(figures: Statistics, unnamed: _Numbers) -> Statistics:
    return figures._replace(
        only_taking=_sorted(map(unnamed.of, figures.only_taking)),
        drifting=_sorted(map(unnamed.of, figures.drifting)),
        through=tuple(
            each._replace(contact=unnamed.of(each.contact), outcomes=_known(each.outcomes))
            for each in figures.through
        ),
        outcomes=_known(figures.outcomes),
        brought_by=(),
        their_answers=_on_known_channels(figures.their_answers),
        my_answers=_on_known_channels(figures.my_answers),
    )


def _unnamed_card(known: Known, unnamed: _Numbers) -> Known:
    history, person = known.card.history, known.person
    contact = unnamed.of(history.contact)
    entries = tuple(Entry(entry.date) for entry in history.entries)
    return known._replace(
        card=known.card._replace(history=history._replace(contact=contact, entries=entries)),
        state=known.state._replace(contact=contact),
        person=person._replace(
            contact=contact, statistics=_unnamed_figures(person.statistics, unnamed)
        ),
        goal="",
    )


def _sorted(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Sort by number: the order of names would tell something of them."""
    return tuple(sorted(contacts, key=lambda contact: int(contact.path)))


def _known_goal(goal: Goal) -> Goal:
    """Leave out whom a goal is about where that may name a company."""
    return goal._replace(text="", audience=goal.audience if goal.audience in _PLAIN else "")


def _known(outcomes: Counts) -> Counts:
    counts: Counter[str] = Counter()
    for word, count in outcomes:
        counts[word if word in KNOWN else OTHER] += count
    return in_order(counts)


def _on_known_channels(answers: Answers) -> Answers:
    shares: dict[str, Share] = {}
    for channel, share in answers.by_channel:
        known = channel if not channel or is_channel(channel) else OTHER
        shares[known] = add_up([shares.get(known, Share()), share])
    ordered = sorted(shares.items(), key=lambda pair: (-pair[1].of, pair[0]))
    return answers._replace(by_channel=tuple(ordered))
