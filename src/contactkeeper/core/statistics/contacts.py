"""Count what happened: formats, who began, answers, and each month."""

from __future__ import annotations

from collections import Counter
from statistics import median_low
from typing import TYPE_CHECKING, Any, get_args

from contactkeeper.core.agenda.exchanges import count_by_channel, settled
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.statistics.model import Answers, Format, Month, Share, Statistics
from contactkeeper.core.statistics.periods import MONTH, during, split
from contactkeeper.core.statistics.rhythm import kept_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.exchanges import Side
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import Counts, History, Period
    from contactkeeper.core.statistics.rhythm import RhythmToKeep

FORMATS: tuple[Format, ...] = get_args(Format)


def count_contacts(
    histories: Sequence[History], period: Period, today: date, settings: Settings
) -> Statistics:
    """Count the figures that have a channel; the arguments are those of `statistics_of`."""
    acts = [act for history in histories for act in during(history.acts, period)]
    formats = Counter(act.format for act in acts)
    began = Counter(each.side for history in histories for each in during(history.begun, period))
    return Statistics(
        period=period,
        people=len(histories),
        entries=len(acts),
        formats=tuple((each, formats[each]) for each in FORMATS),
        talks=Share(sum(act.kind == "talk" for act in acts), len(acts)),
        began_mine=began["mine"],
        began_theirs=began["theirs"],
        their_answers=_answers(histories, "mine", period, today, settings),
        my_answers=_answers(histories, "theirs", period, today, settings),
    )


def months_of(
    histories: Sequence[History], period: Period, rhythms: Sequence[RhythmToKeep]
) -> tuple[Month, ...]:
    """Count what happened month by month; a conversation in writing counts for both sides.

    `rhythms` are those of these people.
    """
    counts = Counter(
        (act.day.year, act.day.month, act.kind)
        for history in histories
        for act in during(history.acts, period)
    )
    months: list[Month] = []
    for first, last in split(period, MONTH):
        both, received, sent, talks, touches = (
            counts[first.year, first.month, kind]
            for kind in ("conversation", "received", "sent", "talk", "touch")
        )
        held = kept_on(rhythms, last)
        months.append(Month(first, sent + both, received + both, talks, touches, held))
    return tuple(months)


def most_first(counts: Mapping[Any, int]) -> Counts:
    """List words by how often they occur, then by the alphabet."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _answers(
    histories: Sequence[History], side: Side, period: Period, today: date, settings: Settings
) -> Answers:
    """Count how the messages of one side in the period were answered by the other."""
    waits_since = add_days(today, -settings.clock.reply_window)
    messages = [
        message
        for history in histories
        for message in settled(during(history.messages, period), side, waits_since)
    ]
    days = [(each.answered - each.day).days for each in messages if each.answered]
    return Answers(
        Share(len(days), len(messages)),
        median_low(days) if days else None,
        tuple((name, Share(count, of)) for name, count, of in count_by_channel(messages)),
    )
