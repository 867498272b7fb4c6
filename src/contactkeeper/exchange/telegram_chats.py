"""The chats of Telegram's JSON, which is read message by message.

A large file needs no more memory than a small one: of each chat only its days are kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Place
from contactkeeper.exchange.json_stream import JsonStream
from contactkeeper.exchange.message_days import Message, MessageDays
from contactkeeper.exchange.source import Unreadable
from contactkeeper.exchange.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from contactkeeper.exchange.source import Answers, Member

CHAT = "personal_chat"
LEFT_OUT = {
    "bot_chat": "bot",
    "saved_messages": "saved",
    "private_group": "group",
    "private_supergroup": "group",
    "public_supergroup": "group",
    "private_channel": "channel",
    "public_channel": "channel",
    "replies": "bot",
    "verify_codes": "bot",
}
_TELEGRAM_ITSELF = 777000
"""The account that sends codes and news of Telegram, as a private chat."""
_CALLS = ("phone_call", "conference_call")
_LAST_SECOND = 1 << 34
"""Of the moments that are believed: in the year 2514."""
_DIGITS = 19
"""Of a number of an account, at most."""
_OLD_NUMBERS = 0xFFFFFFFF
"""Until 2021 the numbers of accounts had a mark above these bits."""


class Chat(NamedTuple):
    """One chat, with what was sent on each day by each sender."""

    fields: Mapping[str, object]
    sent: MessageDays[int]
    """By the number of the sender; what is no talk has the direction `->`, whoever sent it."""
    senders: Mapping[int, str]
    """The names of the senders."""
    messages: int
    undated: int
    """Messages whose day or sender can't be read."""

    @property
    def left_out(self) -> str:
        """Return why it is left out, empty where it is a chat of two."""
        if self.number == _TELEGRAM_ITSELF:
            return "bot"
        kind = str(self.fields.get("type"))
        return "" if kind == CHAT else LEFT_OUT.get(kind, "group")

    @property
    def number(self) -> int:
        """Return the number of the person whom it is with."""
        return number_of(self.fields.get("id"))

    @property
    def strangers(self) -> list[int]:
        """Return the senders who are not the person whom it is with."""
        return [each for each in self.senders if each not in (self.number, _old(self.number))]


class Account(NamedTuple):
    """The chats of a file, one or all, with its owner and contacts."""

    owner: Mapping[str, object]
    contacts: Sequence[Mapping[str, object]]
    chats: Sequence[Chat]


def read_account(member: Member, answers: Answers) -> Account:
    """Read a file, whose root is an account or a chat."""
    with member.open() as file:
        stream = JsonStream(file, member.name)
        if not stream.is_at("{"):
            raise Unreadable(member.name, stream.line(), "json")
        contacts: list[Mapping[str, object]] = []
        chats: list[Chat] = []
        root = _ChatReader(member, answers)
        for key in stream.members():
            if key in ("chats", "left_chats"):
                for _ in _list(stream):
                    chats.extend(_read_chat(stream, member, answers))
            elif key == "contacts":
                contacts.extend(_mapping(stream.value()) for _ in _list(stream))
            else:
                root.read(key, stream)
    if "type" in root.fields:
        chats.append(root.chat())
    return Account(_mapping(root.fields.get("personal_information")), contacts, chats)


def _list(stream: JsonStream) -> Iterator[None]:
    """Enter the list of `{"about": …, "list": […]}`; the caller takes each of its values."""
    if not stream.is_at("{"):
        stream.skip()
        return
    for key in stream.members():
        if key == "list" and stream.is_at("["):
            yield from stream.elements()
        else:
            stream.skip()


def _read_chat(stream: JsonStream, member: Member, answers: Answers) -> Iterator[Chat]:
    """Read one chat of a list; what is no chat is none."""
    if not stream.is_at("{"):
        stream.skip()
        return
    reader = _ChatReader(member, answers)
    for key in stream.members():
        reader.read(key, stream)
    yield reader.chat()


class _ChatReader:
    """Collects a chat, key by key and message by message."""

    def __init__(self, member: Member, answers: Answers) -> None:
        self.fields: dict[str, object] = {}
        self._file = member.name
        self._answers = answers
        self._sent = MessageDays[int]()
        self._senders: dict[int, str] = {}
        self._messages = self._undated = 0

    def read(self, key: str, stream: JsonStream) -> None:
        """Read what stands under a key."""
        if key in ("name", "type", "id", "personal_information"):
            self.fields[key] = stream.value()
        elif key == "messages" and stream.is_at("["):
            wanted = self.fields.get("type", CHAT) == CHAT
            for _ in stream.elements():
                self._messages += 1
                line = stream.line() if wanted else 0
                message = _mapping(stream.value())
                if wanted:
                    self._add(message, Place(self._file, line))
        else:
            stream.skip()

    def chat(self) -> Chat:
        """Return all that was read."""
        return Chat(self.fields, self._sent, self._senders, self._messages, self._undated)

    def _add(self, message: Mapping[str, object], place: Place) -> None:
        if message.get("type") == "message":
            sender, name, channel = message.get("from_id"), message.get("from"), "telegram"
        elif message.get("action") in _CALLS:
            sender, name, channel = message.get("actor_id"), message.get("actor"), "call"
        else:
            return
        number, moment = _sender(sender), _moment(message, self._answers.zone)
        if not number or not moment:
            self._undated += 1
            return
        self._senders[number] = self._senders.get(number) or name_of(name)
        is_held = channel == "call" and number_of(message.get("duration_seconds")) > 0
        words = _words(message.get("text")) if self._answers.with_words else ""
        self._sent.add(
            number,
            Message(
                moment.date(),
                "" if is_held else "->",
                channel,
                _seconds(message.get("date_unixtime")) or moment.timestamp(),
                moment.time().replace(second=0, microsecond=0) if is_held else None,
                words,
                place,
            ),
        )


def _moment(message: Mapping[str, object], zone: tzinfo) -> datetime | None:
    """Return when it was sent by the clock of the computer that exported it."""
    try:
        return datetime.fromisoformat(str(message.get("date"))).replace(tzinfo=zone)
    except ValueError:
        return None


def number_of(value: object) -> int:
    """Return a number of Telegram: `user123`, `"123"` or 123; 0 where it is none."""
    if isinstance(value, int):
        return value
    digits = str(value).removeprefix("user")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS else 0


def _old(number: int) -> int:
    """Return the number of an account without the mark that old files add to it."""
    return number & _OLD_NUMBERS


def _sender(value: object) -> int:
    """Return the number of a sender; as a bare number it is of an old file."""
    return _old(value) if isinstance(value, int) else number_of(value)


def _seconds(value: object) -> int:
    """Return a moment that a clock can have, else 0."""
    number = number_of(value)
    return number if 0 < number < _LAST_SECOND else 0


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def name_of(value: object) -> str:
    """Return a name, composed and on one line; empty where it is none."""
    return one_line(_text(value))


def _text(value: object) -> str:
    """Return a text without the halves of letters that JSON can hold and files can't."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""


def _words(value: object) -> str:
    """Return a text, which may be in pieces: `["see ", {"type": "link", "text": …}]`."""
    pieces = value if isinstance(value, list) else [value]
    return "".join(_text(_mapping(each).get("text", each)) for each in pieces)
