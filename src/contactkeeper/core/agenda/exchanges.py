"""Read the exchanges of a log: who began, which messages ask for an answer, and when it came.

Must not know what is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.note.meaning import meaning_of, wants_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Entry

AN_ANSWER: Final = 60
"""Days after a message within which what follows answers it."""
A_BREAK: Final = 7
"""Days without a message or a conversation after which a new message begins an exchange."""

Side = Literal["mine", "theirs"]


class Message(NamedTuple):
    """A message that asks for an answer; several of one day on one side are one."""

    day: date
    side: Side
    """Whose message it is."""
    channel: str
    """Folded: `telegram`; empty where the log names none."""
    answered: date | None = None
    """The day of the first answer, at most `AN_ANSWER` days later."""
    answer_channel: str = ""
    """That of the answer, else of the message; empty where a conversation answered, or nothing."""


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

    My first message after one of theirs is my reply, with all that I wrote that day, and asks for
    no answer. A conversation answers both sides; nobody knows who began it.
    """
    reader = _Reader()
    for entry in oldest_first:
        reader.read(entry)
    return Exchanges((*reader.messages, *filter(None, [reader.waiting])), tuple(reader.begun))


class _Reader:
    """The exchanges of a log, entry by entry."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.begun: list[Beginning] = []
        self.waiting: Message | None = None
        """The message that waits for an answer, of either side."""
        self._last: date | None = None
        """The day of the newest message or conversation."""
        self._own: date | None = None
        """The day of the newest of them that I had a part in."""
        self._replied: date | None = None
        """The day of my last reply; what else I wrote that day belongs to it."""

    def read(self, entry: Entry) -> None:
        """Take the next entry."""
        meaning = meaning_of(entry)
        if meaning in ("touch", "record"):
            return
        if self.waiting and (entry.date - self.waiting.day).days > AN_ANSWER:
            self._close()
        if meaning == "sent":
            self._sent(entry)
        elif meaning == "received":
            self._received(entry)
        else:
            self._close(entry.date)
        self._last = entry.date
        if meaning != "received":
            self._own = entry.date

    def _sent(self, entry: Entry) -> None:
        """Take a message of mine: a reply, or one that asks for an answer."""
        waiting, day = self.waiting, entry.date
        if waiting and waiting.side == "theirs":
            self._close(day, fold_channel(entry.channel) or waiting.channel)
            self._replied = day
        elif day != self._replied and not (waiting and waiting.day == day):
            if waiting is None:
                self._begin(entry, "mine")
            self._close()
            self.waiting = Message(day, "mine", fold_channel(entry.channel))

    def _received(self, entry: Entry) -> None:
        """Take a message of theirs: an answer, what goes on, or what begins an exchange."""
        waiting, day = self.waiting, entry.date
        if waiting is None:
            self._begin(entry, "theirs")
        elif waiting.side == "mine":
            self._close(day, fold_channel(entry.channel) or waiting.channel)
        if self._own == day or _asks_nothing(entry):
            self.waiting = None
        elif self.waiting is None:
            self.waiting = Message(day, "theirs", fold_channel(entry.channel))

    def _begin(self, entry: Entry, side: Side) -> None:
        if self._last is None or (entry.date - self._last).days >= A_BREAK:
            self.begun.append(Beginning(entry.date, side, fold_channel(entry.channel)))

    def _close(self, answered: date | None = None, channel: str = "") -> None:
        if self.waiting:
            closed = self.waiting._replace(answered=answered, answer_channel=channel)
            self.messages.append(closed)
            self.waiting = None


def _asks_nothing(entry: Entry) -> bool:
    """Say whether a message of theirs asks for no answer: it says so, or I wait for something."""
    return wants_no_reply(entry) or any(task.kind == "waiting" for task in entry.tasks)
