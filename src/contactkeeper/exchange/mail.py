"""Read mail: an mbox, as Takeout and others write it, or files of one message; headers only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from contactkeeper.core.interchange import Exported, Person, left_out_of
from contactkeeper.exchange.mail_headers import is_person, read_mail
from contactkeeper.exchange.mail_owner import find_owner
from contactkeeper.exchange.mbox import read_headers
from contactkeeper.exchange.message_days import Message, MessageDays
from contactkeeper.exchange.source import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from contactkeeper.core.interchange import Interaction, Place
    from contactkeeper.core.model import Direction, Problem
    from contactkeeper.exchange.mail_headers import Mail
    from contactkeeper.exchange.mbox import Headers
    from contactkeeper.exchange.source import Answers, Member, Source

MOST_OTHERS = 5
"""People besides the owner in a mail that is still written to each of them."""

_ENDINGS = (".mbox", ".mbx", ".eml", ".emlx")
_MAILDIR = ("/cur/", "/new/")
_DRAFT_OF_MAILDIR = re.compile(r"[:!;]2,[A-Z]*D[A-Z]*\Z")
_USUAL = frozenset({b"date", b"message-id", b"received", b"subject", b"to"})
"""Headers of which every message has one besides `From`."""
_SENT = frozenset(
    {
        "sent", "sent mail", "sent items", "sent messages", "отправленные", "надіслані",
        "gesendet", "gesendete objekte", "gesendete elemente", "envoyés", "messages envoyés",
        "enviados", "elementos enviados", "enviadas", "inviata", "posta inviata", "wysłane",
        "verzonden", "verzonden items", "gönderilenler", "gönderilmiş postalar",
    }
)  # fmt: skip
"""Folders and labels of what the owner wrote, in lower case."""
_LEFT_OUT = {
    "draft": frozenset(
        {
            "draft", "drafts", "черновик", "черновики", "чернетки", "entwürfe", "brouillons",
            "borradores", "bozze", "rascunhos", "robocze", "concepten", "taslaklar",
        }
    ),
    "thrown-away": frozenset(
        {
            "spam", "junk", "junk mail", "junk e-mail", "bulk mail", "спам", "trash", "bin",
            "deleted items", "deleted messages", "корзина", "удаленные", "удалённые", "кошик",
            "papierkorb", "corbeille", "papelera", "cestino", "lixeira", "kosz", "prullenbak",
            "çöp kutusu",
        }
    ),
    "bulk": frozenset({"chat", "chats", "чаты"}),
}  # fmt: skip
"""By the reason: folders and labels of what is no mail between people, in lower case."""


def is_mail(source: Source) -> bool:
    """Say whether a file begins as a mailbox or a message; of a folder, whether one of it does."""
    return any(map(_begins_as_mail, _members(source)))


def read_mailbox(source: Source, answers: Answers) -> Exported:
    """Read all messages.

    Raises:
        Unanswered: it is not certain whose mail it is.
        Unreadable: there is no message.
    """
    mailbox = _Mailbox(answers)
    for member in _members(source):
        mailbox.read(source, member)
    if not mailbox.number and not mailbox.problems:
        raise Unreadable(source.name, 0, "no-mail")
    owner = find_owner(mailbox.mails, mailbox.writers, answers.owner, source.name)
    interactions = mailbox.interactions(owner)
    return Exported(
        "mail",
        source.name,
        owner=", ".join(owner),
        people=tuple(
            person for address, person in mailbox.people().items() if address not in owner
        ),
        interactions=interactions,
        counts=(("messages", mailbox.number),),
        left_out=left_out_of(mailbox.left_out),
        problems=tuple(mailbox.problems),
    )


class _Mailbox:
    """Collects what people have written; memory grows with the headers alone."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._seen: set[int] = set()
        """Identifiers of messages: one may lie in several folders."""
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._places: dict[str, Place] = {}
        self.number = 0
        self.mails: list[Mail] = []
        self.writers: set[str] = set()
        """Writers of what lies among sent mail."""
        self.left_out: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def read(self, source: Source, member: Member) -> None:
        """Read a file; one that can't be read is a problem."""
        folders = _folders(source, member)
        try:
            for headers in read_headers(member):
                if headers.separator or _is_message(headers):
                    self._add(read_mail(headers, member.name, self._answers.zone), folders)
        except Unreadable as error:
            self.problems.append(error.problem)

    def _add(self, mail: Mail, folders: frozenset[str]) -> None:
        labels = mail.labels | folders
        if reason := _why_left_out(mail, labels):
            self.number += 1
            self.left_out[reason] += 1
            return
        if not _SENT.isdisjoint(labels):
            self.writers.add(mail.sender)
        identifier = hash(mail.identifier)
        if mail.identifier and identifier in self._seen:
            return
        self._seen.add(identifier)
        self.number += 1
        for address in (mail.sender, *mail.to, *mail.copies):
            self._places.setdefault(address, mail.place)
            if address in mail.names:
                # What people call themselves counts for more than what others call them.
                weight = 1000 if address == mail.sender else 1
                self._names[address][mail.names[address]] += weight
        words = mail.subject if self._answers.with_words else ""
        self.mails.append(mail._replace(names={}, labels=frozenset(), identifier="", subject=words))

    def people(self) -> dict[str, Person]:
        """Return everybody, by address."""
        return {
            address: Person(
                next((name for name, _ in self._names[address].most_common(1)), ""),
                emails=(address,),
                place=place,
            )
            for address, place in self._places.items()
            if is_person(address)
        }

    def interactions(self, owner: Collection[str]) -> tuple[Interaction, ...]:
        """Return the interactions of the owner with each other person, and count what is none."""
        days = MessageDays[str]()
        for mail in self.mails:
            others = {mail.sender, *mail.to, *mail.copies}.difference(owner)
            if not others:
                self.left_out["to-yourself"] += 1
            elif mail.moment is None:
                self.left_out["no-date"] += 1
            elif len(others) > MOST_OTHERS:
                self.left_out["to-many"] += 1
            else:
                self._add_days(mail, mail.moment, owner, days)
        return days.interactions(self.people())

    def _add_days(
        self, mail: Mail, moment: float, owner: Collection[str], days: MessageDays[str]
    ) -> None:
        day = datetime.fromtimestamp(moment, self._answers.zone).date()
        direction: Direction = "->" if mail.sender in owner else "<-"
        message = Message(day, direction, "email", moment, None, mail.subject, mail.place)
        whom = _others(mail.to, owner) or _others(mail.copies, owner)
        partners = whom if direction == "->" else [mail.sender]
        for address in partners:
            days.add(address, message)
        if not partners:
            self.left_out["bulk"] += 1


def _others(addresses: Sequence[str], owner: Collection[str]) -> list[str]:
    """Return the addresses of people without those of the owner, each once."""
    known = dict.fromkeys(addresses)
    return [address for address in known if address not in owner and is_person(address)]


def _why_left_out(mail: Mail, labels: frozenset[str]) -> str:
    """Return why a message is no mail between people; empty where it may be one."""
    for reason, names in _LEFT_OUT.items():
        if not names.isdisjoint(labels):
            return reason
    if mail.is_bulk:
        return "bulk"
    return "" if mail.sender else "no-sender"


def _members(source: Source) -> list[Member]:
    """Return what may hold mail; in an archive or a folder the name tells."""
    return [
        member
        for member in source.members
        if source.is_single
        or member.base_name.endswith(_ENDINGS)
        or "." not in member.base_name
        or any(folder in member.name for folder in _MAILDIR)
    ]


def _begins_as_mail(member: Member) -> bool:
    """Tell a mailbox, or a message, by the headers of the first one."""
    head = member.head()
    return _is_message(next(read_headers(member._replace(open=lambda: BytesIO(head)))))


def _is_message(headers: Headers) -> bool:
    """Say whether these are the headers of a message."""
    names = {name for name, _ in headers.fields}
    return b"from" in names and not _USUAL.isdisjoint(names)


def _folders(source: Source, member: Member) -> frozenset[str]:
    """Return the names of what was named, of the folders in it and of a file, in lower case."""
    above = source.name.replace("\\", "/").rstrip("/").rpartition("/")[0]
    inside = member.name.replace("\\", "/").removeprefix(above)
    parts = {part.casefold() for part in inside.split("/")}
    if _DRAFT_OF_MAILDIR.search(member.name):
        parts.add("draft")
    return frozenset(parts | {part.rpartition(".")[0] for part in parts})
