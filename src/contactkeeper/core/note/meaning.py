"""Decide what an entry means: a conversation, a message of theirs or mine, a touch, a record.

An open task that will be an entry is an appointment, where that entry would be a talk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.core.language.languages import is_talk
from contactkeeper.core.model import Task

if TYPE_CHECKING:
    from contactkeeper.core.model import Direction, Entry

Meaning = Literal["conversation", "received", "sent", "touch", "record"]
"""The first two are contact; a *touch* asks for no answer; a *record* is nothing that happened."""

_OF_DIRECTION: dict[Direction, Meaning] = {"<-": "received", "->": "sent", "~": "touch"}
_ON_RECORD = frozenset({"gave", "trust", "told"})
"""The fields that say nothing of a contact."""
NO_REPLY = ("reply", "none")
"""The field of a message that needs no answer, as it is written."""
_NO_REPLY_WORDS = frozenset({"none", "no", "нет"})


def meaning_of(entry: Entry) -> Meaning:
    """Return what an entry means.

    A message of mine that asks for no answer is a touch. An entry with tasks, or fields that say
    nothing of a contact, and nothing else is a record; a bare date is a conversation.
    """
    if entry.direction:
        meaning = _OF_DIRECTION[entry.direction]
        return "touch" if meaning == "sent" and wants_no_reply(entry) else meaning
    if entry.text or entry.channel or not (entry.fields or entry.tasks):
        return "conversation"
    return "record" if all(key in _ON_RECORD for key, _ in entry.fields) else "conversation"


def is_contact(entry: Entry) -> bool:
    """Say whether an entry is contact: a conversation, or a message of theirs."""
    return meaning_of(entry) in ("conversation", "received")


def is_own(entry: Entry) -> bool:
    """Say whether I had a part in what happened: a conversation, a message or a touch of mine."""
    return meaning_of(entry) in ("conversation", "sent", "touch")


def is_judgement(entry: Entry) -> bool:
    """Say whether an entry has my trust in them and nothing else."""
    has_more = entry.direction or entry.text or entry.channel or entry.tasks
    return not has_more and {key for key, _ in entry.fields} == {"trust"}


def wants_no_reply(entry: Entry) -> bool:
    """Say whether an entry says that it needs no answer: `[reply:: none]`."""
    if not entry.fields:
        return False  # of nearly all
    return entry.field("reply").strip().casefold() in _NO_REPLY_WORDS


def is_appointment(entry: Entry) -> bool:
    """Return whether an open task that will be this entry is an appointment."""
    return not entry.direction and (entry.time is not None or is_talk(entry.channel))


def appointment(entry: Entry) -> Task:
    """Return the appointment that will be this entry."""
    return Task(
        entry.text, entry.date, "open", "appointment", entry.line, entry.time, entry.channel
    )
