"""Introductions: say how it went to whoever made one, and ask it of whoever got a candidate.

That is due two weeks after an introduction, and when something comes of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.introduction import Introduction, IntroductionKind
    from contactkeeper.core.model import Contact


def _find_intros(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the people whom a contact introduced to me."""
    return _find("intro", contact, window)


def _find_candidates(contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the people whom I recommended to a contact."""
    return _find("candidate", contact, window)


def _find(kind: IntroductionKind, contact: Contact, window: Window) -> Iterator[Occasion]:
    for introduction in contact.introductions:
        if introduction.kind == kind:
            yield from _occasions(introduction, contact, window)


def _occasions(introduction: Introduction, contact: Contact, window: Window) -> Iterator[Occasion]:
    """Yield the outcomes, each until the next one; where there is none soon, the two weeks."""
    from contactkeeper.core.agenda.introductions import STAYS, WAIT, heard_since

    kind, name, day, *_ = introduction
    outcomes = [
        (came, outcome)
        for came, outcome in introduction.outcomes
        if came <= window.today and (day is None or came >= day)
    ]
    for place, (came, outcome) in enumerate(outcomes):
        ends = [add_days(came, STAYS)]
        ends += (add_days(following, -1) for following, _ in outcomes[place + 1 : place + 2])
        yield Occasion(kind, name, came, came, min(ends), begins=day, outcome=outcome)
    if day is None:
        return
    opens = add_days(day, WAIT)
    last = add_days(opens, STAYS)
    is_open = opens <= window.until and last >= window.today
    if (
        is_open
        and not (outcomes and outcomes[0][0] <= last)
        and not heard_since(contact, introduction, window.today)
    ):
        yield Occasion(kind, name, day, opens, last, served_from=opens)


INTRO = OccasionKind(
    "intro", _find_intros, field="introductions", subject="occasion", suggests="follow-up"
)
CANDIDATE = OccasionKind(
    "candidate", _find_candidates, field="introductions", subject="occasion", suggests="follow-up"
)
