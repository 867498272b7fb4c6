"""Say in English what is left out of imported files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.interchange import LeftOut

NOUNS: Mapping[str, tuple[str, str]] = {
    "alone": ("event without other people", "events without other people"),
    "bot": ("chat with a bot", "chats with bots"),
    "bulk": ("mail of a list or a program", "mails of lists and programs"),
    "cancelled": ("cancelled event", "cancelled events"),
    "channel": ("channel", "channels"),
    "company": ("company", "companies"),
    "contact-group": ("group of contacts", "groups of contacts"),
    "crowd": ("event of over 8 others", "events of over 8 others"),
    "declined": ("declined event", "declined events"),
    "draft": ("draft", "drafts"),
    "group": ("group", "groups"),
    "invitation": ("invitation that you sent", "invitations that you sent"),
    "no-date": ("message without a date", "messages without a date"),
    "no-name": ("chat of a deleted account", "chats of deleted accounts"),
    "no-profile": ("message of a closed account", "messages of closed accounts"),
    "no-sender": ("mail without a sender", "mails without a sender"),
    "old-series": ("series before the last ten years", "series before the last ten years"),
    "own": ("event of ck's own calendar", "events of ck's own calendar"),
    "saved": ("chat with yourself", "chats with yourself"),
    "spam": ("message from spam", "messages from spam"),
    "sponsored": ("sponsored message", "sponsored messages"),
    "thrown-away": ("mail from spam or trash", "mails from spam and trash"),
    "to-come": ("day of messages that is yet to come", "days of messages that are yet to come"),
    "to-many": ("mail to many", "mails to many"),
    "to-yourself": ("mail to yourself", "mails to yourself"),
}
"""Of one thing and of several, by `LeftOut.reason`."""


def say_left_out(left_out: Sequence[LeftOut]) -> str:
    """Say what is left out; it follows the number of all: `drafts`, `: 1 draft, 3 groups`."""
    if len(left_out) == 1:
        one, several = NOUNS[left_out[0].reason]
        return one if left_out[0].number == 1 else several
    counts = (say_count(each.number, *NOUNS[each.reason]) for each in left_out)
    return f": {', '.join(counts)}"
