"""The order of the morning list and of the reasons in a row. It is total: no two rows tie.

The same people on the same day stand in the same order, to the byte, whatever order their notes
were read in.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, TypeAlias, get_args

from contactkeeper.core.agenda.model import Group, Turn
from contactkeeper.core.agenda.occasions import KINDS
from contactkeeper.core.language.cadence import days_in
from contactkeeper.core.model import Cadence

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import DueItem, Reason

Key: TypeAlias = tuple[object, ...]

_GROUPS = {group: place for place, group in enumerate(get_args(Group))}
_PLACES = {
    name: place
    for place, name in enumerate(
        (
            *("meet", "reply", "promise", "waiting", "met lately", "occasion", "overdue key"),
            *("circle", "overdue", "today", "new", "soon"),
        )
    )
}
"""The places of rows: two groups stand at two of them."""
_TURNS = {turn: place for place, turn in enumerate(get_args(Turn))}

TASKS_AND_REPLIES = ("meet", "reply", "promise", "reminder", "waiting")
TIMERS = ("cadence", "retry", "cold", "silence", "talk", "touch", "new")
"""Reasons that may wait; for all others there is a day, or somebody waits."""
REASON_KINDS = (*TASKS_AND_REPLIES, *(kind.name for kind in KINDS), *TIMERS)
"""The kinds of reasons, the strongest first."""

_KINDS = {kind: place for place, kind in enumerate(REASON_KINDS)}

_WITH_LAST_DAY = ("occasion", "circle")

# What lateness is measured against where there is no rhythm: a year, as `max_silence` is.
_NO_RHYTHM = Cadence("year")


def reason_key(reason: Reason) -> Key:
    """Sort the reasons of one person: the strongest first, what many share last."""
    place = (reason.shared and reason.group != "soon", reason.further, _GROUPS[reason.group])
    ends = reason.last_day if reason.group in _WITH_LAST_DAY and reason.last_day else reason.due
    if reason.group == "meet":
        return (*place, reason.to_confirm, ends, *same_day_key(reason))
    if reason.group == "overdue":
        return (*place, _KINDS[reason.kind], ends, *same_day_key(reason))
    return (*place, ends, _KINDS[reason.kind], *same_day_key(reason))


def same_day_key(reason: Reason) -> Key:
    """Sort the reasons of one person, kind and day by it."""
    return (reason.about, reason.deadline is None, reason.time or time.max, reason.words)


def is_timer(reason: Reason) -> bool:
    """Say whether a reason comes of a rhythm alone."""
    return reason.kind in TIMERS


def is_personal(reason: Reason) -> bool:
    """Say whether a reason is of this person alone, and of this day: a screen always shows it."""
    return not (reason.shared or is_timer(reason))


def item_key(item: DueItem) -> Key:
    """Sort the rows of a list by it: group, what counts inside the group, name, path."""
    contact, group = item.contact, item.group
    tier = 0 if contact.tier == "key" else 1
    last = (contact.name.casefold(), contact.name, contact.path)
    place = _PLACES[_place_of(item)]
    if group == "meet":
        first = item.reasons[0]
        return (place, first.to_confirm, item.due, first.time or time.max, *last)
    if group in ("reply", "promise", "waiting"):
        return (place, _TURNS[item.turn], item.due, *last)
    if group in (*_WITH_LAST_DAY, "soon"):
        ends = item.reasons[0].last_day if group != "soon" else None
        return (place, ends or item.due, _TURNS[item.turn], tier, *last)
    if group == "overdue":
        rhythm = item.cadence if item.cadence.has_timer else _NO_RHYTHM
        share = min(item.days_overdue / days_in(rhythm), 1)
        return (place, tier, -share, item.days_overdue, *last)
    if group == "new":
        return (place, tier, item.due, *last)
    return (place, tier, *last)


def _place_of(item: DueItem) -> str:
    """Name the place of a row: its group, but for people met lately and the key tier."""
    if item.group == "new" and item.turn == "today":
        return "met lately"
    if item.group == "overdue" and item.contact.tier == "key":
        return "overdue key"
    return item.group
