"""Choose how a message is sent: its channel, the address that opens a program, what is logged.

An address is made of handles that have the form of their network, and of nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from contactkeeper.core.agenda.better_channel import better_channel
from contactkeeper.core.agenda.log_stats import channel_to
from contactkeeper.core.agenda.log_summary import counted
from contactkeeper.core.drafts.blocks import is_greeting
from contactkeeper.core.editing.note_language import language_of
from contactkeeper.core.language.languages import fold_channel, is_talk, short_channel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from contactkeeper.core.drafts.blocks import Block
    from contactkeeper.core.model import Contact, Direction, News
    from contactkeeper.core.settings import Settings

LONGEST_LINK = 2000
"""Characters of an address; a longer one goes without the message."""
LONGEST_LINE = 80
"""Characters of a message that the log has."""

_USER = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_PHONE = re.compile(r"(?:\+|00)([1-9]\d{6,14})", re.ASCII)
_DIGITS = re.compile(r"[1-9]\d{6,14}", re.ASCII)
_MAIL = re.compile(r"[^\s@<>,;:\"()\\]+@[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(r"[\w.-]{1,100}")


class Link(NamedTuple):
    """The address that opens a program on a person."""

    address: str
    """Without the message."""
    message: str = ""
    """The part behind the address, with the message."""

    @property
    def whole(self) -> str:
        """Return the address with the message, where it is not too long."""
        whole = self.address + self.message
        return whole if len(whole) <= LONGEST_LINK else self.address


def channel_for(contact: Contact, today: date, settings: Settings) -> str:
    """Return the channel to write on, as the note has it; empty where nothing names one.

    It is never a talk: where they answer more, else where they answer, else my own.
    """
    written = [entry for entry in counted(contact, today) if not is_talk(entry.channel)]
    better = better_channel(contact, today, settings)
    channel = better.on.channel if better else channel_to(contact, written, settings.channel)
    if is_talk(channel):  # of a telephone number, which goes before what else the note has
        known = [handle.partition(":")[0] for handle in contact.handles]
        known += ["email"] if contact.emails else []
        channel = next((each for each in map(fold_channel, known) if not is_talk(each)), "")
    words = (entry.channel for entry in written if fold_channel(entry.channel) == channel)
    return next(words, short_channel(channel, language_of(contact, settings)))


def link_to(contact: Contact, channel: str, message: str) -> Link | None:
    """Return the address that opens a message to a contact on a channel; None: there is none."""
    wanted = fold_channel(channel)
    if wanted == "email":
        return next(
            (_mail(each, message) for each in contact.emails if _MAIL.fullmatch(each)), None
        )
    handles = [handle.partition(":")[::2] for handle in contact.handles]
    mine = [each for each in handles if wanted in (each[0], fold_channel(each[0]))]
    if channel.strip().casefold() in ("whatsapp", "wa"):
        mine = [each for each in handles if each[0] in ("whatsapp", "phone")]
    return next(
        (
            link
            for kind, handle in mine
            if kind in _LINKS and (link := _LINKS[kind](unquote(handle), message))
        ),
        None,
    )


def _mail(address: str, message: str) -> Link:
    return Link(f"mailto:{quote(address, safe='@')}", _query("body", message.replace("\n", "\r\n")))


def _telegram(handle: str, message: str) -> Link | None:
    if phone := _PHONE.fullmatch(handle):
        return Link(f"tg://resolve?phone={phone[1]}", _query("text", message, "&"))
    return (
        Link(f"https://t.me/{handle}", _query("text", message)) if _USER.fullmatch(handle) else None
    )


def _whatsapp(handle: str, message: str) -> Link | None:
    number = re.sub(r"[\s().-]+", "", handle)
    phone = _PHONE.fullmatch(number)
    digits = phone[1] if phone else number
    if not _DIGITS.fullmatch(digits):
        return None
    return Link(f"https://wa.me/{digits}", _query("text", message))


def _phone(handle: str, message: str) -> Link | None:
    return _whatsapp(handle, message) if _PHONE.fullmatch(handle) else None


def _linkedin(handle: str, _: str) -> Link | None:
    page = f"https://www.linkedin.com/in/{quote(handle, safe='')}/"
    return Link(page) if _PAGE.fullmatch(handle) else None


def _vk(handle: str, _: str) -> Link | None:
    return Link(f"https://vk.me/{quote(handle, safe='')}") if _PAGE.fullmatch(handle) else None


_LINKS: dict[str, Callable[[str, str], Link | None]] = {
    "telegram": _telegram, "whatsapp": _whatsapp, "phone": _phone, "linkedin": _linkedin, "vk": _vk,
}  # fmt: skip


def _query(name: str, message: str, sign: str = "?") -> str:
    return f"{sign}{name}={quote(message, safe='')}"


def direction_of(kind: str) -> Direction:
    """Return the direction of a message of a kind: a greeting is a touch."""
    return "~" if is_greeting(kind) else "->"


def fields_of(blocks: Iterable[Block], link: Callable[[News], str]) -> tuple[tuple[str, str], ...]:
    """Return the fields that the log has of the blocks that stayed; `link` names news."""
    fields = [("told", link(each.news)) for each in blocks if each.news]
    fields += [("gave", each.gives) for each in blocks if each.gives]
    return tuple(fields)


def logged_text(message: str, blocks: Iterable[Block], *, whole: bool) -> str:
    """Return what the log has of a message: all of it, or its first line after the greeting.

    `blocks` are those that stayed. A long line is cut where a word ends.
    """
    lines = [" ".join(line.split()) for line in message.split("\n") if line.strip()]
    if whole:
        return "\n".join(lines)
    # The words of a greeting may have been changed, but not how many lines it has.
    greeting = sum(len(each.text.split("\n")) for each in blocks if each.part == "greeting")
    line = next(iter(lines[greeting:] or lines), "")
    if len(line) <= LONGEST_LINE:
        return line
    cut = line[: LONGEST_LINE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
