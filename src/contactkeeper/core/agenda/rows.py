"""The rows of a morning where not all contacts are made: who waits for the rhythm stays a number.

The same list as `due_items` gives, to the byte. Must not decide who is due.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.glance import Waiting, glance
from contactkeeper.core.agenda.occasions.holiday import is_any_holiday
from contactkeeper.core.agenda.paging import ALWAYS_SHOWN, room_on_page
from contactkeeper.core.agenda.ranking import item_key
from contactkeeper.core.language.dates import add_days
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import TypeAlias

    from contactkeeper.core.model import Contact, DueItem, EventNotes
    from contactkeeper.core.settings import Settings

    Row: TypeAlias = DueItem | Waiting


class Rows(NamedTuple):
    """The rows of a list in no order, and who may have an entry after its day."""

    rows: Sequence[Row]
    ahead: Sequence[Contact]
    """All others have none."""


def rows_of(  # noqa: PLR0913, PLR0917  # what a list is made of, each once
    contacts: Sequence[Contact],
    outlooks: tuple[Iterable[int], Sequence[str]] | None,
    today: date,
    settings: Settings,
    soon: int,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> Rows:
    """List who is due, and in the group `soon` who comes up within `soon` days after.

    Args:
        contacts: all of them.
        outlooks: theirs, and their paths, where they are known.
        today: the day of the list.
        settings: the rules.
        soon: days after it that are listed too.
        event_notes: events and news.
    """
    if outlooks is None or _is_shared(today, add_days(today, soon), settings, event_notes):
        return Rows(find_items(contacts, today, settings, soon, event_notes), contacts)
    seen = glance(*outlooks, today, settings, soon)
    items = find_items([contacts[place] for place in seen.look], today, settings, soon)
    return Rows([*items, *seen.waiting], [contacts[place] for place in seen.ahead])


def in_order(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """Put rows in their order, as far as `split_for_screen` shows them under a limit.

    Those that wait their turn are counted and nothing else, so they stay as they were.
    """
    if limit is None:
        return sorted(rows, key=_key)
    always = sorted((row for row in rows if row.group in ALWAYS_SHOWN), key=_key)
    others = [row for row in rows if row.group not in ALWAYS_SHOWN]
    # No more of these are shown; of the last group, `new`, perhaps fewer.
    first = nsmallest(room_on_page(always, limit), others, key=_key)
    taken = set(map(id, first))
    rest = [row for row in others if id(row) not in taken]
    soon = sum(row.group == "soon" for row in always)  # the last group of all
    end = len(always) - soon
    return [*always[:end], *first, *rest, *always[end:]]


def first_of(rows: Iterable[Row]) -> list[Row]:
    """Return the row that comes first, where there is one."""
    return nsmallest(1, rows, key=_key)


def make(
    rows: Sequence[Row], contacts: Sequence[Contact], today: date, settings: Settings
) -> list[DueItem]:
    """Make items of rows, in their order."""
    waiting = [row for row in rows if isinstance(row, Waiting)]
    if not waiting:
        return [row for row in rows if not isinstance(row, Waiting)]
    soon = max(0, *((row.due - today).days for row in waiting))
    people = [contacts[row.place] for row in waiting]
    items = find_items(people, today, settings, soon)
    made = {item.contact.path: item for item in items}
    return [made[row.path] if isinstance(row, Waiting) else row for row in rows]


def _is_shared(today: date, until: date, settings: Settings, event_notes: EventNotes) -> bool:
    """Say whether anything that no note of a contact tells of is shown on one of these days."""
    if is_any_holiday(today, until, settings):
        return True
    if not (event_notes.events or event_notes.news):
        return False
    from contactkeeper.core.agenda.active_events import active_events  # most vaults have none

    return any(active_events(event_notes, today, until))


def _key(row: Row) -> tuple[object, ...]:
    return row.key if isinstance(row, Waiting) else item_key(row)
