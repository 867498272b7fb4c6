"""The messages of LinkedIn's archive as interactions of two people.

Who takes part is told by profiles, or by names in the years in which the file had none. A cell of
names is never split, since `Dee, PhD` is one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.interchange import Person, Place
from contactkeeper.exchange.html_words import words_of_html
from contactkeeper.exchange.linkedin_days import read_moment
from contactkeeper.exchange.linkedin_people import INTERNAL, handles_of, name_of, profile_of
from contactkeeper.exchange.message_days import Message, MessageDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

    from contactkeeper.core.interchange import Interaction
    from contactkeeper.core.model import Direction
    from contactkeeper.exchange.linkedin_tables import Rows, TableRow

BY_NAME = "="
"""Begins the key of somebody whose profile the file does not have; no profile begins so."""
_COMPANY = "/company/"
_SPONSORED = ("sponsored", "sponsored conversation")
_DRAFTS = ("draft", "drafts")
_SPAM = "spam"
_YES = ("yes", "true")
_MOST_WORDS = 1_000
"""Characters of one message that are kept."""


class _Sent(NamedTuple):
    """A message of a conversation."""

    sender: str
    """The key of who wrote it; empty where the file does not say."""
    name: str
    recipients: tuple[str, ...]
    moment: float
    place: Place
    words: str


class Conversation:
    """All rows of one conversation together."""

    def __init__(self) -> None:
        """Begin without rows."""
        self.names: dict[str, str] = {}
        """The names of those who take part, by key; empty where no row has one."""
        self.messages: list[_Sent] = []
        self.is_sponsored = False
        self.is_group = False

    def rename(self, keys: Mapping[str, str]) -> None:
        """Put other keys in the place of some."""
        if keys.keys().isdisjoint(self.names):
            return
        names = ((keys.get(key, key), name) for key, name in self.names.items())
        self.names = dict(sorted(names, key=lambda each: bool(each[1])))
        self.messages = [
            sent._replace(
                sender=keys.get(sent.sender, sent.sender),
                recipients=tuple(keys.get(key, key) for key in sent.recipients),
            )
            for sent in self.messages
        ]

    def others(self, owner: str) -> list[str]:
        """Return the keys of the people other than the owner; several of one name are one."""
        keys = sorted(self.names.keys() - {owner}, key=lambda key: (key.startswith(INTERNAL), key))
        names = {self.names[key] for key in keys}
        return keys[:1] if len(names) == 1 and "" not in names else keys

    def why_left_out(self, owner: str) -> str:
        """Return why it is no conversation of two; empty where it is one."""
        if self.is_sponsored:
            return "sponsored"
        others = self.others(owner)
        if self.is_group or len(others) > 1:
            return "group"
        return "" if others else "no-profile"


class Messages:
    """All messages of an archive."""

    def __init__(self, *, with_words: bool) -> None:
        """Begin without any."""
        self._with_words = with_words
        self._by_identifier: dict[str, Conversation] = defaultdict(Conversation)
        self._keys: dict[str, str] = {}
        self._writers: set[str] = set()
        self.left_out: Counter[str] = Counter()

    @property
    def conversations(self) -> list[Conversation]:
        """Return what has been read."""
        return list(self._by_identifier.values())

    def name_of(self, key: str) -> str:
        """Return a name of somebody; empty where no row has one."""
        names = (each.names.get(key, "") for each in self.conversations)
        return next(filter(None, names), "")

    def read(self, rows: Rows) -> None:
        """Read a file; somebody without a profile there is found by the name."""
        for row in rows:
            conversation = self._by_identifier[row["conversationid"] or f"{rows.name}:{row.line}"]
            self._read_row(row, rows, conversation)
        if not {"senderprofileurl", "recipientprofileurls"} <= rows.columns.keys():
            self._find_profiles()

    def _read_row(self, row: TableRow, rows: Rows, conversation: Conversation) -> None:
        name, receiver = name_of(row["from"]), name_of(row["to"])
        if "senderprofileurl" in rows.columns:
            sender = self._key_of(row["senderprofileurl"])
        else:
            sender = self._key_of_name(name)
        if "recipientprofileurls" in rows.columns:
            keys = map(self._key_of, row["recipientprofileurls"].split(","))
        else:
            keys = map(self._key_of_name, (receiver,))
        recipients = tuple(filter(None, keys))
        self._writers.add(sender)
        names = conversation.names
        if sender:
            names[sender] = name
        for key in recipients:
            names[key] = names.get(key) or (receiver if len(recipients) == 1 else "")
        folder = row["folder"].casefold()
        conversation.is_sponsored |= (
            _COMPANY in row["senderprofileurl"]
            or folder in _SPONSORED
            or row["conversationtitle"].casefold() in _SPONSORED
        )
        moment = read_moment(row["date"])
        if folder in _DRAFTS or row["ismessagedraft"].casefold() in _YES:
            self.left_out["draft"] += 1
        elif folder == _SPAM:
            self.left_out["spam"] += 1
        elif moment is None:
            self.left_out["no-date"] += 1
        else:
            words = words_of_html(row["content"])[:_MOST_WORDS] if self._with_words else ""
            place = Place(rows.name, row.line)
            conversation.messages.append(_Sent(sender, name, recipients, moment, place, words))

    def _key_of(self, url: str) -> str:
        """Return the key of a profile; there are few, in many rows."""
        key = self._keys.get(url)
        if key is None:
            key = self._keys[url] = profile_of(url.strip())
        return key

    def _key_of_name(self, name: str) -> str:
        """Return the key of a name; a closed account is “LinkedIn Member”, which is nobody."""
        folded = caseless(name)
        return f"{BY_NAME}{folded}" if folded and "linkedin" not in folded else ""

    def _find_profiles(self) -> None:
        """Find the profiles of names, where other rows have them; several names are a group."""
        profiles = defaultdict(set)
        for conversation in self.conversations:
            for key, name in conversation.names.items():
                if not key.startswith(BY_NAME):
                    profiles[self._key_of_name(name)].add(key)
        keys = {name: next(iter(found)) for name, found in profiles.items() if len(found) == 1}
        for conversation in self.conversations:
            conversation.is_group |= any(
                key.startswith(BY_NAME) and "," in key and not {key, keys.get(key)} & self._writers
                for key in conversation.names
            )
            conversation.rename(keys)

    def interactions(self, owner: str, zone: tzinfo) -> tuple[Interaction, ...]:
        """Return the interactions of the owner with one other person, and count the rest."""
        days, people = MessageDays[str](), dict[str, Person]()
        newest: dict[str, float] = {}
        mine = self._numbers_of(owner)
        for conversation in self.conversations:
            conversation.rename(mine)
            reason = conversation.why_left_out(owner)
            if reason:
                self.left_out[reason] += 1 if reason == "group" else len(conversation.messages)
                continue
            (other,), names = conversation.others(owner), conversation.names
            for sent in conversation.messages:
                day = datetime.fromtimestamp(sent.moment, zone).date()
                direction = _direction(sent, owner, other, names.get(owner, ""))
                message = Message(
                    day, direction, "linkedin", sent.moment, None, sent.words, sent.place
                )
                days.add(other, message)
                if sent.moment > newest.get(other, float("-inf")):
                    newest[other] = sent.moment
                    people[other] = _person(other, names[other], sent.place)
        return days.interactions(people)

    def _numbers_of(self, owner: str) -> dict[str, str]:
        """Return the owner for each number by which LinkedIn knows somebody of the same name."""
        name = self.name_of(owner)
        return {
            key: owner
            for each in self.conversations
            for key, said in each.names.items()
            if key.startswith(INTERNAL) and said and said == name
        }


def _direction(sent: _Sent, owner: str, other: str, name: str) -> Direction:
    """Return who wrote a message; where the sender is missing, who received it tells."""
    if sent.sender:
        return "->" if sent.sender == owner else "<-"
    if owner in sent.recipients:
        return "<-"
    return "->" if other in sent.recipients or sent.name == name else "<-"


def _person(key: str, name: str, place: Place) -> Person:
    return Person(name, handles=() if key.startswith(BY_NAME) else handles_of(key), place=place)


def participants(conversations: Iterable[Conversation]) -> Counter[str]:
    """Count the conversations in which each one takes part."""
    return Counter(key for each in conversations for key in each.names)
