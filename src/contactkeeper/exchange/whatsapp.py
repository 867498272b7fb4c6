"""Read chats that WhatsApp exports: who of two wrote on which day, and their calls."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.interchange import Exported, Person, Place, Question, left_out_of
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.exchange.message_days import Message, MessageDays
from contactkeeper.exchange.source import Unanswered, Unreadable, unread_row
from contactkeeper.exchange.texts import one_line
from contactkeeper.exchange.whatsapp_lines import DayOrder, day_of, read_line, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.model import Day, Direction, Problem
    from contactkeeper.exchange.source import Answers, Member, Source
    from contactkeeper.exchange.whatsapp_lines import Line

_LINES_TO_TELL = 5
"""Lines at the beginning, one of which shows that a file is a chat."""
_MOST_WRITERS = 50
"""Writers that are told apart; a chat of two has fewer long before."""
_TWO = 2
_LINES_OF_A_SECOND = 100_000
"""By which the messages of one minute keep their order."""
_UNSAVED = "~"
"""Stands before the names of people who are not in the address book."""

_CHAT_NAME = lazy_regex(
    r"whatsapp.*?\s(?:with|с контактом|с|mit|avec|con|com|met|z|ile|[-–—])\s(?P<name>.+?)"
    r"(?:\s?\([0-9]+\))?(?:\.txt|\.zip)?\Z",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[0-9][0-9\s()./-]{5,}")
_CALL = lazy_regex(
    r"(?P<missed>(?:missed|silenced|пропущенный|verpasster)\s)?"
    r"(?:voice call|audio call|аудиозвонок|голосовой звонок|sprachanruf|appel vocal|llamada de voz"
    r"|(?P<video>video call|видеозвонок|videoanruf|appel vidéo|videollamada))"
    r"(?:\s(?:manqué|perdida))?(?:[,.]\s*(?P<rest>.{0,60}))?",
    re.IGNORECASE,
)
_DURATION = re.compile(r"[0-9]+:[0-9]{2}|[0-9]+\s?(?:h|hrs?|min|m|secs?|s|std|sek|ч|мин|сек|с)\b")


class _Chat(NamedTuple):
    """A chat as all its lines together tell it."""

    member: Member
    writers: Counter[str]
    """The number of messages of each."""
    day_first: bool | None
    name: str
    """The other person by the name of the file; empty where that does not say."""


class _Sides(NamedTuple):
    """The two people of a chat."""

    other: str
    owner: str
    """As the chat has it; empty where they wrote nothing."""


def is_whatsapp(source: Source) -> bool:
    """Say whether a file begins with messages of WhatsApp; of a folder, whether one does."""
    return any(map(_is_chat, source.named(".txt")))


def read_whatsapp(source: Source, answers: Answers) -> Exported:
    """Read the messages and calls of chats of two.

    Raises:
        Unanswered: it is not certain whom the chat is with, who of two the owner is, or whether
            days or months come first.
        Unreadable: no file is a chat.
    """
    members = [each for each in source.named(".txt") if _is_chat(each)]
    if not members:
        raise Unreadable(source.name, 0, "no-whatsapp")
    chats = [_look_through(source, each) for each in members]
    problems: list[Problem] = []
    people: dict[str, Person] = {}
    days = MessageDays[str]()
    left_out: Counter[str] = Counter()
    owners: Counter[str] = Counter()
    messages = 0
    for chat in chats:
        if len(chats) > 1 and not chat.name:
            problems.append(unread_row(chat.member.name, 1, "nameless-chat"))
            continue
        sides = _sides(source, chat, answers if len(chats) == 1 else answers._replace(chat=""))
        if not sides:
            left_out["group"] += 1
            continue
        if chat.day_first is None and answers.day_first is None:
            raise Unanswered(Question("day-first", source.name))
        people[sides.other] = _person(sides)
        owners[sides.owner] += 1
        messages += chat.writers.total()
        problems += _read_chat(chat, sides, answers, days)
    return Exported(
        "whatsapp",
        source.name,
        owner=max(owners, key=lambda each: owners[each], default=""),
        interactions=days.interactions(people),
        counts=(("messages", messages),),
        left_out=left_out_of(left_out),
        problems=tuple(problems),
    )


def _is_chat(member: Member) -> bool:
    lines = member.head().decode("utf-8-sig", "replace").split("\n", _LINES_TO_TELL)
    return any(read_line(0, line.rstrip("\r")).numbers for line in lines[:_LINES_TO_TELL])


def _look_through(source: Source, member: Member) -> _Chat:
    """Read a chat for the first time: its writers, and the order of its days and months."""
    order = DayOrder()
    writers: Counter[str] = Counter()
    for line in read_lines(member):
        order.add(line)
        if line.writer and (line.writer in writers or len(writers) < _MOST_WRITERS):
            writers[line.writer] += 1
    return _Chat(member, writers, order.day_first, _name_of(member.name) or _name_of(source.name))


def _name_of(file: str) -> str:
    """Return whom a chat is with by the name of its file: `WhatsApp Chat with Anna.txt`."""
    found = _CHAT_NAME.search(file.replace("\\", "/").rpartition("/")[2])
    return found["name"].strip() if found else ""


def _sides(source: Source, chat: _Chat, answers: Answers) -> _Sides | None:
    """Return who of the writers is who; None where it is a group.

    Whom it is with is what the user says, else the name of the file; the owner is the other one.
    """
    writers = [name for name, _ in chat.writers.most_common()]
    saved = [each for each in writers if not each.startswith(_UNSAVED)]
    if len(saved) > _TWO:
        return None
    owner = next((each for each in writers if _is_same(each, answers.owner)), "")
    other = answers.chat or chat.name
    is_writer = any(_is_same(each, other) for each in writers)
    if not is_writer and not answers.chat:
        rest = [each for each in saved if each != owner]
        if owner and len(rest) == 1:
            other = rest[0]
        elif len(writers) > 1 or not other:
            raise Unanswered(Question("chat", source.name, tuple(writers)))
    owners = [each for each in saved if not _is_same(each, other)]
    if not owner and len(owners) > 1:
        raise Unanswered(Question("owner", source.name, tuple(owners)))
    return _Sides(other, owner or "".join(owners))


def _is_same(writer: str, name: str) -> bool:
    """Compare names by letters and figures: names of files lack some of the other signs."""
    return bool(name) and _letters(writer) == _letters(name)


def _letters(name: str) -> str:
    return re.sub(r"\W", "", caseless(name))


def _person(sides: _Sides) -> Person:
    name = one_line(sides.other.removeprefix(_UNSAVED))
    return Person(phones=(name,)) if _PHONE.fullmatch(name) else Person(name)


def _read_chat(
    chat: _Chat, sides: _Sides, answers: Answers, days: MessageDays[str]
) -> Iterator[Problem]:
    """Read the messages of a chat into their days; yield those that have none."""
    day_first = answers.day_first if chat.day_first is None else chat.day_first
    message: Message | None = None
    for line in read_lines(chat.member):
        if line.numbers:
            if message:
                days.add(sides.other, message)
            message = None
            day = day_of(line.numbers, day_first=day_first is not False)
            if day:
                message = _message(line, day, sides, Place(chat.member.name, line.number), answers)
            else:
                yield unread_row(chat.member.name, line.number, "no-day")
        elif message and answers.with_words:
            message = message.with_words(line.text)
    if message:
        days.add(sides.other, message)


def _message(line: Line, day: Day, sides: _Sides, place: Place, answers: Answers) -> Message | None:
    """Return a message, or a call; None for what WhatsApp itself says."""
    call = _CALL.fullmatch(line.text)
    if not line.writer and not call:
        return None
    direction: Direction = "->" if line.writer and line.writer == sides.owner else "<-"
    is_held = call and not call["missed"] and _DURATION.search(call["rest"] or "")
    moment = datetime.combine(day, line.clock, answers.zone).timestamp()
    return Message(
        day,
        "" if is_held else direction,
        ("video" if call["video"] else "call") if call else "whatsapp",
        moment + line.number / _LINES_OF_A_SECOND,
        line.clock if is_held else None,
        line.text if answers.with_words and not call else "",
        place,
    )
