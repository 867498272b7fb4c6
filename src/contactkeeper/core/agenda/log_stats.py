"""Calculate from the log where a contact answers, how fast, and what came through them.

Entries are given newest first. A rejection came from somebody, not through them: it is left out.
Must not know what is due.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.exchanges import exchanges_of
from contactkeeper.core.agenda.log_summary import counted, was_talk
from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.note.meaning import is_contact, is_own
from contactkeeper.core.note.property_values import read_trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from contactkeeper.core.model import Contact, Entry

_NO_WAY_TO_ANSWER = frozenset({"", "event", "meeting"})
_RECENT = 5
"""Answers that say where they answer now; whoever changes the channel is not held to the old."""
_ANSWERS = 2
"""The fewest answers that show how fast somebody answers; one may be chance."""
_SPANS = (1, 3, 7, 14, 31)
"""Days within which somebody may mostly answer."""


class ResponseStats(NamedTuple):
    """The channel on which they answer, and how fast."""

    channel: str
    """Folded: `telegram`."""
    within: int | None
    """Days in which most of their answers came: 1, 3, 7, 14 or 31; None where too few are known,
    or most took longer."""


class LastTalk(NamedTuple):
    """The last call or meeting, or what may have been one."""

    day: date
    kind: str
    """`call` or `meeting`; empty for a conversation of which the log does not say how it was."""
    messages: int
    """Entries since then."""


def response_stats(entries: Iterable[Entry]) -> ResponseStats | None:
    """Say where somebody answers and how fast, from my messages that were answered.

    Where no message of theirs that answers names a channel: that of the newest entry that they had
    a part in. None where no entry of theirs names one.
    """
    newest_first = list(entries)
    messages = exchanges_of(reversed(newest_first)).messages
    answered = [each for each in reversed(messages) if each.side == "mine" and each.answered]
    days = [(each.answered - each.day).days for each in answered if each.answered]
    channels = [
        each.answer_channel for each in answered if each.answer_channel not in _NO_WAY_TO_ANSWER
    ][:_RECENT]
    if channels:
        # Of two that are alike the newer one: `most_common` keeps the order of what it counts.
        ((name, _),) = Counter(channels).most_common(1)
        return ResponseStats(name, _within(days))
    theirs = (fold_channel(entry.channel) for entry in newest_first if is_contact(entry))
    found = next((channel for channel in theirs if channel not in _NO_WAY_TO_ANSWER), "")
    return ResponseStats(found, _within(days)) if found else None


def channel_to(contact: Contact, entries: Iterable[Entry], usual: str = "") -> str:
    """Return the channel to write on, folded: where they answer, else one used, else one they have.

    Where the log does not show that they answer, `usual` goes first: my own channel, unless their
    addresses are known and none is of it. Empty where nothing names a channel.
    """
    newest_first = list(entries)
    if answering := response_stats(newest_first):
        return answering.channel
    reached = {fold_channel(handle.partition(":")[0]) for handle in contact.handles}
    if contact.emails:
        reached.add("email")
    if usual and (not reached or fold_channel(usual) in reached):
        return fold_channel(usual)
    used = (fold_channel(entry.channel) for entry in newest_first)
    if found := next((channel for channel in used if channel not in _NO_WAY_TO_ANSWER), ""):
        return found
    if contact.handles:
        return fold_channel(contact.handles[0].partition(":")[0])
    return "email" if contact.emails else ""


def last_talk(entries: Iterable[Entry]) -> LastTalk | None:
    """Return the last call or meeting; one that I only tried is none.

    A conversation without a channel may have been one, and so counts.
    """
    for messages, entry in enumerate(entries):
        if was_talk(entry):
            return LastTalk(entry.date, fold_channel(entry.channel), messages)
    return None


def _within(days: list[int]) -> int | None:
    """Return the shortest span in which more than half of the answers came."""
    if len(days) < _ANSWERS:
        return None
    return next((span for span in _SPANS if 2 * sum(d <= span for d in days) > len(days)), None)


_WORDS = {
    "referral": "referred, recommendation, реферал, рекомендация",
    "interview": "interviews, screening, интервью, собеседование, собес",
    "offer": "offers, оффер, офер, предложение",
    "hire": "hired, найм, приняли, вышел, вышла",
    "rejection": "rejected, reject, no, отказ",
}
OUTCOMES = {name: name for name in _WORDS} | {
    word.strip(): name for name, words in _WORDS.items() for word in words.split(",")
}
KNOWN = ("referral", "interview", "offer", "hire")
"""The outcomes that `ck` knows, in the order in which they follow each other; others come last."""


def trust_in(contact: Contact, today: date) -> int | None:
    """Return how much I trust somebody, 1 to 5, by the newest entry that says it, else the note."""
    for entry in counted(contact, today):
        for key, words in entry.fields:
            if key == "trust" and (value := read_trust(words)):
                return value
    return contact.trust


def unthanked(newest_first: Iterable[Entry]) -> Entry | None:
    """Return the entry with what I got last and have not written or spoken about since."""
    for entry in newest_first:
        if entry.field("got").strip():
            return entry
        if is_own(entry):
            return None
    return None


class Outcomes(NamedTuple):
    """The outcomes that came through somebody, up to a day."""

    since: date
    """The day of the first."""
    counts: tuple[tuple[str, int], ...]
    """Each by its word: `("interview", 2)`."""


def outcomes_of(contact: Contact, today: date) -> Outcomes | None:
    """Count what came through somebody; None where nothing did."""
    found = [(entry.date, word) for entry in counted(contact, today) for word in counts_for(entry)]
    if not found:
        return None
    return Outcomes(found[-1][0], in_order(Counter(word for _, word in found)))


def in_order(outcomes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """List outcomes as they follow each other; the user's own words come last, by the alphabet."""
    own = sorted(word for word in outcomes if word not in KNOWN)
    return tuple((word, count) for word in (*KNOWN, *own) if (count := outcomes.get(word)))


def counts_for(entry: Entry) -> list[str]:
    """Return what came through somebody by an entry: its outcomes, but for a rejection."""
    words = (fold_outcome(value) for key, value in entry.fields if key == "outcome")
    return [word for word in words if word and word != "rejection"]


def fold_outcome(word: str) -> str:
    """Return the outcome that a word means (`оффер` is offer); an unknown one in small letters."""
    folded = " ".join(word.split()).casefold()
    return OUTCOMES.get(folded, folded)
