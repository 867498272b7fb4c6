"""The say column: on which channel, and what to say or do, in half a line.

The first that exists: what helps with the reason itself, thanks for what I last got, the last
entry. Left of the dot stands the channel they answer on. Must not decide who is on the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.quotes import at, flat, quote
from contactkeeper.core.agenda.response_stats import channel_to, last_talk
from contactkeeper.core.agenda.suggested_contact import TALK_AGAIN
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.dates import add_months
from contactkeeper.core.language.wording import say_day
from contactkeeper.core.note.channels import short_channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.agenda.contact_state import ContactState
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


def say_what(
    state: ContactState, reason: Reason, names: ShortNames, tell: Sequence[News] = ()
) -> str:
    """Say what to do about a row's first reason: `tg · last: Platform снова нанимает`.

    `tell` is news of mine that they have not heard; of the first it says that there is some.
    Empty where the note gives nothing to go by.
    """
    entries = _Newest(state)
    channel = short_channel(channel_to(state.contact, entries))
    match reason.kind:
        case "cold":
            return f"enough? ck pause {names.of(state.contact)}"
        case "promise":
            return _beside(channel, f"when sent: ck done {names.of(state.contact)}")
        case "retry":
            if tried := _say_unanswered(entries, channel):
                return tried
        case "cadence":
            if talk := _say_talk(state, entries):
                return talk
        case "new":
            met_at = state.contact.met_at if state.contact.met else ""
            return _beside(channel, f"met {at(met_at)}" if met_at else "")
    quoted = reason.kind == "reply"
    kind = kind_of(reason.kind)
    if kind and kind.notes == "news":  # that there is some is said already
        tell = [news for news in tell if news.name != reason.about]
    said = _say_news(state, tell) or _say_thanks(state, entries)
    return _beside(channel, said or _say_last(entries, quoted=quoted))


def _words_of(contact: Contact) -> set[str]:
    names = (contact.name, *contact.aliases)
    return {lowered(word) for name in names for word in _WORD.findall(name)}


def _beside(channel: str, what: str) -> str:
    return f"{channel} · {what}" if channel and what else channel or what


def _say_unanswered(entries: Iterable[Entry], channel: str) -> str:
    """Say that another channel may do better, where they have answered on one."""
    tried = next((entry.channel for entry in entries if entry.direction == "->"), "")
    short = short_channel(tried)
    return f"{channel} · {short} got no answer" if short and short != channel else ""


def _say_talk(state: ContactState, entries: Iterable[Entry]) -> str:
    """Say that it is time for a call, where the last is months ago and messages followed."""
    talk = last_talk(entries)
    if talk is None or talk.messages < _MESSAGES_SINCE:
        return ""
    if add_months(talk.day, TALK_AGAIN) > state.today:
        return ""
    last = "last one" if talk.kind else "spoke"
    return f"time for a {talk.kind or 'talk'}: {last} {say_day(talk.day, state.today)}"


def _say_news(state: ContactState, tell: Sequence[News]) -> str:
    return f"tell: {flat(tell[0].name)} ({say_day(tell[0].date, state.today)})" if tell else ""


def _say_thanks(state: ContactState, entries: Iterable[Entry]) -> str:
    """Say what to thank for: what I got and have not written or spoken about since."""
    for entry in entries:
        if got := flat(entry.field("got")):
            return f"thank: {got} ({say_day(entry.date, state.today)})"
        if entry.direction != "<-":
            return ""
    return ""


def _say_last(entries: Iterable[Entry], *, quoted: bool) -> str:
    """Say the last entry that has words; with `quoted` the newest of theirs is known already."""
    for entry in entries:
        if quoted and entry.direction == "<-":
            quoted = False
        elif words := flat(entry.text):
            return f"last: {quote(words) if entry.direction == '<-' else words}"
    return ""
