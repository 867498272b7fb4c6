"""Limit the rows that reasons shared by many people make in a morning, and choose today's people.

A holiday for all would make a list of everybody, and nobody writes to everybody in a morning. Who
is listed for something of their own takes no place of a quota, and carries what is shared. The
others have a place in a total order, some each working day. A quota does not refill: whoever was
written to today had a place.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.calendar.days import add_days, workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.agenda.occasion import Window
    from contactkeeper.core.agenda.reasons import Row
    from contactkeeper.core.settings import Settings

_LAST_DAYS = 7
"""The last days of news, in which it lists whoever has not heard it."""


class _Quota(NamedTuple):
    """One quota: a number of places a day."""

    name: Literal["circle", "news"]
    """As the table of occasions has it."""
    per_day: int

    def holds(self, reason: Reason) -> bool:
        """Check whether a reason takes one of these places if it is the only one."""
        kind = kind_of(reason.kind) if reason.shared else None
        return kind is not None and kind.quota == self.name

    @property
    def folds(self) -> bool:
        """Say whether a line below the list stands for those without a place."""
        return self.name == "circle"


def apply_quotas(
    rows: Iterable[Row], morning: Mapping[str, Row], window: Window
) -> tuple[list[Row], frozenset[str]]:
    """Give the places of today, and of the working days until `window.until`.

    Takes what each person could be listed for, now and as the day began. Returns it without news
    that has no place, and the paths of those with a place of today. Who is listed for something
    else carries what is shared as a further reason. Who has no place for a holiday or an event of
    today stays: a line below the list stands for them.
    """
    today, rules = window.today, window.settings.occasions
    now = {state.contact.path: (state, reasons) for state, reasons in rows}
    placed: set[str] = set()
    for quota in (
        _Quota("circle", rules.circle_per_day),
        _Quota("news", rules.news_per_day),
    ):
        turns = _give_turns(morning, quota, placed, window)
        morning = _keep(morning, quota, turns, today)
        now = _keep(now, quota, turns, today)
        placed |= {path for path, turn in turns.items() if turn == today}
    return [row for row in now.values() if row[1]], frozenset(placed)


def _give_turns(
    rows: Mapping[str, Row], quota: _Quota, placed: AbstractSet[str], window: Window
) -> dict[str, date]:
    """Give everybody who has only shared reasons the first day with a free place."""
    today, until, settings, _ = window
    asking = []
    for state, reasons in rows.values():
        wanted = [reason for reason in reasons if quota.holds(reason)]
        if quota.name == "news":
            wanted = [reason for reason in wanted if _lists(reason, state, settings)]
        if wanted and state.contact.path not in placed and not _has_own(reasons):
            ends = min(reason.last_day or until for reason in wanted)
            asking.append(((ends, *_turn_key(state)), state.contact.path, wanted))
    later = workdays(add_days(today, 1), settings.plan_blackout)
    days = [today, *takewhile(lambda day: day <= until, later)]
    room = dict.fromkeys(days, quota.per_day)
    turns = {}
    for _, path, wanted in sorted(asking, key=lambda each: each[0]):
        for day in days:
            if room[day] and any(reason.holds_on(day) for reason in wanted):
                room[day] -= 1
                turns[path] = day
                break
        while days and not room[days[0]]:
            del days[0]
    return turns


def _lists(news: Reason, state: ContactState, settings: Settings) -> bool:
    """Say whether news lists somebody who has nothing of their own today.

    Whoever comes up before its last day hears it then; in its last days all who are left are told.
    """
    last = news.last_day or state.today
    if (last - state.today).days < _LAST_DAYS:
        return True
    return not _has_own(reasons_until(state, last, settings), soon=True)


def _turn_key(state: ContactState) -> tuple[object, ...]:
    """Put the key tier first, then whoever is to be written to soonest anyway.

    One message then does for both: in a simulated year that makes mornings shorter than if nothing
    were shared at all, where an order by name makes them longer.
    """
    contact = state.contact
    again = state.timer.due if state.timer else date.max
    tier = 0 if contact.tier == "key" else 1
    return (tier, again, contact.name.casefold(), contact.name, contact.path)


def _keep(
    rows: Mapping[str, Row], quota: _Quota, turns: Mapping[str, date], today: date
) -> dict[str, Row]:
    """Keep in each row the reasons that have a place, are carried or folded."""
    kept = {}
    for path, (state, reasons) in rows.items():
        turn = turns.get(path)
        carried = turn is None and _is_listed(reasons, quota)
        left = []
        for reason in reasons:
            is_open = reason.due <= today
            if not quota.holds(reason) or carried or (turn == today and is_open):
                left.append(reason)
            elif turn and turn > today and reason.holds_on(turn) and not (quota.folds and is_open):
                left.append(reason._replace(group="soon", due=turn))
            elif quota.folds and is_open:
                left.append(reason)
        kept[path] = (state, left)
    return kept


def _is_listed(reasons: Iterable[Reason], quota: _Quota) -> bool:
    """Say whether somebody is on today's list for something other than this quota's reasons."""
    return any(reason.group != "soon" and not quota.holds(reason) for reason in reasons)


def _has_own(reasons: Iterable[Reason], *, soon: bool = False) -> bool:
    """Say whether somebody is on today's list, or comes up soon, for something of their own."""
    return any((soon or reason.group != "soon") and not reason.shared for reason in reasons)
