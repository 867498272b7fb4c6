"""Conferences and the like as occasions: before, "will you be there?"; after, the follow-up.

Only who stands in `people` or is in the audience is asked before; after it, who stands in `people`
and whose log names it. Which of these are served is not decided here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.occasion import Occasion
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.events.links import is_named
from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.language.wording import say_weekday_day
from contactkeeper.core.people.audience import is_reachable, read_audience
from contactkeeper.core.people.audience_terms import Linked, Named
from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from contactkeeper.core.model import Contact, Event
    from contactkeeper.core.people.audience_terms import Audience
    from contactkeeper.core.settings import Settings

OPENS = 14
"""Days before it on which people are first asked."""
STAYS = 14
"""Days after its end on which the follow-up is last shown."""

_A_YEAR = 366

_read = lru_cache(maxsize=64)(read_audience)


def events(
    contact: Contact, today: date, until: date, settings: Settings, event_notes: Iterable[Event]
) -> Iterator[Occasion]:
    """Give what there is to write about before and after each event."""
    for event in event_notes:
        in_people = is_among(event.people, contact, settings)
        for first, last, since in times(event, today, until):
            if event.attending is not False and add_days(first, -OPENS) <= until and last >= today:
                asked = in_people and may_hear(contact, settings, last)
                if asked or (event.audience and _hears(event, contact, settings, last)):
                    yield _before(event, first, last, today, shared=not in_people)
            opens = add_days(last, 1)
            if opens <= until and (in_people or is_named(event, contact, today, since)):
                closes = add_days(last, STAYS)
                if closes >= today and may_hear(contact, settings, closes):
                    yield _after(event, first, last, today)


def times(event: Event, today: date, until: date) -> Iterator[tuple[date, date, date | None]]:
    """Give the first and last days of an event as often as it takes place in reach of some days.

    With each the day from which an entry that names it means this time; None: any day.
    """
    length = (event.end - event.date).days
    earliest, latest = add_days(today, -STAYS - length), add_days(until, OPENS)
    if not event.rule:
        if earliest <= event.date <= latest:
            yield event.date, event.end, None
        return
    for first, since in _recurring(event.rule, event.date, earliest, latest):
        yield first, add_days(first, length), since and add_days(since, length + STAYS + 1)


@lru_cache(maxsize=64)
def _recurring(
    rule: str, start: date, earliest: date, latest: date
) -> tuple[tuple[date, date | None], ...]:
    """Return the days on which an event begins, each with that of the time before."""
    from contactkeeper.core.calendar.recurrence import days_of

    days = days_of(rule, start, latest, start)
    before = (None, *days)[: len(days)]
    return tuple(pair for pair in zip(days, before, strict=True) if pair[0] >= earliest)


def next_time(event: Event, today: date) -> tuple[date, date]:
    """Return the first and last day of the time that is on or comes next, else of the last one."""
    if not event.rule or event.end >= today:
        return event.date, event.end
    found = [(first, last) for first, last, _ in times(event, today, add_days(today, _A_YEAR))]
    coming = (each for each in found if each[1] >= today)
    return next(coming, found[-1] if found else (event.date, event.end))


def guests(
    event: Event, contacts: Iterable[Contact], day: date, settings: Settings
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Return who is asked before an event, and who stands in `people`, asked or not; by name."""
    asked, named = [], []
    for contact in sorted(contacts, key=lambda each: (each.name.casefold(), each.path)):
        in_people = is_among(event.people, contact, settings)
        if in_people:
            named.append(contact)
        if (in_people and may_hear(contact, settings, day)) or (
            event.audience and _hears(event, contact, settings, day)
        ):
            asked.append(contact)
    return tuple(asked), tuple(named)


def may_hear(contact: Contact, settings: Settings, day: date) -> bool:
    """Say whether somebody hears of events on a day: reachable, and not without all occasions."""
    return is_reachable(contact, day) and cadence_of(contact, settings).unit != "none"


def is_among(people: tuple[str, ...], contact: Contact, settings: Settings) -> bool:
    """Say whether some names and links, as they stand in a note, mean a contact."""
    if not people:
        return False
    keys, circles = _circles(people)
    if all(_key(name) not in keys for name in (contact.name, *contact.aliases)):
        return False  # nearly everybody: cheaper than to ask each name
    return any(circle.takes(contact, settings) for circle in circles)


def circle_of(words: str) -> Linked | Named:
    """Return whom one name or link of an event's `people` means."""
    if words.startswith("[[") and words.endswith("]]"):
        return Linked(words[2:-2].partition("|")[0].partition("#")[0].strip())
    return Named(words)


@lru_cache(maxsize=64)
def _circles(people: tuple[str, ...]) -> tuple[frozenset[str], tuple[Audience, ...]]:
    circles = tuple(map(circle_of, people))
    words = (
        each.target.rpartition("/")[2] if isinstance(each, Linked) else each.name
        for each in circles
    )
    return frozenset(_key(each.removesuffix(".md")) for each in words), circles


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold_words(name)) or fold(name).strip()


def _hears(event: Event, contact: Contact, settings: Settings, day: date) -> bool:
    return may_hear(contact, settings, day) and _read(event.audience).takes(contact, settings)


def _before(event: Event, first: date, last: date, today: date, *, shared: bool) -> Occasion:
    opens = add_days(first, -OPENS)
    return Occasion(
        kind="event-before",
        name=event.name,
        day=first,
        first=opens,
        last=last,
        served_from=opens,
        said=say_before(event, first, last, today),
        shared=shared,
    )


def _after(event: Event, first: date, last: date, today: date) -> Occasion:
    opens = add_days(last, 1)
    ended = "was" if first == last else "ended"
    return Occasion(
        kind="event-after",
        name=event.name,
        day=last,
        first=opens,
        last=add_days(last, STAYS),
        served_from=opens,
        said=f"{short_name(event, first)} {ended} {say_weekday_day(last, today)}: follow up",
        ahead=f"follow-up on {short_name(event, first)} {say_weekday_day(opens, today)}",
    )


def say_before(event: Event, first: date, last: date, today: date) -> str:
    """Say that an event is near: `HighLoad++ in 8 days: will you be there?`."""
    name, away = short_name(event, first), (first - today).days
    if away > OPENS:
        return f"{name} {say_weekday_day(first, today)}: will you be there?"
    if away > 0:
        when = "tomorrow" if away == 1 else f"in {away} days"
        return f"{name} {when}: will you be there?"
    if first == last:
        return f"{name} today: are you there?"
    when = "ends today" if last == today else f"until {say_weekday_day(last, today)}"
    return f"{name} {when}: are you there?"


def short_name(event: Event, first: date) -> str:
    """Return the name without the year in which it takes place: `HighLoad++`."""
    return event.name.removesuffix(f" {first.year}").strip() or event.name
