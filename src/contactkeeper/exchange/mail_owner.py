"""Find whose mailbox a file is: one person may have several addresses.

A mistake would turn round every message, so where it is not certain the user is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.interchange import Question
from contactkeeper.exchange.source import Unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from contactkeeper.exchange.mail_headers import Mail

_BREAK = re.compile(r"[\s,;<>]+")
_LABEL = re.compile(r"\+[^@]*")
"""Of `me+jobs@example.com`, which leads to the same mailbox as `me@example.com`."""
_MOST = 9
"""Candidates among whom one is asked to choose."""


def find_owner(mails: Sequence[Mail], writers: Collection[str], typed: str, file: str) -> list[str]:
    """Return the addresses of the owner, the one in most messages first.

    Args:
        mails: what people have written.
        writers: who wrote what lies among sent mail.
        typed: what the user says: one address, or several; they may be meant for another file.
        file: for the question.

    Raises:
        Unanswered: it is not certain.
    """
    number = Counter(address for mail in mails for address in _in(mail))
    ranked = [address for address, _ in number.most_common()]
    said = set(map(_mailbox, _BREAK.split(typed.lower()))) & number.keys()
    is_certain = bool(said)
    if not said:
        sent = {*writers, *(mail.delivered_to for mail in mails)}
        said = set(map(_mailbox, sent)) & number.keys()
        said = said or set(_alone_at_the_top(number))
        is_certain = sum(not said.isdisjoint(_in(mail)) for mail in mails) * 2 >= len(mails)
    found = [address for address in ranked if address in said]
    if ranked and not (found and is_certain):
        raise Unanswered(Question("owner", file, tuple(ranked[:_MOST])))
    written = dict.fromkeys(address for mail in mails for address in _written_in(mail))
    labelled = (each for each in written if each not in found and _mailbox(each) in found)
    return [*found, *labelled]


def _alone_at_the_top(number: Counter[str]) -> list[str]:
    """Return the address in most messages, unless another is in as many."""
    first, *others = number.most_common(2) or [("", 0)]
    return [first[0]] if not others or first[1] > others[0][1] else []


def _in(mail: Mail) -> list[str]:
    """Return the mailboxes that a message was sent from, to, or delivered to, each once."""
    return list(dict.fromkeys(map(_mailbox, _written_in(mail))))


def _written_in(mail: Mail) -> list[str]:
    """Return these addresses as they are written."""
    return list(filter(None, (mail.sender, *mail.to, *mail.copies, mail.delivered_to)))


def _mailbox(address: str) -> str:
    """Return the address of the mailbox that one with a label leads to."""
    return _LABEL.sub("", address)
