"""Count the figures of groups: of each month or quarter, tier, company or channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal

from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.statistics.contacts import count_contacts, months_of
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.model import Group
from contactkeeper.core.statistics.periods import MONTH, QUARTER, during, split
from contactkeeper.core.statistics.rhythm import rhythms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import News
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History, Period

By = Literal["month", "quarter", "tier", "company", "channel"]


def statistics_by(  # noqa: PLR0913, PLR0917  # those of `statistics_of`, and how to group
    by: By,
    histories: Sequence[History],
    period: Period,
    today: date,
    settings: Settings,
    news: Sequence[News] = (),
) -> tuple[Group, ...]:
    """Count the figures of each group; the other arguments are those of `statistics_of`.

    Months and quarters are in their order, the key tier is before the supporting one. The company
    of the most people, and the channel of the most entries, is the first one. By channel only what
    has a channel is counted.
    """
    if by == "channel":
        return tuple(_by_channel(histories, period, today, settings))
    if by in ("month", "quarter"):
        return tuple(
            Group(_name(part, by), statistics_of(histories, part, today, settings, news))
            for part in split(period, MONTH if by == "month" else QUARTER)
        )
    groups = _by_tier(histories) if by == "tier" else _by_company(histories)
    return tuple(
        Group(name, statistics_of(people, period, today, settings, news)) for name, people in groups
    )


def _name(part: Period, by: By) -> str:
    year, month = part.first.year, part.first.month
    return f"{year}-{month:02}" if by == "month" else f"{year}-Q{(month - 1) // QUARTER + 1}"


def _by_tier(histories: Sequence[History]) -> Iterator[tuple[str, list[History]]]:
    """Group people by tier; no tier counts as supporting."""
    for name in ("key", "supporting"):
        people = [each for each in histories if (each.contact.tier == "key") is (name == "key")]
        if people:
            yield name, people


def _by_company(histories: Sequence[History]) -> list[tuple[str, list[History]]]:
    """Group people by company, in the spelling that most notes use; those without one are last."""
    groups: dict[tuple[str, ...], list[History]] = defaultdict(list)
    for history in histories:
        groups[fold_words(history.contact.company)].append(history)
    named = [(_usual_company(people), people) for people in groups.values()]
    return sorted(named, key=lambda group: (not group[0], -len(group[1]), group[0]))


def _usual_company(people: Sequence[History]) -> str:
    spelled = Counter(history.contact.company for history in people)
    return min(spelled, key=lambda company: (-spelled[company], company))


def _by_channel(
    histories: Sequence[History], period: Period, today: date, settings: Settings
) -> Iterator[Group]:
    """Count what has a channel by it."""
    used = Counter(
        act.channel for history in histories for act in during(history.acts, period) if act.channel
    )
    for channel in sorted(used, key=lambda name: (-used[name], name)):
        people = [_on(history, channel) for history in histories]
        those = [history for history in people if during(history.acts, period)]
        found = count_contacts(those, period, today, settings)
        yield Group(
            channel, found._replace(months=months_of(those, period, rhythms_of(those, settings)))
        )


def _on(history: History, channel: str) -> History:
    """Return what of a history has a channel."""
    return history._replace(
        entries=(),
        acts=tuple(act for act in history.acts if act.channel == channel),
        messages=tuple(each for each in history.messages if each.channel == channel),
        begun=tuple(each for each in history.begun if each.channel == channel),
    )
