"""Fit a list to a screen: the rows shown, and those that wait for their turn.

Nobody is forgotten: what is not shown is counted. Must not change the order.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.occasions import may_wait
from contactkeeper.core.agenda.ranking import item_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.agenda.model import DueItem, Reason

ALWAYS_SHOWN = frozenset({"meet", "reply", "promise", "waiting", "occasion", "soon"})
"""Groups whose rows are shown beyond the limit too."""


class Split(NamedTuple):
    """A list in parts, each in its order."""

    shown: list[DueItem]
    waiting: list[DueItem]
    """The rows that are cut, or have their turn on another day."""
    folded: list[DueItem]
    """The rows for which a line stands."""


def split_page(items: Sequence[DueItem], limit: int) -> Split:
    """Split a list into the rows to show and the others.

    Meetings, replies, promises, waiting, occasions, people met lately who have a turn, and `soon`,
    which was asked for, always show, beyond `limit` people too; but of replies owed for long only
    those whose turn it is.
    """
    split = Split([], [], [])
    room = limit - sum(map(_takes_place, items))
    for item in items:
        always = is_always_shown(item)
        if item.is_folded:
            split.folded.append(item)
        elif item.turn == "later" or not (always or room > 0):
            split.waiting.append(item)
        else:
            split.shown.append(item)
            room -= not always
    return split


def cut_page(items: Sequence[DueItem], limit: int) -> Split:
    """Show the first rows of a list, so many whatever they are."""
    folded = [item for item in items if item.is_folded]
    rows = (item for item in items if not item.is_folded)
    return Split(list(islice(rows, limit)), list(rows), folded)


def later_rows(items: Iterable[DueItem]) -> list[DueItem]:
    """Return the rows of those who come up after today, in their order.

    Also of those for whom a line stands today: they come up for something of their own.
    """
    rows = (item.unfolded for item in items)
    return sorted((row for row in rows if row and row.group == "soon"), key=item_key)


def is_always_shown(item: DueItem) -> bool:
    """Say whether a row is shown beyond the limit: who was met lately has a turn for it."""
    return item.group in ALWAYS_SHOWN or (item.group == "new" and item.turn == "today")


def _takes_place(item: DueItem) -> bool:
    """Say whether a row is always shown and counts; who comes up soon takes nobody's place."""
    return is_always_shown(item) and item.group != "soon" and item.turn != "later"


class Shared(NamedTuple):
    """A reason that many people share, and how many of them it is open for today."""

    reason: Reason
    people: int
    key: int
    """The number of key people among them."""


def shared_reasons(items: Iterable[DueItem], shown: Iterable[DueItem]) -> list[Shared]:
    """List what many people share and some row of `shown` does not say, each once.

    That is the reason of a folded row or of one that is cut, and what a row carries as a further
    reason, for which it may have no room. News is told elsewhere.
    """
    rows = {item.contact.path for item in shown}
    found: dict[tuple[object, ...], list[DueItem]] = {}
    unsaid: dict[tuple[object, ...], Reason] = {}
    for item in items:
        for place, reason in enumerate(item.reasons):
            if reason.group == "circle" and not may_wait(reason.kind):
                which = (reason.last_day, reason.kind, reason.about)
                found.setdefault(which, []).append(item)
                if place or item.contact.path not in rows:
                    unsaid.setdefault(which, reason)
    return [
        Shared(reason, len(found[which]), sum(each.contact.tier == "key" for each in found[which]))
        for which, reason in sorted(unsaid.items(), key=lambda each: each[0])
    ]
