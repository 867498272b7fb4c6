"""The form that fits: a talk, congratulations, a follow-up, an answer, or a quick check-in.

Derived from the log and from what there is to write about today; a cadence plays no part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.agenda.occasion_text import text_of
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.quotes import at, flat
from contactkeeper.core.agenda.response_stats import last_talk
from contactkeeper.core.language.dates import add_months
from contactkeeper.core.language.wording import say_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.model import Entry, Reason

ContactKind: TypeAlias = Literal[
    "congratulations", "follow-up", "talk", "answer", "first-message", "check-in"
]

TALK_AGAIN = 3
"""Months without a call or a meeting after which it is time for one."""


class SuggestedContact(NamedTuple):
    """How to be in touch today."""

    kind: ContactKind
    text: str
    """A person's words: `time for a talk: last call 14 Jun, only messages since`."""


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
        where = f": met {at(contact.met_at)}" if contact.met_at else ""
        return SuggestedContact("first-message", f"a first message{where}")
    if talk := _say_talk(state, entries):
        return SuggestedContact("talk", talk)
    if owed_since:
        return SuggestedContact(
            "answer", f"an answer: they wrote {say_day(owed_since, state.today)}"
        )
    return SuggestedContact("check-in", "a quick check-in")


def _on_occasion(reason: Reason) -> SuggestedContact | None:
    """Return what an occasion asks for; None where it fits every form, or is none."""
    kind = kind_of(reason.kind)
    if kind is None or not kind.suggests:
        return None
    said = text_of(kind.name).suggestion.replace("{about}", flat(reason.about))
    return SuggestedContact(kind.suggests, said.rstrip())


def _say_talk(state: ContactState, entries: Sequence[Entry]) -> str:
    """Say that it is time for a talk; empty where there was one within a quarter.

    Who does not answer is not called for that: a talk is for people who are in touch.
    """
    today = state.today
    if state.cold:
        return ""
    talk = last_talk(entries)
    if talk is None:
        is_long = add_months(entries[-1].date, TALK_AGAIN) <= today
        return "time for a talk: no call or meeting yet" if is_long else ""
    if add_months(talk.day, TALK_AGAIN) > today:
        return ""
    last = f"last {talk.kind}" if talk.kind else "spoke"
    said = f"time for a talk: {last} {say_day(talk.day, today)}"
    return f"{said}, only messages since" if talk.messages else said
