"""Make the JSON of a review: its cards, goals, and the load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.core.review.cards import known_of
from contactkeeper.core.review.load import SLOW
from contactkeeper.text.speech import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.review.cards import Card
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.settings import Settings

Document = dict[str, Any]


def card_value(card: Card, today: date, settings: Settings) -> Document:
    """Describe a card: the person, what is asked and why, and the year."""
    contact, known = card.contact, known_of(card, today, settings)
    figures, answers = known.person.statistics, known.person.statistics.their_answers.share
    return {
        "name": contact.name,
        "path": contact.path,
        "company": contact.company or None,
        "tier": contact.tier or None,
        "cadence": say_cadence(known.cadence),
        "goal": known.goal or None,
        "questions": [
            {"kind": kind, "text": ENGLISH.review.say_question(kind, known, today)}
            for kind in card.questions
        ],
        "entries": figures.entries,
        "answered": {"count": answers.count, "of": answers.of},
        "outcomes": dict(figures.outcomes),
        "gave": figures.gave.total,
        "got": figures.got.total,
    }


def goal_value(progress: Progress) -> Document:
    """Describe how far a goal is."""
    goal = progress.goal
    return {
        "text": goal.text,
        "measure": goal.measure,
        "audience": goal.audience,
        "number": goal.number,
        "period": goal.period,
        "first": progress.period.first.isoformat(),
        "done": progress.done,
        "before": progress.before,
        "reached": progress.is_reached,
    }


def load_value(load: Load) -> Document:
    """Describe what the rhythms ask for against what I do, and who could have a slower one."""
    return {
        "asked": round(load.asked, 1),
        "done": round(load.done, 1),
        "slower": [
            {"name": contact.name, "path": contact.path, "cadence": say_cadence(SLOW)}
            for contact in load.slower
        ],
        "then": round(load.then, 1),
    }
