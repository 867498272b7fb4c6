"""Choose whose turn it is this morning, among people of whom a few come up each day.

People met lately take turns, and so do replies owed for long. Nothing remembers who was shown: the
day and the notes alone decide. Whoever is written to today has had the place of today, and nobody
else takes it before tomorrow.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from contactkeeper.core.agenda.log_summary import MET_LATELY, TURNS_OF, counted
from contactkeeper.core.calendar.days import add_days, workdays
from contactkeeper.core.note.meaning import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.reasons import Row
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_T = TypeVar("_T")

MET_PER_DAY = 2
OLD_REPLIES_PER_DAY = 3


class _Newcomer(NamedTuple):
    """Somebody met lately, in the order in which they queue."""

    since: date
    """The day on which we met, or a later one on which the note was made."""
    met: date
    name: str
    path: str
    written: date
    """The day of the first entry."""

    def waits_on(self, day: date) -> bool:
        return self.since <= day <= add_days(self.met, MET_LATELY) and day <= self.written


def turns_of_new(people: Iterable[Contact], today: date, settings: Settings) -> frozenset[str]:
    """Return the paths of those met lately who stand high on today's list: two at most.

    They queue up in the order in which we met; who had a turn goes to the end. So of six people
    each has a turn within three working days. The turns of past days follow from the notes.
    """
    queue: list[_Newcomer] = []
    coming = sorted(_newcomer(each, today) for each in people)
    past = workdays(add_days(today, -TURNS_OF), settings.plan_blackout)
    for day in (*takewhile(lambda day: day < today, past), today):
        waiting = [each for each in queue if each.waits_on(day)]
        queue = waiting + [each for each in coming if each.waits_on(day) and each not in waiting]
        if day < today:
            queue = queue[MET_PER_DAY:] + queue[:MET_PER_DAY]
    return frozenset(each.path for each in queue[:MET_PER_DAY])


def _newcomer(contact: Contact, today: date) -> _Newcomer:
    entries = counted(contact, today)
    days = [each.date for each in entries if meaning_of(each) not in ("record", "touch")]
    first = min(days, default=add_days(today, 1))
    met = contact.met or today
    since = max(met, contact.created or met)
    return _Newcomer(since, met, contact.name.casefold(), contact.path, first)


def turns_of_unsorted(
    states: Iterable[ContactState], today: date, settings: Settings
) -> list[ContactState]:
    """Return the imported people without tier, cadence and entry whom today's list has."""
    keyed = sorted(((each.contact.imported, each.contact.path), each) for each in states)
    return _turn_of([each for _, each in keyed], settings.import_per_day, today)


def _turn_of(found: list[_T], per_day: int, today: date) -> list[_T]:
    """Return those of today: each day begins where the day before it ended."""
    if not found:
        return []
    first = today.toordinal() * per_day % len(found)
    return [*found[first:], *found[:first]][:per_day]


def turns_of_replies(
    rows: Iterable[Row], today: date, settings: Settings
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the paths of those who have waited long for my reply: three of today, and all.

    `rows` are those of the morning.
    """
    long_ago = add_days(today, -settings.clock.reply_window)
    old = sorted(
        (reason.due, state.contact.path)
        for state, reasons in rows
        for reason in reasons
        if reason.kind == "reply" and reason.due < long_ago
    )
    paths = [path for _, path in old]
    return frozenset(_turn_of(paths, OLD_REPLIES_PER_DAY, today)), frozenset(paths)
