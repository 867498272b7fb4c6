"""Measure how far a goal is reached, by the figures of the statistics."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days, monday_of
from contactkeeper.core.review.goals import audience_of
from contactkeeper.core.statistics.model import Period
from contactkeeper.core.statistics.periods import MONTH, QUARTER, during, start_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from contactkeeper.core.settings import Goal, GoalMeasure, GoalPeriod, Settings
    from contactkeeper.core.statistics.model import History


class Progress(NamedTuple):
    """A goal with what was done for it."""

    goal: Goal
    period: Period
    """The week, month, quarter or year of today, up to today."""
    done: int
    before: int
    """The count of the whole period before it."""

    @property
    def is_reached(self) -> bool:
        """Say whether it is reached in this period."""
        return self.done >= self.goal.number


def progress_of(
    goals: Sequence[Goal], histories: Sequence[History], today: date, settings: Settings
) -> list[Progress]:
    """Measure goals, in the order of the configuration. Who is paused counts as everybody does."""
    return [_progress(goal, histories, today, settings) for goal in goals]


def _progress(
    goal: Goal, histories: Iterable[History], today: date, settings: Settings
) -> Progress:
    audience = audience_of(goal)
    people = [each for each in histories if audience.takes(each.contact, settings)]
    count = _COUNTS[goal.measure]
    first = _first_day(goal.period, today)
    last_before = add_days(first, -1)
    now = Period(first, today)
    before = Period(_first_day(goal.period, last_before), last_before)
    return Progress(
        goal,
        now,
        sum(count(each, now) for each in people),
        sum(count(each, before) for each in people),
    )


def _first_day(period: GoalPeriod, day: date) -> date:
    """Return the first day of the period in which a day lies."""
    if period == "week":
        return monday_of(day)
    if period == "year":
        return date(day.year, 1, 1)
    return start_of(day, MONTH if period == "month" else QUARTER)


def _talks(history: History, period: Period) -> int:
    return sum(act.kind == "talk" for act in during(history.acts, period))


def _messages(history: History, period: Period) -> int:
    return sum(act.kind == "sent" for act in during(history.acts, period))


def _contacts(history: History, period: Period) -> int:
    return sum(map(period.holds, history.contact_days))


def _new_people(history: History, period: Period) -> int:
    since = history.known_since
    return int(since is not None and period.holds(since))


def _favours_given(history: History, period: Period) -> int:
    entries = during(history.entries, period)
    return sum(key == "gave" for entry in entries for key, _ in entry.fields)


_COUNTS: dict[GoalMeasure, Callable[[History, Period], int]] = {
    "talks": _talks,
    "messages": _messages,
    "contacts": _contacts,
    "new people": _new_people,
    "favours given": _favours_given,
}
