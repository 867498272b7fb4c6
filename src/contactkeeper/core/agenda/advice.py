"""Choose how to be in touch with somebody, on which channel, and what to say or do about a row.

Derived from the log and from what there is to write about today; a cadence plays no part in it.
Must not word anything, nor decide who is on the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.agenda.better_channel import better_channel
from contactkeeper.core.agenda.contact_state import talk_rhythm
from contactkeeper.core.agenda.log_stats import LastTalk, channel_to, last_talk, unthanked
from contactkeeper.core.agenda.log_summary import counted, last_talk_day, newest_sent
from contactkeeper.core.agenda.model import Advice
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.reasons import is_touch_offered, touch_channel
from contactkeeper.core.language.cadence import next_date
from contactkeeper.core.language.languages import fold_channel, short_channel
from contactkeeper.core.model import Cadence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import BetterChannel, Reason
    from contactkeeper.core.model import Entry, News
    from contactkeeper.core.people.find_contact import Directory
    from contactkeeper.core.settings import Settings

ContactKind: TypeAlias = Literal[
    "congratulations", "follow-up", "talk", "answer", "first-message", "check-in"
]

_TALK_AGAIN = Cadence("month", 3)
"""The time after the last talk at which one is suggested, where there is no rhythm of talks."""


class SuggestedContact(NamedTuple):
    """The suggested way to be in touch today."""

    kind: ContactKind
    occasion: Reason | None = None
    """The occasion to congratulate on or to follow up."""
    met_at: str = ""
    """The place where we met, for a first message."""
    talk: LastTalk | None = None
    """The last call or meeting, where it is time for another."""
    next_talk: date | None = None
    """The day on which the next one is due; None for who does not answer."""
    rhythm: Cadence | None = None
    """The rhythm of talks, where the note says it."""
    owed_since: date | None = None
    """The day of the message that waits for an answer."""


def suggest_contact(
    state: ContactState, reasons: Sequence[Reason], entries: Sequence[Entry], settings: Settings
) -> SuggestedContact | None:
    """Return how to be in touch with a contact on a day; None if no contact is wanted.

    Args:
        state: where they stand.
        reasons: why they are on the list today.
        entries: those that count, newest first.
        settings: the rules.
    """
    contact, clock = state.contact, state.clock
    if contact.status == "do-not-contact":
        return None
    if occasion := next(filter(None, map(_on_occasion, reasons)), None):
        return occasion
    last = clock.last_sent or clock.last_contact
    if last is None:
        return SuggestedContact("first-message", met_at=contact.met_at)
    rhythm = talk_rhythm(contact, settings)
    if not (contact.talk or rhythm.has_timer):
        rhythm = _TALK_AGAIN
    next_talk = None
    if rhythm.has_timer and not state.cold:  # who does not answer is not called for that
        talk = last_talk(entries)
        day = last_talk_day(contact, state.today)
        if day and (talk is None or talk.day < day):
            talk = LastTalk(day, "", 0)
        next_talk = next_date(rhythm, talk.day if talk else entries[-1].date)
        if next_talk <= state.today:
            return SuggestedContact("talk", talk=talk, rhythm=contact.talk)
    if clock.owed_since:
        return SuggestedContact("answer", owed_since=clock.owed_since)
    return SuggestedContact("check-in", next_talk=next_talk, rhythm=contact.talk)


def _on_occasion(reason: Reason) -> SuggestedContact | None:
    """Return how to be in touch for an occasion; None where it does not matter how."""
    kind = kind_of(reason.kind)
    return SuggestedContact(kind.suggests, reason) if kind and kind.suggests else None


class _Newest:
    """The entries that count, newest first; may be iterated again, and reads only what is used."""

    def __init__(self, state: ContactState) -> None:
        self._standing = state

    def __iter__(self) -> Iterator[Entry]:
        return counted(self._standing.contact, self._standing.today)


def advise(
    state: ContactState,
    reason: Reason,
    directory: Directory,
    settings: Settings,
    tell: Sequence[News] = (),
) -> Advice | None:
    """Return what to do about a row's first reason; None where the note gives nothing to go by.

    `directory` has everybody, so that a name to type means one person. `tell` is news of mine that
    they have not heard; the first of it is told.
    """
    entries = _Newest(state)
    better = better_channel(state.contact, state.today, settings)
    usual = better.on.channel if better else channel_to(state.contact, entries, settings.channel)
    channel = short_channel(usual)
    if reason.kind == "cold" and is_touch_offered(state):
        return Advice("touch", short_channel(touch_channel(state.contact)))
    if reason.kind == "cold":
        return Advice("pause", words=directory.shortest_name(state.contact))
    if kind := _to_tick(reason):
        return Advice(kind, channel, directory.shortest_name(state.contact))
    if reason.kind == "new":
        met_at = state.contact.met_at if state.contact.met else ""
        return Advice("met", channel, met_at) if met_at else _channel_alone(channel)
    return (
        _better_way(state, reason, better)
        or _another_way(state, reason, channel)
        or _news(reason, tell, channel)
        or _thanks(entries, channel)
        or _never_talked(state, reason, channel, settings)
        or _last(entries, channel, quoted=reason.kind == "reply")
        or _channel_alone(channel)
    )


def _to_tick(reason: Reason) -> Literal["done", "ticked", "took-place"] | None:
    """Return the advice to tick what a row speaks of; None where there is nothing to tick yet."""
    if reason.kind == "promise":
        return "done"
    if reason.kind == "reminder" and reason.words:
        return "ticked"
    return "took-place" if reason.to_confirm else None


def _channel_alone(channel: str) -> Advice | None:
    return Advice("", channel) if channel else None


def _better_way(state: ContactState, reason: Reason, better: BetterChannel | None) -> Advice | None:
    """Suggest the channel on which more is answered if I wrote on the other one last."""
    tried = newest_sent(state.contact, state.today)
    if better is None or tried is None or reason.kind == "reply":
        return None
    is_worse = fold_channel(tried.channel) == better.than.channel
    return Advice("better-channel", better=better) if is_worse else None


def _another_way(state: ContactState, reason: Reason, channel: str) -> Advice | None:
    """Suggest another channel if they did not answer."""
    if reason.kind == "retry":
        tried = newest_sent(state.contact, state.today)
        short = short_channel(tried.channel) if tried else ""
        return Advice("other-channel", channel, short) if short and short != channel else None
    return None


def _news(reason: Reason, tell: Sequence[News], channel: str) -> Advice | None:
    """Return the first news that the reason itself does not tell."""
    kind = kind_of(reason.kind)
    told = reason.about if kind and kind.notes == "news" else ""
    news = next((each for each in tell if each.name != told), None)
    return Advice("news", channel, news.name, news.date) if news else None


def _never_talked(
    state: ContactState, reason: Reason, channel: str, settings: Settings
) -> Advice | None:
    """Return a hint where the rhythm asks for a message and there was no talk yet."""
    wanted = reason.kind == "cadence" and talk_rhythm(state.contact, settings).has_timer
    if not wanted or last_talk_day(state.contact, state.today):
        return None
    return Advice("never-talked", channel)


def _thanks(entries: Iterable[Entry], channel: str) -> Advice | None:
    """Return what to thank for: what I got and have not written or spoken about since."""
    entry = unthanked(entries)
    return Advice("thanks", channel, entry.field("got"), entry.date) if entry else None


def _last(entries: Iterable[Entry], channel: str, *, quoted: bool) -> Advice | None:
    """Return the last entry that has words; with `quoted` the newest of theirs is known already."""
    for entry in entries:
        if quoted and entry.direction == "<-":
            quoted = False
        elif entry.text.strip():
            return Advice("last", channel, entry.text, theirs=entry.direction == "<-")
    return None
