"""Goals: what is counted, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.settings import Goal


def name_goal(goal: Goal) -> str:
    """Say a goal without its number: `talks with key people, this month`.

    One whose words are left out is said anew; so is whom it is about, unless that names somebody.
    """
    what = flat(goal.text.rpartition(":")[0]) or f"{goal.measure} with {goal.audience or 'some'}"
    return f"{what}, this {goal.period}"


def say_progress(progress: Progress) -> str:
    """Say how far a goal is: `talks with key people: 2 of 3 this month, 4 in the one before`."""
    goal = progress.goal
    what = flat(goal.text.rpartition(":")[0])
    return (
        f"{what}: {progress.done} of {goal.number} this {goal.period}, "
        f"{progress.before} in the one before"
    )
