"""Count the figures of some people in a period."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from contactkeeper.core.agenda.campaigns import is_for
from contactkeeper.core.agenda.log_stats import counts_for, in_order
from contactkeeper.core.agenda.reasons import task_day
from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.events.links import is_told
from contactkeeper.core.note.favours import read_favour
from contactkeeper.core.statistics.contacts import count_contacts, months_of, most_first
from contactkeeper.core.statistics.model import (
    Favours,
    Growth,
    Promises,
    Share,
    Statistics,
    Through,
    Trust,
)
from contactkeeper.core.statistics.periods import DAY, QUARTER, during, split, start_of
from contactkeeper.core.statistics.rhythm import is_drifting, kept_on, rhythms_of, talked_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, News, TaskKind
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import History, Period

_YEAR = 12


def statistics_of(
    histories: Sequence[History],
    period: Period,
    today: date,
    settings: Settings,
    news: Sequence[News] = (),
) -> Statistics:
    """Count all figures of some people.

    Args:
        histories: of these people, up to `today`.
        period: at most to `today`.
        today: the day of the run.
        settings: cadences and the time in which an answer is expected.
        news: the news of the vault.
    """
    dated = [
        (history.contact, entries)
        for history in histories
        if (entries := during(history.entries, period))
    ]
    entries = [entry for _, those in dated for entry in those]
    outcomes = [(contact, counts) for contact, those in dated if (counts := _outcomes(those))]
    rhythms = rhythms_of(histories, settings)
    key = [rhythm for rhythm in rhythms if rhythm.history.contact.tier == "key"]
    new = [history for history in histories if _is_new(history, period)]
    return count_contacts(histories, period, today, settings)._replace(
        in_rhythm=kept_on(rhythms, period.last),
        in_rhythm_key=kept_on(key, period.last),
        talked=talked_by(rhythms, period.last),
        talked_key=talked_by(key, period.last),
        my_promises=_promises(entries, "promise", today),
        their_promises=_promises(entries, "waiting", today),
        gave=_favours(entries, "gave"),
        got=_favours(entries, "got"),
        only_taking=tuple(
            contact for contact, those in dated if _has(those, "got") and not _has(those, "gave")
        ),
        told=_told(histories, news, period, today, settings),
        outcomes=in_order(_sum(counts for _, counts in outcomes)),
        through=_through(outcomes),
        growth=_growth(new, period),
        brought_by=most_first(Counter(h.contact.through for h in new if h.contact.through)),
        trust=_trust(histories, period.last),
        drifting=tuple(h.contact for h in histories if is_drifting(h, period.last, settings)),
        months=months_of(histories, period, rhythms),
    )


def judgement_on(history: History, day: date) -> int | None:
    """Return my newest judgement of somebody up to a day."""
    place = bisect_right(history.judgements, day, key=DAY)
    return history.judgements[place - 1][1] if place else None


def trust_on(history: History, day: date) -> int | None:
    """Return my trust on a day: the newest judgement, else the property of the note."""
    return judgement_on(history, day) or history.contact.trust


def _promises(entries: Iterable[Entry], kind: TaskKind, today: date) -> Promises:
    """Count the promises of entries; one that is open and not overdue does not count."""
    settled = [
        task
        for entry in entries
        for task in entry.tasks
        if task.kind == kind and (task.state != "open" or task_day(entry, task) < today)
    ]
    kept = [task for task in settled if task.state == "kept"]
    late = [task.done > task.due for task in kept if task.due and task.done]
    return Promises(Share(len(kept), len(settled)), Share(late.count(False), len(late)))


def _favours(entries: Iterable[Entry], way: Literal["gave", "got"]) -> Favours:
    """Count what was given or got, by kind."""
    kinds = Counter(
        read_favour(value).kind
        for entry in entries
        if entry.fields
        for key, value in entry.fields
        if key == way
    )
    return Favours(kinds.total(), most_first(kinds))


def _has(entries: Iterable[Entry], way: Literal["gave", "got"]) -> bool:
    """Say whether anything was given or got."""
    return any(key == way for entry in entries if entry.fields for key, _ in entry.fields)


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Add counts up."""
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _outcomes(entries: Iterable[Entry]) -> Counter[str]:
    """Count what came through somebody by entries."""
    return Counter(word for entry in entries if entry.fields for word in counts_for(entry))


def _told(
    histories: Sequence[History],
    news: Iterable[News],
    period: Period,
    today: date,
    settings: Settings,
) -> Share:
    """Count who was told the news of the period, of those whom it concerns."""
    heard = [
        is_told(each, history.contact, today)
        for each in news
        if period.holds(each.date)
        for history in histories
        if is_for(each, history.contact, settings, today)
    ]
    return Share(sum(heard), len(heard))


def _through(outcomes: Iterable[tuple[Contact, Counter[str]]]) -> tuple[Through, ...]:
    """List the people through whom something came."""
    found = sorted(
        outcomes, key=lambda pair: (-pair[1].total(), pair[0].name.casefold(), pair[0].path)
    )
    return tuple(Through(contact, in_order(counts)) for contact, counts in found)


def _is_new(history: History, period: Period) -> bool:
    """Say whether somebody came in the period; of who was imported, only what is before counts."""
    since, imported = history.known_since, history.contact.imported
    if since is None or (imported and since >= imported):
        return False
    return period.holds(since)


def _growth(new: Iterable[History], period: Period) -> tuple[Growth, ...]:
    """Count new people by calendar quarter."""
    quarters = {start_of(part.first, QUARTER): [0, 0] for part in split(period, QUARTER)}
    for history in new:
        if history.known_since:
            counts = quarters[start_of(history.known_since, QUARTER)]
            counts[0] += 1
            counts[1] += bool(history.contact.through)
    return tuple(Growth(first, *counts) for first, counts in quarters.items())


def _trust(histories: Sequence[History], last: date) -> Trust:
    """Average my trust in people on a day, and a year before."""
    year_before = add_months(last, -_YEAR)
    now = [value for each in histories if (value := trust_on(each, last))]
    before = [value for each in histories if (value := judgement_on(each, year_before))]
    return Trust(_mean(now), len(now), _mean(before))


def _mean(values: Sequence[int]) -> float | None:
    return round(fmean(values), 1) if values else None
