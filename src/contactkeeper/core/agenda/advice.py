"""What to say or do about a row of the list, and on which channel.

The first that exists: what helps with the reason itself, thanks for what I last got, the last
entry. Must not word anything, nor decide who is on the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.response_stats import channel_to, last_talk
from contactkeeper.core.agenda.suggested_contact import TALK_AGAIN
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import add_months
from contactkeeper.core.model import Advice
from contactkeeper.core.note.channels import short_channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.response_stats import LastTalk
    from contactkeeper.core.model import Contact, Entry, News, Reason

_MESSAGES_SINCE = 3

_WORD = re.compile(r"\w+")
_UNFOLDED = re.compile("[a-z0-9а-я]+")


class ShortNames:
    """The shortest name to type for each of some contacts that nobody else answers to."""

    def __init__(self, contacts: Sequence[Contact], keys: Sequence[str] = ()) -> None:
        """Take the contacts, and by what each is found where that is known: see `name_index`."""
        self._contacts = contacts
        self._keys = keys

    def of(self, contact: Contact) -> str:
        """Return the first word where it is theirs alone, `ольга`, else the name in quotes."""
        first = _WORD.search(contact.name.casefold())
        if first and self._is_alone(lowered(first[0])):
            return first[0]
        return f'"{contact.name}"'

    def _is_alone(self, word: str) -> bool:
        """Say whether one contact alone has a word in a name."""
        who: Iterable[int] = range(len(self._contacts))
        if self._keys and _UNFOLDED.fullmatch(word):
            # A word that folding leaves as it is stands in the key of whoever has it.
            who = (place for place, key in enumerate(self._keys) if word in key)
        have = (place for place in who if word in _words_of(self._contacts[place]))
        return next(have, None) is not None and next(have, None) is None


class _Newest:
    """The entries that count, newest first, as often as they are asked for: most are never read."""

    def __init__(self, state: ContactState) -> None:
        self._standing = state

    def __iter__(self) -> Iterator[Entry]:
        return counted(self._standing.contact, self._standing.today)


def advise(
    state: ContactState, reason: Reason, names: ShortNames, tell: Sequence[News] = ()
) -> Advice | None:
    """Return what to do about a row's first reason; None where the note gives nothing to go by.

    `tell` is news of mine that they have not heard; the first of it is told.
    """
    entries = _Newest(state)
    channel = short_channel(channel_to(state.contact, entries))
    name = names.of(state.contact)
    if reason.kind == "cold":
        return Advice("pause", words=name)
    if reason.kind == "promise":
        return Advice("done", channel, name)
    if reason.kind == "new":
        met_at = state.contact.met_at if state.contact.met else ""
        return Advice("met", channel, met_at) if met_at else _channel_alone(channel)
    return (
        _another_way(state, reason, entries, channel)
        or _news(reason, tell, channel)
        or _thanks(entries, channel)
        or _last(entries, channel, quoted=reason.kind == "reply")
        or _channel_alone(channel)
    )


def _words_of(contact: Contact) -> set[str]:
    names = (contact.name, *contact.aliases)
    return {lowered(word) for name in names for word in _WORD.findall(name)}


def _channel_alone(channel: str) -> Advice | None:
    return Advice("", channel) if channel else None


def _another_way(
    state: ContactState, reason: Reason, entries: Iterable[Entry], channel: str
) -> Advice | None:
    """Return another channel for who did not answer, and a talk for who was only written to."""
    if reason.kind == "retry":
        tried = next((entry.channel for entry in entries if entry.direction == "->"), "")
        short = short_channel(tried)
        return Advice("other-channel", channel, short) if short and short != channel else None
    if reason.kind == "cadence" and (talk := _time_to_talk(state, entries)):
        return Advice("talk", words=talk.kind, day=talk.day)
    return None


def _time_to_talk(state: ContactState, entries: Iterable[Entry]) -> LastTalk | None:
    """Return the last call or meeting, where it is months ago and messages followed."""
    talk = last_talk(entries)
    if talk is None or talk.messages < _MESSAGES_SINCE:
        return None
    return talk if add_months(talk.day, TALK_AGAIN) <= state.today else None


def _news(reason: Reason, tell: Sequence[News], channel: str) -> Advice | None:
    """Return the first news that the reason itself does not tell."""
    kind = kind_of(reason.kind)
    told = reason.about if kind and kind.notes == "news" else ""
    news = next((each for each in tell if each.name != told), None)
    return Advice("news", channel, news.name, news.date) if news else None


def _thanks(entries: Iterable[Entry], channel: str) -> Advice | None:
    """Return what to thank for: what I got and have not written or spoken about since."""
    for entry in entries:
        if (got := entry.field("got")).strip():
            return Advice("thanks", channel, got, entry.date)
        if entry.direction != "<-":
            return None
    return None


def _last(entries: Iterable[Entry], channel: str, *, quoted: bool) -> Advice | None:
    """Return the last entry that has words; with `quoted` the newest of theirs is known already."""
    for entry in entries:
        if quoted and entry.direction == "<-":
            quoted = False
        elif entry.text.strip():
            return Advice("last", channel, entry.text, theirs=entry.direction == "<-")
    return None
