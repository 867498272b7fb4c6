"""Goals: what is counted, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.phrases import say_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.settings import Goal, GoalMeasure, GoalPeriod

_MEASURES: Mapping[GoalMeasure, str] = {
    "talks": "разговоры",
    "messages": "сообщения",
    "contacts": "общение",
    "new people": "новые люди",
    "favours given": "помощь от вас",
}
_AUDIENCES = {
    "all": "",
    "tier:key": " (ключевые контакты)",
    "tier:supporting": " (поддерживающие контакты)",
    "": " (некоторые контакты)",
}
_PERIODS: Mapping[GoalPeriod, tuple[str, str]] = {
    "week": ("на этой неделе", "на прошлой"),
    "month": ("в этом месяце", "в прошлом"),
    "quarter": ("в этом квартале", "в прошлом"),
    "year": ("в этом году", "в прошлом"),
}


def name_goal(goal: Goal) -> str:
    """Say a goal without its number: `разговоры (ключевые контакты), в этом месяце`.

    Its words in the configuration are English, so it is said anew.
    """
    return f"{_say_measure(goal)}, {_PERIODS[goal.period][0]}"


def _say_measure(goal: Goal) -> str:
    audience = _AUDIENCES.get(goal.audience)
    return _MEASURES[goal.measure] + (f" ({flat(goal.audience)})" if audience is None else audience)


def say_progress(progress: Progress) -> str:
    """Say how far a goal is: `разговоры: 2 из 3 в этом месяце, 4 в прошлом`."""
    goal = progress.goal
    now, before = _PERIODS[goal.period]
    done = f"{say_number(progress.done)} из {say_number(goal.number)}"
    return f"{_say_measure(goal)}: {done} {now}, {say_number(progress.before)} {before}"
