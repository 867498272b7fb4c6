"""The order of the morning list and of the reasons in a row. It is total: no two rows tie.

The same people on the same day stand in the same order, to the byte, whatever order their notes
were read in.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, TypeAlias, get_args

from contactkeeper.core.agenda.model import Group
from contactkeeper.core.agenda.occasions import KINDS
from contactkeeper.core.language.cadence import days_in
from contactkeeper.core.model import Cadence

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem, Reason

Key: TypeAlias = tuple[object, ...]

_GROUPS = {group: place for place, group in enumerate(get_args(Group))}

TASKS_AND_REPLIES = ("meet", "reply", "promise", "reminder", "waiting")
TIMERS = ("cadence", "retry", "cold", "silence", "new")
"""Reasons that may wait; for all others there is a day, or somebody waits."""
REASON_KINDS = (*TASKS_AND_REPLIES, *(kind.name for kind in KINDS), *TIMERS)
"""The kinds of reasons, the strongest first."""

_KINDS = {kind: place for place, kind in enumerate(REASON_KINDS)}

# What lateness is measured against where there is no rhythm: a year, as `max_silence` is.
_NO_RHYTHM = Cadence("year")


def reason_key(reason: Reason) -> Key:
    """Sort the reasons of one person by it, the strongest first."""
    ends = reason.last_day if reason.group == "occasion" and reason.last_day else reason.due
    if reason.group == "meet":
        return (_GROUPS[reason.group], reason.to_confirm, ends, *same_day_key(reason))
    if reason.group == "overdue":
        return (_GROUPS[reason.group], _KINDS[reason.kind], ends, *same_day_key(reason))
    return (_GROUPS[reason.group], ends, _KINDS[reason.kind], *same_day_key(reason))


def same_day_key(reason: Reason) -> Key:
    """Sort the reasons of one person, kind and day by it."""
    return (reason.about, reason.deadline is None, reason.time or time.max, reason.words)


def is_personal(reason: Reason) -> bool:
    """Say whether a reason is of this person alone, and of this day: a screen always shows it."""
    return not (reason.shared or reason.kind in TIMERS)


def item_key(item: DueItem) -> Key:
    """Sort the rows of a list by it: group, what counts inside the group, name, path."""
    contact = item.contact
    first = item.reasons[0]
    if item.group == "meet":
        last = (contact.name.casefold(), contact.name, contact.path)
        return (_GROUPS["meet"], first.to_confirm, item.due, first.time or time.max, *last)
    tier = 0 if contact.tier == "key" else 1
    ends = first.last_day if item.group == "occasion" else None
    day = ends or item.due
    today = item.due + timedelta(days=item.days_overdue)
    return row_key(item.group, tier, day, today, item.cadence, contact.name, contact.path)


def row_key(  # noqa: PLR0913, PLR0917  # what a row's place depends on
    group: Group,
    tier: int,
    day: date,
    today: date,
    cadence: Cadence,
    name: str,
    path: str,
) -> Key:
    """Give the place of a row in the list; of one shape in each group.

    Args:
        group: the row's.
        tier: 0 for key, 1 for all others.
        day: on which it is due; of an occasion, the last on which it makes sense.
        today: the day of the list.
        cadence: the one that holds.
        name: the contact's.
        path: the contact's.
    """
    last = (name.casefold(), name, path)
    match group:
        case "reply" | "promise" | "waiting":
            return (_GROUPS[group], day, *last)
        case "occasion" | "soon":
            return (_GROUPS[group], day, tier, *last)
        case "overdue":
            late = (today - day).days
            rhythm = cadence if cadence.has_timer else _NO_RHYTHM
            return (_GROUPS[group], tier, -late / days_in(rhythm), -late, *last)
        case "new":
            return (_GROUPS[group], tier, day, *last)
        case _:
            return (_GROUPS[group], tier, *last)
