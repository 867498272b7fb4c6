"""Limit the rows that reasons shared by many people make in a morning, and choose today's people.

A holiday for all would make a list of everybody, and nobody writes to everybody in a morning. Who
is listed for something of their own takes no place of a quota. The others have one in a total
order, some each working day: those whose day is later come up then, and those for whom no day is
left are not listed for it. A quota does not refill: whoever was written to today had a place. And a
morning that is long already gives no places at all: what is shared can wait, or be told besides.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.agenda.contact_state import ContactState, contact_state
from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.occasions import kind_of, may_wait
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days, workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings

_FULL = 2
"""A morning with this many times the people of a day's plan gets no shared rows."""

Row: TypeAlias = "tuple[ContactState, list[Reason]]"


class _Quota(NamedTuple):
    """One quota: a number of places a day."""

    name: Literal["circle", "news"]
    """As the table of occasions has it."""
    per_day: int

    def holds(self, reason: Reason) -> bool:
        """Check whether a reason takes one of these places if it is the only one."""
        kind = kind_of(reason.kind) if reason.shared else None
        return kind is not None and kind.quota == self.name


def apply_quotas(
    rows: Sequence[Row],
    people: Iterable[Contact],
    until: date,
    settings: Settings,
    event_notes: EventNotes,
) -> list[Row]:
    """Give the places of a morning, and of the working days until `until`, to some of the rows.

    Takes what each person could be listed for, and returns it without what has no place; the
    rows of `people` who have nothing else are left out. News stays no reason where there is
    another: it is told besides.
    """
    if not rows:
        return []
    today = rows[0][0].today
    now = {state.contact.path: (state, reasons) for state, reasons in rows}
    morning = dict(now)
    for contact in people:
        if today in (last_own_day(contact, today), contact.snoozed):
            state = contact_state(_as_of_morning(contact, today), today, settings)
            morning[contact.path] = (
                state,
                reasons_until(state, until, settings, event_notes),
            )
    for ration in (
        _Quota("circle", settings.occasions.circle_per_day),
        _Quota("news", settings.occasions.news_per_day),
    ):
        turns = _give_turns(morning, ration, today, until, settings)
        morning = _keep(morning, ration, turns, today)
        now = _keep(now, ration, turns, today)
    return [row for row in now.values() if row[1]]


def _as_of_morning(contact: Contact, today: date) -> Contact:
    """Return the contact without what was logged today, and without a snooze that was set today."""
    contact = contact._replace(
        entries=tuple(entry for entry in contact.entries if entry.date != today),
        last_contact=None if contact.last_contact == today else contact.last_contact,
    )
    if contact.snoozed == today:
        contact = contact._replace(snooze_until=None, snoozed=None)
    return contact


def _give_turns(
    rows: Mapping[str, Row], ration: _Quota, today: date, until: date, settings: Settings
) -> dict[str, date]:
    """Give everybody who has only shared reasons the first day with a free place."""
    asking = []
    for state, reasons in rows.values():
        wanted = [reason for reason in reasons if ration.holds(reason)]
        if wanted and not _has_another(reasons, ration):
            ends = min(reason.last_day or until for reason in wanted)
            asking.append(((ends, *_turn_key(state)), state.contact.path, wanted))
    later = workdays(add_days(today, 1), settings.plan_blackout)
    days = [today, *takewhile(lambda day: day <= until, later)]
    room = Counter(dict.fromkeys(days, ration.per_day))
    room[today] = min(ration.per_day, _room_left(rows, {path for _, path, _ in asking}, settings))
    turns = {}
    for _, path, wanted in sorted(asking, key=lambda each: each[0]):
        for day in days:
            if room[day] > 0 and any(reason.holds_on(day) for reason in wanted):
                room[day] -= 1
                turns[path] = day
                break
        while days and room[days[0]] <= 0:
            del days[0]
    return turns


def _turn_key(state: ContactState) -> tuple[object, ...]:
    """Put the key tier first, then whoever is to be written to soonest anyway.

    One message then does for both: in a simulated year that makes mornings shorter than if nothing
    were shared at all, where an order by name makes them longer.
    """
    contact = state.contact
    again = state.timer.due if state.timer else date.max
    tier = 0 if contact.tier == "key" else 1
    return (tier, again, contact.name.casefold(), contact.name, contact.path)


def _room_left(rows: Mapping[str, Row], asking: AbstractSet[str], settings: Settings) -> int:
    """Return how many more rows today's list takes before it is full, whatever the quotas are.

    It is full with twice as many people as one writes to in a day. A year of mornings shows why:
    with a place for news on each of them, whoever is overdue falls behind, week by week.
    """
    others = sum(
        any(reason.group != "soon" for reason in reasons)
        for path, (_, reasons) in rows.items()
        if path not in asking
    )
    return max(0, _FULL * settings.plan_per_day - others)


def _keep(
    rows: dict[str, Row], ration: _Quota, turns: dict[str, date], today: date
) -> dict[str, Row]:
    """Keep in each row the reasons that have a place."""
    kept = {}
    for path, (state, reasons) in rows.items():
        turn = turns.get(path)
        besides = turn is None and ration.name != "news" and _has_another(reasons, ration)
        left = []
        for reason in reasons:
            if not ration.holds(reason) or besides or (turn == today and reason.due <= today):
                left.append(reason)
            elif turn and turn > today and reason.holds_on(turn):
                left.append(reason._replace(group="soon", due=turn))
        kept[path] = (state, left)
    return kept


def _has_another(reasons: Iterable[Reason], ration: _Quota) -> bool:
    """Return whether a person is on today's list for another reason than this quota's or news."""
    return any(
        reason.group != "soon" and not ration.holds(reason) and not may_wait(reason.kind)
        for reason in reasons
    )
