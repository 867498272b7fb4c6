"""The order of the morning list and of the reasons in a row. It is total: no two rows tie.

The same people on the same day stand in the same order, to the byte, whatever order their notes
were read in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, get_args

from contactkeeper.core.days.cadence import days_in
from contactkeeper.core.model import Cadence, Group, ReasonKind

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, DueItem, Reason

Key: TypeAlias = tuple[object, ...]

_GROUPS = {group: place for place, group in enumerate(get_args(Group))}
_KINDS = {kind: place for place, kind in enumerate(get_args(ReasonKind))}

# What lateness is measured against where there is no rhythm: a year, as `max_silence` is.
_NO_RHYTHM = Cadence("year")


def reason_key(reason: Reason) -> Key:
    """Sort the reasons of one person by it, the strongest first."""
    ends = reason.last_day if reason.group == "occasion" and reason.last_day else reason.due
    if reason.group == "overdue":
        return (_GROUPS[reason.group], _KINDS[reason.kind], ends, reason.text)
    return (_GROUPS[reason.group], ends, _KINDS[reason.kind], reason.text)


def item_key(item: DueItem) -> Key:
    """Sort the rows of a list by it: group, what counts inside the group, name, path."""
    return (_GROUPS[item.group], *_inside(item), *_name_key(item.contact))


def _inside(item: DueItem) -> Key:
    """Give what counts inside the item's group; of one shape in each group."""
    tier = 0 if item.contact.tier == "key" else 1
    match item.group:
        case "reply" | "promise" | "waiting":
            return (item.due,)
        case "occasion":
            return (item.reasons[0].last_day or item.due, tier)
        case "overdue":
            return (tier, -_relative_lateness(item), -item.days_overdue)
        case "new":
            return (tier, item.due)
        case "soon":
            return (item.due, tier)
        case _:
            return (tier,)


def _relative_lateness(item: DueItem) -> float:
    rhythm = item.cadence if item.cadence.has_timer else _NO_RHYTHM
    return item.days_overdue / days_in(rhythm)


def _name_key(contact: Contact) -> Key:
    return (contact.name.casefold(), contact.name, contact.path)
