"""The form that fits: a talk, congratulations, a follow-up, an answer, or a quick check-in.

Derived from the log and from what there is to write about today; a cadence plays no part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.response_stats import last_talk
from contactkeeper.core.calendar.days import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.response_stats import LastTalk
    from contactkeeper.core.model import Entry, Reason

ContactKind: TypeAlias = Literal[
    "congratulations", "follow-up", "talk", "answer", "first-message", "check-in"
]

TALK_AGAIN = 3
"""Months without a call or a meeting after which it is time for one."""


class SuggestedContact(NamedTuple):
    """The suggested way to be in touch today."""

    kind: ContactKind
    occasion: Reason | None = None
    """The occasion to congratulate on or to follow up."""
    met_at: str = ""
    """The place where we met, for a first message."""
    talk: LastTalk | None = None
    """The last call or meeting, where it is time for another."""
    owed_since: date | None = None
    """The day of the message that waits for an answer."""


def suggest_contact(
    state: ContactState, reasons: Sequence[Reason], entries: Sequence[Entry]
) -> SuggestedContact | None:
    """Return the form that fits somebody on a day; None for who is not to be contacted.

    Args:
        state: where they stand.
        reasons: why they are on the list today.
        entries: those that count, newest first.
    """
    contact, owed_since = state.contact, state.clock.owed_since
    if contact.status == "do-not-contact":
        return None
    if occasion := next(filter(None, map(_on_occasion, reasons)), None):
        return occasion
    if not entries:
        return SuggestedContact("first-message", met_at=contact.met_at)
    if not state.cold:  # who does not answer is not called for that
        talk = last_talk(entries)
        since = talk.day if talk else entries[-1].date
        if add_months(since, TALK_AGAIN) <= state.today:
            return SuggestedContact("talk", talk=talk)
    if owed_since:
        return SuggestedContact("answer", owed_since=owed_since)
    return SuggestedContact("check-in")


def _on_occasion(reason: Reason) -> SuggestedContact | None:
    """Return what an occasion asks for; None where it fits every form, or is none."""
    kind = kind_of(reason.kind)
    return SuggestedContact(kind.suggests, reason) if kind and kind.suggests else None
