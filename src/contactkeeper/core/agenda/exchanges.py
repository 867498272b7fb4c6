"""Read the exchanges of a log: who began, which messages ask for an answer, and when it came.

Must not know what is due.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.note.meaning import meaning_of, wants_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.model import Entry

AN_ANSWER: Final = 60
"""Days after which a message is no answer to the one before it, and begins an exchange."""

Side = Literal["mine", "theirs"]


class Message(NamedTuple):
    """A message that asks for an answer; several of one day on one side are one."""

    day: date
    side: Side
    """Whose message it is."""
    channel: str
    """Folded: `telegram`; empty where the log names none."""
    answered: date | None
    """The day of the first answer, at most `AN_ANSWER` days later."""


class Exchanges(NamedTuple):
    """The messages of a log, and who began."""

    messages: tuple[Message, ...]
    """By their days."""
    begun: tuple[tuple[date, Side], ...]
    """The exchanges whose first message has a direction, by the days on which they began."""


def exchanges_of(oldest_first: Iterable[Entry]) -> Exchanges:
    """Read the exchanges of entries.

    My first message after one of theirs is my reply, with all that I wrote that day, and asks for
    no answer. A conversation answers both sides; nobody knows who began it.
    """
    reader = _Reader()
    for entry in oldest_first:
        meaning = meaning_of(entry)
        if meaning == "sent":
            reader.sent(entry)
        elif meaning == "received":
            reader.received(entry)
        elif meaning == "conversation":
            reader.talked(entry.date)
    reader.talked(date.max)
    messages = sorted(reader.messages, key=lambda message: message.day)
    return Exchanges(tuple(messages), tuple(reader.begun))


class _Reader:
    """The messages of a log that ask for an answer, entry by entry."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.begun: list[tuple[date, Side]] = []
        self._asked: Message | None = None
        """My message that waits for their answer."""
        self._owed: Message | None = None
        """Their message that waits for mine."""
        self._replied: date | None = None
        """The day of my last reply; what else I wrote that day belongs to it."""

    def sent(self, entry: Entry) -> None:
        """Take a message of mine: a reply, or one that asks for an answer."""
        day = entry.date
        if self._owed and (day - self._owed.day).days <= AN_ANSWER:
            self._close_owed(day)
            self._replied = day
        elif day != self._replied and not (self._asked and self._asked.day == day):
            self._close_owed(None)
            if not self._is_lately(self._asked, day):
                self.begun.append((day, "mine"))
            self._close_asked(None)
            self._asked = Message(day, "mine", fold_channel(entry.channel), None)

    def received(self, entry: Entry) -> None:
        """Take a message of theirs: an answer, what goes on, or what begins an exchange."""
        day = entry.date
        if self._is_lately(self._asked, day):
            self._close_asked(day)
        elif not self._is_lately(self._owed, day):
            self._close_asked(None)
            self._close_owed(None)
            self.begun.append((day, "theirs"))
        if wants_no_reply(entry):
            self._owed = None
        elif self._owed is None:
            self._owed = Message(day, "theirs", fold_channel(entry.channel), None)

    def talked(self, day: date) -> None:
        """Close what waits: a conversation answers both sides; `date.max` ends the log."""
        self._close_asked(day if self._is_lately(self._asked, day) else None)
        self._close_owed(day if self._is_lately(self._owed, day) else None)

    def _is_lately(self, message: Message | None, day: date) -> bool:
        return message is not None and (day - message.day).days <= AN_ANSWER

    def _close_asked(self, answered: date | None) -> None:
        if self._asked:
            self.messages.append(self._asked._replace(answered=answered))
            self._asked = None

    def _close_owed(self, answered: date | None) -> None:
        if self._owed:
            self.messages.append(self._owed._replace(answered=answered))
            self._owed = None
