"""Contacts, rules and a day in; the ordered morning list out, each row with its reasons.

Decides who is on the list. What each reason is, how it is worded, how rows are ordered and what
to say have rooms of their own. Must not cut the list: that is for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.days.cadence import show_cadence
from contactkeeper.core.days.dates import add_days
from contactkeeper.core.days.wording import say_weekday_day
from contactkeeper.core.model import NO_HAPPENINGS, DueItem
from contactkeeper.core.morning.order import item_key, reason_key
from contactkeeper.core.morning.quotes import flat
from contactkeeper.core.morning.reasons import reasons_until
from contactkeeper.core.morning.standing import FOR_GOOD, Standing, stand
from contactkeeper.core.notes.unread import Entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Happenings, News, Reason, ReasonKind
    from contactkeeper.core.morning.say import ShortNames
    from contactkeeper.core.settings import Settings

_LOOK_AHEAD = 400  # days in which somebody always comes up, but for rhythms of years

_SAID: dict[ReasonKind, str] = {
    "promise": "your promise",
    "waiting": "theirs to come",
    "birthday": "birthday",
    "placed": "placement",
    "date": "their date",
    "new-job": "new job",
    "holiday": "a holiday",
    "event-after": "follow-up",
    "event-before": "an event",
    "news": "your news",
    "new": "new",
}


def due_items(
    contacts: Iterable[Contact],
    today: date,
    settings: Settings,
    soon: int = 0,
    happenings: Happenings = NO_HAPPENINGS,
) -> list[DueItem]:
    """List who is due on `today`, and in the group `soon` who comes up within `soon` days after.

    Each contact appears once. Who is snoozed, paused or not to be contacted is left out; somebody
    whose snooze or pause ends within `soon` days comes up on that day.

    What a whole circle has in common (a holiday, an event's audience, news of mine) makes some
    rows a morning and no more: see `rations`. So the list is made of all contacts, and filtered
    afterwards.
    """
    people = list(contacts)
    items = find_items(people, today, settings, soon, happenings)
    return sorted(add_say(items, people, today, settings), key=item_key)


def find_items(
    people: Sequence[Contact],
    today: date,
    settings: Settings,
    soon: int = 0,
    happenings: Happenings = NO_HAPPENINGS,
) -> list[DueItem]:
    """Find whom `due_items` lists, in no order and without what to say.

    That is for `add_say`, where only some rows are shown: it asks for more entries than all else,
    and takes half of the time.
    """
    until = add_days(today, max(soon, 0))
    if happenings.events or happenings.news:
        from contactkeeper.core.morning.reach import in_reach  # most vaults have none

        happenings = in_reach(happenings, today, until)
    rows = []
    for contact in people:
        standing = stand(contact, today, settings)
        quiet = standing.quiet
        if quiet and (quiet.until > until or quiet.until == FOR_GOOD):
            continue
        if reasons := reasons_until(standing, until, settings, happenings):
            rows.append((standing, reasons))
    if any(reason.shared for _, reasons in rows for reason in reasons):
        from contactkeeper.core.morning.rations import share_out

        rows = share_out(rows, people, until, settings, happenings)
    return [
        _row(standing, _strongest_first(standing, reasons), settings, happenings)
        for standing, reasons in rows
    ]


def add_say(
    items: Iterable[DueItem],
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    keys: Sequence[str] = (),
) -> list[DueItem]:
    """Say what to do for rows that were made without.

    Args:
        items: the rows.
        contacts: all of them, so that a name to type means one.
        today: the day of the list.
        settings: the rules.
        keys: by what each contact is found, where that is known.
    """
    from contactkeeper.core.morning.say import ShortNames  # for wide windows

    names = ShortNames(contacts, keys)
    return [_with_say(item, names, today, settings) for item in items]


def _with_say(item: DueItem, names: ShortNames, today: date, settings: Settings) -> DueItem:
    from contactkeeper.core.morning.say import say_what

    contact = item.contact
    say = say_what(stand(contact, today, settings), item.reasons[0], names, item.tell)
    if isinstance(contact.entries, Entries):
        contact.entries.release()  # a hundred logs would take more room than all else
    return item._replace(say=say)


def next_due(contact: Contact, today: date, settings: Settings) -> date | None:
    """Return the day on which the contact's timer is due, past or future; None: no timer runs.

    The latest of last contact + cadence, last attempt + `retry_after` and the end of a snooze or
    pause: so an attempt never brings it forward, but for one thing: like any entry, it ends a
    snooze set before it.
    """
    timer = stand(contact, today, settings).timer
    return timer.due if timer else None


def upcoming(
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    happenings: Happenings = NO_HAPPENINGS,
) -> DueItem | None:
    """Return who comes up next after `today`; None where nobody does in a year or so."""
    items = find_items(contacts, today, settings, _LOOK_AHEAD, happenings)
    return min((item for item in items if item.group == "soon"), key=item_key, default=None)


def say_upcoming(item: DueItem, today: date) -> str:
    """Say who is next on a quiet day: `Next: Вера Ситник, Wed 25 Nov (quarterly)`."""
    why = _SAID.get(item.reasons[0].kind) or show_cadence(item.cadence)
    return f"Next: {item.contact.name}, {say_weekday_day(item.due, today)} ({why})"


def _strongest_first(standing: Standing, found: list[Reason]) -> list[Reason]:
    """List what holds today; only where nothing does, what comes up later."""
    today = [reason for reason in found if reason.group != "soon"]
    reasons = sorted(today or found, key=reason_key)
    if reasons and _is_just_back(standing):
        why = flat(standing.contact.paused_why)
        reasons[0] = reasons[0]._replace(text=f"{why} · {reasons[0].text}")
    return reasons


def _is_just_back(standing: Standing) -> bool:
    """Say whether a pause that says why is over and nothing happened since."""
    quiet, last = standing.quiet, standing.clock.last_entry
    if quiet is None or quiet.why != "pause" or not standing.contact.paused_why.strip():
        return False
    return last is None or last < quiet.until


def _row(
    standing: Standing, reasons: list[Reason], settings: Settings, happenings: Happenings
) -> DueItem:
    first = reasons[0]
    tell: tuple[News, ...] = ()
    if happenings.news:
        from contactkeeper.core.morning.campaigns import unheard  # most vaults have none

        tell = unheard(standing.contact, standing.today, settings, happenings.news)
    return DueItem(
        contact=standing.contact,
        group=first.group,
        due=first.due,
        days_overdue=max(0, (standing.today - first.due).days),
        cadence=standing.cadence,
        last_contact=standing.clock.last_contact,
        cold=standing.cold,
        reasons=tuple(reasons),
        tell=tell,
    )
