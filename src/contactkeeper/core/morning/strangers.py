"""What is wrong between happenings and people on a day: names of nobody, audiences of nobody.

What is over is left alone: people leave, and an old conference need not be corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.days.dates import add_days
from contactkeeper.core.model import News, Problem
from contactkeeper.core.morning.campaigns import is_for, last_day
from contactkeeper.core.morning.events import STAYS, circle_of, times
from contactkeeper.core.people.audience import members, read_audience
from contactkeeper.core.people.circles import Linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Event, Happenings
    from contactkeeper.core.settings import Settings

_AHEAD = 400  # days in which an event that recurs takes place again


def stranger_problems(
    happenings: Happenings, contacts: Sequence[Contact], today: date, settings: Settings
) -> Iterator[Problem]:
    """Report who stands in `people` and is nobody, and audiences that nobody is in."""
    for event in happenings.events:
        if any(
            add_days(last, STAYS) >= today
            for _, last, _ in times(event, today, _soon(event, today))
        ):
            yield from _in_people(event, contacts, settings)
            if event.audience and not members(
                read_audience(event.audience), contacts, settings, today
            ):
                yield _nobody(event, event.audience)
    for news in happenings.news:
        if last_day(news) >= today and news.audience:
            day = max(today, news.date)
            if not any(is_for(news, contact, settings, day) for contact in contacts):
                yield _nobody(news, news.audience)


def _soon(event: Event, today: date) -> date:
    """Return the day up to which an event's next time is looked for."""
    return max(add_days(today, _AHEAD), event.date) if event.rule else max(today, event.date)


def _in_people(event: Event, contacts: Sequence[Contact], settings: Settings) -> Iterator[Problem]:
    line = dict(event.lines).get("people", 1)
    for words in event.people:
        circle = circle_of(words)
        if any(circle.takes(contact, settings) for contact in contacts):
            continue
        # A link may lead to any note, a friend's too; a bare name is one of ours, mistyped.
        is_link = isinstance(circle, Linked)
        why = f"{words} is no contact, so the event is not for them"
        todo = "" if is_link else ": correct it"
        yield Problem(event.path, line, "nobody", "remark" if is_link else "problem", why + todo)


def _nobody(happening: Event | News, audience: str) -> Problem:
    line = dict(happening.lines).get("audience", 1)
    hears = "hears it" if isinstance(happening, News) else "is asked about it"
    why = f"`{audience}` is nobody now, so nobody {hears}"
    return Problem(happening.path, line, "nobody", "problem", why)
