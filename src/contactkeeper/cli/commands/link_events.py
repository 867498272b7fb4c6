"""Events and news that a command names: found by what was typed, and linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.cli.session import Session
from contactkeeper.errors import MOST_LISTED, AmbiguousName, NoSuchNote, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.model import Entry, Event, News


def link_named(session: Session, what: Literal["event", "news"], typed: str) -> str:
    """Return the link to the event or news that was meant, asking where several are.

    Raises:
        NoSuchNote: none is called so; names one typing error away are suggested.
        AmbiguousName: several are, and nobody can be asked.
        UsageError: it can't be linked to.
    """
    from contactkeeper.core.events import find_event

    there = session.event_notes
    known: tuple[Event | News, ...] = there.events if what == "event" else there.news
    found = find_event.find(known, typed)
    if not found:
        raise NoSuchNote(what, typed, find_event.suggest(known, typed))
    meant = found[0]
    if len(found) > 1:
        if not session.can_ask or len(found) > MOST_LISTED:
            named = [(each.name, each.date.isoformat(), each.path) for each in found]
            raise AmbiguousName(typed, named, "events" if what == "event" else "notes of news")
        introduced = [f"{each.name}, {each.date}, {each.path}" for each in found]
        meant = found[session.choose("Which one?", introduced)]
    others = session.loaded.contacts.names()
    others += [event.name for event in there.events] + [news.name for news in there.news]
    link = find_event.link_to(meant.path, meant.name, others)
    if not link:
        message = (
            f"“{meant.name}” can't be linked to: its name holds what ends a link. Rename the note."
        )
        raise UsageError(message)
    return link


def follow_ups(session: Session, entries: Sequence[Entry]) -> Iterator[str]:
    """Say of each event to come that some entries name when its follow-up opens."""
    from contactkeeper.core.agenda.event_times import times
    from contactkeeper.core.events.links import names
    from contactkeeper.core.language.dates import add_days
    from contactkeeper.text.days import say_weekday_day

    for event in session.event_notes.events:
        linked = sum(names(entry, event) for entry in entries)
        ends = [last for _, last, _ in times(event, session.today, event.end)]
        coming = [last for last in ends if last >= session.today]
        if linked and coming:
            count = {1: "Linked", 2: "Two entries, both linked"}.get(
                linked, f"{linked} entries, all linked"
            )
            opens = say_weekday_day(add_days(coming[0], 1), session.today)
            yield f"{count} to [[{event.name}]]. Follow-up opens {opens}."
