"""Read the exchanges of a log: who began, which messages ask for an answer, and when it came.

Must not know what is due.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.model import Entry
from contactkeeper.core.note.meaning import meaning_of, wants_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.meaning import Meaning

AN_ANSWER: Final = 60
"""Days after a message within which what follows answers it."""
A_BREAK: Final = 7
"""Days without a message or a conversation after which a new message begins an exchange."""

Side = Literal["mine", "theirs"]

_CONTACT: Final = ("conversation", "received")
_SIDES: Final[dict[Meaning, Side]] = {"sent": "mine", "received": "theirs"}


class Message(NamedTuple):
    """A message that asks for an answer; several of one day on one side are one."""

    day: date
    side: Side
    """The side that wrote it."""
    channel: str
    """Folded: `telegram`; empty where the log names none."""
    answered: date | None = None
    """The day of the first answer, at most `AN_ANSWER` days later."""
    answer_channel: str = ""
    """The answer's channel, else the message's; empty where a conversation answered, or nothing."""


class Beginning(NamedTuple):
    """A message that begins an exchange."""

    day: date
    side: Side
    channel: str
    """Folded; empty where the log names none."""


class Exchanges(NamedTuple):
    """The messages of a log, and who began, by their days."""

    messages: tuple[Message, ...]
    begun: tuple[Beginning, ...]


def exchanges_of(oldest_first: Iterable[Entry]) -> Exchanges:
    """Read the exchanges of entries.

    A message asks for an answer where it begins an exchange, and where mine waits since another
    day. An answer, and what goes on after it, asks for none. A conversation answers both sides;
    nobody knows who began it.
    """
    reader = _Reader()
    for entry in oldest_first:
        meaning = meaning_of(entry)
        if meaning not in ("touch", "record"):
            reader.read(entry, _SIDES.get(meaning))
    reader.close()
    return Exchanges(tuple(reader.messages), tuple(reader.begun))


def add_noted(read: list[tuple[Entry, Meaning]], contact: Contact, today: date) -> None:
    """Add the `last_contact` of a day without contact, a conversation before all of that day.

    `read` are the entries up to `today`, oldest first, with what they mean.
    """
    noted = contact.last_contact
    if noted is None or noted > today:
        return
    if any(entry.date == noted and meaning in _CONTACT for entry, meaning in read):
        return
    place = sum(entry.date < noted for entry, _ in read)
    read.insert(place, (Entry(noted), "conversation"))


def messages_of(contact: Contact, today: date) -> tuple[Message, ...]:
    """Read the messages of a log up to `today`, by their days."""
    read = [(entry, meaning_of(entry)) for entry in contact.entries if entry.date <= today]
    add_noted(read, contact, today)
    return exchanges_of(entry for entry, _ in read).messages


def settled(messages: Iterable[Message], side: Side, waits_since: date) -> list[Message]:
    """Return the messages of one side that are answered, or are older than `waits_since`."""
    return [each for each in messages if each.side == side and _is_settled(each, waits_since)]


def _is_settled(message: Message, waits_since: date) -> bool:
    return message.answered is not None or message.day < waits_since


def count_by_channel(messages: Iterable[Message]) -> list[tuple[str, int, int]]:
    """Count by channel how many messages are answered, of how many; the most used first."""
    counts: dict[str, list[int]] = {}
    for message in messages:
        count = counts.setdefault(message.channel, [0, 0])
        count[0] += message.answered is not None
        count[1] += 1
    found = ((channel, answered, of) for channel, (answered, of) in counts.items())
    return sorted(found, key=lambda each: (-each[2], each[0]))


class _Reader:
    """The exchanges of a log, entry by entry."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.begun: list[Beginning] = []
        self._waiting: Message | None = None
        """The message that waits for an answer."""
        self._last = date.min
        """The day of the newest message or conversation."""

    def read(self, entry: Entry, side: Side | None) -> None:
        """Take the next message, by its side, or conversation."""
        day, waiting = entry.date, self._waiting
        if waiting and (day - waiting.day).days > AN_ANSWER:
            self.close()
            waiting = None
        if side is None:
            self.close(day)
        elif waiting is None:
            if (day - self._last).days >= A_BREAK:
                self.begun.append(Beginning(day, side, fold_channel(entry.channel)))
                self._ask(entry, side)
        elif waiting.side != side:
            self.close(day, fold_channel(entry.channel) or waiting.channel)
        elif side == "mine" and waiting.day != day:
            self.close()
            self._ask(entry, side)
        elif side == "theirs" and _asks_nothing(entry):
            self._waiting = None
        self._last = day

    def close(self, answered: date | None = None, channel: str = "") -> None:
        """End the wait for an answer."""
        if self._waiting:
            closed = self._waiting._replace(answered=answered, answer_channel=channel)
            self.messages.append(closed)
            self._waiting = None

    def _ask(self, entry: Entry, side: Side) -> None:
        if side == "mine" or not _asks_nothing(entry):
            self._waiting = Message(entry.date, side, fold_channel(entry.channel))


def _asks_nothing(entry: Entry) -> bool:
    """Say whether a message of theirs asks for no answer: it says so, or I wait for something."""
    return wants_no_reply(entry) or any(task.kind == "waiting" for task in entry.tasks)
