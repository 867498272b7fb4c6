"""Read the JSON that Telegram Desktop exports: the private chats and calls of an account, or one.

Its pages in HTML are told, so that the user can be told what to export instead.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.interchange import Exported, Person, Question, left_out_of
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.exchange.message_days import MessageDays
from contactkeeper.exchange.source import Unanswered, Unreadable
from contactkeeper.exchange.telegram_chats import (
    CHAT,
    LEFT_OUT,
    name_of,
    number_of,
    read_account,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.exchange.source import Answers, Member, Source
    from contactkeeper.exchange.telegram_chats import Chat

_BEGINNING = lazy_regex(
    r'"type"\s*:\s*"(?:' + "|".join((CHAT, *LEFT_OUT)) + r')"'
    r'|"personal_information"\s*:\s*\{'
    r'|"(?:contacts|frequent_contacts|chats|left_chats)"\s*:\s*\{\s*"about"'
)


def is_telegram(source: Source) -> bool:
    """Say whether a file is Telegram's: by its types of chats, or as a page that it exports."""
    return any(_is_json(each) or _is_page(each) for each in source.named(".json", ".html"))


def read_telegram(source: Source, answers: Answers) -> Exported:
    """Read the private chats and calls of an account or of one chat.

    Raises:
        Unanswered: the file does not say who of two its owner is.
        Unreadable: it is no JSON of Telegram.
    """
    named = source.named(".json", ".html")
    files = [each for each in named if _is_json(each)]
    if not files and any(map(_is_page, named)):
        raise Unreadable(source.name, 0, "telegram-pages")
    if not files:
        raise Unreadable(source.name, 0, "no-telegram")
    accounts = [read_account(each, answers) for each in files]
    owner: Mapping[str, object] = next(filter(None, (each.owner for each in accounts)), {})
    contacts = [contact for each in accounts for contact in each.contacts]
    chats = [chat for each in accounts for chat in each.chats]
    people = _people(chats, contacts)
    saved = next((each.number for each in chats if each.left_out == "saved"), 0)
    number = number_of(owner.get("user_id")) or saved
    reasons = [_left_out(each, people, number) for each in chats]
    of_two = [chat for chat, reason in zip(chats, reasons, strict=True) if not reason]
    me = number or _owner(source, of_two, answers)
    days = MessageDays[int]()
    for chat in of_two:
        for sender, message in chat.sent:
            theirs = message.direction and sender != me
            days.add(chat.number, message._replace(direction="<-") if theirs else message)
    left_out = Counter(filter(None, reasons))
    left_out["no-date"] = sum(chat.undated for chat in of_two)
    return Exported(
        "telegram",
        source.name,
        owner=_full_name(owner) or next((c.senders[me] for c in of_two if me in c.senders), ""),
        interactions=days.interactions(people),
        counts=(("chats", len(of_two)), ("messages", sum(chat.messages for chat in of_two))),
        left_out=left_out_of(left_out),
    )


def _is_json(member: Member) -> bool:
    head = member.head().decode("utf-8-sig", errors="replace").lstrip()
    return head.startswith("{") and _BEGINNING.search(head) is not None


def _is_page(member: Member) -> bool:
    return member.base_name in ("export_results.html", "messages.html") and (
        b"<title>Exported Data</title>" in member.head()
    )


def _full_name(fields: Mapping[str, object]) -> str:
    parts = (name_of(fields.get("first_name")), name_of(fields.get("last_name")))
    return " ".join(filter(None, parts))


def _people(chats: Iterable[Chat], contacts: Iterable[Mapping[str, object]]) -> dict[int, Person]:
    """Return the person of each chat by number, as the list of contacts has them.

    Whoever has neither a name nor a phone is missing: their account is deleted.
    """
    by_number = {number_of(each.get("user_id")): each for each in contacts}
    people: dict[int, Person] = {}
    for chat in chats:
        contact = by_number.get(chat.number, {})
        name, shown = _full_name(contact), name_of(chat.fields.get("name"))
        phone = name_of(contact.get("phone_number"))
        if chat.number and (name or shown or phone):
            people[chat.number] = Person(
                name or shown,
                aliases=(shown,) if name and shown not in ("", name) else (),
                phones=(phone,) if phone else (),
            )
    return people


def _left_out(chat: Chat, people: Mapping[int, Person], owner: int) -> str:
    """Return why a chat is left out, empty where it is one of two."""
    if not chat.left_out and chat.number == owner:
        return "saved"
    return chat.left_out or ("" if chat.number in people else "no-name")


def _owner(source: Source, chats: Sequence[Chat], answers: Answers) -> int:
    """Return the number of the owner: as the user says, or whoever writes in most chats."""
    names = {sender: name for chat in chats for sender, name in chat.senders.items()}
    for sender, name in names.items():
        if answers.owner and caseless(answers.owner) in (caseless(name), f"user{sender}"):
            return sender
    votes = Counter(stranger for chat in chats for stranger in chat.strangers).most_common(2)
    if len(votes) > 1 and votes[0][1] == votes[1][1]:
        choices = tuple(names[each] or f"user{each}" for each, _ in votes)
        raise Unanswered(Question("owner", source.name, choices))
    return votes[0][0] if votes else 0
