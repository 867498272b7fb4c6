"""The say column: on which channel, and what to say or do, in half a line.

The first that exists: what helps with the reason itself, thanks for what I last got, the last
entry. Left of the dot stands the channel they answer on. Must not decide who is on the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.days.dates import add_months
from contactkeeper.core.days.wording import say_day
from contactkeeper.core.letters import lowered
from contactkeeper.core.morning.clock import counted
from contactkeeper.core.morning.forms import TALK_AGAIN
from contactkeeper.core.morning.quotes import at, flat, quote
from contactkeeper.core.morning.talking import channel_to, last_talk
from contactkeeper.core.notes.channels import short_channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.model import Contact, Entry, News, Reason
    from contactkeeper.core.morning.standing import Standing

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

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def __iter__(self) -> Iterator[Entry]:
        return counted(self._standing.contact, self._standing.today)


def say_what(
    standing: Standing, reason: Reason, names: ShortNames, tell: Sequence[News] = ()
) -> str:
    """Say what to do about a row's first reason: `tg · last: Platform снова нанимает`.

    `tell` is news of mine that they have not heard; of the first it says that there is some.
    Empty where the note gives nothing to go by.
    """
    entries = _Newest(standing)
    channel = short_channel(channel_to(standing.contact, entries))
    match reason.kind:
        case "cold":
            return f"enough? ck pause {names.of(standing.contact)}"
        case "promise":
            return _beside(channel, f"when sent: ck done {names.of(standing.contact)}")
        case "retry":
            if tried := _say_unanswered(entries, channel):
                return tried
        case "cadence":
            if talk := _say_talk(standing, entries):
                return talk
        case "new":
            met_at = standing.contact.met_at if standing.contact.met else ""
            return _beside(channel, f"met {at(met_at)}" if met_at else "")
    quoted = reason.kind == "reply"
    if reason.kind == "news":  # that there is some is said already
        tell = [news for news in tell if news.name != reason.about]
    said = _say_news(standing, tell) or _say_thanks(standing, entries)
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


def _say_talk(standing: Standing, entries: Iterable[Entry]) -> str:
    """Say that it is time for a call, where the last is months ago and messages followed."""
    talk = last_talk(entries)
    if talk is None or talk.messages < _MESSAGES_SINCE:
        return ""
    if add_months(talk.day, TALK_AGAIN) > standing.today:
        return ""
    last = "last one" if talk.kind else "spoke"
    return f"time for a {talk.kind or 'talk'}: {last} {say_day(talk.day, standing.today)}"


def _say_news(standing: Standing, tell: Sequence[News]) -> str:
    return f"tell: {flat(tell[0].name)} ({say_day(tell[0].date, standing.today)})" if tell else ""


def _say_thanks(standing: Standing, entries: Iterable[Entry]) -> str:
    """Say what to thank for: what I got and have not written or spoken about since."""
    for entry in entries:
        if got := flat(entry.field("got")):
            return f"thank: {got} ({say_day(entry.date, standing.today)})"
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
