"""Count the figures of some people in a period."""

from __future__ import annotations

from collections import Counter
from statistics import median_low
from typing import TYPE_CHECKING, Any

from contactkeeper.core.agenda.campaigns import is_for
from contactkeeper.core.agenda.log_stats import KNOWN, counts_for
from contactkeeper.core.agenda.log_summary import was_talk
from contactkeeper.core.agenda.reasons import task_day
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.events.links import is_told
from contactkeeper.core.language.languages import fold_channel, is_channel, is_talk
from contactkeeper.core.note.favours import read_favour
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.note.property_values import read_trust
from contactkeeper.core.statistics.model import (
    Answers,
    Favours,
    Growth,
    Month,
    Promises,
    Share,
    Statistics,
    Through,
    Trust,
)
from contactkeeper.core.statistics.rhythm import gap_of, month_ends, rhythm_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.exchanges import Side
    from contactkeeper.core.model import Entry, News
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.statistics.model import Counts, Format, History, Period

FORMATS: tuple[Format, ...] = ("message", "call", "meeting", "touch", "other")
_YEAR = 12
_QUARTER = 3


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
        (history, [entry for entry in history.entries if period.first <= entry.date <= period.last])
        for history in histories
    ]
    entries = [entry for _, those in dated for entry in those]
    key = [history for history in histories if history.contact.tier == "key"]
    formats = Counter(map(format_of, entries))
    outcomes = [
        (history, Counter(word for e in those for word in counts_for(e)))
        for history, those in dated
    ]
    began = Counter(
        side
        for history in histories
        for day, side in history.begun
        if period.first <= day <= period.last
    )
    new = [h for h in histories if h.known_since and period.first <= h.known_since <= period.last]
    return Statistics(
        period=period,
        people=len(histories),
        entries=len(entries),
        formats=tuple((each, formats[each]) for each in FORMATS),
        in_rhythm=rhythm_on(histories, period.last, settings),
        in_rhythm_key=rhythm_on(key, period.last, settings),
        talked=_talked(histories, period.last),
        talked_key=_talked(key, period.last),
        began_mine=began["mine"],
        began_theirs=began["theirs"],
        their_answers=_answers(histories, "mine", period, today, settings),
        my_answers=_answers(histories, "theirs", period, today, settings),
        my_promises=_promises(entries, today, waiting=False),
        their_promises=_promises(entries, today, waiting=True),
        gave=_favours(entries, "gave"),
        got=_favours(entries, "got"),
        only_taking=tuple(
            history.contact
            for history, those in dated
            if _favours(those, "got").total and not _favours(those, "gave").total
        ),
        told=_told(histories, news, period, today, settings),
        outcomes=in_order(sum((counts for _, counts in outcomes), Counter())),
        through=_through(outcomes),
        growth=_growth(new, period),
        brought_by=_most_first(Counter(h.contact.through for h in new if h.contact.through)),
        trust=_trust(histories, period.last),
        drifting=tuple(h.contact for h in histories if gap_of(h, today, settings).drifting),
        months=months_of(histories, period, settings),
    )


def format_of(entry: Entry) -> Format:
    """Return the format of an entry: an attempt to call is a message, it was no talk."""
    if meaning_of(entry) == "touch":
        return "touch"
    if entry.direction == "->" or (entry.direction and not is_talk(entry.channel)):
        return "message"
    channel = fold_channel(entry.channel)
    if channel == "call":
        return "call"
    if channel in ("meeting", "event"):
        return "meeting"
    return "message" if is_channel(channel) else "other"


def months_of(
    histories: Sequence[History], period: Period, settings: Settings
) -> tuple[Month, ...]:
    """Count what happened month by month."""
    counts: dict[tuple[int, int], Counter[str]] = {}
    for history in histories:
        for entry in history.entries:
            if period.first <= entry.date <= period.last:
                month = counts.setdefault((entry.date.year, entry.date.month), Counter())
                month.update(_flow(entry))
    return tuple(
        Month(
            first,
            sent=of["sent"],
            received=of["received"],
            talks=of["talk"],
            touches=of["touch"],
            in_rhythm=rhythm_on(histories, last, settings),
        )
        for first, last in month_ends(period.first, period.last)
        for of in (counts.get((first.year, first.month), Counter()),)
    )


def in_order(outcomes: Counter[str]) -> Counts:
    """List outcomes as they follow each other; the user's own words come last, by the alphabet."""
    own = sorted(word for word in outcomes if word not in KNOWN)
    return tuple((word, outcomes[word]) for word in (*KNOWN, *own) if outcomes[word])


def _flow(entry: Entry) -> tuple[str, ...]:
    """Return the counts of a month that an entry adds to; one written both ways, to two."""
    if meaning_of(entry) == "touch":
        return ("touch",)
    if was_talk(entry):
        return ("talk",)
    if entry.direction:
        return ("sent",) if entry.direction == "->" else ("received",)
    return ("sent", "received")


def _talked(histories: Sequence[History], last: date) -> Share:
    """Count the people with whom I talked in the last three months."""
    first = add_days(add_months(last, -_QUARTER), 1)
    talked = sum(
        any(first <= entry.date <= last and was_talk(entry) for entry in history.entries)
        for history in histories
    )
    return Share(talked, len(histories))


def _answers(
    histories: Iterable[History], side: Side, period: Period, today: date, settings: Settings
) -> Answers:
    """Count how the messages of one side in the period were answered by the other."""
    waits_until = add_days(today, -settings.clock.reply_window)
    messages = [
        message
        for history in histories
        for message in history.messages
        if message.side == side
        and period.first <= message.day <= period.last
        and (message.answered or message.day < waits_until)
    ]
    days = [(each.answered - each.day).days for each in messages if each.answered]
    used = Counter(message.channel for message in messages)
    answered = Counter(message.channel for message in messages if message.answered)
    return Answers(
        Share(len(days), len(messages)),
        median_low(days) if days else None,
        tuple((channel, Share(answered[channel], of)) for channel, of in _most_first(used)),
    )


def _promises(entries: Iterable[Entry], today: date, *, waiting: bool) -> Promises:
    """Count the promises of entries; one that is open and not due yet does not count."""
    tasks = [
        (task, task_day(entry, task))
        for entry in entries
        for task in entry.tasks
        if (task.kind == "waiting") is waiting and task.kind in ("promise", "waiting")
    ]
    settled = [(task, due) for task, due in tasks if task.state != "open" or due < today]
    kept = [task for task, _ in settled if task.state == "kept"]
    timed = [task for task in kept if task.due and task.done]
    on_time = sum(task.done <= task.due for task in timed if task.done and task.due)
    return Promises(Share(len(kept), len(settled)), Share(on_time, len(timed)))


def _favours(entries: Iterable[Entry], way: str) -> Favours:
    """Count what was given or got."""
    kinds = Counter(
        read_favour(value).kind for entry in entries for key, value in entry.fields if key == way
    )
    return Favours(kinds.total(), _most_first(kinds))


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
        if period.first <= each.date <= period.last
        for history in histories
        if is_for(each, history.contact, settings, today)
    ]
    return Share(sum(heard), len(heard))


def _through(outcomes: Iterable[tuple[History, Counter[str]]]) -> tuple[Through, ...]:
    found = [(history.contact, counts) for history, counts in outcomes if counts]
    found.sort(key=lambda pair: (-pair[1].total(), pair[0].name.casefold(), pair[0].path))
    return tuple(Through(contact, in_order(counts)) for contact, counts in found)


def _growth(new: Sequence[History], period: Period) -> tuple[Growth, ...]:
    """Count new people by calendar quarter."""
    quarter = period.first.replace(
        day=1, month=_QUARTER * ((period.first.month - 1) // _QUARTER) + 1
    )
    quarters: list[Growth] = []
    while quarter <= period.last:
        following = add_months(quarter, _QUARTER)
        came = [h for h in new if h.known_since and quarter <= h.known_since < following]
        introduced = sum(bool(history.contact.through) for history in came)
        quarters.append(Growth(quarter, len(came), introduced))
        if following <= quarter:
            break
        quarter = following
    return tuple(quarters)


def judgements_of(history: History, last: date) -> list[tuple[date, int]]:
    """List my judgements of somebody up to a day, oldest first; of one day the newest counts."""
    contact = history.contact
    found = {
        entry.date: value
        for entry in contact.entries
        if entry.date <= last
        for key, words in entry.fields
        if key == "trust" and (value := read_trust(words))
    }
    return list(found.items())


def trust_on(history: History, day: date) -> int | None:
    """Return my trust on a day: the newest judgement, else the property of the note."""
    judged = judgements_of(history, day)
    return judged[-1][1] if judged else history.contact.trust


def _trust(histories: Iterable[History], last: date) -> Trust:
    histories = list(histories)
    now = [value for each in histories if (value := trust_on(each, last))]
    year_before = add_months(last, -_YEAR)
    before = [judged[-1][1] for each in histories if (judged := judgements_of(each, year_before))]
    return Trust(_mean(now), len(now), _mean(before))


def _mean(values: Sequence[int]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def _most_first(counts: Mapping[Any, int]) -> Counts:
    """List words by how often they occur, then by the alphabet."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
