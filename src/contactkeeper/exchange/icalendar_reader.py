"""Read calendars: who met whom on which day, or will; no rooms, no crowds, nothing cancelled."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.interchange import Exported, Interaction, Person, Question, left_out_of
from contactkeeper.exchange.content_lines import begins_with
from contactkeeper.exchange.icalendar_events import Guest, address_in, read_events
from contactkeeper.exchange.icalendar_series import expand
from contactkeeper.exchange.own_names import DOMAIN
from contactkeeper.exchange.source import Unanswered, Unreadable, unread_row
from contactkeeper.exchange.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import tzinfo

    from contactkeeper.core.interchange import Place
    from contactkeeper.core.model import Day
    from contactkeeper.exchange.icalendar_events import Event
    from contactkeeper.exchange.icalendar_series import Held
    from contactkeeper.exchange.source import Answers, Source

_MOST_OTHERS = 8
"""Of more people than these, besides the owner, nobody is said to have met the owner."""
_CHOICES = 5
"""Addresses that are shown where it is asked whose calendar it is."""
_ENDINGS = (".ics", ".ical", ".ifb", ".icalendar")

_WITH = re.compile(r"(?:\b(?:with|met|с|со|mit|avec|con|com)|\bw/)\s+(.+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_MOST_WORDS = 4
"""Words of a name in a title."""


def is_calendar(source: Source) -> bool:
    """Say whether a file begins as a calendar; of an archive or a folder, whether one does."""
    return any(begins_with(each, "VCALENDAR") for each in source.named(*_ENDINGS))


def read_calendar(source: Source, answers: Answers) -> Exported:
    """Read the meetings of calendars.

    Raises:
        Unanswered: it is not certain whose calendar it is.
        Unreadable: there are no events.
    """
    calendars = [read_events(each) for each in source.named(*_ENDINGS)]
    events = [event for each in calendars for event in each.events]
    problems = [problem for each in calendars for problem in each.problems]
    if not events and not problems:
        raise Unreadable(source.name, 0, "no-event")
    owners = _owners(source, [each.name for each in calendars], events, answers)
    met = {event.place: _met(event, owners) for event in events}
    reasons = {event.place: _left_out(event, owners, met[event.place]) for event in events}
    passed_over = {place for place, reason in reasons.items() if reason}
    expanded = expand(events, answers.today, passed_over)
    problems += (
        unread_row(each.place.file, each.place.line, "no-rule") for each in expanded.unread
    )
    left_out = Counter(filter(None, reasons.values()))
    left_out["old-series"] = expanded.shortened
    interactions = _interactions(expanded.held, met, answers.zone)
    return Exported(
        "icalendar",
        source.name,
        owner=", ".join(sorted(owners)),
        people=tuple({each.person: 0 for each in interactions if not each.person.doubts}),
        interactions=interactions,
        counts=(("events", len(events)),),
        left_out=left_out_of(left_out),
        problems=tuple(problems),
    )


def name_in(title: str) -> str:
    """Return the name that a title ends with: `Coffee with Anton Primerov`; empty: none.

    In Russian it stays as it is written: `Кофе с Антоном`.
    """
    words: list[str] = []
    for word in (_WITH.search(title) or [""])[0].split()[1:]:
        found = _NAME.match(word)
        if (
            not found
            or not word[0].isupper()
            or (len(found[0].rstrip(".")) > 1 and found[0].isupper())
        ):
            break
        words.append(found[0])
        if found[0] != word:
            break
    return one_line(" ".join(words[:_MOST_WORDS]))


def _owners(
    source: Source, names: Iterable[str], events: Iterable[Event], answers: Answers
) -> frozenset[str]:
    """Return the addresses of the owner.

    They are what the user says, and the names of calendars that are addresses; else the address
    in most events, where one has more than all others.
    """
    told = {address_in(each) for each in (*answers.owner.split(","), *names)} - {""}
    if told:
        return frozenset(told)
    invited = {
        (event.uid or event.place, each.address) for event in events for each in event.guests
    }
    votes = Counter(address for _, address in invited if address).most_common(_CHOICES)
    if len(votes) > 1 and votes[0][1] == votes[1][1]:
        raise Unanswered(Question("owner", source.name, tuple(sorted(each[0] for each in votes))))
    return frozenset(address for address, _ in votes[:1])


def _met(event: Event, owners: Container[str]) -> list[Guest]:
    """Return whom the owner meets at an event: its guests, else whom its title names."""
    asked = [each for each in event.guests if each.address not in owners]
    if not asked and (name := name_in(event.title)):
        return [Guest(name, is_guess=True)]
    return [each for each in asked if not each.has_declined]


def _left_out(event: Event, owners: Container[str], met: Sequence[Guest]) -> str:
    """Return why nobody is said to have met the owner at an event; empty: somebody has."""
    if event.uid.endswith(DOMAIN):
        return "own"
    if event.is_cancelled:
        return "cancelled"
    if any(each.has_declined for each in event.guests if each.address in owners):
        return "declined"
    if len(met) > _MOST_OTHERS:
        return "crowd"
    if met:
        return ""
    return "declined" if any(each.has_declined for each in event.guests) else "alone"


def _people(held: Iterable[Held], met: Mapping[Place, Sequence[Guest]]) -> dict[Guest, Person]:
    """Return the person of each guest, with the first name that an event has for their address."""
    people: dict[Guest, Person] = {}
    for place in dict.fromkeys(each.event.place for each in held):
        for guest in met[place]:
            known = people.get(guest.nameless)
            if not known or (guest.name and not known.name):
                people[guest.nameless] = Person(
                    guest.name,
                    emails=(guest.address,) if guest.address else (),
                    doubts=("name",) if guest.is_guess else (),
                    place=place,
                )
    return people


def _interactions(
    held: Iterable[Held], met: Mapping[Place, Sequence[Guest]], zone: tzinfo
) -> tuple[Interaction, ...]:
    """Return the interactions, oldest first: with each person the first of a day."""
    in_order = sorted(
        ((each.when.by_clock_in(zone), each) for each in held),
        key=lambda each: (each[0], each[1].event.place),
    )
    people = _people((each for _, each in in_order), met)
    found: dict[tuple[Guest, Day], Interaction] = {}
    for clock, (event, when) in in_order:
        for guest in met[event.place]:
            key = guest.nameless, clock.date()
            if key not in found:
                found[key] = Interaction(
                    people[guest.nameless],
                    clock.date(),
                    channel=event.channel,
                    time=None if when.is_day else clock.time(),
                    moment=clock.replace(tzinfo=zone).timestamp(),
                    title=event.title,
                    place=event.place,
                )
    return tuple(found.values())
