"""The values of the statistics. All days of a period are included, none after today counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.agenda.exchanges import Beginning, Message
    from contactkeeper.core.model import Contact, Entry

FEW: Final = 5
"""The fewest cases of which a percentage is told."""

Format = Literal["message", "call", "meeting", "touch", "other"]
"""`other`: a conversation on no channel, at an event, or on a channel that is not known."""

Kind = Literal["talk", "conversation", "received", "sent", "touch"]
"""The kind of an act: a talk, or the meaning of its entry."""

Counts = tuple[tuple[str, int], ...]
"""Pairs of a word and how often it occurs."""


class Share(NamedTuple):
    """The cases to which something applies, of all cases."""

    count: int = 0  # type: ignore[assignment]  # tuple.count is not missed
    of: int = 0

    @property
    def percent(self) -> int | None:
        """Return the percentage, rounded; None where there are fewer than `FEW` cases."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of >= FEW else None


def add_up(shares: Iterable[Share]) -> Share:
    """Add shares of different cases."""
    each = list(shares)
    return Share(sum(share.count for share in each), sum(share.of for share in each))


class Act(NamedTuple):
    """Something that happened with a person; talks of one day are one."""

    day: date
    format: Format
    kind: Kind
    channel: str
    """Folded: `telegram`; empty where the log names none."""


class History(NamedTuple):
    """The log of one contact up to a day, read once for all figures."""

    contact: Contact
    entries: tuple[Entry, ...]
    """Oldest first, with records."""
    acts: tuple[Act, ...]
    """By their days."""
    messages: tuple[Message, ...]
    """By their days."""
    begun: tuple[Beginning, ...]
    """By their days."""
    own_days: tuple[date, ...]
    """The days of conversations and of messages of mine, each once, ascending."""
    contact_days: tuple[date, ...]
    """The days of conversations and of messages of theirs, each once, ascending."""
    talk_days: tuple[date, ...]
    """The days of talks, each once, ascending."""
    judgements: tuple[tuple[date, int], ...]
    """The days on which I judged my trust, and how; of one day the last counts."""
    known_since: date | None
    """The day on which we met or of the first entry, else on which the note was made."""


class Period(NamedTuple):
    """The days that are looked at, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day <= self.last


class Answers(NamedTuple):
    """The answers of one side to the messages of the other.

    A message without an answer counts once it is older than `reply_window`.
    """

    share: Share = Share()
    median_days: int | None = None
    """The days that an answer usually takes; None where there was none."""
    by_channel: tuple[tuple[str, Share], ...] = ()
    """By the channel of the message, folded, the most used first; empty: none is named."""


class Promises(NamedTuple):
    """The promises of one side in the period: those that are settled or overdue."""

    kept: Share = Share()
    on_time: Share = Share()
    """Of the kept ones of which the note says both days, due and done."""


class Favours(NamedTuple):
    """The favours that went one way, by kind; the kind is empty where the note names none."""

    total: int = 0
    by_kind: Counts = ()


class Growth(NamedTuple):
    """The people who came new in one quarter."""

    first: date
    """The first day of the quarter."""
    people: int
    introduced: int
    """The number of them who came through somebody else."""


class Trust(NamedTuple):
    """My trust, from 1 to 5, by the newest judgement of each person."""

    mean: float | None = None
    """None where nobody is judged."""
    judged: int = 0
    before: float | None = None
    """The mean of those who were judged a year before."""


class Month(NamedTuple):
    """The acts of one calendar month."""

    first: date
    sent: int
    received: int
    talks: int
    touches: int
    in_rhythm: Share
    """The people whose rhythm held on the last day of the month, or today."""

    @property
    def closest(self) -> Literal["talk", "message", "touch", "nothing"]:
        """Name the closest act of the month."""
        if self.talks:
            return "talk"
        if self.sent or self.received:
            return "message"
        return "touch" if self.touches else "nothing"


class Gap(NamedTuple):
    """The days between contacts with one person."""

    usual: int | None
    """The median of those of a week or more; None under three."""
    cadence: int | None
    """The days of the cadence that holds; None where it has no timer."""
    now: int | None
    """The days since the last contact; None where there was none."""
    drifting: bool
    """Whether the present gap is more than twice the usual one, and longer than the cadence."""


class Through(NamedTuple):
    """The outcomes that came through one person."""

    contact: Contact
    outcomes: Counts


class Statistics(NamedTuple):
    """The figures of some people in a period. People are named by their contacts."""

    period: Period
    people: int
    entries: int
    """Without records; talks of one day with one person are one."""
    formats: tuple[tuple[Format, int], ...]
    """All formats, also those that do not occur. Their sum is `entries`."""
    talks: Share
    """Of the entries."""
    began_mine: int
    began_theirs: int
    their_answers: Answers
    """To my messages."""
    my_answers: Answers
    """To theirs."""
    in_rhythm: Share = Share()
    """The people whose rhythm I keep on the last day, of those who have one."""
    in_rhythm_key: Share = Share()
    talked: Share = Share()
    """Of the people who have a rhythm: those with whom I talked in the last three months."""
    talked_key: Share = Share()
    my_promises: Promises = Promises()
    their_promises: Promises = Promises()
    gave: Favours = Favours()
    got: Favours = Favours()
    only_taking: tuple[Contact, ...] = ()
    """Those who gave me something in the period and got nothing."""
    told: Share = Share()
    """Of all pairs of news of the period and somebody whom it concerns: those who were told."""
    outcomes: Counts = ()
    """In the order in which they follow each other."""
    through: tuple[Through, ...] = ()
    """Through whom, the most outcomes first."""
    growth: tuple[Growth, ...] = ()
    """By quarter."""
    brought_by: Counts = ()
    """The names of those who introduced the new people."""
    trust: Trust = Trust()
    drifting: tuple[Contact, ...] = ()
    """On the last day."""
    months: tuple[Month, ...] = ()
    """The months of the period, oldest first."""


class Group(NamedTuple):
    """The figures of one of several groups."""

    name: str
    """`2026-11`, `2026-Q4`, `key`, a company or a channel; empty: no company."""
    statistics: Statistics


class PersonStatistics(NamedTuple):
    """One person: the figures of the period, the gaps, and the months before."""

    contact: Contact
    statistics: Statistics
    gap: Gap
    rhythm_months: Share
    """The months of the period at whose ends the rhythm held."""
    months: tuple[Month, ...]
    """The last 24, oldest first."""
    trust: Sequence[tuple[date, int]]
    """Each judgement with its day, oldest first."""
