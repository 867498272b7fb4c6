"""Find whose messages an archive of LinkedIn holds, which no column says.

A mistake would turn round every message, so where it is not certain the user is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.interchange import Question
from contactkeeper.exchange.linkedin_messages import participants
from contactkeeper.exchange.linkedin_people import profile_of
from contactkeeper.exchange.source import Unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from contactkeeper.exchange.linkedin_messages import Conversation


_MOST = 20
"""Candidates among whom one is asked to choose."""


class Witness(NamedTuple):
    """Statements of other files of the archive about its owner."""

    name: str = ""
    profiles: Collection[str] = ()


def find_owner(
    conversations: Sequence[Conversation], witness: Witness, typed: str, file: str
) -> str:
    """Return the key of the owner; empty where nobody takes part in anything.

    Args:
        conversations: what is read of the messages.
        witness: speaks where two take part in as many conversations, or against the first.
        typed: what the user says, a profile or a name; it may be meant for another file.
        file: for the question.

    Raises:
        Unanswered: it is not certain.
    """
    number = participants(conversations)
    names = {key: name for each in conversations for key, name in each.names.items() if name}
    most = max(number.values(), default=0)
    first = [key for key, count in number.items() if count == most]
    meant = [key for key in number if typed and _is_meant(typed, key, names.get(key, ""))]
    said = [key for key in number if key in witness.profiles] or [
        key for key, name in names.items() if caseless(name) == caseless(witness.name)
    ]
    likely = meant or [key for key in first if key in said or not said]
    if len(likely) == 1 or not number:
        return likely[0] if likely else ""
    candidates = list(dict.fromkeys([*first, *said]))[:_MOST]
    shown = [names.get(key, "") for key in candidates]
    if "" in shown or len(set(shown)) < len(shown):
        shown = candidates
    raise Unanswered(Question("owner", file, tuple(shown)))


def _is_meant(typed: str, key: str, name: str) -> bool:
    """Say whether a profile, its address or a name is somebody's."""
    profile = profile_of(typed) or typed.removeprefix("linkedin:")
    return caseless(key) == caseless(profile) or (bool(name) and caseless(name) == caseless(typed))
