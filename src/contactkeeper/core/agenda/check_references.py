"""Find events and news that name nobody or reach nobody, on a day.

What is over is left alone: people leave, and an old conference need not be corrected.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.campaigns import is_for, last_day
from contactkeeper.core.agenda.event_guests import circle_of
from contactkeeper.core.agenda.event_times import STAYS, times
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import News, Problem
from contactkeeper.core.people.audience import hears, read_audience
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Event, EventNotes
    from contactkeeper.core.settings import Settings

_AHEAD = 400  # days in which an event that recurs takes place again


def reference_problems(
    event_notes: EventNotes,
    contacts: Sequence[Contact],
    paths: Sequence[str],
    today: date,
    settings: Settings,
) -> Iterator[Problem]:
    """Report who stands in `people` and is nobody, and audiences that nobody is in.

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
                if not any(hears(audience, each, settings, today) for each in contacts):
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
