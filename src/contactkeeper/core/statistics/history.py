"""Read a contact's log once for all figures. Must not know of periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.exchanges import add_noted, exchanges_of
from contactkeeper.core.agenda.log_summary import was_talk
from contactkeeper.core.language.languages import fold_channel, is_channel
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.note.property_values import read_trust
from contactkeeper.core.statistics.model import Act, History
from contactkeeper.core.statistics.periods import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.note.meaning import Meaning
    from contactkeeper.core.statistics.model import Format, Kind

_FORMATS: dict[Kind, Format] = {"touch": "touch", "sent": "message", "received": "message"}
_TALKS: dict[str, Format] = {"call": "call", "meeting": "meeting"}
"""The formats of talks by channel, folded; another one where none is named."""
_EVENT = "event"
"""A channel on which a conversation is neither a message nor a talk."""


def history_of(contact: Contact, today: date) -> History:
    """Read the log of a contact up to `today`."""
    entries = tuple(entry for entry in contact.entries if entry.date <= today)
    read = [(entry, meaning_of(entry)) for entry in entries]
    acts = _acts_of(read)
    add_noted(read, contact, today)
    exchanges = exchanges_of(entry for entry, _ in read)
    return History(
        contact,
        entries,
        acts,
        exchanges.messages,
        exchanges.begun,
        own_days=_days(read, "conversation", "sent"),
        contact_days=_days(read, "conversation", "received"),
        talk_days=tuple(dict.fromkeys(entry.date for entry, _ in read if was_talk(entry))),
        judgements=_judgements(entries),
        known_since=_known_since(contact, read),
    )


def _acts_of(read: Iterable[tuple[Entry, Meaning]]) -> tuple[Act, ...]:
    """Return what happened, by day. Talks of one day are one, on the last channel that is named.

    A ticked appointment and what was logged of it are entries of their own.
    """
    acts: list[Act] = []
    talks: dict[date, Act] = {}
    for entry, meaning in read:
        if meaning == "record":
            continue
        kind: Kind = "talk" if was_talk(entry) else meaning
        channel = fold_channel(entry.channel)
        act = Act(entry.date, _format_of(kind, channel), kind, channel)
        if kind != "talk":
            acts.append(act)
        elif channel or act.day not in talks:
            talks[act.day] = act
    return tuple(sorted([*acts, *talks.values()], key=DAY))


def _format_of(kind: Kind, channel: str) -> Format:
    if kind == "talk":
        return _TALKS.get(channel, "other")
    if kind == "conversation":
        return "message" if is_channel(channel) and channel != _EVENT else "other"
    return _FORMATS[kind]


def _days(read: Iterable[tuple[Entry, Meaning]], *meanings: Meaning) -> tuple[date, ...]:
    """Return the days of entries that mean one of these, each once, ascending."""
    return tuple(dict.fromkeys(entry.date for entry, meaning in read if meaning in meanings))


def _judgements(entries: Iterable[Entry]) -> tuple[tuple[date, int], ...]:
    found = {
        entry.date: trust
        for entry in entries
        if entry.fields
        for key, words in entry.fields
        if key == "trust" and (trust := read_trust(words))
    }
    return tuple(found.items())


def _known_since(contact: Contact, read: Iterable[tuple[Entry, Meaning]]) -> date | None:
    """Return the day on which we met or the first entry, the earlier; else that of the note."""
    first = next((entry.date for entry, meaning in read if meaning != "record"), None)
    known = [day for day in (contact.met, first) if day]
    return min(known) if known else contact.created or contact.imported
