"""Events on the agenda: when they take place, who is asked, and which of them reach nobody.

A vault keeps its events and news for years; all but a few are long over.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.campaigns import is_for, last_day
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.events.links import names
from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.model import EventNotes, News, Problem
from contactkeeper.core.people.audience import Audience, is_reachable, read_audience
from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Event
    from contactkeeper.core.settings import Settings

OPENS = 14
"""Days before it on which people are first asked."""
STAYS = 14
"""Days after its end on which the follow-up is last shown."""

_A_YEAR = 366
_AHEAD = 400  # days in which an event that recurs takes place again


def times(event: Event, today: date, until: date) -> Iterator[tuple[date, date, date | None]]:
    """Yield the first and last day of each time that an event takes place near some days.

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
    """Return the days on which an event begins, each with the day on which it began before that."""
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


_read = lru_cache(maxsize=64)(read_audience)


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
            event.audience and hears(event, contact, settings, day)
        ):
            asked.append(contact)
    return tuple(asked), tuple(named)


class EventReach(NamedTuple):
    """The people whom an event brings onto the list, and when."""

    asked: int
    """The number of people who are asked before it."""
    opens: date | None
    """The first day on which they are asked; None: nobody is."""
    met: int
    """The number of named people who are followed up."""
    follow_up: date
    """The first day after it."""
    left_out: tuple[str, ...]
    """The names of people who are named and not followed up."""


def reach_of(
    event: Event, contacts: Iterable[Contact], today: date, settings: Settings
) -> EventReach:
    """Find whom an event brings onto the list before it and after it."""
    asked, named = guests(event, contacts, today, settings)
    is_asked = asked and event.end >= today and event.attending is not False
    closes = add_days(event.end, STAYS)
    left_out = tuple(each.name for each in named if not may_hear(each, settings, closes))
    return EventReach(
        len(asked),
        add_days(event.date, -OPENS) if is_asked else None,
        len(named) - len(left_out),
        add_days(event.end, 1),
        left_out,
    )


def may_hear(contact: Contact, settings: Settings, day: date) -> bool:
    """Check whether somebody hears of events on a day: reachable, and not without all occasions."""
    return is_reachable(contact, day) and cadence_of(contact, settings).unit != "none"


def is_among(people: tuple[str, ...], contact: Contact, settings: Settings) -> bool:
    """Check whether some names and links, as they stand in a note, mean a contact."""
    if not people:
        return False
    keys, circles = _circles(people)
    if all(_key(name) not in keys for name in (contact.name, *contact.aliases)):
        return False  # nearly everybody: cheaper than to ask each name
    return any(circle.takes(contact, settings) for circle in circles)


def circle_of(words: str) -> Audience:
    """Return whom one name or link of an event's `people` means."""
    if words.startswith("[[") and words.endswith("]]"):
        return Audience("link", words[2:-2].partition("|")[0].partition("#")[0].strip())
    return Audience("name", words)


@lru_cache(maxsize=64)
def _circles(people: tuple[str, ...]) -> tuple[frozenset[str], tuple[Audience, ...]]:
    circles = tuple(map(circle_of, people))
    words = (
        each.value.rpartition("/")[2] if each.kind == "link" else each.value for each in circles
    )
    return frozenset(_key(each.removesuffix(".md")) for each in words), circles


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(fold_words(name)) or fold(name).strip()


def hears(event: Event, contact: Contact, settings: Settings, day: date) -> bool:
    """Check whether the audience of an event has a contact who hears of events on a day."""
    return may_hear(contact, settings, day) and _read(event.audience).takes(contact, settings)


def active_events(event_notes: EventNotes, today: date, until: date) -> EventNotes:
    """Keep the events and news that somebody may be shown on a day from `today` to `until`."""
    return EventNotes(
        tuple(event for event in event_notes.events if any(times(event, today, until))),
        tuple(news for news in event_notes.news if news.date <= until and last_day(news) >= today),
    )


class FollowUp(NamedTuple):
    """A coming event that entries link to."""

    event: str
    """Its name."""
    entries: int
    """The number of entries that link to it."""
    opens: date
    """The first day on which a follow-up is due."""


def follow_ups(
    events: Sequence[Event], entries: Sequence[Entry], today: date
) -> Iterator[FollowUp]:
    """Yield each event that some entries link to and that has not ended yet."""
    for event in events:
        linked = sum(names(entry, event) for entry in entries)
        ends = [last for _, last, _ in times(event, today, event.end)]
        coming = [last for last in ends if last >= today]
        if linked and coming:
            yield FollowUp(event.name, linked, add_days(coming[0], 1))


def reference_problems(
    event_notes: EventNotes,
    contacts: Sequence[Contact],
    paths: Sequence[str],
    today: date,
    settings: Settings,
) -> Iterator[Problem]:
    """Report names in `people` that are no contact, and audiences without a member.

    `paths` are those of the contacts, who may be made only when they are asked for.
    """
    for event in event_notes.events:
        if any(
            add_days(last, STAYS) >= today
            for _, last, _ in times(event, today, _soon(event, today))
        ):
            yield from _in_people(event, contacts, paths, settings)
            if event.audience:
                audience = read_audience(event.audience)
                if not any(
                    is_reachable(each, today) and audience.takes(each, settings)
                    for each in contacts
                ):
                    yield _nobody(event, event.audience)
    for news in event_notes.news:
        if last_day(news) >= today and news.audience:
            day = max(today, news.date)
            if not any(is_for(news, contact, settings, day) for contact in contacts):
                yield _nobody(news, news.audience)


def _soon(event: Event, today: date) -> date:
    """Return the day up to which an event's next time is looked for."""
    return max(add_days(today, _AHEAD), event.date) if event.rule else max(today, event.date)


def _in_people(
    event: Event, contacts: Sequence[Contact], paths: Sequence[str], settings: Settings
) -> Iterator[Problem]:
    line = dict(event.lines).get("people", 1)
    for words in event.people:
        circle = circle_of(words)
        # A link may lead to any note, a friend's too; a bare name is one of ours, mistyped.
        is_link = circle.kind == "link"
        called = fold(circle.value).rpartition("/")[2].removesuffix(".md")
        # Those first whose notes are called so; a link leads to no other.
        likely = (at for at, path in enumerate(paths) if called in fold(path))
        asked = likely if is_link else chain(likely, range(len(paths)))
        if any(circle.takes(contacts[at], settings) for at in asked):
            continue
        if is_link:
            yield Problem.of(event.path, line, "nobody", "remark", "link", words=words)
        else:
            yield Problem.of(event.path, line, "nobody", "problem", "name", words=words)


def _nobody(event_note: Event | News, audience: str) -> Problem:
    line = dict(event_note.lines).get("audience", 1)
    sort = "news" if isinstance(event_note, News) else "event"
    return Problem.of(event_note.path, line, "nobody", "problem", sort, words=audience)
